from __future__ import annotations

import re

import pytest

from tests.plugin.conftest import Run

SHOWN = """
import pytest

@pytest.mark.parametrize("address", ["a@b"])
def test_it(comet_samples, address):
    print(f"seed {comet_samples.seed} {comet_samples.experiment_name()}")
"""
FAILING = SHOWN + "    assert False\n"
GROUPED = "import pytest\npytestmark = pytest.mark.xdist_group('g')\n" + FAILING


def seeds(result: pytest.RunResult) -> list[str]:
    return re.findall(r"seed \d+ \w+", result.stdout.str())


def test_a_test_has_the_same_seed_in_every_run(run: Run) -> None:
    first = seeds(run(SHOWN, "-s"))
    assert len(first) == 1
    assert seeds(run(SHOWN, "-s", "--comet-fake")) == first


def test_another_test_has_another_seed(run: Run) -> None:
    assert len(set(seeds(run(SHOWN.replace('"a@b"', '"a", "b"'), "-s")))) == 2


def test_a_failing_test_shows_how_to_repeat_it(run: Run) -> None:
    result = run(FAILING)
    (shown,) = seeds(result)
    seed = shown.split()[1]
    result.stdout.fnmatch_lines(["*- Comet samples -*", f"made again by --comet-seed={seed}"])


def test_a_fixture_that_fails_shows_it_too(run: Run) -> None:
    source = """
import pytest

@pytest.fixture
def broken(comet_samples):
    raise ValueError

def test_it(broken): pass
"""
    run(source).stdout.fnmatch_lines(["made again by --comet-seed=*"])


def test_nothing_is_shown_of_other_tests(run: Run) -> None:
    output = run(SHOWN + "def test_other(): assert False\n").stdout.str()
    assert "Comet samples" not in output


@pytest.mark.parametrize("number", [0, 4711])
def test_the_option_repeats_a_seed(run: Run, number: int) -> None:
    (shown,) = seeds(run(SHOWN, "-s", f"--comet-seed={number}"))
    assert shown.startswith(f"seed {number} ")


def test_the_ini_file_can_have_it_and_the_option_wins(run: Run, pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\ncomet_seed = 12\n")
    assert seeds(run(SHOWN, "-s"))[0].startswith("seed 12 ")
    assert seeds(run(SHOWN, "-s", "--comet-seed=0"))[0].startswith("seed 0 ")


def test_a_seed_that_is_no_number_is_told(run: Run, pytester: pytest.Pytester) -> None:
    assert run(SHOWN, "--comet-seed=x").ret == pytest.ExitCode.USAGE_ERROR
    pytester.makeini("[pytest]\ncomet_seed = x\n")
    run(SHOWN).stdout.fnmatch_lines(["*ini comet_seed has to be a whole number, got 'x'*"])


def test_workers_of_xdist_have_the_seeds_of_a_run_without(
    run: Run, run_apart: Run, pytester: pytest.Pytester
) -> None:
    pytest.importorskip("xdist")
    alone = seeds(run(GROUPED))
    spread = run_apart(GROUPED, "-p", "xdist", "-n1", "--dist=loadgroup")
    assert seeds(spread) == alone
    spread.stdout.fnmatch_lines([f"made again by --comet-seed={alone[0].split()[1]}"])


def test_the_option_reaches_workers_of_xdist(run_apart: Run) -> None:
    pytest.importorskip("xdist")
    result = run_apart(FAILING, "-p", "xdist", "-n1", "--comet-seed=5")
    result.stdout.fnmatch_lines(["made again by --comet-seed=5"])
