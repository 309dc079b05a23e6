"""Reads the layers of annotations that a subject made; forms not documented are violations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from contracts.expectation import documented_form


def layers_of(annotations: Any) -> list[Any]:
    """The layers in the annotations of a picture, which are a list of one list."""
    with documented_form("the annotations"):
        (layers,) = annotations
        return list(layers)


def names_of(layers: Iterable[Any]) -> list[Any]:
    """The names of layers."""
    with documented_form("the layers"):
        return [layer["name"] for layer in layers]


def shapes_of(*layers: Any, key: str) -> list[Any]:
    """One of ``label``, ``boxes``, ``score`` and ``points`` of all shapes in layers."""
    with documented_form("the layers"):
        return [shape[key] for layer in layers for shape in layer["data"]]


def boxes_of(*layers: Any) -> list[Any]:
    """The boxes of all shapes in layers, each of which has one."""
    found = []
    for boxes in shapes_of(*layers, key="boxes"):
        with documented_form("the boxes"):
            (box,) = boxes
            found.append(box)
    return found
