"""Scores, and the file that keeps results for the next time."""

from __future__ import annotations

from pathlib import Path

import pytest

from fake_comet.mutation.mutant import Mutant
from fake_comet.mutation.results import Outcome, Result, Store, result_as_json, score_of

MUTANT = Mutant(
    name="a.py:b:c:d", file="a.py", operator="b", line=3, content=b"", diff="-a\n+b", fault=None
)
KILLED = Result(mutant=MUTANT, outcome=Outcome.KILLED, seconds=1.23456, exit_code=1)


def results(*outcomes: Outcome) -> list[Result]:
    return [Result(mutant=MUTANT, outcome=each) for each in outcomes]


@pytest.mark.parametrize(
    ("outcomes", "percent"),
    [
        ([], 100),
        ([Outcome.KILLED, Outcome.SURVIVED], 50),
        ([Outcome.TIMED_OUT, Outcome.SURVIVED], 50),
        ([Outcome.INVALID, Outcome.KILLED], 100),
        ([Outcome.SURVIVED], 0),
    ],
)
def test_score(outcomes: list[Outcome], percent: float) -> None:
    assert score_of(results(*outcomes)).percent == percent


def test_score_as_text() -> None:
    score = score_of(results(Outcome.KILLED, Outcome.KILLED, Outcome.SURVIVED))
    assert str(score) == ("3 mutants: 2 killed, 1 survived, 0 timed out, 0 invalid; score 66.7 %")


def test_json() -> None:
    assert result_as_json(KILLED) == {
        "name": "a.py:b:c:d",
        "file": "a.py",
        "line": 3,
        "operator": "b",
        "outcome": "killed",
        "seconds": 1.235,
        "exit_code": 1,
        "reason": None,
        "diff": "-a\n+b",
    }


def test_what_is_kept_is_found_again(tmp_path: Path) -> None:
    store = Store(tmp_path, "digest")
    store.keep_baseline(2.5)
    store.keep(KILLED)
    (found,) = Store(tmp_path, "digest").results([MUTANT])
    assert (found.outcome, found.exit_code, found.mutant) == (Outcome.KILLED, 1, MUTANT)
    assert Store(tmp_path, "digest").baseline() == 2.5


def test_other_plans_have_other_files(tmp_path: Path) -> None:
    Store(tmp_path, "digest").keep(KILLED)
    other = Store(tmp_path, "other")
    assert list(other.results([MUTANT])) == []
    assert other.baseline() is None


def test_a_line_that_was_not_written_whole_is_passed_over(tmp_path: Path) -> None:
    store = Store(tmp_path, "digest")
    store.keep(KILLED)
    (path,) = tmp_path.glob(".fake_comet/*.jsonl")
    path.write_text(path.read_text("utf-8") + '{"name": "a', encoding="utf-8")
    assert len(list(store.results([MUTANT]))) == 1


def test_forgetting(tmp_path: Path) -> None:
    store = Store(tmp_path, "digest")
    store.forget()
    store.keep(KILLED)
    store.forget()
    assert list(store.results([MUTANT])) == []


def test_git_does_not_see_it(tmp_path: Path) -> None:
    Store(tmp_path, "digest").keep(KILLED)
    assert (tmp_path / ".fake_comet/.gitignore").read_text("utf-8") == "*\n"
