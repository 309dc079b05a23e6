"""``--comet-strict``: whether problems fail a test."""

from __future__ import annotations

import pytest

from tests.plugin.conftest import Run

SOURCE = """
    import comet_ml

    def test_it():
        experiment = comet_ml.Experiment()
        experiment.log_metric("loss", None)
        experiment.end()
"""


@pytest.mark.parametrize("options", [[], ["--comet-strict=yes"], ["--comet-strict", "yes"]])
def test_problem_fails_the_test(run: Run, options: list[str]) -> None:
    run(SOURCE, "--comet-fake", *options).assert_outcomes(failed=1)


def test_problem_is_only_listed_when_not_strict(run: Run) -> None:
    result = run(SOURCE, "--comet-fake", "--comet-strict=no")
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(
        [
            "*= Comet recordings =*",
            "test_it.py::test_it: 1 experiment, *, 1 problem",
            "  warning [[]metric-none[]] test_it.py:5 in log_metric(*",
            "      The given value of the metric loss was None; ignoring",
            "      -> the point is dropped: log a number, or do not log at all",
            "comet: 1 experiment, *, 1 problem",
        ],
        consecutive=True,
    )


def test_ini_setting_loosens_it(run: Run, pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\ncomet_strict = no")
    run(SOURCE, "--comet-fake").assert_outcomes(passed=1)


def test_option_wins_over_the_ini_file(run: Run, pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\ncomet_strict = no")
    run(SOURCE, "--comet-fake", "--comet-strict=yes").assert_outcomes(failed=1)


def test_other_values_are_refused(run: Run) -> None:
    result = run(SOURCE, "--comet-fake", "--comet-strict=maybe")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*--comet-strict: invalid choice: 'maybe'*"])
