"""``fake-comet mutate``: what it prints, its exit codes, and how it goes on."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fake_comet.cli import main, mutate
from fake_comet.mutation.results import Result

CODE = """\
def log(experiment, loss):  # one point
    experiment.log_metric("loss", loss, step=1)
"""
CHECK = """\
import callback


class Experiment:
    def log_metric(self, name, value, step=None):
        print("called")
        assert (name, value) == ("loss", 0.5)


callback.log(Experiment(), 0.5)
"""
FILE = "callback.py"
TESTS = ("--", sys.executable, "-S", "check.py")
ONLY_STEPS = ("--operator=step-*", *TESTS)


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "callback.py").write_text(CODE, encoding="utf-8")
    (tmp_path / "check.py").write_text(CHECK, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_survivors_are_shown_with_their_diffs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mutate", FILE, *ONLY_STEPS]) == 0
    assert (
        capsys.readouterr().out
        == """\
survived: callback.py:step-dropped:log:log_metric(step)
--- a/callback.py
+++ b/callback.py
@@ -1,2 +1,2 @@
 def log(experiment, loss):  # one point
-    experiment.log_metric("loss", loss, step=1)
+    experiment.log_metric("loss", loss)

survived: callback.py:step-changed:log:log_metric(step)
--- a/callback.py
+++ b/callback.py
@@ -1,2 +1,2 @@
 def log(experiment, loss):  # one point
-    experiment.log_metric("loss", loss, step=1)
+    experiment.log_metric("loss", loss, step=((1) or 0) + 1)

2 mutants: 0 killed, 2 survived, 0 timed out, 0 invalid; score 0.0 %
"""
    )


def test_a_score_below_what_is_asked_for_gives_1(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["mutate", FILE, "--operator=name-*", "--operator=step-*"]
    assert main([*arguments, "--min-score=34", *TESTS]) == 1
    assert main([*arguments, "--min-score=33", *TESTS]) == 0
    assert "3 mutants: 1 killed, 2 survived" in capsys.readouterr().out


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mutate", FILE, "--json", *ONLY_STEPS]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["files"] == ["callback.py"]
    assert found["command"] == list(TESTS[1:])
    assert found["score"] == 0
    assert found["counts"] == {"killed": 0, "survived": 2, "timed out": 0, "invalid": 0}
    assert [each["outcome"] for each in found["mutants"]] == ["survived", "survived"]


def test_what_is_neither_killed_nor_survived(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    check = f"{CHECK}\nclass Slow(Experiment):\n    def log_metric(self, name, value, step=None):\n"
    check += "        while step is None: pass\n\ncallback.log(Slow(), 0.5)\n"
    (project / "check.py").write_text(check, encoding="utf-8")
    assert main(["mutate", FILE, "--timeout=0.5", "--operator=step-dropped", *TESTS]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "timed out: callback.py:step-dropped:log:log_metric(step)",
        "",
        "1 mutant: 0 killed, 0 survived, 1 timed out, 0 invalid; score 100.0 %",
    ]


def test_the_list_runs_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mutate", FILE, "--list", "--operator=step-dropped"]) == 0
    assert capsys.readouterr().out.startswith(
        "callback.py:step-dropped:log:log_metric(step)\n--- a/callback.py\n"
    )


def count_tried(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many mutants each run tries."""
    tried: list[int] = []

    def counted(plan: object, mutants: list[object], *args: object, **kwargs: object) -> object:
        tried.append(len(mutants))
        return real(plan, mutants, *args, **kwargs)  # type: ignore[arg-type]

    real = mutate.try_all
    monkeypatch.setattr(mutate, "try_all", counted)
    return tried


def test_it_goes_on_where_it_was_stopped(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(*args: object, **kwargs: object) -> Iterator[Result]:
        yield next(real(*args, **kwargs))  # type: ignore[arg-type]
        raise KeyboardInterrupt

    real = mutate.try_all
    monkeypatch.setattr(mutate, "try_all", stopped)
    assert main(["mutate", FILE, *ONLY_STEPS]) == 130
    assert "the same command goes on where it was" in capsys.readouterr().err
    monkeypatch.setattr(mutate, "try_all", real)
    tried = count_tried(monkeypatch)
    assert main(["mutate", FILE, *ONLY_STEPS]) == 0
    assert tried == [1]


def test_what_is_known_is_not_run_again(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = count_tried(monkeypatch)
    for options in ([], [], ["--fresh"]):
        main(["mutate", FILE, *options, *ONLY_STEPS])
    assert tried == [2, 2]


def test_modules_are_preloaded(capsys: pytest.CaptureFixture[str]) -> None:
    command = ["--", sys.executable, "-m", "check"]
    assert main(["mutate", FILE, "--preload=colorsys", "--operator=name-*", *command]) == 0
    assert "1 mutant: 1 killed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "no command; write it behind --"),
        (
            ["--operator=nothing", *TESTS],
            "no operator nothing; there are call-dropped",
        ),
        (["--executor=ray://a", *TESTS], "no executor 'ray://a'"),
        (["--preload=a", "--executor=dask://a", *TESTS], "--preload is for this machine"),
        (["--", sys.executable, "-S", "-c", "1/0"], "without any fault, "),
    ],
    ids=["command", "operator", "executor", "preload", "baseline"],
)
def test_misuse_gives_2(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["mutate", FILE, *arguments]) == 2
    assert message in capsys.readouterr().err


def test_other_commands_keep_their_dashes() -> None:
    assert mutate.split(["run", "a.py", "--", "b"]) == (["run", "a.py", "--", "b"], [])
    assert mutate.split(["mutate", "a", "--", "b", "--", "c"]) == (
        ["mutate", "a"],
        ["b", "--", "c"],
    )
