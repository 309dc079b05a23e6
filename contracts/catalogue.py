"""The explicit list of all clauses, by family; a new family takes its place here."""

from __future__ import annotations

from typing import Final

from contracts.callback import (
    geometry,
    layers,
    matrices,
    plots,
    segmentation,
    settings,
    uploads,
)
from contracts.clause import Clause, Family

FAMILIES: Final[tuple[Family, ...]] = (
    *settings.FAMILIES,
    *geometry.FAMILIES,
    *layers.FAMILIES,
    *segmentation.FAMILIES,
    *matrices.FAMILIES,
    *plots.FAMILIES,
    *uploads.FAMILIES,
)
CLAUSES: Final[tuple[Clause, ...]] = tuple(
    clause for family in FAMILIES for clause in family.clauses
)
