"""What a person would expect to find in the archives that real programs wrote with the real SDK."""

from __future__ import annotations

import math

import pytest

import fake_comet
from fake_comet.recording.recording import Recording
from tests.support.archives import ARCHIVES, real_archive

ULTRALYTICS = [name for name in ARCHIVES if name.startswith("ultralytics")]
BEFORE_342 = ["sdk_3.31.22", "sdk_3.41.0"]


def loaded(name: str) -> Recording:
    return fake_comet.load(real_archive(name))


@pytest.fixture(scope="module")
def sink() -> Recording:
    return loaded("sdk_kitchen_sink")


@pytest.fixture(scope="module")
def detect() -> Recording:
    return loaded("ultralytics_detect")


@pytest.mark.parametrize("name", ARCHIVES)
def test_every_archive_is_of_an_ended_experiment_and_equals_itself(name: str) -> None:
    recording = loaded(name)
    assert recording.ended
    assert recording.key.isalnum()
    assert recording.others["offline_experiment"] is True
    assert recording == loaded(name)


@pytest.mark.parametrize("name", ARCHIVES)
def test_saved_it_stays_what_it_is(name: str, tmp_path) -> None:
    loaded(name).save(tmp_path / "saved")
    assert fake_comet.load(tmp_path / "saved") == loaded(name)


def test_the_kitchen_sink_has_its_names_and_tags(sink: Recording) -> None:
    assert (sink.name, sink.project_name, sink.workspace) == ("sink2", "sink", "ws")
    assert sink.tags == {"t0", "t1", "t2", "t3"}


def test_the_kitchen_sink_has_its_metrics(sink: Recording) -> None:
    assert sink.metrics["m"].values.tolist() == [1.0, 0.5, 0.5]
    assert sink.metrics["m"].steps.tolist() == [1, 2, 2]
    assert sink.metrics["ctx"].contexts.tolist() == ["train", "custom"]
    assert math.isnan(sink.metrics["nan"].last)
    assert sink.metrics["inf"].last == math.inf
    assert sink.metrics["s"].last == "1.5"


def test_the_kitchen_sink_has_its_parameters_and_others(sink: Recording) -> None:
    assert sink.parameters["arr"] == [0, 1, 2]
    assert sink.parameters["pp_n|k"] == [1, {"z": 2}]
    assert sink.others["o"] == "v"
    assert sink.others["num"] == 3
    assert sink.others["hasNestedParams"] is True


def test_the_kitchen_sink_has_its_pictures(sink: Recording) -> None:
    (gray,), (shape,) = sink.images["gray"], sink.images["shape"]
    assert (gray.pixels.shape, gray.step) == ((4, 4, 4), 1)
    assert (shape.pixels.shape, shape.metadata) == ((8, 8, 3), {"k": 1})
    assert list(sink.figures) == ["fig"]
    assert sink.figures["fig"][0].format == "svg"


def test_the_kitchen_sink_has_its_tables_and_charts(sink: Recording) -> None:
    (table,) = sink.tables["l.csv"]
    assert (table.headers, [*table.rows]) == (("a", "b"), [("1", "2")])
    (matrix,) = sink.confusion_matrices.all
    assert (matrix.labels, matrix.matrix.tolist()) == (["a", "b"], [[0, 1], [1, 1]])
    (curve,) = sink.curves["c"]
    assert (curve.x.tolist(), curve.y.tolist()) == ([0, 1], [1, 0])
    assert sink.histograms["h"][0].total == 3


def test_the_kitchen_sink_has_its_models(sink: Recording) -> None:
    model = sink.models["mod"]
    assert [(file.name, file.content, file.metadata) for file in model] == [
        ("f.txt", b"f", {"v": 1})
    ]
    assert [version.fields["version"] for version in model.versions] == ["1.0.0"]
    (remote,) = sink.models["rm"].remote_assets
    assert remote["remoteUrl"] == "s3://b/m"


def test_the_kitchen_sink_has_the_rest(sink: Recording) -> None:
    assert sink.texts.all[0].content == b"txt"
    assert sink.audio["a.wav"][0].metadata == {"sample_rate": 8000}
    assert sink.videos["vid"][0].content == b"0" * 64
    assert sink.html.startswith("<p>only</p>")
    assert sink.graph == "graph text"
    assert sink.assets["r.bin"][0].link == "s3://b/k"
    (scene,) = sink.assets["s"]
    assert (scene.step, list(scene.items)) == (1, ["thumbnail", "points.jsonl"])
    assert sink.environment.system_info == {"si": "v"}


