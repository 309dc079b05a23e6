import pytest

import fake_comet
from fake_comet.recording.diff.model import Change
from tests.support.recordings import SITE, log_point, new_recording


def recording(**series):
    made = new_recording()
    for name, values in series.items():
        for step, value in enumerate(values):
            log_point(made, name.replace("__", "/"), value, step=step)
    return made


def told(one, other, **options):
    return [
        (d.name, d.change, d.new_name, d.message) for d in fake_comet.diff(one, other, **options)
    ]


def test_a_metric_under_another_name_with_the_same_points_was_renamed():
    one, other = recording(train_loss=[3, 2, 1]), recording(train__loss=[3, 2, 1])
    assert told(one, other) == [
        ("train_loss", Change.RENAMED, "train/loss", "renamed to 'train/loss' (the same 3 points)")
    ]


def test_of_several_with_the_same_points_the_names_most_alike_belong_together():
    one = recording(train_loss=[3, 2, 1], val_loss=[3, 2, 1])
    other = recording(val__loss=[3, 2, 1], train__loss=[3, 2, 1])
    assert [(name, new) for name, _, new, _ in told(one, other)] == [
        ("train_loss", "train/loss"),
        ("val_loss", "val/loss"),
    ]


@pytest.mark.parametrize(("name", "is_renamed"), [("los", True), ("xyz", False)])
def test_single_points_were_renamed_only_if_the_names_are_alike(name, is_renamed):
    found = told(recording(loss=[1]), recording(**{name: [1]}))
    assert (found[0][1] is Change.RENAMED) == is_renamed


def test_texts_are_recognised_too():
    assert told(recording(a=["x", "y", "z"]), recording(b=["x", "y", "z"]))[0][2] == "b"


def test_name_and_context_may_change_together():
    one, other = recording(train_loss=[1, 2, 3]), new_recording()
    for step, value in enumerate([1, 2, 3]):
        log_point(other, "loss", value, step=step, context="train")
    (found,) = fake_comet.diff(one, other)
    assert found.message == "renamed to 'loss', context None | 'train' (the same 3 points)"
    assert [detail.what for detail in found.details] == ["name", "context"]


def test_what_is_gone_or_new_comes_before_what_changed_and_large_changes_first():
    one = recording(gone=[1, 2], small=[1.0], big=[1.0], old_name=[5, 6, 7])
    other = recording(fresh=[3, 4], small=[1.1], big=[9.0], oldname=[5, 6, 7])
    assert [name for name, *_ in told(one, other)] == ["gone", "fresh", "old_name", "big", "small"]


def test_differences_know_their_context_and_the_line_that_logged_them():
    one, other = new_recording(), new_recording()
    log_point(one, "loss", 1.0, context="train")
    log_point(other, "loss", 2.0, context="train")
    (found,) = fake_comet.diff(one, other)
    assert (found.context, found.site) == ("train", SITE)
    assert found.message.startswith("in context 'train': 1 of 1 point changed")


def test_points_that_are_only_gone_are_placed_in_the_first():
    (found,) = fake_comet.diff(recording(loss=[1, 2]), recording(loss=[1]))
    assert (found.site, found.numbers["removed"]) == (SITE, 1)


def test_tolerances_count_by_name_and_the_last_one_wins():
    one, other = recording(loss=[1.0], acc=[1.0]), recording(loss=[1.001], acc=[1.001])
    tolerances = {"metrics": 1e-9, "metrics:l*": {"rtol": 0.01}}
    assert [name for name, *_ in told(one, other, tolerances=tolerances)] == ["acc"]


def test_equal_points_of_differently_ordered_shapes_are_equal():
    one, other = recording(a=[1], b=[1]), recording(b=[1], a=[1])
    assert told(one, other) == []


@pytest.mark.parametrize("axis", ["step", "epoch"])
def test_infinite_steps_and_epochs_are_compared_without_a_warning(axis):
    one, other = new_recording(), new_recording()
    for made, last in ((one, 3), (other, 4)):
        for place, value in ((float("inf"), 1), (float("inf"), 2), (1, last)):
            log_point(made, "m", value, **{axis: place})
    ((name, _, _, message),) = told(one, other)
    assert (name, "3" in message, "4" in message) == ("m", True, True)
