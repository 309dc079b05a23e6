"""Each test has a clean world; what wider fixtures set up outlives it."""

from __future__ import annotations

import pytest

from tests.plugin.conftest import Run

VARIABLES = """
    import os
    import pytest

    @pytest.fixture(scope="module", autouse=True)
    def project():
        os.environ["COMET_PROJECT_NAME"] = "ours"
        yield
        del os.environ["COMET_PROJECT_NAME"]

    @pytest.fixture
    def workspace(monkeypatch):
        monkeypatch.setenv("COMET_WORKSPACE", "theirs")

    def test_one(workspace):
        assert os.environ["COMET_PROJECT_NAME"] == "ours"
        assert os.environ["COMET_WORKSPACE"] == "theirs"
        os.environ["COMET_LEFT_BEHIND"] = "1"
        os.environ["COMET_API_KEY"] = "changed"
        del os.environ["COMET_PROJECT_NAME"]

    def test_another():
        assert os.environ["COMET_PROJECT_NAME"] == "ours"
        assert os.environ["COMET_API_KEY"].startswith("fakeComet")
        assert {"COMET_LEFT_BEHIND", "COMET_WORKSPACE"}.isdisjoint(os.environ)
"""
EXPERIMENT_OF_THE_MODULE = """
    import comet_ml
    import pytest

    @pytest.fixture(scope="module")
    def experiment():
        experiment = comet_ml.Experiment()
        yield experiment
        experiment.end()

    def test_first(experiment, comet_fake):
        experiment.log_metric("loss", 0.5, step=1)
        assert comet_fake.experiment.metrics["loss"].last == 0.5

    def test_second(experiment, comet_fake):
        assert comet_fake.experiment.metrics["loss"].last == 0.5
        assert comet_fake.experiment.key == experiment.id
        assert not comet_fake.experiment.ended

    def test_unconcerned(comet_fake):
        assert comet_fake.experiments == ()
"""


def test_variables_of_tests_end_with_them_and_those_of_modules_do_not(run: Run) -> None:
    run(VARIABLES, "--comet-fake").assert_outcomes(passed=2)


def test_variables_of_wider_fixtures_end_with_them(run: Run, pytester: pytest.Pytester) -> None:
    after = """
        import os

        def test_it():
            assert "COMET_PROJECT_NAME" not in os.environ
    """
    pytester.makepyfile(test_later=after)
    run(VARIABLES, "--comet-fake").assert_outcomes(passed=3)


