"""``comet_fake``: the test's session, with and without ``--comet-fake``."""

from __future__ import annotations

import pytest

from tests.plugin.conftest import Run

# comet_ml is imported inside tests, as it may not be installed and is there only while they run.
SOURCE = """
    def log(value):
        import comet_ml
        experiment = comet_ml.Experiment()
        experiment.log_metric("loss", value, step=1)
        experiment.end()

    def test_one(comet_fake):
        log(0.5)
        assert comet_fake.experiment.metrics["loss"].last == 0.5

    def test_another(comet_fake):
        assert comet_fake.experiments == ()
        log(None)
"""


@pytest.mark.parametrize("options", [["--comet-fake"], []], ids=["with", "without"])
def test_session_is_that_of_the_test(run: Run, options: list[str]) -> None:
    result = run(SOURCE, *options)
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["FAILED test_it.py::test_another - Failed: 1 problem with *"])


def test_summary_comes_without_the_option_too(run: Run) -> None:
    run(SOURCE).stdout.fnmatch_lines(["comet: 2 experiments, *, 1 problem"])


def test_summary_of_xdist_comes_without_the_option_too(run_apart: Run) -> None:
    pytest.importorskip("xdist")
    result = run_apart(SOURCE, "-p", "xdist", "-n", "2")
    result.stdout.fnmatch_lines(["comet: 2 experiments, *, 1 problem"])


def test_environment_is_as_before_after_the_fixture(run: Run) -> None:
    source = """
        import os
        import pytest

        @pytest.fixture(scope="module")
        def project():
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("COMET_PROJECT_NAME", "ours")
                yield

        def test_inside(project, comet_fake):
            assert os.environ["COMET_PROJECT_NAME"] == "ours"
            assert "COMET_API_KEY" in os.environ
            os.environ["COMET_LEFT_BEHIND"] = "1"

        def test_after():
            assert [n for n in os.environ if n.startswith("COMET_")] == ["COMET_PROJECT_NAME"]
    """
    run(source).assert_outcomes(passed=2)


def test_experiment_that_nobody_ended_is_an_error_without_the_option(run: Run) -> None:
    source = """
        def test_it(comet_fake):
            import comet_ml
            comet_ml.Experiment()
    """
    run(source).assert_outcomes(passed=1, errors=1)


def test_wider_scopes_cannot_have_it(run: Run) -> None:
    source = """
        import pytest

        @pytest.fixture(scope="module")
        def wide(comet_fake):
            pass

        def test_it(wide):
            pass
    """
    result = run(source, "--comet-fake")
    result.stdout.fnmatch_lines(["*ScopeMismatch*"])
