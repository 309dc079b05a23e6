"""Masks in the run lengths that COCO's own library reads."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from reference_impl.engine.rle import encode


def decode(mask: dict[str, Any]) -> np.ndarray:
    """The mask again, by the published description of the format."""
    runs: list[int] = []
    rest = [ord(character) - 48 for character in mask["counts"]]
    while rest:
        value = shift = 0
        more = True
        while more:
            piece = rest.pop(0)
            value |= (piece & 0x1F) << shift
            shift += 5
            more = bool(piece & 0x20)
            if not more and piece & 0x10:
                value -= 1 << shift
        runs.append(value + (runs[-2] if len(runs) > 2 else 0))
    height, width = mask["size"]
    inside = np.repeat(np.arange(len(runs)) % 2, runs)
    return inside.reshape(width, height).T


def test_empty_mask_is_what_a_real_run_wrote() -> None:
    assert encode(np.zeros((96, 128))) == {"size": [96, 128], "counts": "PP<"}


@pytest.mark.parametrize("seed", range(20))
def test_masks_come_back(seed: int) -> None:
    rng = np.random.default_rng(seed)
    mask = rng.random(rng.integers(1, 90, 2)) < rng.random()
    assert np.array_equal(decode(encode(mask)), mask)


def test_full_mask_begins_with_an_empty_run() -> None:
    assert np.array_equal(decode(encode(np.ones((3, 2)))), np.ones((3, 2)))
