"""``--comet-contracts``: clauses as tests of the run."""

from __future__ import annotations

import pytest

from tests.plugin.conftest import Run

PASSING = "def test_ours(): pass"
WRONG = """
from reference_impl.callback import *
from reference_impl.callback import callbacks

def _get_comet_mode():
    return "offline"
"""
BROKEN = "callback.get_comet_mode.is-online-by-default"
INI = """
[pytest]
comet_contracts = {module}
comet_contracts_deviations =
    {deviation}
"""


@pytest.fixture
def wrong(pytester: pytest.Pytester) -> str:
    pytester.syspathinsert()
    pytester.makepyfile(wrong_callback=WRONG)
    return "wrong_callback"


def test_clauses_are_tests_beside_the_others(run_apart: Run) -> None:
    arguments = ("--comet-contracts=reference_impl.callback", "-k", "ours or get_comet_mode", "-v")
    result = run_apart(PASSING, *arguments)
    result.stdout.fnmatch_lines([f"contracts*reference_impl.callback*::{BROKEN} PASSED*"])
    assert result.parseoutcomes()["passed"] >= 5
    result.stdout.no_fnmatch_line("* -* selected")


def test_broken_clause_fails_with_its_sentence(run_apart: Run, wrong: str) -> None:
    result = run_apart(PASSING, f"--comet-contracts={wrong}", "-k", BROKEN)
    result.stdout.fnmatch_lines(
        [
            "documented Without ``COMET_MODE`` the mode is ``online``.",
            "expected   online",
            "got        offline",
            f"reproduce  fake-comet verify {wrong} --clause {BROKEN}",
        ]
    )
    assert result.parseoutcomes()["failed"] == 1
    result.stdout.no_fnmatch_line("*Traceback*")


def test_clause_of_the_other_generation_is_skipped(run_apart: Run) -> None:
    result = run_apart(PASSING, "--comet-contracts=reference_impl.legacy", "-k", "log_table", "-rs")
    assert "passed" not in result.parseoutcomes()
    result.stdout.fnmatch_lines(["SKIPPED*documented for the current generation*"])


def test_known_deviation_is_expected_to_fail(
    run_apart: Run, wrong: str, pytester: pytest.Pytester
) -> None:
    pytester.makeini(INI.format(module=wrong, deviation=f"{BROKEN}: we work offline"))
    result = run_apart(PASSING, "-k", BROKEN, "-rx")
    assert result.parseoutcomes()["xfailed"] == 1
    result.stdout.fnmatch_lines(["XFAIL*known deviation: we work offline*"])


def test_deviation_that_has_gone_is_told(run_apart: Run, pytester: pytest.Pytester) -> None:
    pytester.makeini(
        INI.format(module="reference_impl.callback", deviation=f"{BROKEN}: we work offline")
    )
    result = run_apart(PASSING, "-k", BROKEN)
    assert result.parseoutcomes()["failed"] == 1
    result.stdout.fnmatch_lines(["*XPASS(strict)*known deviation: we work offline*"])


@pytest.mark.parametrize(
    ("deviation", "told"),
    [
        ("callback.get_comet_mode.is-online", "*a line is PATTERN: REASON*"),
        ("callback.get_comet_mods.*: old", "*no clause is 'callback.get_comet_mods.?'; nearest: *"),
    ],
)
def test_deviation_that_cannot_be_is_misuse(
    run_apart: Run, pytester: pytest.Pytester, deviation: str, told: str
) -> None:
    pytester.makeini(INI.format(module="reference_impl.callback", deviation=deviation))
    result = run_apart(PASSING)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([told])


def test_module_that_is_not_there_is_misuse(run_apart: Run) -> None:
    result = run_apart(PASSING, "--comet-contracts=no_such_module")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*--comet-contracts: no_such_module cannot be imported*"])


def test_check_that_goes_wrong_itself_shows_where(
    run_apart: Run, pytester: pytest.Pytester
) -> None:
    pytester.makeconftest(
        """
        from contracts.catalogue import CLAUSES
        from fake_comet import pytest_contracts
        from dataclasses import replace

        def check(subject, world, evidence):
            raise ZeroDivisionError("of the check")

        wrong = replace(CLAUSES[0], id="a.b", check=check)
        pytest_contracts.clauses_for = lambda trial: [wrong]
        """
    )
    result = run_apart(PASSING, "--comet-contracts=reference_impl.callback")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["*ZeroDivisionError: of the check"])
