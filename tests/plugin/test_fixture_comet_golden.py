"""``comet_golden``: recordings kept beside a test, how they fail, and how they are accepted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import fake_comet
from tests.plugin.conftest import Run

TRAINING = """
    import comet_ml
    import pytest

    def train(loss=0.5):
        experiment = comet_ml.start()
        experiment.log_metric("loss", loss, step=1)
        experiment.end()

    def test_train(comet_fake, comet_golden):
        train({loss})
        comet_golden.check(comet_fake.experiment)
"""
EQUALS = TRAINING.replace(
    "comet_golden.check(comet_fake.experiment)", "assert comet_fake.experiment == comet_golden"
)
GOLDEN = Path("goldens", "test_it", "test_train.jsonl")


def training(loss: float = 0.5, source: str = TRAINING) -> str:
    return source.replace("{loss}", str(loss))


@pytest.fixture
def run(run: Run) -> Run:
    """Run with the fake in place before anything imports comet_ml."""
    return lambda *given: run(*given, "--comet-fake")


@pytest.fixture
def accepted(run: Run, pytester: pytest.Pytester) -> Path:
    """A golden of a loss of 0.5."""
    run(training(), "--comet-golden-new").assert_outcomes(passed=1)
    return pytester.path / GOLDEN


def lines_of(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("source", [TRAINING, EQUALS])
def test_a_missing_golden_fails_and_says_how_to_accept(
    run: Run, pytester: pytest.Pytester, source: str
) -> None:
    result = run(training(source=source))
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "E * there is no golden goldens/test_it/test_train.jsonl",
            "E *to accept what was recorded, run: pytest --comet-golden-new test_it.py::test_train",
        ]
        if source == TRAINING
        else [
            "E *there is no golden goldens/test_it/test_train.jsonl",
            "E *run: pytest --comet-golden-new test_it.py::test_train",
        ]
    )
    assert not (pytester.path / "goldens").exists()


@pytest.mark.parametrize("option", ["--comet-golden-new", "--comet-golden-update"])
def test_a_missing_golden_is_written_if_asked(
    run: Run, pytester: pytest.Pytester, option: str
) -> None:
    result = run(training(), option)
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["comet goldens: 1 written"])
    assert {"metric": "loss", "value": 0.5, "step": 1} in lines_of(pytester.path / GOLDEN)
    assert fake_comet.load(pytester.path / GOLDEN).metrics["loss"].last == 0.5


@pytest.mark.parametrize("source", [TRAINING, EQUALS])
@pytest.mark.usefixtures("accepted")
def test_what_is_like_its_golden_passes(run: Run, source: str) -> None:
    run(training(source=source)).assert_outcomes(passed=1)


@pytest.mark.usefixtures("accepted")
def test_what_differs_fails_with_all_that_differs(run: Run) -> None:
    result = run(training(0.25))
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "E * the recording differs from its golden goldens/test_it/test_train.jsonl",
            "E *1 difference (first: golden | second: this recording)",
            "E *metrics:",
            "E *'loss': 1 of 1 point changed, step 1: 0.5 | 0.25 (50 %)",
            "E *to accept it, run: pytest --comet-golden-update test_it.py::test_train",
        ]
    )


@pytest.mark.usefixtures("accepted")
def test_an_assertion_tells_as_much(run: Run) -> None:
    result = run(training(0.25, EQUALS))
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "E *assert recording == golden",
            "E *the recording differs from its golden goldens/test_it/test_train.jsonl",
            "E *'loss': 1 of 1 point changed, step 1: 0.5 | 0.25 (50 %)",
        ]
    )


def test_what_differs_is_written_only_by_update(run: Run, accepted: Path) -> None:
    run(training(0.25), "--comet-golden-new").assert_outcomes(failed=1)
    assert lines_of(accepted)[1]["value"] == 0.5
    run(training(0.25), "--comet-golden-update").assert_outcomes(passed=1)
    assert lines_of(accepted)[1]["value"] == 0.25


def test_what_differs_less_than_is_tolerated_is_not_written_again(
    run: Run, accepted: Path, pytester: pytest.Pytester
) -> None:
    pytester.makepyprojecttoml("[tool.fake-comet.diff.tolerances]\nmetrics = 0.6")
    before = accepted.read_text()
    result = run(training(0.25), "--comet-golden-update")
    result.assert_outcomes(passed=1)
    assert "comet goldens" not in result.stdout.str()
    assert accepted.read_text() == before


BROKEN = (
    TRAINING
    + """
    def test_broken():
        assert False
