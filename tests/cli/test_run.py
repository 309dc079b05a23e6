"""``fake-comet run``: scripts run as by python, and what they logged is summed up and saved."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import fake_comet
from fake_comet.cli import main
from fake_comet.install.stand_in import place

LOGGING = """
import comet_ml

experiment = comet_ml.Experiment(project_name="scripts")
experiment.set_name("first try")
experiment.log_metric("loss", 0.5, step=1)
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def script(source: str, name: str = "script.py") -> str:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(textwrap.dedent(source))
    return name


def test_script_is_main_and_has_its_arguments(capsys: pytest.CaptureFixture[str]) -> None:
    made = script("import sys; print(__name__, sys.argv, __file__)", "folder/script.py")
    assert main(["run", made, "--epochs", "3", "-x"]) == 0
    there = Path(made).resolve()
    assert capsys.readouterr().out == f"__main__ {[made, '--epochs', '3', '-x']!r} {there}\n"


def test_module_is_main_and_has_its_arguments(capsys: pytest.CaptureFixture[str]) -> None:
    script("import sys; print(__name__, sys.argv, __package__)", "package_a/__main__.py")
    assert main(["run", "-m", "package_a", "--save", "x"]) == 0
    there = Path("package_a/__main__.py").resolve()
    assert capsys.readouterr().out == f"__main__ {[str(there), '--save', 'x']!r} package_a\n"


def test_script_finds_what_lies_beside_it() -> None:
    script("VALUE = 3", "folder/beside_a.py")
    before = list(sys.path), list(sys.argv)
    assert main(["run", script("import beside_a", "folder/script.py")]) == 0
    assert (sys.path, sys.argv) == before


def test_module_is_looked_for_in_the_working_folder(tmp_path: Path) -> None:
    script(f"import sys; assert sys.path[0] == {str(tmp_path)!r}", "module_a.py")
    assert main(["run", "-m", "module_a"]) == 0


def test_script_is_pickled_from_as_main() -> None:
    source = """
        import pickle, sys

        class Thing:
            pass

        assert isinstance(pickle.loads(pickle.dumps(Thing())), Thing)
        assert sys.modules["__main__"].Thing is Thing
    """
    assert main(["run", script(source)]) == 0


def test_script_has_only_the_future_that_it_imports(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", script("def f(a: int): ...\nprint(f.__annotations__)")]) == 0
    assert capsys.readouterr().out == "{'a': <class 'int'>}\n"


def test_folder_with_a_main_is_run(capsys: pytest.CaptureFixture[str]) -> None:
    script("print(__name__)", "folder/__main__.py")
    assert main(["run", "folder"]) == 0
    assert capsys.readouterr().out == "__main__\n"


@pytest.mark.parametrize(
    ("ending", "code", "error"),
    [
        ("", 0, ""),
        ("sys.exit()", 0, ""),
        ("sys.exit(0)", 0, ""),
        ("sys.exit(7)", 7, ""),
        ("sys.exit('no luck')", 1, "no luck\n"),
        ("sys.exit(True)", 1, ""),
    ],
)
def test_exit_code_is_that_of_the_script(
    ending: str, code: int, error: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", script(f"import sys\n{ending}")]) == code
    assert capsys.readouterr().err.startswith(f"{error}comet: 0 experiments, ")


def test_exception_is_printed_as_python_does(capsys: pytest.CaptureFixture[str]) -> None:
    made = Path(script("def fail():\n    1 / 0\n\nfail()")).resolve()
    assert main(["run", str(made)]) == 1
    printed = capsys.readouterr().err.splitlines()
    assert printed[:2] == [
        "Traceback (most recent call last):",
        f'  File "{made}", line 4, in <module>',
    ]
    assert "ZeroDivisionError: division by zero" in printed


def test_excepthook_of_the_script_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    source = "import sys\nsys.excepthook = lambda *error: print(error[0].__name__)\n1 / 0"
    before = sys.excepthook
    try:
        assert main(["run", script(source)]) == 1
    finally:
        sys.excepthook = before
    assert capsys.readouterr().out == "ZeroDivisionError\n"


def test_syntax_error_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", script("1 +")]) == 1
    assert "SyntaxError: invalid syntax" in capsys.readouterr().err


def test_interrupted_script_gives_the_code_of_a_signal() -> None:
    assert main(["run", script("raise KeyboardInterrupt")]) == 130


def test_threads_of_the_script_are_waited_for(capsys: pytest.CaptureFixture[str]) -> None:
    source = """
        import threading, time
        import comet_ml

        experiment = comet_ml.Experiment()

        def log():
            time.sleep(0.1)
            experiment.log_metric("late", 1, step=1)
            experiment.end()

        threading.Thread(target=log).start()
    """
    assert main(["run", script(source)]) == 0
    assert "metrics: late (1)" in capsys.readouterr().err


def test_summary_and_problems_go_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    made = script(LOGGING + 'experiment.log_metric("accuracy", None)\n')
    assert main(["run", made]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert re.search(
        r"^comet: 1 experiment, \d metrics?, 0 images, \d assets?, 1 problem$", err, re.M
    )
    assert "experiment 'first try', created at script.py:4, ended\n" in err
    assert "  warning [metric-none] script.py:7 in log_metric(" in err


def test_experiment_that_nobody_ended_is_ended_and_noted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["run", "--strict", script(LOGGING)]) == 0
    assert "  note [experiment-ended-at-exit] script.py:4\n" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "ending", "code"),
    [
        (["--strict"], 'experiment.log_metric("accuracy", None)', 1),
        ([], 'experiment.log_metric("accuracy", None)', 0),
        (["--strict"], "", 0),
        (["--strict"], 'experiment.log_metric("accuracy", None); raise SystemExit(5)', 5),
    ],
)
def test_problems_change_the_exit_code_only_if_strict(
    options: list[str], ending: str, code: int
) -> None:
    assert main(["run", *options, script(LOGGING + ending)]) == code


