"""How a test fails because of what it logged, and when it does not."""

from __future__ import annotations

import pytest

from tests.plugin.conftest import Run

LOSS = """
    import comet_ml

    def test_it():
        experiment = comet_ml.Experiment()
        try:
            experiment.log_metric("loss", None, step=1)
            experiment.log_metric("accuracy", 0.5, step=1)
            experiment.log_parameter("rate", 0.1)
        except Exception:
            pass
        experiment.end()
        experiment.log_metric("late", 1)
"""


def test_problems_are_told_one_by_one_with_their_lines(run: Run) -> None:
    result = run(LOSS, "--comet-fake")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "*= FAILURES =*",
            "*_ test_it _*",
            "2 problems with what was logged to Comet:",
            "warning [[]metric-none[]] test_it.py:6 in log_metric(*",
            "    The given value of the metric loss was None; ignoring",
            "    -> the point is dropped: log a number, or do not log at all",
            "warning [[]call-after-end[]] test_it.py:12 in log_metric(*",
            "    log_metric() after end(): the real SDK returns without a word",
            "    -> *",
            "Expected? wrap the call in *",
        ],
        consecutive=True,
    )


def test_failing_test_shows_what_was_recorded(run: Run) -> None:
    run(LOSS, "--comet-fake").stdout.fnmatch_lines(
        [
            "*- Comet recordings -*",
            "experiment *, created at test_it.py:4, ended",
            "  metrics: accuracy (1)*",
            "  parameters: *rate=0.1*",
        ]
    )


def test_failing_assertion_shows_recordings_and_problems(run: Run) -> None:
    source = """
        import comet_ml

        def test_it():
            experiment = comet_ml.Experiment()
            experiment.log_metric("loss", None)
            assert experiment is None
    """
    result = run(source, "--comet-fake")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            ">*assert experiment is None",
            "*- Comet recordings -*",
            "experiment *, created at test_it.py:4, not ended",
            "warning [[]metric-none[]] test_it.py:5 in log_metric(*",
        ]
    )


def test_failing_test_without_experiments_says_so(run: Run) -> None:
    result = run("def test_it(): assert not 1", "--comet-fake")
    result.stdout.fnmatch_lines(["*- Comet recordings -*", "no experiment was created"])


def test_experiment_that_nobody_ended_is_an_error_at_teardown(run: Run) -> None:
    source = """
        import comet_ml

        def test_it():
            comet_ml.Experiment()
    """
    result = run(source, "--comet-fake")
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(
        [
            "*ERROR at teardown of test_it*",
            "1 problem with what was logged to Comet:",
            "warning [[]experiment-not-ended[]] test_it.py:4",
        ]
    )


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ("assert 0", {"failed": 1}),
        ("pytest.skip()", {"skipped": 1}),
        ("pytest.xfail()", {"xfailed": 1}),
    ],
)
def test_experiment_left_open_by_a_test_that_broke_off_is_no_error(
    run: Run, body: str, outcome: dict[str, int]
) -> None:
    source = f"""
        import comet_ml
        import pytest

        def test_it():
            comet_ml.Experiment()
            {body}
    """
    run(source, "--comet-fake").assert_outcomes(**outcome)


def test_failure_of_a_unittest_is_not_hidden_by_its_problems(run: Run) -> None:
    source = """
        import unittest
        import comet_ml

        class TestIt(unittest.TestCase):
            def setUp(self):
                self.experiment = comet_ml.Experiment()

            def tearDown(self):
                self.experiment.end()

            def test_assertion(self):
                self.experiment.log_metric("loss", None)
                self.assertEqual(1, 2)

            def test_problem(self):
                self.experiment.log_metric("loss", None)
    """
    result = run(source, "--comet-fake")
    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines(
        [
            "FAILED *::test_assertion - AssertionError: 1 != 2",
            "FAILED *::test_problem - *1 problem *",
        ]
    )


def test_experiment_left_open_by_a_unittest_that_broke_off_is_no_error(run: Run) -> None:
    source = """
        import unittest
        import comet_ml

        class TestIt(unittest.TestCase):
            def test_it(self):
                comet_ml.Experiment()
                self.fail()
    """
    run(source, "--comet-fake").assert_outcomes(failed=1)


def test_problem_of_a_fixture_fails_the_test_that_uses_it(run: Run) -> None:
    source = """
        import comet_ml
        import pytest

        @pytest.fixture
        def experiment():
            experiment = comet_ml.Experiment()
            experiment.log_metric("loss", None)
            yield experiment
            experiment.end()

        def test_it(experiment):
            pass
    """
    run(source, "--comet-fake").assert_outcomes(failed=1)


def test_problem_at_teardown_is_told_once_and_alone(run: Run) -> None:
    source = """
        import comet_ml
        import pytest

        @pytest.fixture
        def experiment():
            experiment = comet_ml.Experiment()
            yield experiment
            experiment.log_metric("accuracy", None)
            experiment.end()

        def test_it(experiment):
            experiment.log_metric("loss", None)
    """
    result = run(source, "--comet-fake")
    result.assert_outcomes(failed=1, errors=1)
    assert result.stdout.str().count("1 problem with what was logged") >= 2
    assert "2 problems with" not in result.stdout.str()


def test_expected_problem_passes_and_a_missing_one_fails(run: Run) -> None:
    source = """
        import comet_ml

        def log(value):
            experiment = comet_ml.Experiment()
            experiment.log_metric("loss", value, step=1)
            experiment.end()

        def test_it_comes(comet_fake):
            with comet_fake.expect_problem("metric-none"):
                log(None)

        def test_it_does_not(comet_fake):
            with comet_fake.expect_problem("metric-none"):
                log(1)
    """
    result = run(source, "--comet-fake")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(
        ["*ProblemNotFound: expected a problem 'metric-none' in this block*"]
    )


def test_test_that_is_expected_to_fail_may_do_so_by_problems(run: Run) -> None:
    source = """
        import comet_ml
        import pytest

        @pytest.mark.xfail(strict=True)
        def test_it():
            experiment = comet_ml.Experiment()
            experiment.log_metric("loss", None)
            experiment.end()
    """
    run(source, "--comet-fake").assert_outcomes(xfailed=1)