def test_lightning_logged_a_training() -> None:
    recording = loaded("lightning_cometlogger")
    assert (recording.name, recording.tags) == ("lit-run", {"a", "b"})
    assert recording.parameters["arch|hidden"] == 4
    assert len(recording.metrics["p_train/loss_step"]) == 8
    assert recording.confusion_matrices.all[0].matrix.tolist() == [[1, 0], [1, 1]]
    assert recording.images["img"][0].pixels.shape == (4, 4, 3)
    assert [file.name for file in recording.models["toy-model"]] == ["m.pt"]


def test_accelerate_logged_a_training() -> None:
    recording = loaded("accelerate_tracker")
    assert (recording.name, recording.tags) == ("acc", {"t1"})
    assert recording.parameters["nested|a|b"] == 1
    assert recording.parameters["flag"] is False
    assert recording.metrics["g/a"].last == 3.0
    assert [*recording.tables["d.csv"][0].rows] == [("1", "2")]


@pytest.mark.parametrize("name", ULTRALYTICS)
def test_ultralytics_logged_its_settings_and_weights(name: str) -> None:
    recording = loaded(name)
    assert recording.parameters["batch"] == 4
    weights = recording.models["Ultralytics"]
    assert {(file.name, len(file.content)) for file in weights} == {("best.pt", 2048)}
    assert {"installed_packages", "os_packages", "system_details"} <= set(
        recording.environment.details
    )


@pytest.mark.parametrize(
    ("name", "loss"),
    [
        ("ultralytics_detect", "train/box_loss"),
        ("ultralytics_detect_gen1_8.3.74", "train/box_loss"),
        ("ultralytics_segment", "train/seg_loss"),
        ("ultralytics_classify", "train/loss"),
    ],
)
def test_ultralytics_logged_a_loss_an_epoch(name: str, loss: str) -> None:
    losses = loaded(name).metrics[loss]
    assert len(losses) == 3
    assert losses.epochs.tolist() == [1, 2, 3]
    assert (losses.values > 0).all()


def test_a_detection_is_a_picture_with_boxes(detect: Recording) -> None:
    image = detect.images["000001"][0]
    truth, predicted = image.annotations
    assert image.pixels.shape == (96, 128, 3)
    assert (truth["name"], predicted["name"]) == ("ground_truth", "prediction")
    assert [box["label"] for box in truth["data"]] == ["gt_green", "gt_blue"]
    assert [len(box["boxes"][0]) for box in truth["data"]] == [4, 4]


def test_a_segmentation_predicts_outlines_beside_boxes() -> None:
    recording = loaded("ultralytics_segment")
    _, predicted = recording.images["000001"][0].annotations
    assert all({"boxes", "points", "score"} <= shape.keys() for shape in predicted["data"])
    assert len(recording.metrics["metrics/mAP50(M)"]) == 4


def test_a_detection_has_its_matrices_and_results(detect: Recording) -> None:
    matrix = detect.confusion_matrices.all[-1]
    assert matrix.labels == ["red", "green", "blue", "background"]
    assert matrix.matrix.shape == (4, 4)
    (results,) = detect.tables["results.csv"]
    assert results.headers[:2] == ("epoch", "time")
    assert len(results.rows) == 3


@pytest.mark.parametrize("name", BEFORE_342)
def test_sdks_before_3_42_wrote_other_messages_of_the_same_meaning(name: str) -> None:
    recording = loaded(name)
    assert (recording.name, recording.tags) == ("before 3.42", {"t1", "t2"})
    assert recording.metrics["loss"].values.tolist() == [0.5, 0.25]
    assert recording.metrics["accuracy"].contexts.tolist() == ["train"]
    assert recording.parameters["sizes"] == [1, 2]
    assert (recording.others["o"], recording.others["k2"]) == ("v", "[1, 2]")
    assert (recording.html, recording.graph) == ("<p>only</p>", "graph text")
    environment = recording.environment
    assert (environment.file_name, environment.system_info) == ("train.py", {"si": "v"})
    assert environment.details["standard_output"][0]["output"] == "a line on standard output"
    assert recording.confusion_matrices.all[0].matrix.tolist() == [[0, 1], [1, 1]]
    assert recording.models["mod"][0].content == b"weights"
    assert recording.images["black"][0].pixels.shape == (4, 4, 3)


def test_sdk_3_41_left_the_files_of_scenes_outside() -> None:
    recording = loaded("sdk_3.41.0")
    assert recording.assets["scene"][0].items == {}
    assert {problem.kind for problem in recording.problems} == {"missing-file"}
