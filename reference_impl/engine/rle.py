"""Masks in the compressed run lengths of COCO, written; it reads none."""

from __future__ import annotations

from typing import Any

import numpy as np

from reference_impl.engine.tensors import Array


def encode(mask: Array) -> dict[str, Any]:
    """A mask, height by width, as ``size`` and ``counts``."""
    return {"size": list(mask.shape), "counts": _packed(_runs(mask))}


def _runs(mask: Array) -> list[int]:
    """Lengths of runs column by column, the first one outside of the mask."""
    flat = mask.astype(bool).ravel(order="F")
    changes = np.flatnonzero(np.diff(flat, prepend=False))
    lengths: list[int] = np.diff([0, *changes, flat.size]).tolist()
    return lengths


def _packed(runs: list[int]) -> str:
    """Runs as text, from the third on as differences to the last but one of their kind."""
    characters = []
    for index, run in enumerate(runs):
        rest = run - runs[index - 2] if index > 2 else run
        more = True
        while more:
            piece = rest & 0x1F
            rest >>= 5
            more = rest != (-1 if piece & 0x10 else 0)
            characters.append(chr(48 + (piece | 0x20 if more else piece)))
    return "".join(characters)
