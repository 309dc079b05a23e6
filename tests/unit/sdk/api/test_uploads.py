from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from fake_comet.recording.recording import Recording
from fake_comet.sdk.exceptions import CometException
from fake_comet.session import Session


def test_asset_is_recorded_with_its_content(
    made: Any, recording: Recording, tmp_path: Path
) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(b"abc")
    answer = made.log_asset(str(path), step=2, name="n.txt", context="train", metadata={"a": 1})
    (asset,) = recording.assets["n.txt"]
    assert (asset.content, asset.step, asset.context, asset.metadata) == (
        b"abc",
        2,
        "train",
        {"a": 1},
    )
    assert made.get_asset(answer["assetId"]) == b"abc"


def test_asset_is_named_by_its_path_unless_told(
    made: Any, recording: Recording, tmp_path: Path
) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(b"abc")
    made.log_asset(str(path), ftype="notebook")
    assert recording.assets[str(path)][0].type == "notebook"


def test_missing_file_breaks_as_in_the_sdk(made: Any, session: Session) -> None:
    with pytest.raises(AttributeError, match="'NoneType' object has no attribute 'file_like'"):
        made.log_asset("/no/such/file")
    assert session.problems[-1].kind == "missing-file"


def test_picture_is_recorded_as_a_picture(made: Any, recording: Recording, tmp_path: Path) -> None:
    path = tmp_path / "p.png"
    path.write_bytes(b"png")
    made.log_image(str(path), image_name="pic", step=1)
    (image,) = recording.images["pic"]
    assert (image.content, image.step, image.format) == (b"png", 1, "png")
    with pytest.raises(FileNotFoundError):
        made.log_image("/no/such.png")


def test_video_is_recorded_as_a_video(made: Any, recording: Recording, tmp_path: Path) -> None:
    path = tmp_path / "v.mp4"
    path.write_bytes(b"film")
    made.log_video(str(path), name="film", epoch=2)
    (video,) = recording.videos["film"]
    assert (video.content, video.epoch) == (b"film", 2)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("v", "No extension was found"),
        ("v.txt", "txt is not supported, supported extensions are: MP4"),
    ],
)
def test_file_that_is_no_video_is_refused(made: Any, name: str, message: str) -> None:
    with pytest.raises(CometException, match=message):
        made.log_video(name)


def test_curve_is_recorded_as_a_curve(made: Any, recording: Recording) -> None:
    made.log_curve("c", [1, 2], (3, 4), step=5)
    (curve,) = recording.curves["c"]
    assert (curve.data, curve.step) == ({"x": [1, 2], "y": [3, 4], "name": "c"}, 5)


@pytest.mark.parametrize(
    ("name", "x", "y", "reason"),
    [
        ("", [1], [1], "'name' of the curve is mandatory"),
        ("c", [], [1], "'x' values must be a list"),
        ("c", [1], None, "'y' values must be a list"),
        ("c", [1], [1, 2], r"the number of 'x' values \(1\) doesn't match"),
    ],
)
def test_curve_without_sense_is_refused(made: Any, name: str, x: Any, y: Any, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        made.log_curve(name, x, y)


def test_table_is_recorded_as_a_table(made: Any, recording: Recording) -> None:
    made.log_table("t.csv", [[1, 2]], headers=["a", "b"])
    assert recording.tables["t.csv"][0].content == b"a,b\r\n1,2\r\n"


def test_dataframe_is_recorded_as_a_table(made: Any, recording: Recording) -> None:
    import pandas as pd

    made.log_table("t.json", pd.DataFrame({"a": [1]}))
    (table,) = recording.assets["t.json"]
    assert (table.type, table.content) == ("dataframe", b'{"a":{"0":1}}')


def test_file_is_recorded_as_a_table(made: Any, recording: Recording, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"1,2")
    made.log_table(str(path), headers=True)
    assert recording.assets[str(path)][0].content == b"1,2"


def test_table_without_data_or_name_is_refused(made: Any) -> None:
    with pytest.raises(TypeError, match="Either tabular_data or a valid file-path"):
        made.log_table("t.csv")
    with pytest.raises(ValueError, match="must be a string"):
        made.log_table(None, [[1]])
