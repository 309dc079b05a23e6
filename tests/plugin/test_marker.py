"""``@pytest.mark.comet``: how a single test is run."""

from __future__ import annotations

import pytest

from tests.plugin.conftest import Run


def with_marker(marker: str) -> str:
    return f"""
        import pytest

        @pytest.mark.comet({marker})
        def test_it(comet_fake):
            import comet_ml

            experiment = comet_ml.Experiment(api_key="any")
            experiment.log_metric("loss", None)
            experiment.end()
    """


API_KEY = """
    import os
    import pytest

    @pytest.mark.comet(api_key=None)
    def test_none(comet_fake):
        assert "COMET_API_KEY" not in os.environ
        assert comet_fake.api_key is None

    @pytest.mark.comet(api_key="anotherMadeUpKey")
    def test_another():
        assert os.environ["COMET_API_KEY"] == "anotherMadeUpKey"

    def test_made_up():
        assert os.environ["COMET_API_KEY"].startswith("fakeComet")
"""
NESTED = """
    import pytest

    pytestmark = pytest.mark.comet(strict=False, api_key="ofTheModule")

    @pytest.mark.comet(strict=True)
    class TestIt:
        @pytest.mark.comet(api_key="ofTheTest")
        def test_it(self, comet_fake):
            assert (comet_fake.strict, comet_fake.api_key) == (True, "ofTheTest")

    def test_it(comet_fake):
        assert (comet_fake.strict, comet_fake.api_key) == (False, "ofTheModule")
"""


@pytest.mark.parametrize("options", [["--comet-fake"], []])
def test_strict_false_lets_problems_pass(run: Run, options: list[str]) -> None:
    run(with_marker("strict=False"), *options).assert_outcomes(passed=1)
    run(with_marker("strict=True"), *options).assert_outcomes(failed=1)


def test_strict_true_wins_over_the_option(run: Run) -> None:
    result = run(with_marker("strict=True"), "--comet-fake", "--comet-strict=no")
    result.assert_outcomes(failed=1)


def test_api_key_is_that_of_the_marker(run: Run) -> None:
    run(API_KEY, "--comet-fake").assert_outcomes(passed=3)


def test_inner_markers_win_option_by_option(run: Run) -> None:
    run(NESTED, "--comet-fake").assert_outcomes(passed=2)


@pytest.mark.parametrize(
    ("marker", "error"),
    [
        (
            "stric=False",
            "@pytest.mark.comet has no option 'stric'; did you mean strict? "
            "it has engine, strict, api_key",
        ),
        ("False", "@pytest.mark.comet takes keywords only, got (False,)"),
        ("strict='no'", "strict: got 'no', expected True or False"),
        ("api_key=''", "api_key: got '', expected a made-up key, or None for none"),
        ("engine='quick'", "engine: got 'quick', expected 'memory' or 'sdk'"),
        (
            "engine='sdk'",
            "engine 'sdk' cannot begin inside of a session of engine 'memory': *",
        ),
    ],
)
def test_wrong_marker_is_an_error_of_the_test(run: Run, marker: str, error: str) -> None:
    result = run(with_marker(marker), "--comet-fake")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*ERROR at setup of test_it*", error])


def test_marker_is_registered(run: Run, pytester: pytest.Pytester) -> None:
    run(with_marker("strict=False"), "--comet-fake", "--strict-markers").assert_outcomes(passed=1)
    result = run("", "--markers")
    result.stdout.fnmatch_lines(["@pytest.mark.comet([*], engine='memory', strict=True, api_key=*"])
