"""Layers of annotations are read, and other forms told of."""

from __future__ import annotations

from typing import Any

import pytest

from contracts.callback.reading import boxes_of, layers_of, names_of, shapes_of
from contracts.expectation import Violation

SHAPE = {"label": "apple", "boxes": [[1, 2, 3, 4]], "score": 50.0}
LAYER = {"name": "prediction", "data": [SHAPE, SHAPE]}


def test_layers_are_read() -> None:
    assert layers_of([[LAYER]]) == [LAYER]
    assert names_of([LAYER, LAYER]) == ["prediction"] * 2
    assert shapes_of(LAYER, LAYER, key="label") == ["apple"] * 4
    assert boxes_of(LAYER) == [[1, 2, 3, 4]] * 2


@pytest.mark.parametrize("annotations", [None, [], [[LAYER], [LAYER]], 7])
def test_annotations_are_one_list_of_layers(annotations: Any) -> None:
    with pytest.raises(Violation, match="documented form"):
        layers_of(annotations)


@pytest.mark.parametrize("layer", [None, {}, "x", {"data": [{}]}, {"data": [{"boxes": [1, 2]}]}])
def test_layers_in_other_forms_are_violations(layer: Any) -> None:
    with pytest.raises(Violation, match="documented form"):
        boxes_of(layer)
