"""Made-up payloads that look like those of real trainings. Exports only, each loaded when used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fake_comet.samples.makers import Makers, Samples
    from fake_comet.samples.pictures import Picture, Thing
    from fake_comet.samples.provider import CometProvider
    from fake_comet.samples.tables import Classified, Table

__all__ = ["Classified", "CometProvider", "Makers", "Picture", "Samples", "Table", "Thing"]

_HOMES = {
    "Classified": "fake_comet.samples.tables",
    "CometProvider": "fake_comet.samples.provider",
    "Makers": "fake_comet.samples.makers",
    "Picture": "fake_comet.samples.pictures",
    "Samples": "fake_comet.samples.makers",
    "Table": "fake_comet.samples.tables",
    "Thing": "fake_comet.samples.pictures",
}


def __getattr__(name: str) -> Any:
    # The makers do without Faker, which only the provider needs.
    if name not in _HOMES:
        raise AttributeError(f"module 'fake_comet.samples' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_HOMES[name]), name)
