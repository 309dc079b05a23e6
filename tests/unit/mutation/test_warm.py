"""Runs in forks of a process that has imported what takes long."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fake_comet.errors import Misuse
from fake_comet.mutation.project import snapshot
from fake_comet.mutation.trial import Ending, Trial, Workplace, run_trial
from fake_comet.mutation.warm import WarmProcesses

PYTHON = (sys.executable, "-m")


@pytest.fixture(scope="module")
def warm() -> Iterator[WarmProcesses]:
    with WarmProcesses(["colorsys"], [*PYTHON, "checks"], 1) as processes:
        yield processes


def run(warm: WarmProcesses, root: Path, code: str, timeout: float | None = None) -> Ending:
    (root / "checks.py").write_text(code, encoding="utf-8")
    place = Workplace(snapshot(root), warm.run)
    return run_trial(place, Trial(command=(*PYTHON, "checks", "-x"), timeout=timeout))


def test_modules_are_there(warm: WarmProcesses, tmp_path: Path) -> None:
    code = "import sys; print('colorsys' in sys.modules, __name__, sys.argv[1:])"
    ending = run(warm, tmp_path, code)
    assert (ending.exit_code, ending.output) == (0, "True __main__ ['-x']\n")


def test_modules_of_the_project_come_first(warm: WarmProcesses, tmp_path: Path) -> None:
    (tmp_path / "results.py").write_text("print('mine')", encoding="utf-8")
    assert run(warm, tmp_path, "import results").output == "mine\n"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import sys; sys.exit(3)", 3),
        ("import sys; sys.exit()", 0),
        ("import sys; sys.exit('why')", 1),
        ("1 / 0", 1),
        ("import os; os.kill(os.getpid(), 9)", -9),
    ],
)
def test_exit_codes(warm: WarmProcesses, tmp_path: Path, code: str, expected: int) -> None:
    assert run(warm, tmp_path, code).exit_code == expected


def test_errors_are_printed(warm: WarmProcesses, tmp_path: Path) -> None:
    assert "ZeroDivisionError" in run(warm, tmp_path, "1 / 0").output


def test_one_run_leaves_nothing_to_the_next(warm: WarmProcesses, tmp_path: Path) -> None:
    run(warm, tmp_path, "import os, colorsys; os.environ['A'] = colorsys.a = 'b'")
    assert run(warm, tmp_path, "import os, colorsys; os.environ['A']").exit_code == 1
    assert run(warm, tmp_path, "import colorsys; colorsys.a").exit_code == 1


def test_what_takes_too_long_is_stopped(warm: WarmProcesses, tmp_path: Path) -> None:
    assert run(warm, tmp_path, "import time; time.sleep(60)", timeout=0.2).exit_code is None
    assert run(warm, tmp_path, "pass").exit_code == 0


def test_a_module_that_is_not_there_is_misuse(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with (
        WarmProcesses(["no_such_module"], [*PYTHON, "checks"], 1) as warm,
        pytest.raises(Misuse, match="a module of --preload cannot be imported"),
    ):
        run(warm, tmp_path, "pass")
    assert "no_such_module" in capfd.readouterr().err


def test_only_commands_whose_python_is_known() -> None:
    with pytest.raises(Misuse, match=r"a command like `python -m pytest tests`, not `pytest -x`"):
        WarmProcesses([], ["pytest", "-x"], 1)
