from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from typing import Any

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib import pyplot as plt
from PIL import Image

from fake_comet.sdk import state
from fake_comet.sdk.annotations import Box, Layer
from fake_comet.sdk.exceptions import CometDebugException
from tests.support import logged

RAMP = np.arange(48, dtype=np.uint8).reshape(4, 4, 3)


@pytest.fixture
def experiment() -> Iterator[Any]:
    with logged.experiment() as made:
        yield made


@pytest.fixture(autouse=True)
def no_figures() -> Iterator[None]:
    mpl.use("Agg")
    yield
    plt.close("all")


@pytest.fixture
def figure() -> Any:
    drawn, axes = plt.subplots()
    axes.plot([1, 2])
    return drawn


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "dog.png"
    Image.new("RGB", (2, 1), (1, 2, 3)).save(path)
    return path


def pixels(upload: Any) -> list[Any]:
    shown: list[Any] = np.array(Image.open(io.BytesIO(upload.content.data))).tolist()
    return shown


def test_array_is_uploaded_as_png(experiment: Any) -> None:
    urls = experiment.log_image(RAMP, "ramp", overwrite=True, step=3)
    (upload,) = logged.uploads(experiment)
    assert upload.kind == "visualization"
    assert upload.fields == {"figName": "ramp", "step": 3, "figCounter": 0, "overwrite": True}
    assert upload.content.data.startswith(b"\x89PNG")
    where = f"imageId={upload.asset_id}&experimentKey={experiment.id}"
    assert urls == {
        "web": f"https://www.comet.com/api/image/download?{where}",
        "api": f"https://www.comet.com/api/rest/v2/image/get-image?{where}",
        "imageId": upload.asset_id,
    }


def test_array_is_stretched_to_the_whole_range(experiment: Any) -> None:
    experiment.log_image(np.array([[0, 51, 102]], dtype=np.uint8), "x")
    assert pixels(logged.uploads(experiment)[0]) == [[[0] * 3, [127] * 3, [255] * 3]]


def test_changing_the_array_later_does_not_change_the_image(experiment: Any) -> None:
    array = np.array([[0, 255]], dtype=np.uint8)
    experiment.log_image(array, "x")
    array[:] = 7
    assert pixels(logged.uploads(experiment)[0]) == [[[0] * 3, [255] * 3]]


@pytest.mark.parametrize("dtype", ["float32", "int64", "bool"])
def test_changing_an_array_of_other_types_later_changes_nothing(
    experiment: Any, dtype: str
) -> None:
    array = np.array([[0, 1]], dtype=dtype)
    experiment.log_image(array, "x")
    array[:] = 1 - array
    assert pixels(logged.uploads(experiment)[0]) == [[[0] * 3, [255] * 3]]


def test_changing_a_pillow_image_later_changes_nothing(experiment: Any) -> None:
    image = Image.new("RGB", (1, 1), (1, 2, 3))
    experiment.log_image(image, "x")
    image.putpixel((0, 0), (9, 9, 9))
    assert pixels(logged.uploads(experiment)[0]) == [[[1, 2, 3]]]


def test_changing_a_file_later_changes_nothing(experiment: Any, file: Path) -> None:
    experiment.log_image(file)
    file.write_bytes(b"")
    assert pixels(logged.uploads(experiment)[0]) == [[[1, 2, 3], [1, 2, 3]]]


def test_changing_metadata_and_annotations_later_changes_nothing(
    experiment: Any, file: Path
) -> None:
    metadata = {"a": [1]}
    layers: list[Any] = [{"name": "L", "data": [{"label": "dog", "boxes": [[1, 2, 3, 4]]}]}]
    experiment.log_image(file, metadata=metadata, annotations=layers)
    metadata["a"].append(2)
    layers[0]["data"][0]["boxes"][0][0] = 99
    assert logged.uploads(experiment)[0].metadata == {
        "a": [1],
        "annotations": [{"name": "L", "data": [{"label": "dog", "boxes": [[1, 2, 3, 4]]}]}],
    }


def test_no_annotations_leave_no_trace(experiment: Any, file: Path) -> None:
    experiment.log_image(file, annotations=[], metadata={"a": 1})
    assert logged.uploads(experiment)[0].metadata == {"a": 1}


def test_layers_become_dictionaries_in_the_list_of_the_caller(experiment: Any, file: Path) -> None:
    layers: list[Any] = [Layer([Box((1, 2, 3, 4), "dog", score=0.5)], name="L")]
    experiment.log_image(file, annotations=layers)
    assert layers == logged.uploads(experiment)[0].metadata["annotations"]


@pytest.mark.parametrize("given", ["metadata", "annotations"])
def test_what_cannot_be_copied_is_an_error(experiment: Any, file: Path, given: str) -> None:
    layer = {"name": "L", "data": [{"label": "x", "boxes": [[1, 2, 3, 4]]}], "lock": Lock()}
    with pytest.raises(TypeError, match="cannot pickle"):
        experiment.log_image(file, **{given: {"a": Lock()} if given == "metadata" else [layer]})


def test_file_keeps_its_name_and_extension(experiment: Any, file: Path) -> None:
    experiment.log_image(str(file))
    (upload,) = logged.uploads(experiment)
    assert (upload.name, upload.fields["extension"]) == ("dog.png", "png")
    assert upload.content.data == file.read_bytes()


