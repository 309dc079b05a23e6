import pytest

from fake_comet.recording.columns import BATCH_START, IN_BATCH, INSIDE_CALL, STEP_GIVEN
from fake_comet.recording.journal import Call
from fake_comet.recording.sites import Site
from tests.support.recordings import SITE, log_point, new_recording


@pytest.fixture
def recording():
    return new_recording()


def found(recording):
    return [problem for problem in recording.problems if problem.kind == "duplicate-point"]


def test_two_values_at_one_step_are_a_problem_of_the_second_call(recording):
    log_point(recording, "loss", 0.5, step=1)
    log_point(recording, "loss", 0.4, step=1)
    (problem,) = found(recording)
    assert problem.message == "metric 'loss' at step 1 was 0.5 before, now 0.4"
    assert str(problem).splitlines()[0] == (
        "warning [duplicate-point] train.py:7 in log_metric('loss', 0.4, step=1)"
    )
    assert problem.experiment_key == recording.key


def test_the_problem_names_context_and_epoch(recording):
    log_point(recording, "loss", 1, step=1, epoch=2, context="train")
    log_point(recording, "loss", "x", step=1, epoch=2, context="train")
    (problem,) = found(recording)
    assert problem.message == (
        "metric 'loss' in context 'train' at step 1 and epoch 2 was 1 before, now 'x'"
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"value": 0.5, "step": 1}, {"value": 0.5, "step": 1}),
        ({"value": float("nan"), "step": 1}, {"value": float("nan"), "step": 1}),
        ({"value": "x", "step": 1}, {"value": "x", "step": 1}),
        ({"value": 0.5, "step": 1}, {"value": 0.4, "step": 2}),
        ({"value": 0.5, "step": 1}, {"value": 0.4, "step": 1, "epoch": 1}),
        ({"value": 0.5, "step": 0}, {"value": 0.4}),
        ({"value": 0.5}, {"value": 0.4}),
        ({"value": 0.5, "step": 1}, {"value": 0.4, "step": 1, "context": "train"}),
        ({"value": 0.5, "step": 1}, {"value": 0.4, "step": 1, "flags": 0}),
        ({"value": 0.5, "step": 2**70}, {"value": 0.4, "step": 2**70 + 1}),
        ({"value": 0.5, "step": float("nan")}, {"value": 0.4, "step": float("nan")}),
    ],
)
def test_these_do_not_contradict(recording, first, second):
    for point in (first, second):
        log_point(recording, "loss", point.pop("value"), **point)
    assert found(recording) == []


def test_whole_and_fractional_steps_of_one_value_are_one_step(recording):
    log_point(recording, "loss", 0.5, step=1)
    log_point(recording, "loss", 0.4, step=1.0)
    assert len(found(recording)) == 1


def test_one_line_that_does_it_again_and_again_is_one_problem(recording):
    columns, site = recording.recorder.columns, recording.recorder.sites.add(SITE)
    shape = columns.add_shape(("loss", None, float, int, type(None), STEP_GIVEN))
    thread = columns.add_thread(1)
    columns.tail.extend((shape, float(n), n // 2, 0.0, 0.0, site, thread) for n in range(20))
    (problem,) = found(recording)
    assert problem.times == 10
    assert problem.message == "metric 'loss' at step 0 was 0.0 before, now 1.0"


def test_points_of_a_batch_are_shown_with_the_whole_call(recording):
    for value in (0.5, 0.4):
        log_point(recording, "acc", 1, step=3, flags=BATCH_START | STEP_GIVEN)
        log_point(recording, "other", 1, step=9, thread=2)
        log_point(recording, "loss", value, step=3, flags=IN_BATCH)
    (problem,) = found(recording)
    assert problem.call == "log_metrics"
    assert problem.passed == "{'acc': 1, 'loss': 0.4}, step=3"
    assert problem.site == SITE


@pytest.mark.parametrize(
    ("method", "args", "kwargs", "count"),
    [
        ("log_metrics", ({},), {"step": 3}, 1),
        ("log_metrics", ({}, None, 3), {}, 1),
        ("log_metric", ("loss", 0.4), {"epoch": 1}, 1),
        ("log_metrics", ({},), {}, 0),
        ("log_metrics", ({}, None, None, None), {"step": None}, 0),
        ("log_optimization", (), {"step": 1}, 0),
    ],
)
def test_inside_of_a_journalled_call_its_arguments_tell(recording, method, args, kwargs, count):
    site = Site("other.py", 9)
    for value in (0.5, 0.4):
        position = len(recording.recorder.columns)
        recording.recorder.journal.enter(
            Call(
                method=method,
                args=args,
                kwargs=kwargs,
                site=site,
                thread=1,
                time=0.0,
                position=position,
            )
        )
        log_point(recording, "loss", value, step=3, flags=INSIDE_CALL)
    assert [problem.site for problem in found(recording)] == [site] * count


def test_points_that_no_call_is_known_of_are_left_alone(recording):
    for value in (0.5, 0.4):
        log_point(recording, "loss", value, step=3, flags=INSIDE_CALL)
    assert found(recording) == []


def test_contradictions_come_after_the_other_problems_and_keep_up(recording):
    recording.recorder.problem("sdk-note", "said")
    assert [problem.kind for problem in recording.problems] == ["sdk-note"]
    log_point(recording, "loss", 0.5, step=1)
    log_point(recording, "loss", 0.4, step=1)
    assert [problem.kind for problem in recording.problems] == ["sdk-note", "duplicate-point"]
