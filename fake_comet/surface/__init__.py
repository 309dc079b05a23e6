"""What the public names of the supported SDK versions look like, and checks against them."""

from fake_comet.surface.comparison import Difference, DifferenceKind, compare
from fake_comet.surface.signatures import (
    Alias,
    Binding,
    CallableSurface,
    ClassSurface,
    Entry,
    Parameter,
    ParameterKind,
    PropertySurface,
    Surface,
    ValueSurface,
)
from fake_comet.surface.store import load, versions

__all__ = [
    "Alias",
    "Binding",
    "CallableSurface",
    "ClassSurface",
    "Difference",
    "DifferenceKind",
    "Entry",
    "Parameter",
    "ParameterKind",
    "PropertySurface",
    "Surface",
    "ValueSurface",
    "compare",
    "load",
    "versions",
]
