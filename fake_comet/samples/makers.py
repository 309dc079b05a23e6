"""Puts the families of makers together, and gives them a seed; it makes nothing itself."""

from __future__ import annotations

from functools import cached_property
from random import Random
from typing import TYPE_CHECKING

from fake_comet.samples.curves import Curves
from fake_comet.samples.parameters import Parameters
from fake_comet.samples.predictions import Predictions
from fake_comet.samples.tables import Tables

if TYPE_CHECKING:
    from faker import Faker


class Makers(Parameters, Curves, Tables, Predictions):
    """Everything that can be made."""


class Drawn(Makers):
    """The makers on a source of chance that somebody else governs."""

    def __init__(self, source: Random) -> None:
        self._source = source

    @property
    def _random(self) -> Random:
        return self._source


class Samples(Drawn):
    """Made-up payloads, the same for a seed on every platform and version of Python."""

    def __init__(self, seed: int) -> None:
        super().__init__(Random(seed))
        self.seed = seed

    @cached_property
    def faker(self) -> Faker:
        """A ``Faker`` of that seed with the makers, for everything else.

        Raises:
            MissingLibrary: Faker is not installed.
        """
        from fake_comet.samples.provider import new_faker

        return new_faker(self.seed)
