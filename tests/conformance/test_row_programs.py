"""Recorded calls in all worlds: some of the programs that ``make fidelity`` plays in full."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conformance import row_programs
from tests.conformance.fidelity import compared
from tests.support.noise import NOISE

pytestmark = NOISE
EVERY = 14


@pytest.mark.parametrize("number", range(0, row_programs.COUNT, EVERY))
def test_all_worlds_agree(number: int, folder: Path) -> None:
    program = row_programs.program_of(number)
    found = compared(program, folder, served=True)
    assert not any(found.values()), "\n".join([*map(str, found.items()), *program])


def test_programs_have_every_call_once() -> None:
    programs = [row_programs.program_of(number) for number in range(row_programs.COUNT)]
    calls = [call for program in programs for call in program[2::3]]
    assert calls == row_programs.CALLS
