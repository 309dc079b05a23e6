"""``--comet-fake``: whatever way the project reaches comet_ml, it finds the stand-in."""

from __future__ import annotations

import pytest

from tests.plugin.conftest import Run

AT_THE_TOP = """
    import comet_ml

    def test_it(comet_fake):
        comet_ml.Experiment().end()
        assert len(comet_fake.experiments) == 1
"""
BY_NAME = """
    from comet_ml import Experiment
    from comet_ml.exceptions import CometException

    def test_it(comet_fake):
        assert issubclass(CometException, Exception)
        Experiment().end()
        assert len(comet_fake.experiments) == 1
"""
IN_A_FUNCTION = """
    def test_it(comet_fake):
        import comet_ml

        comet_ml.Experiment().end()
        assert len(comet_fake.experiments) == 1
"""
IN_UNITTEST = """
    import unittest
    import comet_ml

    class TestIt(unittest.TestCase):
        def test_it(self):
            comet_ml.Experiment().end()
"""
IN_A_DOCTEST = '''
    """
    >>> import comet_ml
    >>> comet_ml.Experiment().end()
    """
'''
XDIST = ("-p", "xdist", "-n", "2")
BY_QUESTIONS = """
    import importlib.metadata
    import importlib.util
    import pytest

    comet_ml = pytest.importorskip("comet_ml", minversion="3.40")

    @pytest.mark.parametrize("name", ["comet_ml", "comet-ml"])
    def test_version(name):
        assert importlib.metadata.version(name) == comet_ml.__version__

    def test_spec():
        assert importlib.util.find_spec("comet_ml").origin == "fake-comet"

    def test_distribution():
        assert "comet_ml" in importlib.metadata.packages_distributions()["comet_ml"]
"""


@pytest.mark.parametrize(
    ("source", "options", "passed"),
    [
        pytest.param(AT_THE_TOP, [], 1, id="import at the top"),
        pytest.param(BY_NAME, [], 1, id="names imported at the top"),
        pytest.param(IN_A_FUNCTION, [], 1, id="import in a function"),
        pytest.param(IN_UNITTEST, [], 1, id="unittest"),
        pytest.param(IN_A_DOCTEST, ["--doctest-modules"], 1, id="doctest"),
        pytest.param(BY_QUESTIONS, [], 4, id="asks whether it is installed"),
        pytest.param(AT_THE_TOP, ["-p", "no:cacheprovider"], 1, id="no cache"),
        pytest.param(AT_THE_TOP, ["--import-mode=importlib"], 1, id="importlib"),
        pytest.param(AT_THE_TOP, ["--import-mode=append"], 1, id="append"),
        pytest.param(AT_THE_TOP, ["-p", "no:logging", "-p", "no:terminal"], 1, id="bare pytest"),
    ],
)
def test_project_finds_the_stand_in(
    run: Run, source: str, options: list[str], passed: int, pytester: pytest.Pytester
) -> None:
    result = run(source, "--comet-fake", *options)
    assert result.ret == 0
    if "no:terminal" not in options:
        result.assert_outcomes(passed=passed)


def test_path_after_the_option_is_not_taken_as_its_value(run: Run) -> None:
    run(AT_THE_TOP, "--comet-fake", "test_it.py").assert_outcomes(passed=1)


def test_ini_setting_turns_it_on(run: Run, pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\ncomet_fake = true")
    run(AT_THE_TOP).assert_outcomes(passed=1)


def test_plugin_loaded_by_a_conftest_still_starts(run: Run, pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\ncomet_fake = true")
    pytester.makeconftest("pytest_plugins = ['fake_comet.pytest_plugin']")
    pytester.makepyfile(test_it=AT_THE_TOP)
    pytester.runpytest_inprocess().assert_outcomes(passed=1)


def test_without_it_nothing_is_put_in_place(run: Run) -> None:
    source = """
        import sys
        from fake_comet.install.stand_in import place

        def test_it():
            assert not place.is_taken
    """
    result = run(source)
    result.assert_outcomes(passed=1)
    result.stdout.no_fnmatch_line("comet: *")


def test_stand_in_is_gone_after_the_run(run: Run) -> None:
    from fake_comet.install.stand_in import place

    run(AT_THE_TOP, "--comet-fake").assert_outcomes(passed=1)
    assert not place.is_taken


def test_stand_in_is_gone_after_a_run_that_could_not_start(run: Run) -> None:
    from fake_comet.install.stand_in import place

    assert run(AT_THE_TOP, "--comet-fake", "--no-such-option").ret == pytest.ExitCode.USAGE_ERROR
    assert not place.is_taken


def test_conftest_and_imported_project_find_it(run: Run, pytester: pytest.Pytester) -> None:
    pytester.makeconftest("import project")
    pytester.makepyfile(
        project="""
        from comet_ml import Experiment

        def train():
            Experiment().end()
        """
    )
    source = """
        import project

        def test_it(comet_fake):
            project.train()
            assert comet_fake.experiment.ended
    """
    run(source, "--comet-fake").assert_outcomes(passed=1)


def test_real_sdk_that_a_plugin_imported_first_is_displaced(
    run_apart: Run, pytester: pytest.Pytester
) -> None:
    pytester.makepyfile(comet_ml="class Experiment:\n    pass\n")
    pytester.makepyfile(early="from comet_ml import Experiment")
    source = """
        import early

        def test_it(comet_fake):
            early.Experiment().end()
            assert comet_fake.experiment.ended
    """
    pytester.syspathinsert()
    run_apart(source, "-p", "early", "--comet-fake").assert_outcomes(passed=1)


def test_workers_of_xdist_have_it(run_apart: Run) -> None:
    pytest.importorskip("xdist")
    result = run_apart(AT_THE_TOP, "--comet-fake", *XDIST)
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["comet: 1 experiment, *"])
