import pytest

from fake_comet.errors import MissingName
from fake_comet.recording.columns import EPOCH_CHANGED, STEP_CHANGED
from tests.support.recordings import log_other, log_parameter, log_point, new_recording


@pytest.fixture
def recording():
    return new_recording()


def test_the_last_value_counts_and_history_has_all(recording):
    log_parameter(recording, "lr", 0.1)
    log_parameter(recording, "lr", 0.2, step=3, source="manual")
    assert recording.parameters == {"lr": 0.2}
    assert [(p.value, p.step) for p in recording.parameters.history("lr")] == [
        (0.1, None),
        (0.2, 3),
    ]


def test_a_list_that_was_read_may_be_changed_without_changing_the_recording(recording):
    log_parameter(recording, "sizes", [1, 2])
    recording.parameters["sizes"].append(3)
    assert recording.parameters["sizes"] == [1, 2]


def test_a_context_stands_in_front_of_the_name(recording):
    log_parameter(recording, "lr", 0.1, context="train")
    assert recording.parameters["train_lr"] == 0.1
    with pytest.raises(
        MissingName, match="no parameter 'lr' among the 1 recorded; nearest: 'train_lr'"
    ):
        recording.parameters["lr"]
    with pytest.raises(MissingName, match="no parameter 'lr'"):
        recording.parameters.history("lr")


def test_steps_and_epochs_of_points_are_parameters(recording):
    log_point(recording, "loss", 1.0, step=4, epoch=1, flags=STEP_CHANGED | EPOCH_CHANGED)
    log_point(recording, "loss", 1.0, step=5, epoch=1, flags=STEP_CHANGED)
    assert recording.parameters == {"curr_step": 5, "curr_epoch": 1}
    steps = recording.parameters.history("curr_step")
    assert [(p.value, p.step, p.source, p.position) for p in steps] == [
        (4, 4, "auto-logged", 0),
        (5, 5, "auto-logged", 1),
    ]


def test_messages_and_steps_of_points_are_in_the_order_in_which_they_came(recording):
    log_parameter(recording, "curr_step", 1, source="manual")
    log_point(recording, "loss", 1.0, step=2, flags=STEP_CHANGED)
    assert recording.parameters["curr_step"] == 2
    log_parameter(recording, "curr_step", 3, source="manual")
    assert recording.parameters["curr_step"] == 3
    assert [p.value for p in recording.parameters.history("curr_step")] == [1, 2, 3]


def test_others_behave_alike(recording):
    log_other(recording, "Name", "a")
    log_other(recording, "Name", "b")
    assert dict(recording.others) == {"Name": "b"}
    assert [other.value for other in recording.others.history("Name")] == ["a", "b"]
    assert repr(recording.others) == "{'Name': 'b'}"
    assert len(recording.others) == 1
    with pytest.raises(MissingName, match="no other 'name' among the 1 recorded; nearest: 'Name'"):
        recording.others["name"]


def test_a_view_shows_what_came_after_it_was_read(recording):
    parameters = recording.parameters
    assert "lr" not in parameters
    log_parameter(recording, "lr", 1)
    assert parameters["lr"] == 1