def test_file_object_is_read_from_where_it_stands(experiment: Any) -> None:
    file = io.BytesIO(b"abcdef")
    file.seek(2)
    experiment.log_image(file, "x.gif")
    (upload,) = logged.uploads(experiment)
    assert (upload.content.data, upload.fields["extension"]) == (b"cdef", "gif")


def test_what_has_no_name_gets_that_of_a_temporary_file(experiment: Any) -> None:
    experiment.log_image(RAMP)
    name = logged.uploads(experiment)[0].name
    assert (name[:3], len(name)) == ("tmp", 11)


def test_images_and_figures_are_counted_together(experiment: Any, figure: Any) -> None:
    experiment.log_image(RAMP, "a")
    experiment.log_figure("b", figure, format="png")
    experiment.log_image(RAMP, "c")
    counters = [upload.fields["figCounter"] for upload in logged.uploads(experiment)]
    assert (counters, experiment.figure_counter) == ([0, 1, 2], 3)


def test_step_sticks_as_a_whole_number(experiment: Any) -> None:
    experiment.log_image(RAMP, "a", step=3.7)
    experiment.log_image(RAMP, "b")
    assert [upload.step for upload in logged.uploads(experiment)] == [3, 3]
    assert experiment.curr_step == 3.7


def test_context_goes_with_an_image(experiment: Any) -> None:
    with experiment.train():
        experiment.log_image(RAMP, "a")
    assert logged.uploads(experiment)[0].context == "train"


def test_no_image_is_an_error(experiment: Any) -> None:
    with pytest.raises(TypeError, match=r"^image_data cannot be None$"):
        experiment.log_image(None)


def test_nothing_but_zeros_is_lost_and_noted(experiment: Any) -> None:
    assert experiment.log_image(np.zeros((4, 4), np.uint8), "x") is None
    assert logged.uploads(experiment) == []
    assert logged.problem_kinds(experiment) == ["image-lost"]


def test_missing_file_is_noted(experiment: Any) -> None:
    assert experiment.log_image("/nonexistent.png") is None
    assert logged.problem_kinds(experiment) == ["missing-file"]


def test_figure_belongs_into_log_figure(experiment: Any, figure: Any) -> None:
    assert experiment.log_image(figure) is None
    assert logged.problem_kinds(experiment) == ["nothing-logged"]


def test_wrong_annotations_lose_the_image(experiment: Any, file: Path) -> None:
    assert experiment.log_image(file, annotations=[{"name": "L", "data": [{}]}]) is None
    assert logged.problem_kinds(experiment) == ["invalid-argument"]


def test_too_large_an_image_is_not_uploaded(experiment: Any, file: Path) -> None:
    experiment.upload_limit = 10
    assert experiment.log_image(file) is None
    assert logged.problem_kinds(experiment) == ["file-too-big"]


def test_copy_to_tmp_is_deprecated(experiment: Any) -> None:
    experiment.log_image(RAMP, "x", copy_to_tmp=False)
    assert "deprecated" in logged.problem_kinds(experiment)


def test_copy_to_tmp_raises_in_error_mode(experiment: Any) -> None:
    state.error_mode()
    with pytest.raises(CometDebugException, match="copy_to_tmp argument"):
        experiment.log_image(RAMP, "x", copy_to_tmp=False)


def test_ended_experiment_takes_nothing(experiment: Any, figure: Any) -> None:
    experiment.end()
    before = len(logged.uploads(experiment))
    assert experiment.log_image(None) is None
    assert experiment.log_figure("x", figure) is None
    assert len(logged.uploads(experiment)) == before


def test_figure_is_rendered_at_the_call(experiment: Any, figure: Any) -> None:
    experiment.log_figure("f", figure, format="png")
    before = logged.uploads(experiment)[0].content.data
    figure.axes[0].plot([3, 1])
    assert logged.uploads(experiment)[0].content.data == before


def test_figure_is_an_svg_with_the_default_name(experiment: Any, figure: Any) -> None:
    experiment.log_figure(figure=figure)
    (upload,) = logged.uploads(experiment)
    assert (upload.name, upload.fields["extension"]) == ("Figure", "svg")
    assert b"<svg" in upload.content.data


def test_large_figure_becomes_a_png(experiment: Any, figure: Any) -> None:
    experiment.config["comet.internal.max_svg_figure_size"] = 100
    experiment.log_figure("f", figure)
    (upload,) = logged.uploads(experiment)
    assert (upload.fields["extension"], upload.content.data[1:4]) == ("png", b"PNG")


@pytest.mark.parametrize("given", ["/nonexistent", io.BytesIO(b"x")])
def test_figure_cannot_be_a_file(experiment: Any, given: Any) -> None:
    with pytest.raises(TypeError, match=r"^Unsupported upload input "):
        experiment.log_figure("f", given)


def test_empty_figure_is_noted(experiment: Any) -> None:
    assert experiment.log_figure("f", plt.figure()) is None
    assert logged.problem_kinds(experiment) == ["nothing-logged"]


def test_plotly_figure_needs_kaleido(experiment: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    class Plotly:
        def to_plotly_json(self) -> dict[str, Any]:
            return {}

    monkeypatch.setitem(sys.modules, "kaleido", None)
    assert experiment.log_figure("p", Plotly()) is None
    assert logged.problem_kinds(experiment) == ["missing-package"]
