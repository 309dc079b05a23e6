"""A pytest plugin with a data set for the package `yolov5`; it looks at nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import matplotlib
import pytest

from tests.real.support.pictures import make_data_set
from tests.real.support.versions import prepare


@pytest.fixture
def data_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with small pictures of red, green and blue rectangles, and their description."""
    monkeypatch.setenv("YOLOV5_CONFIG_DIR", str(tmp_path))
    prepare()
    fonts = Path(matplotlib.get_data_path(), "fonts", "ttf")
    shutil.copy(fonts / "DejaVuSans.ttf", tmp_path / "Arial.ttf")  # it would ask the network for it
    description = make_data_set("detect", tmp_path / "data")
    with description.open("a", encoding="utf-8") as file:
        file.write("nc: 3\n")
    return description.parent