def test_recordings_are_saved_by_name_and_key(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--save", "kept", script(LOGGING)]) == 0
    (path,) = Path("kept").iterdir()
    recording = fake_comet.load(path)
    assert path.name == f"first_try-{recording.key}.comet"
    assert recording.metrics["loss"].last == 0.5
    assert f"saved kept{os.sep}{path.name}\n" in capsys.readouterr().err


def test_recordings_are_saved_where_the_command_was_started(tmp_path: Path) -> None:
    Path("elsewhere").mkdir()
    main(["run", "--save", "kept", script(f"import os; os.chdir('elsewhere'){LOGGING}")])
    assert len(list((tmp_path / "kept").iterdir())) == 1


def test_recordings_of_a_script_that_failed_are_saved_too() -> None:
    assert main(["run", "--save", "kept", script(LOGGING + "1 / 0")]) == 1
    assert len(list(Path("kept").iterdir())) == 1


def test_variables_count_but_for_the_api_key(monkeypatch: pytest.MonkeyPatch) -> None:
    from fake_comet.install import environment

    variables = {"COMET_API_KEY": "ofTheMachine", "COMET_WORKSPACE": "ofTheMachine"}
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(environment, "OF_THE_MACHINE", variables)
    source = """
        import os

        assert os.environ["COMET_WORKSPACE"] == "ofTheMachine"
        assert os.environ["COMET_API_KEY"] != "ofTheMachine"
    """
    assert main(["run", script(source)]) == 0
    assert os.environ["COMET_API_KEY"] == "ofTheMachine"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["missing.py"], "fake-comet: run: no file 'missing.py'"),
        (["-m", "no_such_module"], "fake-comet: run: no module 'no_such_module'"),
        (["-m", "os.no_such_module"], "fake-comet: run: no module 'os.no_such_module'"),
        (["--engine", "quick", "script.py"], "invalid choice: 'quick'"),
        ([], "the following arguments are required: SCRIPT"),
    ],
)
def test_misuse_is_told(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", *arguments]) == 2
    assert message in capsys.readouterr().err
    assert not place.is_taken


def test_missing_import_of_the_module_is_its_own_error(capsys: pytest.CaptureFixture[str]) -> None:
    script("import no_such_dependency", "package_b/__init__.py")
    script("", "package_b/__main__.py")
    assert main(["run", "-m", "package_b"]) == 1
    assert "ModuleNotFoundError: No module named 'no_such_dependency'" in capsys.readouterr().err


def test_python_dash_m_is_the_same_command(tmp_path: Path) -> None:
    made = script("import comet_ml; print(comet_ml.__spec__.origin); raise SystemExit(4)")
    done = subprocess.run(
        [sys.executable, "-m", "fake_comet", "run", made],
        env={**os.environ, "PYTHONPATH": str(Path(fake_comet.__file__).parents[1])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (4, "fake-comet\n")
