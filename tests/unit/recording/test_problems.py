import pytest

from fake_comet.errors import Misuse
from fake_comet.recording.problems import KINDS, Level, Problem, kind_named
from fake_comet.recording.sites import Site


def test_warnings_and_errors_fail_and_notes_do_not():
    assert [level.value for level in Level if level.fails] == ["warning", "error"]


def test_a_problem_reads_as_three_lines():
    problem = Problem(
        kind="metric-none",
        level=Level.WARNING,
        message="None is no value\n",
        advice="log a number",
        passed="'loss', None",
        call="log_metric",
        site=Site("train.py", 7),
        times=2,
    )
    assert str(problem).splitlines() == [
        "warning [metric-none] train.py:7 in log_metric('loss', None), 2 times",
        "    None is no value",
        "    -> log a number",
    ]


def test_a_problem_outside_of_a_call_names_only_its_line():
    problem = Problem(kind="x", level=Level.NOTE, message="m", advice="a", site=Site("t.py", 1))
    assert str(problem).splitlines()[0] == "note [x] t.py:1"


@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_kind_has_a_dashed_name_and_one_line_of_advice(name):
    kind = kind_named(name)
    assert name == name.lower().replace("_", "-")
    assert kind.advice
    assert "\n" not in kind.advice


def test_an_unknown_kind_is_told_with_the_nearest():
    with pytest.raises(Misuse, match="no kind of problem 'metrics-none'; there are: metric-none"):
        kind_named("metrics-none")
    with pytest.raises(Misuse, match="no kind of problem '#'; there are: argument-ignored, "):
        kind_named("#")
