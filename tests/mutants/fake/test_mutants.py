"""The comparison finds faults: every planted one is caught by a kept program."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conformance import kept
from tests.mutants.fake.hunt import TABLE, catches
from tests.mutants.fake.planted import MUTANTS, Mutant, planted
from tests.support.noise import NOISE

pytestmark = NOISE


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_fault_is_caught(mutant: Mutant, folder: Path) -> None:
    assert next(catches(mutant, folder), None)


def test_fault_is_gone_after_its_block(folder: Path) -> None:
    with planted(MUTANTS[0]):
        assert kept.fake_differences("steps", "online", folder)
    assert kept.fake_differences("steps", "online", folder) == []


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_table_names_who_caught_it(mutant: Mutant) -> None:
    row = next(
        line for line in TABLE.read_text().splitlines() if line.startswith(f"| {mutant.name} |")
    )
    assert "nobody" not in row
