"""The functions of the reference callback give what those of the installed Ultralytics give."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock, patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tests.real.support.marks import current_only, needs_ultralytics
from tests.real.support.versions import IS_CURRENT, real, reference
from tests.support.callback_names import documented, parameters_of
from tests.support.trainings import batch, predicted, trainer, validator

pytestmark = [
    pytest.mark.real,
    needs_ultralytics,
    pytest.mark.filterwarnings("ignore"),  # what old versions do is not our concern
]

NAMES = {0: "red", 1: "green", 2: "blue"}

shapes = st.tuples(st.integers(32, 1300), st.integers(32, 1300))
single = st.floats(-0.25, 1.25, width=32)
gains = st.floats(0.125, 2.0)
pads = st.floats(0.0, 64.0)
ratio_pads = st.none() | st.tuples(st.tuples(gains, gains), st.tuples(pads, pads))


@pytest.fixture(scope="module")
def ours() -> Any:
    return reference()


@pytest.fixture(scope="module")
def theirs() -> Any:
    return real()


def test_documented_parameters_are_those_of_the_real_functions(theirs: Any) -> None:
    names = documented()["current" if IS_CURRENT else "legacy"]
    assert {name: parameters_of(getattr(theirs, name)) for name in names} == names


@given(
    box=st.tuples(single, single, single, single), resized=shapes, original=shapes, data=st.data()
)
def test_boxes_are_equal_to_the_last_digit(
    ours: Any, theirs: Any, box: Any, resized: Any, original: Any, data: Any
) -> None:
    import torch

    arguments = (resized, original, data.draw(ratio_pads))
    scale = "_scale_bounding_box_to_original_image_shape"
    expected = getattr(theirs, scale)(torch.tensor(box), *arguments)
    assert getattr(ours, scale)(torch.tensor(box), *arguments) == expected


@pytest.mark.parametrize(
    ("function", "variable", "values"),
    [
        ("_get_comet_mode", "COMET_MODE", ["offline", "", "x"]),
        ("_get_comet_model_name", "COMET_MODEL_NAME", ["", "x"]),
        ("_get_eval_batch_logging_interval", "COMET_EVAL_BATCH_LOGGING_INTERVAL", ["2", " 0 "]),
        ("_get_max_image_predictions_to_log", "COMET_MAX_IMAGE_PREDICTIONS", ["-1", "7"]),
        (
            "_should_log_confusion_matrix",
            "COMET_EVAL_LOG_CONFUSION_MATRIX",
            ["1", "True", " yes ", "on", "y", "t", "", "no", "0"],
        ),
        (
            "_should_log_image_predictions",
            "COMET_EVAL_LOG_IMAGE_PREDICTIONS",
            ["1", "True", " yes ", "on", "y", "t", "", "no", "0"],
        ),
    ],
)
def test_settings_are_read_alike(
    ours: Any, theirs: Any, function: str, variable: str, values: list[str]
) -> None:
    assert getattr(ours, function)() == getattr(theirs, function)()
    for value in values:
        with patch.dict(os.environ, {variable: value}):
            assert getattr(ours, function)() == getattr(theirs, function)(), value


@pytest.mark.parametrize("value", ["x", "", "1.5"])
def test_wrong_numbers_are_refused_alike(ours: Any, theirs: Any, value: str) -> None:
    with patch.dict(os.environ, {"COMET_MAX_IMAGE_PREDICTIONS": value}):
        for module in (ours, theirs):
            with pytest.raises(ValueError, match=value):
                module._get_max_image_predictions_to_log()


@given(
    epoch=st.integers(0, 5),
    epochs=st.integers(1, 5),
    size=st.integers(1, 40),
    size_of_batch=st.integers(1, 16),
    save=st.booleans(),
    period=st.integers(-1, 4).filter(bool),
)
def test_metadata_are_equal(
    ours: Any,
    theirs: Any,
    epoch: int,
    epochs: int,
    size: int,
    size_of_batch: int,
    save: bool,
    period: int,
) -> None:
    subject = SimpleNamespace(
        epoch=epoch,
        epochs=epochs,
        batch_size=size_of_batch,
        train_loader=SimpleNamespace(dataset=range(size)),
        args=SimpleNamespace(save=save, save_period=period),
    )
    expected = theirs._fetch_trainer_metadata(subject)
    assert ours._fetch_trainer_metadata(subject) == expected


@given(
    count=st.integers(0, 4),
    index=st.integers(0, 2),
    score=st.floats(0, 1),
    stem=st.sampled_from(["a", "7", "007", "b"]),
    named=st.booleans(),
    data=st.data(),
)
def test_annotations_are_equal(
    ours: Any,
    theirs: Any,
    count: int,
    index: int,
    score: float,
    stem: str,
    named: bool,
    data: Any,
) -> None:
    import torch

    def drawn(elements: Any) -> list[Any]:
        return data.draw(st.lists(elements, min_size=count, max_size=count))

    boxes = drawn(st.tuples(single, single, single, single))
    given_batch = batch(
        *("a.jpg", "7.jpg", "c.jpg"),
        bboxes=torch.tensor(boxes).reshape(count, 4),
        cls=torch.tensor(drawn(st.sampled_from([0.0, 1.0, 2.0]))).reshape(count, 1),
        batch_idx=torch.tensor(drawn(st.sampled_from([0.0, 1.0, 2.0]))),
    )
    categories = drawn(st.integers(0, 2))
    found = ours._create_prediction_metadata_map(
        predicted(image, category_id=number, score=score)
        for image, number in zip(drawn(st.sampled_from(["a", 7])), categories, strict=True)
    )
    names = NAMES if named else None
    arguments = [index, Path(f"x/{stem}.jpg"), given_batch, found, names]
    if IS_CURRENT:
        arguments.append(data.draw(st.none() | st.permutations(range(3))))
    assert ours._fetch_annotations(*arguments) == theirs._fetch_annotations(*arguments)


@current_only
@given(
    arrays("uint8", st.tuples(st.integers(1, 16), st.integers(1, 16)), elements=st.integers(0, 1))
)
def test_polygons_are_equal(ours: Any, theirs: Any, mask: Any) -> None:
    def decode(_: Any) -> Any:
        return mask

    extract = "_extract_segmentation_annotation"
    assert getattr(ours, extract)({}, decode) == getattr(theirs, extract)({}, decode)


@current_only
@pytest.mark.parametrize("raw", [{"size": [4, 5], "counts": "044"}, {}, None, "x"])
def test_masks_that_cannot_be_decoded_have_no_points(ours: Any, theirs: Any, raw: Any) -> None:
    found = {"a": [predicted("a", segmentation=raw)]}
    arguments = (Path("a.jpg"), found, NAMES)
    expected = theirs._format_prediction_annotations(*arguments)
    assert ours._format_prediction_annotations(*arguments) == expected


@pytest.mark.parametrize(
    "kind", ["DetMetrics", "OBBMetrics", "SegmentMetrics", "PoseMetrics", "ClassifyMetrics"]
)
def test_plots_are_the_same(kind: str, ours: Any, theirs: Any, tmp_path: Path) -> None:
    import ultralytics.utils.metrics as metrics

    for before in ("", "Box", "Mask", "Pose"):
        for curve in ("F1_curve", "P_curve", "R_curve", "PR_curve"):
            (tmp_path / f"{before}{curve}.png").write_bytes(b"")
    subject = trainer(tmp_path, validator=validator(metrics=getattr(metrics, kind)()))
    experiments = Mock(), Mock()
    for module, experiment in zip((ours, theirs), experiments, strict=True):
        module._log_plots(experiment, subject)
    assert experiments[0].mock_calls == experiments[1].mock_calls


@pytest.mark.parametrize(
    "arguments", [([Path("x/a.jpg")], 3), ([Path("a.jpg")], None, [["layer"]]), ([], 1)]
)
def test_images_are_logged_alike(ours: Any, theirs: Any, arguments: Any) -> None:
    experiments = Mock(), Mock()
    for module, experiment in zip((ours, theirs), experiments, strict=True):
        module._log_images(experiment, *arguments)
    assert experiments[0].mock_calls == experiments[1].mock_calls
