"""The fixture ``comet_samples`` at work: the seed of each test, told if the test fails."""

from __future__ import annotations

import zlib
from collections.abc import Generator
from typing import Any, Final

import pytest

from fake_comet.samples import Samples

_SEED: Final = pytest.StashKey[int]()


class PytestSamples:
    """A plugin that exists only in runs that use the fixture."""

    def __init__(self, config: pytest.Config) -> None:
        self._seed = seed_of_run(config)

    def samples_of(self, item: pytest.Item) -> Samples:
        """The makers of a test, drawing from the seed of the run if it has one."""
        seed = item.stash[_SEED] = seed_of_test(item) if self._seed is None else self._seed
        return Samples(seed)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Generator[None, Any, Any]:
        """Show how to make the same again if the test failed."""
        report = yield
        seed = item.stash.get(_SEED, None)
        if seed is not None and report.failed:
            report.sections.append(("Comet samples", f"made again by --comet-seed={seed}"))
        return report


def seed_of_run(config: pytest.Config) -> int | None:
    """What command line or ini file say, the command line first.

    Raises:
        pytest.UsageError: it is no whole number.
    """
    seed: int | None = config.getoption("comet_seed")
    given = config.getini("comet_seed")
    if seed is not None or not given:
        return seed
    try:
        return int(given)
    except ValueError:
        raise pytest.UsageError(f"ini comet_seed has to be a whole number, got {given!r}") from None


def seed_of_test(item: pytest.Item) -> int:
    """A seed made from the id of a test, so that it stays from run to run."""
    # Not item.nodeid: xdist appends the name of a group there.
    name = f"{item.parent.nodeid if item.parent else ''}::{item.name}"
    return zlib.crc32(name.encode())
