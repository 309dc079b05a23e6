import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import fake_comet
from fake_comet.recording.pictures import decoded
from fake_comet.replay.steps import creation, steps


@pytest.fixture
def played(tmp_path, monkeypatch):
    """The steps that log again what a function logged."""
    monkeypatch.chdir(tmp_path)

    def play(log):
        with fake_comet.activate(strict=False) as session:
            import comet_ml

            experiment = comet_ml.Experiment()
            log(experiment)
            experiment.end()
        folder = Path(tempfile.mkdtemp(dir=tmp_path))
        made = {step.call.method: step for step in steps(session.experiment, folder)}
        made.pop("end")
        return made

    return play


def only(made):
    (step,) = made.values()
    return step


def test_plain_calls_are_made_as_they_were(played):
    step = only(played(lambda e: e.log_parameters({"a": [1, "x"]}, prefix="p")))
    assert (step.args, step.kwargs, step.skipped) == (({"a": [1, "x"]},), {"prefix": "p"}, "")


def test_the_constructor_is_no_step(played):
    assert played(lambda e: None) == {}


@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("log_metric", ("loss", 1.0)),
        ("log_parameter", ("lr", 1.0)),
        ("log_asset_data", ({"a": 1},)),
    ],
)
def test_calls_are_made_in_the_context_that_they_were_in(played, method, arguments):
    def log(experiment):
        with experiment.validate():
            getattr(experiment, method)(*arguments)

    assert only(played(log)).context == "validate"


def test_a_value_that_was_no_plain_number_is_the_one_that_was_logged(played):
    step = only(played(lambda e: e.log_metric("loss", np.float32(0.5), step=3)))
    assert (step.args, step.kwargs) == (("loss", 0.5), {"step": 3})


def test_a_picture_is_logged_from_a_file(played):
    pixels = np.arange(72, dtype=np.uint8).reshape(4, 6, 3)
    step = only(played(lambda e: e.log_image(pixels, step=2)))
    assert decoded(Path(step.args[0]).read_bytes()).shape == (4, 6, 3)
    assert step.kwargs["step"] == 2
    named = only(played(lambda e: e.log_image(image_data=pixels, name="x")))
    assert decoded(Path(named.kwargs["image_data"]).read_bytes()).shape == (4, 6, 3)


def test_files_are_put_there_again(played, tmp_path):
    def log(experiment):
        for name in ("a.txt", "b.txt"):
            (tmp_path / "model" / name).parent.mkdir(exist_ok=True)
            (tmp_path / "model" / name).write_text(name)
        experiment.log_asset("model/a.txt")
        experiment.log_model("m", "model")
        for name in ("a.txt", "b.txt"):
            (tmp_path / "model" / name).unlink()

    made = played(log)
    assert Path(made["log_asset"].args[0]).read_text() == "a.txt"
    assert {path.name for path in Path(made["log_model"].args[1]).rglob("*.txt")} == {
        "a.txt",
        "b.txt",
    }


def test_matrices_and_curves_are_taken_from_what_was_uploaded(played):
    numbers = np.arange(300)

    def log(experiment):
        experiment.log_confusion_matrix(matrix=np.array([[1, 2], [3, 4]]), labels=["a", "b"])
        experiment.log_curve("c", numbers, numbers, step=1)

    made = played(log)
    matrix, curve = made["log_confusion_matrix"].kwargs, made["log_curve"].kwargs
    assert (matrix["matrix"], matrix["labels"]) == ([[1, 2], [3, 4]], ["a", "b"])
    assert (curve["x"][-1], curve["step"]) == (299, 1)


def test_long_tables_are_logged_from_a_file(played):
    step = only(played(lambda e: e.log_table("t.csv", [[n] for n in range(300)])))
    assert len(Path(step.args[0]).read_text().splitlines()) == 300


@pytest.mark.parametrize(
    "log",
    [
        lambda e: e.log_table("t.csv", pd.DataFrame({"a": [1]})),
        lambda e: e.log_histogram_3d(np.arange(300), "h", step=1),
        lambda e: e.log_text("x" * 300),
        lambda e: e.log_image("none.png", annotations=[{"name": "x" * 300, "data": []}]),
    ],
    ids=["table", "histogram", "text", "image"],
)
def test_what_cannot_be_put_back_is_skipped(played, log):
    step = only(played(log))
    assert step.skipped == "its arguments were too large to be kept"


@pytest.mark.parametrize(
    ("made", "offline", "name"),
    [
        ("OfflineExperiment", True, "OfflineExperiment"),
        ("ExistingExperiment", False, "ExistingExperiment"),
        ("Other", True, "OfflineExperiment"),
        ("Other", False, "Experiment"),
    ],
)
def test_the_experiment_is_of_the_class_that_it_was(made, offline, name):
    from tests.support.recordings import new_recording

    assert creation(new_recording(experiment_class=made, offline=offline)) == name
