"""Which view of a recording shows an upload; it looks at how it was sent, not at its content."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from fake_comet.recording.records import Upload

PICTURE: Final = "visualization"
ASSETS: Final = "assets"

_SHOWN_IN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "model-element": "models",
        "dataframe": "tables",
        "confusion-matrix": "confusion_matrices",
        "curve": "curves",
        "histogram3d": "histograms",
        "text-sample": "texts",
        "audio": "audio",
        "video": "videos",
        "embeddings": "embeddings",
    }
)
_TABLES: Final = frozenset({"csv", "tsv"})
_OF_EMBEDDING: Final = re.compile(r"(vectors|metadata)-(\d+|<n>)\.tsv")


def shown_in(upload: Upload) -> str:
    """The view that shows it besides ``assets``; ``assets`` if no other does."""
    if upload.kind == PICTURE:
        return "figures" if is_figure(upload) else "images"
    if upload.kind == "asset":
        return "tables" if _is_table(upload) else ASSETS
    return _SHOWN_IN.get(upload.kind, ASSETS)


def is_figure(upload: Upload) -> bool:
    """Whether ``log_figure`` made a picture.

    Pictures and figures go over the wire alike. Where the source does not tell which call it was,
    an svg counts as a figure, since ``log_figure`` draws one unless told otherwise.
    """
    if upload.method:
        return upload.method == "log_figure"
    return upload.fields.get("extension") == "svg"


def _is_table(upload: Upload) -> bool:
    # log_table sends rows as any other asset, so every csv and tsv file is taken for a table but
    # those that log_embedding sends.
    return upload.fields.get("extension") in _TABLES and not _OF_EMBEDDING.fullmatch(
        upload.name or ""
    )
