"""``--comet-engine``: which SDK the tests run against."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

import fake_comet
from fake_comet.recording.recording import Recording
from tests.plugin.conftest import Run

with_sdk = pytest.mark.skipif(
    any(find_spec(name) is None for name in ("comet_ml", "responses")),
    reason="the real SDK is not installed",
)
SOURCE = "def test_it(comet_fake): assert comet_fake.engine == 'memory'"
SDK = "def test_it(comet_fake): assert comet_fake.engine == 'sdk'"
PROJECT = """
    import comet_ml

    def train(steps):
        experiment = comet_ml.start(project_name="digits")
        experiment.log_parameters({"rate": 0.1, "layers": [3, 4]})
        with experiment.train():
            for step in range(steps):
                experiment.log_metric("loss", 1 / (step + 1), step=step, epoch=step // 2)
        experiment.log_other("note", "done")
        experiment.add_tags(["baseline"])
        experiment.log_asset_data({"a": 1}, name="a.json")
        experiment.end()

    def test_long(comet_fake):
        train(4)
        comet_fake.experiment.save("long")

    def test_short(comet_fake):
        train(2)
        comet_fake.experiment.save("short")
"""
PROBLEMS = """
    import comet_ml
    import pytest

    def test_none():
        experiment = comet_ml.Experiment()
        experiment.log_metric("loss", None)
        experiment.end()

    def test_not_ended():
        comet_ml.Experiment().log_metric("loss", 1)

    def test_after_them(comet_fake):
        assert comet_fake.experiments == ()
        assert comet_ml.get_running_experiment() is None

    @pytest.mark.comet(engine="{other}")
    def test_with_the_other_engine():
        pass
"""
WIDER = """
    import comet_ml
    import pytest

    @pytest.fixture(scope="module")
    def experiment():
        made = comet_ml.start()
        yield made
        made.end()

    @pytest.mark.parametrize("value", [1, 2])
    def test_it(experiment, comet_fake, value):
        assert comet_ml.get_running_experiment() is experiment
        experiment.log_metric("loss", value)
        experiment.flush()
        assert comet_fake.experiment.metrics["loss"].last == value
"""
ALONE = """
    import pytest

    @pytest.mark.comet(engine="sdk")
    def test_sdk(comet_fake):
        import comet_ml

        assert comet_fake.engine == "sdk"
        assert comet_ml.__file__.endswith("comet_ml/__init__.py")

    def test_memory(comet_fake):
        assert comet_fake.engine == "memory"
"""
ABSENT = """
import sys

sys.modules["comet_ml"] = None
"""


@pytest.mark.parametrize("options", [[], ["--comet-engine=memory"], ["--comet-engine", "memory"]])
def test_memory_is_the_engine(run: Run, options: list[str]) -> None:
    run(SOURCE, "--comet-fake", *options).assert_outcomes(passed=1)


@with_sdk
def test_both_engines_record_the_same(run_apart: Run, pytester: pytest.Pytester) -> None:
    found: dict[str, list[Recording]] = {}
    for engine in ("memory", "sdk"):
        result = run_apart(PROJECT, "--comet-fake", f"--comet-engine={engine}")
        result.assert_outcomes(passed=2)
        found[engine] = [fake_comet.load(pytester.path / name) for name in ("long", "short")]
    assert found["memory"] == found["sdk"]
    assert [len(each.metrics["loss"]) for each in found["sdk"]] == [4, 2]


@with_sdk
@pytest.mark.parametrize(("engine", "other"), [("memory", "sdk"), ("sdk", "memory")])
def test_problems_fail_the_same_tests(run_apart: Run, engine: str, other: str) -> None:
    source = PROBLEMS.format(other=other)
    result = run_apart(source, "--comet-fake", f"--comet-engine={engine}")
    result.assert_outcomes(passed=2, failed=1, errors=2)
    result.stdout.fnmatch_lines(
        [
            "*ERROR at teardown of test_not_ended*",
            "warning [[]experiment-not-ended] test_it.py:10",
            "*ERROR at setup of test_with_the_other_engine*",
            f"engine '{other}' cannot begin inside of a session of engine '{engine}': *",
            "warning [[]metric-none] test_it.py:6 in log_metric*",
        ]
    )


@with_sdk
def test_experiment_of_a_wider_fixture_is_that_of_the_test(run_apart: Run) -> None:
    run_apart(WIDER, "--comet-fake", "--comet-engine=sdk").assert_outcomes(passed=2)


@with_sdk
def test_without_comet_fake_each_test_has_its_engine(run_apart: Run) -> None:
    run_apart(ALONE).assert_outcomes(passed=2)


@with_sdk
def test_engine_of_the_ini_file_counts(run_apart: Run, pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\ncomet_engine = sdk")
    run_apart(SDK, "--comet-fake").assert_outcomes(passed=1)


def test_option_wins_over_the_ini_file(run: Run, pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\ncomet_engine = sdk")
    run(SOURCE, "--comet-fake", "--comet-engine=memory").assert_outcomes(passed=1)


def test_sdk_that_is_not_installed_ends_the_run(run: Run, pytester: pytest.Pytester) -> None:
    pytester.syspathinsert()
    pytester.makepyfile(absent=ABSENT)
    result = run(SDK, "-p", "absent", "--comet-fake", "--comet-engine=sdk")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(
        ["ERROR: engine 'sdk' runs the real SDK, but comet_ml is not installed: *"]
    )


def test_sdk_that_is_not_installed_is_an_error_of_the_test(
    run: Run, pytester: pytest.Pytester
) -> None:
    pytester.syspathinsert()
    pytester.makepyfile(absent=ABSENT)
    result = run(SDK, "-p", "absent", "--comet-engine=sdk")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(
        ["engine 'sdk' runs the real SDK, but comet_ml is not installed: *"]
    )


def test_unknown_engine_of_the_ini_file_is_named(run: Run, pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\ncomet_engine = quick")
    result = run(SOURCE, "--comet-fake")
    result.stderr.fnmatch_lines(["ERROR: *engine: got 'quick', expected 'memory' or 'sdk'"])


def test_unknown_engine_is_named(run: Run) -> None:
    result = run(SOURCE, "--comet-fake", "--comet-engine=quick")
    result.stderr.fnmatch_lines(["*--comet-engine: invalid choice: 'quick'*"])
