import threading

import pytest

from fake_comet.errors import Misuse
from fake_comet.recording.journal import Call
from fake_comet.recording.problems import Level
from fake_comet.recording.recorder import Header, Recorder
from fake_comet.recording.records import Other, Tag
from fake_comet.recording.sites import Site
from tests.support.recordings import log_point, new_recording


def test_records_are_stamped_with_place_and_time():
    recording = new_recording()
    first = recording.recorder.add(Tag, tag="a")
    log_point(recording, "m", 1)
    second = recording.recorder.add(Other, key="k", value=1)
    assert (first.position, first.time) == (0, 1000.0)
    assert (second.position, second.time) == (1, 1002.0)
    assert recording.recorder.records == [first, second]


def test_a_problem_belongs_to_the_call_that_the_thread_is_in():
    recorder = new_recording().recorder
    call = Call(method="log_metric", args=("m", None), site=Site("t.py", 3), thread=1)
    recorder.journal.inside[threading.get_ident()] = call
    recorder.problem("metric-none", "None")
    (problem,) = recorder.problems()
    assert (problem.call, problem.passed, problem.site) == ("log_metric", "'m', None", call.site)
    assert problem.level is Level.WARNING


def test_outside_of_a_call_a_problem_belongs_to_the_nearest_line():
    recorder = new_recording().recorder
    recorder.problem("metric-none", "None", passed=[1], level=Level.NOTE)
    (problem,) = recorder.problems()
    assert problem.site.file == __file__
    assert (problem.passed, problem.level) == ("[1]", Level.NOTE)


def test_the_same_problem_is_counted_and_told_of_once():
    told = []
    recorder = Recorder(Header(key="k"), on_problem=told.append)
    for message in ("a", "a", "b"):
        recorder.problem("sdk-note", message, site=Site("t.py", 1))
    assert [(found.message, found.times) for found in recorder.problems()] == [("a", 2), ("b", 1)]
    assert [found.message for found in told] == ["a", "b"]


def test_a_kind_that_does_not_exist_is_refused():
    with pytest.raises(Misuse):
        new_recording().recorder.problem("typo", "x")


def test_a_saved_problem_comes_back_as_it_was():
    one, other = new_recording().recorder, new_recording().recorder
    for _ in range(3):
        one.problem("sdk-note", "a", passed=[1], site=Site("t.py", 1))
    other.restore_problem(one.problems()[0])
    assert other.problems() == one.problems()


def test_threads_that_write_at_once_lose_nothing():
    recording = new_recording()
    recorder = recording.recorder
    start = threading.Barrier(4)

    def work(number):
        start.wait()
        for count in range(500):
            recorder.add(Tag, tag=f"{number}-{count}")
            recorder.problem("sdk-note", "same", site=Site("t.py", 1))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(recording.tags) == 2000
    assert recorder.problems()[0].times == 2000
