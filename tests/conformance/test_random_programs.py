"""Random programs: what becomes of them is the same in all worlds, unless it differs by design.

`make fidelity N=100` runs more of them, on both cores.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conformance import programs
from tests.conformance.by_design import AVOIDED, NOT_COMPARED, PATTERNS, REASONS, unexpected
from tests.conformance.fidelity import SERVED_SHARE, compared
from tests.conformance.machine import program_of
from tests.conformance.outcomes import differences, shortened
from tests.conformance.worlds import RealSdkHangs
from tests.support.noise import NOISE

pytestmark = NOISE
PROGRAMS = range(50)


@pytest.mark.parametrize("number", PROGRAMS)
def test_all_worlds_agree(number: int, folder: Path) -> None:
    program = program_of(number)
    try:
        found = compared(program, folder, served=number % SERVED_SHARE == 0)
    except RealSdkHangs:
        pytest.skip("the real SDK does not come back")
    assert not any(found.values()), "\n".join([*map(str, found.items()), *program])


def test_programs_are_long_and_differ() -> None:
    made = [program_of(number) for number in range(5)]
    assert all(len(program) > 100 for program in made)
    assert len({tuple(program) for program in made}) == len(made)


def test_program_of_a_number_is_always_the_same() -> None:
    assert program_of(7) == program_of(7)


def test_programs_reach_every_way_of_life() -> None:
    lines = {line for number in range(12) for line in program_of(number)}
    for way in ("e.end()", "comet_ml.end()", "start(", "new(disabled=True)", "use(", "flush()"):
        assert any(line.startswith(way) for line in lines), way


def test_programs_call_every_method_that_is_not_left_out() -> None:
    import inspect

    import comet_ml

    source = inspect.getsource(programs) + inspect.getsource(program_of) + "".join(AVOIDED)
    methods = [
        name
        for name, _ in inspect.getmembers(comet_ml.Experiment, inspect.isroutine)
        if not name.startswith("_")
    ]
    assert [name for name in methods if name not in source] == []


def test_program_is_shortened_to_what_differs() -> None:
    program = ["new()", *(f"e.set_step({number})" for number in range(40))]
    kept = shortened(program, lambda shorter: {"e.set_step(7)", "e.set_step(30)"} <= set(shorter))
    assert kept == ["new()", "e.set_step(7)", "e.set_step(30)"]


def test_difference_names_call_and_values() -> None:
    real = {"calls": [{"returned": "1"}], "ending": {"said": []}, "payload": []}
    fake = {"calls": [{"returned": "2"}], "ending": {"said": []}, "payload": []}
    assert differences(["e.curr_step"], real, fake) == ["0 e.curr_step: returned: '1' | '2'"]


def test_differences_by_design_are_rows_of_the_table() -> None:
    assert {*PATTERNS.values(), *NOT_COMPARED.values()} <= REASONS.keys()


def test_only_differences_by_design_are_expected() -> None:
    by_design = "3 e.x: raised[1]: 'has no attribute x' | 'has no attribute x; did you mean y?'"
    assert unexpected([by_design, "3 e.x: returned: 1 | 2"]) == ["3 e.x: returned: 1 | 2"]
