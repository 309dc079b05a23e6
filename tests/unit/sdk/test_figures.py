from __future__ import annotations

import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

import fake_comet
from fake_comet.sdk.figures import Rendered, kaleido_is_there, rendered

LARGE = 1000


@pytest.fixture(autouse=True)
def session() -> Iterator[fake_comet.Session]:
    with fake_comet.activate(strict=False) as active:
        yield active


class Drawn:
    """What figures of matplotlib can do, as far as it counts."""

    def __init__(self, **sizes: int) -> None:
        self.sizes = sizes

    def savefig(self, file: Any, format: str, bbox_inches: str) -> None:
        file.write(b"x" * self.sizes[format])


def test_auto_is_an_svg() -> None:
    assert rendered(Drawn(svg=3), "auto", largest_svg=LARGE) == Rendered(b"xxx", "svg")


def test_format_is_the_extension() -> None:
    assert rendered(Drawn(xyz=1), "xyz", largest_svg=LARGE) == Rendered(b"x", "xyz")


@pytest.mark.parametrize("format", ["auto", "svg"])
def test_too_large_an_svg_becomes_a_png(format: str) -> None:
    assert rendered(Drawn(svg=9, png=2), format, largest_svg=8) == Rendered(b"xx", "png")


def test_module_with_a_current_figure_is_taken_for_it() -> None:
    class Pyplot:
        def gcf(self) -> Drawn:
            return Drawn(svg=1)

    assert rendered(Pyplot(), "auto", largest_svg=LARGE) == Rendered(b"x", "svg")


def test_axes_are_taken_for_their_figure() -> None:
    from matplotlib.figure import Figure

    found = rendered(Figure().add_subplot(), "png", largest_svg=LARGE)
    assert found is not None
    assert found.data.startswith(b"\x89PNG")


def test_without_a_figure_the_current_one_is_taken() -> None:
    from matplotlib import pyplot as plt

    plt.switch_backend("Agg")
    plt.plot([1, 2])
    assert rendered(None, "png", largest_svg=LARGE) is not None
    plt.close("all")


@pytest.mark.parametrize(
    ("figure", "reason"),
    [
        (Drawn(), "'svg'"),
        (
            5,
            "Unsupported figure type: 5 provided. Please use the following figure types: "
            "Plotly Figures, Matplotlib Figures, or Seaborn plots.",
        ),
    ],
)
def test_figure_that_cannot_be_rendered(
    session: fake_comet.Session, figure: Any, reason: str
) -> None:
    assert rendered(figure, "auto", largest_svg=LARGE) is None
    assert session.problems[0].message == f"Failing to save the matplotlib figure, reason: {reason}"


def test_current_figure_needs_matplotlib(
    session: fake_comet.Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    assert rendered(None, "auto", largest_svg=LARGE) is None
    assert session.problems[0].message.startswith("Failing to save the matplotlib figure")


class Plotly:
    def to_plotly_json(self) -> dict[str, Any]:
        return {}

    def write_image(self, file: Any, format: str) -> None:
        file.write(format.encode())


@pytest.fixture
def plotly(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("plotly.graph_objects")
    module.Figure = Plotly  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "plotly", ModuleType("plotly"))
    monkeypatch.setitem(sys.modules, "plotly.graph_objects", module)
    monkeypatch.setitem(sys.modules, "kaleido", ModuleType("kaleido"))


@pytest.mark.usefixtures("plotly")
def test_plotly_renders_its_figures_itself() -> None:
    assert kaleido_is_there(Plotly())
    assert rendered(Plotly(), "auto", largest_svg=LARGE) == Rendered(b"svg", "svg")


@pytest.mark.usefixtures("plotly")
def test_plotly_figure_that_cannot_be_rendered(session: fake_comet.Session) -> None:
    class Broken(Plotly):
        def write_image(self, file: Any, format: str) -> None:
            raise RuntimeError

    assert rendered(Broken(), "auto", largest_svg=LARGE) is None
    assert session.problems[0].message.startswith("Failing to save the plotly figure;")


def test_figure_that_only_looks_like_plotly_is_rendered_like_any_other(
    session: fake_comet.Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "plotly", None)
    assert rendered(Plotly(), "auto", largest_svg=LARGE) is None
    assert "Unsupported figure type" in session.problems[0].message
