"""Which mutant shows best that a clause can fail, from what the last hunt found."""

from __future__ import annotations

from functools import cache

from tests.mutants.contracts.hunt import ALL, kept
from tests.mutants.contracts.mutants import Mutant


@cache
def noticed() -> dict[str, tuple[Mutant, str]]:
    """By clause the mutant that fewest others notice, and of whom it is one."""
    by_name = {mutant.name: mutant for mutant in ALL}
    found: dict[str, tuple[int, Mutant, str]] = {}
    for name, subjects in kept().items():
        for subject, ids in subjects.items():
            for identifier in ids:
                entry = (len(ids), by_name[name], subject)
                found[identifier] = min(found.get(identifier, entry), entry, key=lambda one: one[0])
    return {identifier: (mutant, subject) for identifier, (_, mutant, subject) in found.items()}
