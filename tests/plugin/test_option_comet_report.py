"""``--comet-report``: a page for each test that recorded something, and an index of all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.plugin.conftest import Run
from tests.support.pages import embedded, title

SOURCE = """
    import comet_ml
    import pytest

    @pytest.mark.parametrize("points", [1, 2])
    def test_points(points):
        experiment = comet_ml.Experiment(log_code=False)
        for step in range(points):
            experiment.log_metric("loss", 0.5, step=step)
        experiment.end()

    def test_nothing():
        pass

    def test_problem():
        experiment = comet_ml.Experiment(log_code=False)
        experiment.log_metric("loss", None)
        experiment.end()

    @pytest.mark.skip
    def test_left_out():
        pass

    @pytest.fixture
    def broken():
        yield
        raise RuntimeError("at the end")

    def test_broken(broken):
        comet_ml.Experiment(log_code=False).end()
"""
GOLDEN = """
    import comet_ml
    import numpy as np

    def test_golden(comet_fake, comet_golden):
        experiment = comet_ml.Experiment(log_code=False)
        experiment.log_metric("loss", LOSS, step=1)
        experiment.log_image(np.eye(4), name="eye")
        experiment.end()
        comet_golden.check(comet_fake.experiment)
"""


def listed(folder: Path) -> dict[str, dict[str, Any]]:
    """What the index says of each test."""
    page = embedded((folder / "index.html").read_text())
    return {test["name"].partition("::")[2]: test for test in page["tests"]}


def page_of(folder: Path, test: dict[str, Any]) -> str:
    return (folder / test["parts"][0]["address"]).read_text()


@pytest.mark.parametrize("options", [[], ["-p", "xdist", "-n", "2"]], ids=["one process", "xdist"])
def test_the_index_tells_what_came_of_each_test(
    run: Run, run_apart: Run, pytester: pytest.Pytester, options: list[str]
) -> None:
    result = (run_apart if options else run)(
        SOURCE, "--comet-fake", "--comet-report=pages", *options
    )
    result.stdout.fnmatch_lines(["comet report: pages?index.html"])
    found = listed(pytester.path / "pages")
    assert {name: test["outcome"] for name, test in found.items()} == {
        "test_points[1]": "passed",
        "test_points[2]": "passed",
        "test_nothing": "passed",
        "test_problem": "failed",
        "test_left_out": "skipped",
        "test_broken": "error",
    }
    assert dict(found["test_points[2]"]["counts"])["metrics"] == 2
    linked = {part["address"] for test in found.values() for part in test["parts"]}
    assert linked | {"index.html"} == {path.name for path in (pytester.path / "pages").iterdir()}


def test_a_page_shows_what_its_test_recorded(run: Run, pytester: pytest.Pytester) -> None:
    run(SOURCE, "--comet-fake", "--comet-report=pages")
    folder = pytester.path / "pages"
    page = page_of(folder, listed(folder)["test_points[2]"])
    assert title(page) == "test_it.py::test_points[2]"
    (recorded,) = embedded(page)["runs"]
    assert recorded["metrics"][0]["count"] == 2


def test_a_page_tells_why_its_test_failed(run: Run, pytester: pytest.Pytester) -> None:
    result = run(SOURCE, "--comet-fake", "--comet-report=pages")
    result.stdout.fnmatch_lines(["*Comet report*", "pages?test_it.py-test_problem-*.html"])
    folder = pytester.path / "pages"
    data = embedded(page_of(folder, listed(folder)["test_problem"]))
    assert data["test"]["outcome"] == "failed"
    assert "metric-none" in data["test"]["failure"]
    assert [problem["kind"] for problem in data["runs"][0]["problems"]] == ["metric-none"]
    assert data["problems"] == []


def test_a_failed_comparison_with_a_golden_is_linked(run: Run, pytester: pytest.Pytester) -> None:
    run(GOLDEN.replace("LOSS", "0.5"), "--comet-fake", "--comet-golden-new")
    result = run(GOLDEN.replace("LOSS", "0.25"), "--comet-fake", "--comet-report=pages")
    result.stdout.fnmatch_lines(["pages?test_it.py-test_golden-*.html#differences"])
    folder = pytester.path / "pages"
    test = listed(folder)["test_golden"]
    assert [part["title"] for part in test["parts"]] == ["page", "differences"]
    assert test["parts"][1]["address"] == f"{test['parts'][0]['address']}#differences"
    data = embedded(page_of(folder, test))
    assert data["runs"][0]["label"] == "golden"
    assert data["runs"][0]["images"][0]["shape"] == [4, 4]
    assert [each["name"] for each in data["comparisons"][0]["differences"]] == ["loss"]


def test_a_golden_that_is_missing_is_not_compared(run: Run, pytester: pytest.Pytester) -> None:
    run(GOLDEN.replace("LOSS", "0.5"), "--comet-fake", "--comet-report=pages")
    folder = pytester.path / "pages"
    test = listed(folder)["test_golden"]
    assert test["outcome"] == "failed"
    assert embedded(page_of(folder, test))["comparisons"] == []


def test_only_tests_with_the_fixture_have_pages_without_the_fake(
    run: Run, pytester: pytest.Pytester
) -> None:
    source = """
        def test_fake(comet_fake):
            import comet_ml

            comet_ml.Experiment(log_code=False).end()

        def test_other():
            pass
    """
    run(source, "--comet-report=pages").assert_outcomes(passed=2)
    found = listed(pytester.path / "pages")
    assert {name: len(test["parts"]) for name, test in found.items()} == {
        "test_fake": 1,
        "test_other": 0,
    }


def test_an_interrupted_run_has_its_index(run_apart: Run, pytester: pytest.Pytester) -> None:
    source = """
        def test_first():
            pass

        def test_second():
            raise KeyboardInterrupt
    """
    run_apart(source, "--comet-report=pages")
    outcomes = {name: test["outcome"] for name, test in listed(pytester.path / "pages").items()}
    assert outcomes == {"test_first": "passed", "test_second": "unfinished"}


def test_collecting_only_writes_nothing(run: Run, pytester: pytest.Pytester) -> None:
    result = run(SOURCE, "--comet-fake", "--comet-report=pages", "--collect-only")
    assert not (pytester.path / "pages").exists()
    result.stdout.no_fnmatch_line("comet report*")


def test_the_ini_file_may_ask_for_it(run: Run, pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\ncomet_report = from_ini")
    run(SOURCE, "--comet-fake")
    assert (pytester.path / "from_ini" / "index.html").exists()


def test_a_problem_outside_of_experiments_is_on_the_page(
    run: Run, pytester: pytest.Pytester
) -> None:
    source = """
        def test_it(comet_fake):
            import comet_ml

            comet_ml.Experiment(log_code=False).end()
            comet_fake.problem("sdk-error", "of no experiment")
    """
    run(source, "--comet-report=pages")
    folder = pytester.path / "pages"
    (problem,) = embedded(page_of(folder, listed(folder)["test_it"]))["problems"]
    assert problem["message"] == "of no experiment"
