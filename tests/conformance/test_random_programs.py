"""Random programs: the fake does what the real SDK does, unless it differs by design.

`make fidelity N=100` runs more of them, on both cores.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conformance.fidelity import RealSDKHangs, compared, program_of
from tests.conformance.outcomes import differences, shortened
from tests.support.behaviour_files import prepare

# The calls leave files open and make numpy warn, on the real SDK as here.
pytestmark = [
    pytest.mark.filterwarnings("ignore::RuntimeWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
PROGRAMS = range(25)  # each online and offline


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("d")
    prepare(str(made))
    return made


@pytest.mark.parametrize("online", [True, False], ids=["online", "offline"])
@pytest.mark.parametrize("number", PROGRAMS)
def test_fake_does_what_the_real_sdk_does(number: int, online: bool, folder: Path) -> None:
    program = program_of(number)
    try:
        found = compared(program, folder, online=online)
    except RealSDKHangs:
        pytest.skip("the real SDK does not come back from its end")
    assert found == [], "\n".join(program)


def test_programs_are_long_and_differ() -> None:
    made = [program_of(number) for number in range(5)]
    assert all(len(program) > 50 for program in made)
    assert len({tuple(program) for program in made}) == len(made)


def test_program_is_shortened_to_what_differs() -> None:
    program = ["new()", *(f"e.set_step({number})" for number in range(40))]
    kept = shortened(program, lambda shorter: {"e.set_step(7)", "e.set_step(30)"} <= set(shorter))
    assert kept == ["new()", "e.set_step(7)", "e.set_step(30)"]


def test_difference_names_call_and_values() -> None:
    real = {"calls": [{"returned": "1"}], "ending": {"said": []}, "payload": []}
    fake = {"calls": [{"returned": "2"}], "ending": {"said": []}, "payload": []}
    assert differences(["e.curr_step"], real, fake) == ["0 e.curr_step: returned: '1' | '2'"]
