"""Makes the makers known to Faker; importing it needs Faker."""

from __future__ import annotations

from random import Random

from fake_comet.errors import MissingLibrary
from fake_comet.samples.makers import Makers

try:
    from faker import Faker
    from faker.providers import BaseProvider
except ImportError:
    raise MissingLibrary("Faker is not installed: pip install 'fake-comet[samples]'") from None


class CometProvider(Makers, BaseProvider):
    """The makers as methods of a ``Faker``, whose seed is theirs.

    >>> fake = Faker()
    >>> fake.add_provider(CometProvider)
    >>> fake.seed_instance(7)
    >>> fake.experiment_name()
    'hidden_comet_6469'
    """

    @property
    def _random(self) -> Random:
        source: Random = self.generator.random
        return source


def new_faker(seed: int) -> Faker:
    """A ``Faker`` with the makers."""
    fake = Faker()
    fake.seed_instance(seed)
    fake.add_provider(CometProvider)
    return fake
