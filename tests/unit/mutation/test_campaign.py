"""From files to results, on projects whose tests are a line of Python."""

from __future__ import annotations

import sys
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from fake_comet.errors import Misuse
from fake_comet.mutation.campaign import Plan, measure, patience, plan, try_all
from fake_comet.mutation.operators import OPERATORS
from fake_comet.mutation.results import Outcome
from fake_comet.mutation.trial import Workplace

CODE = """
import types
comet_ml = types.SimpleNamespace(start=lambda: [])

experiment = comet_ml.start()
"""
PYTHON = (sys.executable, "-S")
DROPPED = [each for each in OPERATORS if each.name == "call-dropped"]


class Watched(ThreadPoolExecutor):
    """An executor that tells what it was given."""

    def __init__(self, workers: int) -> None:
        super().__init__(workers)
        self.submitted: list[Future[Any]] = []

    def submit(self, *args: Any, **kwargs: Any) -> Future[Any]:
        self.submitted.append(super().submit(*args, **kwargs))
        return self.submitted[-1]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "package").mkdir()
    (tmp_path / "package/__init__.py").touch()
    (tmp_path / "package/callback.py").write_text(CODE, encoding="utf-8")
    return tmp_path


def planned(project: Path, check: str, *files: str) -> Plan:
    (project / "check.py").write_text(check, encoding="utf-8")
    paths = [project / file for file in files or ("package/callback.py",)]
    return plan(paths, [*PYTHON, "check.py"], root=project, operators=DROPPED)


def outcomes(plan: Plan, *, timeout: float = 60) -> list[Outcome]:
    with ThreadPoolExecutor(2) as executor:
        place = Workplace(plan.project)
        found = try_all(plan, plan.mutants, executor, place, timeout=timeout)
        return [result.outcome for result in found]


def test_the_plan_names_files_by_their_place_in_the_project(project: Path) -> None:
    found = planned(project, "")
    assert list(found.files) == ["package/callback.py"]
    assert found.python_path == (".",)
    assert [each.name for each in found.mutants] == [
        "package/callback.py:call-dropped:<module>:start"
    ]


def test_a_fault_that_is_noticed_is_killed(project: Path) -> None:
    check = "import package.callback as c; assert c.experiment == []"
    assert outcomes(planned(project, check)) == [Outcome.KILLED]


def test_a_fault_that_is_not_noticed_survives(project: Path) -> None:
    assert outcomes(planned(project, "import package.callback")) == [Outcome.SURVIVED]


def test_a_fault_that_makes_tests_hang_is_timed_out(project: Path) -> None:
    check = "import package.callback as c\nwhile c.experiment is None: pass"
    assert outcomes(planned(project, check), timeout=0.5) == [Outcome.TIMED_OUT]


def test_what_is_not_python_is_not_run(project: Path) -> None:
    found = planned(project, "")
    broken = replace(found.mutants[0], fault="not Python: why")
    with ThreadPoolExecutor(1) as executor:
        (result,) = try_all(found, [broken], executor, Workplace(found.project), timeout=1)
    assert (result.outcome, result.reason) == (Outcome.INVALID, "not Python: why")


def test_what_cannot_be_run_says_why(project: Path) -> None:
    found = replace(planned(project, ""), command=("no-such-program",))
    with ThreadPoolExecutor(1) as executor:
        (result,) = try_all(found, found.mutants, executor, Workplace(found.project), timeout=1)
    assert result.outcome is Outcome.INVALID
    assert "not run: [Errno 2]" in str(result.reason)


def test_stopping_early_begins_no_more(project: Path) -> None:
    found = planned(project, "import time; time.sleep(0.2)")
    mutants = [replace(found.mutants[0], name=str(number)) for number in range(20)]
    with Watched(1) as executor:
        results = try_all(found, mutants, executor, Workplace(found.project), timeout=9)
        next(results)
        results.close()
        assert sum(future.cancelled() for future in executor.submitted) > 10


def measured(plan: Plan) -> float:
    with ThreadPoolExecutor(1) as executor:
        return measure(plan, executor, Workplace(plan.project))


def test_the_tests_are_timed(project: Path) -> None:
    assert measured(planned(project, "import package.callback")) > 0


def test_tests_that_fail_anyhow_are_misuse(project: Path) -> None:
    with pytest.raises(Misuse) as caught:
        measured(planned(project, "import package.callback; raise SystemExit('no luck')"))
    assert str(caught.value) == (
        f"mutate: without any fault, `{sys.executable} -S check.py` ends with exit code 1 in a "
        "copy of the project; the tests have to pass first. They said:\nno luck"
    )


def test_tests_that_import_another_copy_are_misuse(project: Path) -> None:
    check = f"import sys; sys.path.insert(0, {str(project)!r}); import package.callback"
    with pytest.raises(Misuse, match=r"do not import package/callback\.py from the copy"):
        measured(planned(project, check))


@pytest.mark.parametrize(("baseline", "seconds"), [(0.1, 10), (4, 20)])
def test_patience(baseline: float, seconds: float) -> None:
    assert patience(baseline) == seconds


def test_a_file_outside_of_the_project_is_misuse(project: Path) -> None:
    with pytest.raises(Misuse, match=r"is not in the project .*; name its folder with --project"):
        plan([Path(__file__)], PYTHON, root=project)


def test_a_file_without_calls_is_misuse(project: Path) -> None:
    with pytest.raises(Misuse, match=r"mutate: no calls of Comet in package/__init__\.py: "):
        planned(project, "", "package/__init__.py")


@pytest.mark.parametrize(
    ("command", "message"),
    [([], "no command; write it behind --"), (["no-such"], "there is no program 'no-such'")],
)
def test_commands_that_are_none(project: Path, command: list[str], message: str) -> None:
    with pytest.raises(Misuse, match=message):
        plan([project / "package/callback.py"], command, root=project)


def test_a_program_of_the_project_is_found_from_the_copy(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / ".venv").mkdir()
    (project / ".venv/python").symlink_to(sys.executable)
    monkeypatch.chdir(project)
    found = plan([Path("package/callback.py")], [".venv/python"], root=Path())
    assert found.command == (str(project / ".venv/python"),)


def test_another_plan_has_other_results(project: Path) -> None:
    first = planned(project, "1")
    first.store().keep_baseline(1.0)
    assert planned(project, "1").store().baseline() == 1.0
    assert planned(project, "2").store().baseline() is None
