"""``--comet-engine``: which SDK the tests run against."""

from __future__ import annotations

import pytest

from tests.plugin.conftest import Run

SOURCE = "def test_it(comet_fake): assert comet_fake.engine == 'memory'"
REFUSED = (
    "ERROR: --comet-engine or ini comet_engine: engine 'sdk': the pytest plugin has only 'memory', "
    "the fake SDK; for the real one put `with fake_comet.activate(engine='sdk'):` into a test "
    "without --comet-fake"
)


@pytest.mark.parametrize("options", [[], ["--comet-engine=memory"], ["--comet-engine", "memory"]])
def test_memory_is_the_engine(run: Run, options: list[str]) -> None:
    run(SOURCE, "--comet-fake", *options).assert_outcomes(passed=1)


@pytest.mark.parametrize("options", [["--comet-fake"], []])
def test_engine_sdk_is_refused(run: Run, options: list[str]) -> None:
    result = run(SOURCE, *options, "--comet-engine=sdk")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([REFUSED])


def test_engine_of_the_ini_file_is_refused_as_well(run: Run, pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\ncomet_engine = sdk")
    result = run(SOURCE, "--comet-fake")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([REFUSED])


def test_option_wins_over_the_ini_file(run: Run, pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\ncomet_engine = sdk")
    run(SOURCE, "--comet-fake", "--comet-engine=memory").assert_outcomes(passed=1)


def test_unknown_engine_of_the_ini_file_is_named(run: Run, pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\ncomet_engine = quick")
    result = run(SOURCE, "--comet-fake")
    result.stderr.fnmatch_lines(["ERROR: *engine: got 'quick', expected 'memory' or 'sdk'"])


def test_unknown_engine_is_named(run: Run) -> None:
    result = run(SOURCE, "--comet-fake", "--comet-engine=quick")
    result.stderr.fnmatch_lines(["*--comet-engine: invalid choice: 'quick'*"])
