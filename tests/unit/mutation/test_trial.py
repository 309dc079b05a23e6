"""Runs in copies: exit codes, what takes too long, and what is left behind."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from fake_comet.mutation.project import snapshot
from fake_comet.mutation.trial import Ending, Trial, Workplace, marking, run_trial

PYTHON = (sys.executable, "-S", "-c")


def run(root: Path, code: str, **options: object) -> Ending:
    return run_trial(Workplace(snapshot(root)), Trial(command=(*PYTHON, code), **options))  # type: ignore[arg-type]


def test_exit_code_and_output(tmp_path: Path) -> None:
    ending = run(tmp_path, "import sys; print('out'); sys.exit('err')")
    assert ending.exit_code == 1
    assert sorted(ending.output.split()) == ["err", "out"]
    assert ending.seconds > 0


def test_it_runs_in_a_copy(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    code = "import os; os.remove('a.txt'); open('b.txt', 'w').close(); print(os.getcwd())"
    ending = run(tmp_path, code)
    assert ending.exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert not Path(ending.output.strip()).exists()


def test_files_are_written_into_the_copy(tmp_path: Path) -> None:
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__/a.cpython-300.pyc").touch()
    (tmp_path / "a.py").write_text("old", encoding="utf-8")
    code = "import os; print(open('a.py').read(), os.listdir('__pycache__'))"
    assert run(tmp_path, code, files={"a.py": b"new"}).output == "new []\n"


def test_the_copy_is_imported_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("source", "installed"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "module_of_a_test.py").write_text(f"print('{folder}')", "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "installed"))
    code = "import module_of_a_test"
    assert run(tmp_path, code, python_path=("source",)).output == "source\n"
    assert run(tmp_path, code).output == "installed\n"


def test_what_takes_too_long_is_stopped_with_all_that_it_started(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    child = f"import time; time.sleep(1); open({str(mark)!r}, 'w')"
    code = (
        f"import subprocess, time; subprocess.Popen([{sys.executable!r}, '-S', '-c', {child!r}]);"
        "time.sleep(60)"
    )
    ending = run(tmp_path, code, timeout=0.3)
    assert ending.exit_code is None
    time.sleep(1.2)
    assert not mark.exists()


def test_only_the_end_of_much_output_is_kept(tmp_path: Path) -> None:
    assert run(tmp_path, "print('a' * 9999, 'b')").output.endswith("a b\n")


def test_files_that_are_imported_leave_their_mark(tmp_path: Path) -> None:
    files = {name: marking(f"NAME = {name!r}".encode()) for name in ("a.py", "b.py")}
    ending = run(tmp_path, "import sys; sys.path[:0] = ['']; import a", files=files)
    assert ending.exit_code == 0
    assert ending.seen == {"a.py"}


def test_a_program_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        run_trial(Workplace(snapshot(tmp_path)), Trial(command=("no-such-program",)))