"""
)
INTERRUPTED = (
    TRAINING
    + """
    def test_interrupted():
        pytest.exit("enough")
"""
)
TEARDOWN = (
    TRAINING
    + """
    @pytest.fixture(autouse=True)
    def broken():
        yield
        assert False
"""
)


@pytest.mark.parametrize("source", [BROKEN, INTERRUPTED, TEARDOWN])
def test_nothing_is_written_by_a_run_that_does_not_pass(
    run: Run, pytester: pytest.Pytester, source: str
) -> None:
    result = run(training(source=source), "--comet-golden-update")
    assert result.ret != 0
    assert not (pytester.path / "goldens").exists()
    assert "comet goldens: 1 not written, because the run did not pass" in result.stdout.str()


SEVERAL = """
    import comet_ml
    import pytest

    @pytest.mark.parametrize("mode", ["a/b", "c"])
    class TestModes:
        def test_it(self, mode, comet_fake, comet_golden):
            for number in range(2):
                comet_ml.Experiment().log_other("mode", f"{mode}{number}")
                comet_ml.end()
            one, other = comet_fake.experiments
            comet_golden.check(one)
            comet_golden.check(other)
            comet_golden.check(other, "last one")
"""


def test_every_check_of_every_test_has_its_own_golden(run: Run, pytester: pytest.Pytester) -> None:
    run(SEVERAL, "--comet-golden-new").assert_outcomes(passed=2)
    names = sorted(path.name for path in (pytester.path / "goldens" / "test_it").iterdir())
    assert names == [
        "TestModes.test_it[a_b]-7f8cf63b.2.jsonl",
        "TestModes.test_it[a_b]-7f8cf63b.jsonl",
        "TestModes.test_it[a_b]-7f8cf63b.last_one-c376d7c1.jsonl",
        "TestModes.test_it[c].2.jsonl",
        "TestModes.test_it[c].jsonl",
        "TestModes.test_it[c].last_one-c376d7c1.jsonl",
    ]
    run(SEVERAL).assert_outcomes(passed=2)


def test_workers_of_xdist_write_and_use_the_same_goldens(
    run_apart: Run, pytester: pytest.Pytester
) -> None:
    workers = ("--comet-fake", "-p", "xdist", "-n", "2")
    run_apart(SEVERAL, *workers, "--comet-golden-new").assert_outcomes(passed=2)
    assert len(list((pytester.path / "goldens" / "test_it").iterdir())) == 6
    (pytester.path / "goldens" / "test_it" / "gone.jsonl").touch()
    result = run_apart(SEVERAL, *workers)
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(["comet goldens: unused, delete it: goldens/test_it/gone.jsonl"])


def unused(result: pytest.RunResult) -> list[str]:
    marker = "unused, delete it: "
    return [line.partition(marker)[2] for line in result.outlines if marker in line]


@pytest.fixture
def lonely(accepted: Path) -> list[str]:
    """Goldens that no test needs."""
    for path in (
        accepted.with_name("test_gone.jsonl"),
        accepted.parents[1] / "test_old" / "a.jsonl",
    ):
        path.parent.mkdir(exist_ok=True)
        path.touch()
    return ["goldens/test_it/test_gone.jsonl", "goldens/test_old/a.jsonl"]


def test_unused_goldens_are_told_when_all_tests_ran(run: Run, lonely: list[str]) -> None:
    assert unused(run(training())) == lonely


@pytest.mark.usefixtures("lonely")
def test_they_are_not_told_when_single_tests_were_asked_for(run: Run) -> None:
    assert unused(run(training(), "test_it.py::test_train")) == []


@pytest.mark.parametrize(
    ("change", "arguments"),
    [
        ("pytest.skip()", ()),
        ("pass", ("-k", "other")),
    ],
)
def test_goldens_of_tests_that_did_not_run_are_kept(
    run: Run, lonely: list[str], change: str, arguments: tuple[str, ...]
) -> None:
    source = (
        training()
        + """
    def test_other(comet_fake, comet_golden):
        train()
        comet_golden.check(comet_fake.experiment, "x")
    """
    )
    run(source, "--comet-golden-new").assert_outcomes(passed=2)
    changed = source.replace("train(0.5)", change, 1)
    assert unused(run(changed, *arguments)) == lonely


@pytest.mark.usefixtures("accepted")
def test_a_golden_that_its_test_does_not_use_any_more_is_unused(run: Run) -> None:
    source = training().replace(
        "comet_golden.check(comet_fake.experiment)",
        "comet_golden.check(comet_fake.experiment, 'a')",
    )
    result = run(source, "--comet-golden-new")
    assert unused(result) == ["goldens/test_it/test_train.jsonl"]


def test_rules_of_pyproject_and_of_the_call_are_left_out_of_the_file(
    run: Run, pytester: pytest.Pytester
) -> None:
    pytester.makepyprojecttoml(
        "[tool.fake-comet.diff]\nignore = ['parameters:curr_*']\n"
        "[tool.fake-comet.golden]\ndigits = 3"
    )
    source = """
    import comet_ml
    from dirty_equals import IsInt

    def test_train(comet_fake, comet_golden, tmp_path):
        experiment = comet_ml.start()
        experiment.log_parameters({"seed": %s, "dir": str(tmp_path / "x"), "when": %s})
        experiment.log_metric("loss", 1 / 3, step=1)
        experiment.end()
        comet_golden.check(
            comet_fake.experiment, ignore="parameters:when", expect={"parameters:seed": IsInt}
        )
    """
    run(source % (1, 2), "--comet-golden-new").assert_outcomes(passed=1)
    lines = lines_of(pytester.path / GOLDEN)
    assert {"metric": "loss", "value": 0.333, "step": 1} in lines
    assert {"parameter": "dir", "value": "<tmp_path>/x"} in lines
    assert not any(line.get("parameter") in ("when", "curr_step") for line in lines)
    run(source % (3, 4)).assert_outcomes(passed=1)
    run(source % ("'x'", 4)).assert_outcomes(failed=1)


def test_wrong_settings_end_the_run_in_words(run: Run, pytester: pytest.Pytester) -> None:
    pytester.makepyprojecttoml("[tool.fake-comet.golden]\ndigits = 99")
    result = run(training())
    assert "digits of a golden are 1 to 17, not 99" in result.stderr.str() + result.stdout.str()
    assert result.ret == pytest.ExitCode.USAGE_ERROR


def test_a_golden_that_cannot_be_read_fails_or_is_written_again(run: Run, accepted: Path) -> None:
    accepted.write_text('{"fake-comet golden": 1}\n{"metric": "x"')
    result = run(training())
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["E *goldens/test_it/test_train.jsonl: line 2 is not what *"])
    run(training(), "--comet-golden-update").assert_outcomes(passed=1)
    run(training()).assert_outcomes(passed=1)


def test_only_recordings_have_goldens(run: Run) -> None:
    result = run(
        "def test_it(comet_golden):\n    assert comet_golden != 3\n    comet_golden.check(3)"
    )
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["E *a golden is of a recording, not of a int"])