def test_variables_of_the_machine_are_out_of_sight(
    run_apart: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMET_WORKSPACE", "ofTheMachine")
    monkeypatch.setenv("COMET_API_KEY", "ofTheMachine")
    source = """
        import os

        AT_IMPORT = dict(os.environ)

        def test_it():
            for environment in (AT_IMPORT, os.environ):
                assert "COMET_WORKSPACE" not in environment
                assert environment["COMET_API_KEY"].startswith("fakeComet")
    """
    run_apart(source, "--comet-fake").assert_outcomes(passed=1)


def test_variables_that_a_conftest_sets_at_import_stay(run: Run, pytester: pytest.Pytester) -> None:
    pytester.makeconftest("import os\nos.environ['COMET_WORKSPACE'] = 'ofTheSuite'")
    source = """
        import os
        import pytest

        @pytest.mark.parametrize("time", [1, 2])
        def test_it(time):
            assert os.environ.pop("COMET_WORKSPACE") == "ofTheSuite"
    """
    run(source, "--comet-fake").assert_outcomes(passed=2)


def test_no_experiment_is_carried_from_test_to_test(run: Run) -> None:
    source = """
        import comet_ml
        import pytest

        @pytest.mark.parametrize("time", [1, 2])
        def test_it(time, comet_fake):
            assert comet_fake.experiments == ()
            comet_ml.Experiment().end()
            assert comet_fake.experiment
    """
    run(source, "--comet-fake").assert_outcomes(passed=2)


def test_session_is_there_before_fixtures_and_until_they_are_torn_down(run: Run) -> None:
    source = """
        import comet_ml
        import pytest

        @pytest.fixture(autouse=True)
        def experiment():
            experiment = comet_ml.Experiment()
            yield experiment
            experiment.end()

        def test_it(experiment, comet_fake):
            experiment.log_metric("loss", 1, step=1)
            assert comet_fake.experiment.metrics["loss"].last == 1
    """
    run(source, "--comet-fake").assert_outcomes(passed=1)


def test_tests_see_the_experiments_of_wider_fixtures_that_they_use(run: Run) -> None:
    result = run(EXPERIMENT_OF_THE_MODULE, "--comet-fake", "-v")
    result.assert_outcomes(passed=3)
    result.stdout.fnmatch_lines(["outside of tests: 1 experiment, *", "comet: 1 experiment, *"])


def test_problem_with_an_experiment_of_a_wider_fixture_fails_the_test_that_made_it(
    run: Run,
) -> None:
    source = """
        import comet_ml
        import pytest

        @pytest.fixture(scope="module")
        def experiment():
            experiment = comet_ml.Experiment()
            yield experiment
            experiment.end()

        def test_before(experiment):
            pass

        def test_guilty(experiment):
            experiment.log_metric("loss", None)

        def test_after(experiment):
            pass
    """
    result = run(source, "--comet-fake")
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(["FAILED test_it.py::test_guilty *", "*1 failed*"])
    result.stdout.fnmatch_lines(["comet: 1 experiment, *, 1 problem"])


def test_expected_problem_with_an_experiment_of_a_wider_fixture_passes(run: Run) -> None:
    source = """
        import comet_ml
        import pytest

        @pytest.fixture(scope="module")
        def experiment():
            experiment = comet_ml.Experiment()
            yield experiment
            experiment.end()

        def test_it(experiment, comet_fake):
            with comet_fake.expect_problem("metric-none"):
                experiment.log_metric("loss", None)
    """
    run(source, "--comet-fake").assert_outcomes(passed=1)


def test_experiment_that_a_wider_fixture_never_ends_is_an_error_of_the_last_test(run: Run) -> None:
    source = """
        import comet_ml
        import unittest

        class TestIt(unittest.TestCase):
            @classmethod
            def setUpClass(cls):
                cls.experiment = comet_ml.Experiment()

            def test_one(self):
                self.experiment.log_metric("loss", 1, step=1)

            def test_two(self):
                assert self.experiment.alive
    """
    result = run(source, "--comet-fake")
    result.assert_outcomes(passed=2, errors=1)
    result.stdout.fnmatch_lines(
        [
            "*ERROR at teardown of TestIt.test_two*",
            "warning [[]experiment-not-ended[]] test_it.py:7",
        ]
    )


def test_activation_in_a_wider_fixture_lasts_while_tests_have_their_own(run: Run) -> None:
    source = """
        import os
        import comet_ml
        import fake_comet
        import pytest

        @pytest.fixture(scope="module")
        def recorded():
            with fake_comet.activate() as session:
                os.environ["COMET_INNER"] = "1"
                comet_ml.Experiment().end()
                yield session

        @pytest.mark.parametrize("time", [1, 2])
        def test_it(time, recorded, comet_fake):
            comet_ml.Experiment().end()
            assert len(recorded.experiments) == 1
            assert len(comet_fake.experiments) == 1
    """
    run(source, "--comet-fake").assert_outcomes(passed=2)


def test_activation_in_a_test_is_apart_from_its_session(run: Run) -> None:
    source = """
        import comet_ml
        import fake_comet

        def test_it(comet_fake):
            with fake_comet.activate() as session:
                comet_ml.Experiment().end()
            assert session.experiment
            assert comet_fake.experiments == ()
    """
    run(source, "--comet-fake").assert_outcomes(passed=1)


PATCHING = """
    import importlib
    import sys
    from unittest.mock import MagicMock, patch

    import comet_ml
    import pytest

    def test_none_by_monkeypatch(monkeypatch):
        monkeypatch.setitem(sys.modules, "comet_ml", None)
        with pytest.raises(ImportError):
            import comet_ml

    def test_mock_by_patch_dict():
        mock = MagicMock()
        with patch.dict("sys.modules", {"comet_ml": mock}):
            import comet_ml as found
            assert found is mock
        assert sys.modules["comet_ml"] is comet_ml

    def test_attribute_by_patch():
        with patch("comet_ml.Experiment") as mock:
            assert comet_ml.Experiment is mock
        assert comet_ml.Experiment is not mock

    def test_removed_and_imported_again(monkeypatch):
        monkeypatch.delitem(sys.modules, "comet_ml")
        assert importlib.import_module("comet_ml") is comet_ml

    def test_after_all(comet_fake):
        import comet_ml
        comet_ml.Experiment().end()
        assert comet_fake.experiment
"""


def test_patches_of_the_suite_itself_keep_working(run: Run) -> None:
    run(PATCHING, "--comet-fake").assert_outcomes(passed=5)


def test_mock_that_a_conftest_puts_in_place_stays(run: Run, pytester: pytest.Pytester) -> None:
    pytester.makeconftest(
        """
        import sys
        from unittest.mock import MagicMock

        sys.modules["comet_ml"] = MagicMock()
        """
    )
    source = """
        from unittest.mock import MagicMock
        import comet_ml

        def test_it():
            assert isinstance(comet_ml.Experiment(), MagicMock)
    """
    run(source, "--comet-fake").assert_outcomes(passed=1)
