"""The summary at the end of a run."""

from __future__ import annotations

import pytest

from tests.plugin.conftest import Run

SOURCE = """
    import comet_ml
    import pytest

    @pytest.mark.parametrize("points", [1, 2])
    def test_points(points):
        experiment = comet_ml.Experiment(log_code=False)
        for step in range(points):
            experiment.log_metric("loss", 0.5, step=step)
        experiment.log_asset_data({}, name="empty.json")
        experiment.end()

    def test_nothing():
        pass
"""
AT_IMPORT = """
    import comet_ml

    experiment = comet_ml.Experiment()
    experiment.log_metric("loss", None)

    def test_it():
        pass
"""


@pytest.mark.parametrize("options", [[], ["-p", "xdist", "-n", "2"]], ids=["one process", "xdist"])
def test_summary_counts_what_all_tests_recorded(run_apart: Run, options: list[str]) -> None:
    result = run_apart(SOURCE, "--comet-fake", *options)
    result.assert_outcomes(passed=3)
    result.stdout.fnmatch_lines(["comet: 2 experiments, *, 0 images, 2 assets, 0 problems"])
    result.stdout.no_fnmatch_line("*Comet recordings*")


def test_verbose_summary_has_a_line_for_each_test_that_logged(run: Run) -> None:
    result = run(SOURCE, "--comet-fake", "-v")
    result.stdout.fnmatch_lines(
        [
            "*= Comet recordings =*",
            "test_it.py::test_points[[]1[]]: 1 experiment, *, 0 images, 1 asset, 0 problems",
            "test_it.py::test_points[[]2[]]: 1 experiment, *, 0 images, 1 asset, 0 problems",
            "comet: 2 experiments, *, 0 images, 2 assets, 0 problems",
        ],
        consecutive=True,
    )


def test_summary_of_a_run_that_logged_nothing(run: Run) -> None:
    result = run("def test_it(): pass", "--comet-fake")
    nothing = "comet: 0 experiments, 0 metrics, 0 images, 0 assets, 0 problems"
    result.stdout.fnmatch_lines([nothing])


def test_no_summary_of_a_mere_collection(run: Run) -> None:
    run(SOURCE, "--comet-fake", "--collect-only").stdout.no_fnmatch_line("comet: *")


def test_problem_outside_of_tests_fails_the_run(run: Run) -> None:
    result = run(AT_IMPORT, "--comet-fake")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(
        [
            "outside of tests: 1 experiment, *, 1 problem",
            "  warning [[]metric-none[]] test_it.py:4 in log_metric(*",
            "comet: 1 experiment, *, 1 problem",
        ]
    )


def test_problem_outside_of_tests_is_only_listed_when_not_strict(run: Run) -> None:
    result = run(AT_IMPORT, "--comet-fake", "--comet-strict=no")
    assert result.ret == 0
    result.stdout.fnmatch_lines(["outside of tests: 1 experiment, *, 1 problem"])


def test_conftest_that_controller_and_worker_import_counts_once_a_worker(
    run_apart: Run, pytester: pytest.Pytester
) -> None:
    pytest.importorskip("xdist")
    pytester.makeconftest("import comet_ml; comet_ml.Experiment()")
    result = run_apart("def test_it(): pass", "--comet-fake", "-p", "xdist", "-n", "1")
    result.stdout.fnmatch_lines(["comet: 1 experiment, *, 0 problems"])


def test_problem_outside_of_tests_fails_a_run_of_xdist(run_apart: Run) -> None:
    pytest.importorskip("xdist")
    result = run_apart(AT_IMPORT, "--comet-fake", "-p", "xdist", "-n", "1")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["comet: 1 experiment, *, 1 problem"])
