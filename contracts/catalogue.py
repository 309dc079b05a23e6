"""The explicit list of all clauses, by family; a new family takes its place here."""

from __future__ import annotations

from typing import Final

from contracts.callback import (
    cadence,
    endings,
    experiments,
    geometry,
    layers,
    matrices,
    plots,
    predicted_layers,
    predictions,
    presence,
    runs,
    segmentation,
    settings,
    starting,
    uploads,
)
from contracts.clause import Clause, Family
from contracts.events import guide, models, moments
from contracts.sdk import life, metadata, metrics, offline
from contracts.sdk import uploads as sdk_uploads

FAMILIES: Final[tuple[Family, ...]] = (
    *presence.FAMILIES,
    *settings.FAMILIES,
    *starting.FAMILIES,
    *experiments.FAMILIES,
    *cadence.FAMILIES,
    *endings.FAMILIES,
    *geometry.FAMILIES,
    *layers.FAMILIES,
    *predicted_layers.FAMILIES,
    *segmentation.FAMILIES,
    *predictions.FAMILIES,
    *matrices.FAMILIES,
    *plots.FAMILIES,
    *uploads.FAMILIES,
    *runs.FAMILIES,
    *moments.FAMILIES,
    *models.FAMILIES,
    *guide.FAMILIES,
    *life.FAMILIES,
    *metrics.FAMILIES,
    *metadata.FAMILIES,
    *sdk_uploads.FAMILIES,
    *offline.FAMILIES,
)
CLAUSES: Final[tuple[Clause, ...]] = tuple(
    clause for family in FAMILIES for clause in family.clauses
)
