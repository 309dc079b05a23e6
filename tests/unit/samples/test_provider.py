from __future__ import annotations

import subprocess
import sys

import pytest

faker = pytest.importorskip("faker")

from fake_comet.samples import CometProvider, Samples  # noqa: E402
from tests.unit.samples.test_makers import KINDS, as_plain  # noqa: E402

WITHOUT_FAKER = """
import sys
sys.modules["faker"] = None
from fake_comet.errors import MissingLibrary
from fake_comet import samples
print(samples.Samples(7).experiment_name())
for use in (lambda: samples.CometProvider, lambda: samples.Samples(7).faker):
    try:
        use()
    except MissingLibrary as error:
        print(error)
"""


@pytest.mark.parametrize("kind", KINDS)
def test_a_faker_makes_what_samples_of_its_seed_make(kind: str) -> None:
    fake = faker.Faker()
    fake.add_provider(CometProvider)
    fake.seed_instance(7)
    assert as_plain(getattr(fake, kind)()) == as_plain(getattr(Samples(7), kind)())


def test_makers_replace_nothing_of_faker() -> None:
    fake = faker.Faker()
    assert [kind for kind in KINDS if hasattr(fake, kind)] == []


def test_samples_have_a_faker_of_their_seed() -> None:
    first, second = Samples(7), Samples(7)
    assert first.faker.name() == second.faker.name()
    assert first.faker.name() != Samples(8).faker.name()


def test_faker_draws_nothing_from_the_makers() -> None:
    samples = Samples(7)
    samples.faker.name()
    assert samples.experiment_name() == Samples(7).experiment_name()


def test_without_faker_it_is_said_what_to_install() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_FAKER], capture_output=True, text=True, check=True
    )
    advice = "Faker is not installed: pip install 'fake-comet[samples]'"
    assert done.stdout.splitlines() == [Samples(7).experiment_name(), advice, advice]


def test_names_that_are_not_there_are_told() -> None:
    from fake_comet import samples

    with pytest.raises(AttributeError, match="has no attribute 'Nothing'"):
        samples.Nothing  # noqa: B018
