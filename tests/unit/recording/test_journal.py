from fake_comet.recording.columns import (
    BATCH_START,
    EPOCH_GIVEN,
    IN_BATCH,
    INSIDE_CALL,
    NO_CONTEXT,
    STEP_GIVEN,
)
from fake_comet.recording.journal import Call, frozen_arguments
from tests.support.recordings import SITE, log_point, new_recording


def call(method, position=0, **fields):
    return Call(method=method, site=SITE, thread=1, time=0.0, position=position, **fields)


def texts(recording):
    return [str(found) for found in recording.calls]


def test_plain_metric_calls_are_read_off_the_columns():
    recording = new_recording()
    log_point(recording, "loss", 0.5, step=3, epoch=1)
    log_point(recording, "loss", 2, flags=NO_CONTEXT)
    log_point(recording, "loss", 2, step=9, flags=0)
    assert texts(recording) == [
        "log_metric('loss', 0.5, step=3, epoch=1)",
        "log_metric('loss', 2, include_context=False)",
        "log_metric('loss', 2)",
    ]
    assert recording.calls[0].site == SITE
    assert [found.position for found in recording.calls] == [0, 1, 2]


def test_calls_are_in_order_among_the_points():
    recording = new_recording()
    enter = recording.recorder.journal.enter
    enter(call("set_name"))
    log_point(recording, "a", 1.0)
    enter(call("add_tag", 1))
    enter(call("add_tags", 1))
    log_point(recording, "b", 1.0)
    enter(call("end", 2))
    methods = [found.method for found in recording.calls]
    assert methods == ["set_name", "log_metric", "add_tag", "add_tags", "log_metric", "end"]


def test_points_inside_of_a_call_are_no_calls():
    recording = new_recording()
    recording.recorder.journal.enter(call("log_metrics", args=({"a": None},)))
    log_point(recording, "a", 1.0, flags=INSIDE_CALL)
    assert texts(recording) == ["log_metrics({'a': None})"]


def test_a_batch_is_one_call_even_between_those_of_other_threads():
    recording = new_recording()
    log_point(recording, "a", 1.0, step=2, flags=BATCH_START | STEP_GIVEN | EPOCH_GIVEN, epoch=0)
    log_point(recording, "x", 1.0, thread=2, flags=BATCH_START)
    log_point(recording, "b", 2, flags=IN_BATCH)
    log_point(recording, "y", 2, thread=2, flags=IN_BATCH)
    assert texts(recording) == [
        "log_metrics({'a': 1.0, 'b': 2}, step=2, epoch=0)",
        "log_metrics({'x': 1.0, 'y': 2})",
    ]


def test_a_call_that_raised_says_what():
    recording = new_recording()
    journal = recording.recorder.journal
    journal.fail(journal.enter(call("log_image")), TypeError("no image"))
    assert recording.calls[0].raised == "TypeError: no image"


def test_arguments_cannot_be_changed_from_outside():
    given, options = [[1]], {"k": {"a": 1}}
    args, kwargs = frozen_arguments((given,), {"options": options})
    given[0].append(2)
    options["k"]["a"] = 2
    assert (args, kwargs) == (([[1]],), {"options": {"k": {"a": 1}}})


def test_saved_calls_come_back():
    recording, other = new_recording(), new_recording()
    journal = recording.recorder.journal
    journal.fail(journal.enter(call("log_image", args=(1,), kwargs={"name": "x"})), OSError("no"))
    other.recorder.journal.restore(journal.explicit())
    assert other.calls == recording.calls
