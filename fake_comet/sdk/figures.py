"""Renders figures of matplotlib, seaborn and plotly into picture files, as the SDK does it."""

from __future__ import annotations

import logging
import sys
import tempfile
from collections.abc import Callable
from typing import Any, Final, NamedTuple

from fake_comet.sdk import files
from fake_comet.sdk import media_messages as messages
from fake_comet.sdk.voice import ERROR, say
from fake_comet.session import current

_UPLOADER: Final = "file_uploader"


class Rendered(NamedTuple):
    """A figure as a file; ``extension`` is what the SDK says of it."""

    data: bytes
    extension: Any


def kaleido_is_there(figure: Any) -> bool:
    """Whether a figure can be rendered: those of plotly need kaleido."""
    if not hasattr(figure, "to_plotly_json"):
        return True
    try:
        import kaleido  # type: ignore[import-not-found]  # noqa: F401
    except ImportError:
        say("missing-package", messages.KALEIDO_MISSING, level=ERROR)
        return False
    return True


def rendered(figure: Any, format: Any, *, largest_svg: int) -> Rendered | None:
    """A figure as a file; None, with the reason said, if that is impossible.

    Args:
        figure: None for matplotlib's current one.
        format: ``auto`` for SVG; an SVG larger than ``largest_svg`` becomes a PNG.
    """
    kind = "svg" if format == "auto" else format
    found = _plotly_file(figure, kind) if _is_plotly(figure) else _matplotlib_file(figure, kind)
    if found is None:
        return None
    data, name = found
    if kind == "svg" and len(data) > largest_svg:
        logger = logging.getLogger(f"comet_ml.{_UPLOADER}")
        logger.info(messages.FIGURE_AS_PNG, len(data), largest_svg, "PNG")
        return rendered(figure, "png", largest_svg=largest_svg)
    return Rendered(data, files.extension_of(name) if format == "auto" else format)


def _is_plotly(figure: Any) -> bool:
    if not hasattr(figure, "to_plotly_json"):
        return False
    try:
        from plotly.graph_objects import Figure  # type: ignore[import-not-found]
    except ImportError:
        return False
    return isinstance(figure, Figure)


def _plotly_file(figure: Any, format: Any) -> tuple[bytes, str] | None:
    try:
        return _written(format, lambda file: figure.write_image(file, format=format))
    except Exception:
        say("nothing-logged", messages.PLOTLY_NOT_SAVED, logger=_UPLOADER, exc_info=True)
        return None


def _matplotlib_file(figure: Any, format: Any) -> tuple[bytes, str] | None:
    try:
        found = _matplotlib_figure(figure)
        return _written(
            format, lambda file: found.savefig(file, format=format, bbox_inches="tight")
        )
    except Exception as error:
        say("nothing-logged", messages.FIGURE_NOT_SAVED, error, logger=_UPLOADER, exc_info=True)
        return None


def _written(format: Any, write: Callable[[Any], None]) -> tuple[bytes, str]:
    # A real file, because what may be written into depends on its name and kind.
    with tempfile.NamedTemporaryFile(suffix=f".{format}", dir=current().folder) as file:
        write(file)
        file.flush()
        file.seek(0)
        return file.read(), file.name


def _matplotlib_figure(given: Any) -> Any:
    # Nothing can be axes as long as nobody has imported matplotlib.
    axes = sys.modules.get("matplotlib.axes")
    if axes is not None and isinstance(given, axes.Axes):
        given = given.get_figure()  # seaborn gives axes
    if given is None:
        from matplotlib import pyplot

        given = pyplot.gcf()
    if hasattr(given, "gcf"):  # the module pyplot itself
        given = given.gcf()
    if hasattr(given, "get_axes") and len(given.get_axes()) == 0:
        raise TypeError(messages.FIGURE_EMPTY)
    if not hasattr(given, "savefig"):
        raise TypeError(messages.FIGURE_UNSUPPORTED % given)
    return given
