from pathlib import Path

import pytest
from dirty_equals import IsFloat, IsInstance, IsPartialDict, IsPositive

import fake_comet
from fake_comet.errors import Misuse
from fake_comet.recording.diff.rules import rules_in, rules_near
from tests.support.recordings import log_other, log_parameter, log_point, log_upload, new_recording


@pytest.fixture
def pair():
    """Two recordings with a metric, a parameter and an upload, all of which differ."""
    one, other = new_recording(), new_recording()
    for made, value in ((one, 1.0), (other, 1.5)):
        log_point(made, "time/epoch", value, step=1)
        log_parameter(made, "seed", int(value * 10))
        log_upload(made, "asset", b"", metadata={"score": value, "by": "me"})
    return one, other


def names(pair, **options):
    return [difference.name for difference in fake_comet.diff(*pair, **options)]


def test_matchers_stand_for_values(pair):
    expect = {
        "metrics:time/*": IsPositive,
        "parameters:seed": IsInstance(int),
        "assets": {"metadata": IsPartialDict(score=IsFloat)},
    }
    assert names(pair) == ["time/epoch", "seed", "x"]
    assert names(pair, expect=expect) == []


def test_what_a_matcher_does_not_match_is_a_difference_even_from_equal_values(pair):
    expect = {"metrics": IsPositive & IsInstance(int), "assets": {"content": "x", "step": 3}}
    found = fake_comet.diff(pair[0], pair[0], expect=expect)
    assert [difference.name for difference in found] == ["time/epoch", "x"]
    assert found[1].message == "step 3 | None; content 'x' | <bytes bytes[0] #da39a3ee5e6b>"


def test_an_expectation_of_a_whole_dictionary_names_the_column(pair):
    for made in pair:
        log_other(made, "info", {"a": made is pair[0]})
    assert names(pair, ignore=["metrics", "parameters", "assets"]) == ["info"]
    assert names(pair, expect={"others:info": {"value": {"a": False}}})[-2:] == ["seed", "x"]


PYPROJECT = """
[tool.fake-comet.diff]
ignore = ["parameters:se*"]

[tool.fake-comet.diff.tolerances]
"metrics:*" = { rtol = 0.5 }
"assets:*" = { atol = 0.5 }
"""


def test_rules_stand_in_pyproject(pair, tmp_path):
    path = tmp_path / "pyproject.toml"
    path.write_text(PYPROJECT)
    assert names(pair, rules=path) == []
    assert names(pair, rules=str(path), tolerances={"metrics": 0}) == ["time/epoch"]


def test_the_nearest_pyproject_is_found(pair, tmp_path):
    (tmp_path / "pyproject.toml").write_text(PYPROJECT)
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    assert names(pair, rules=rules_near(folder)) == []
    assert names(pair, rules=rules_near(Path(tmp_path.anchor))) == ["time/epoch", "seed", "x"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[tool", r"pyproject\.toml: "),
        (
            "[tool.fake-comet.diff]\nignored = []",
            r"diff\] has ignore and tolerances, not 'ignored'",
        ),
        ("[tool.fake-comet.diff]\nignore = ['metric']", r"diff\]: no kind of difference 'metric'"),
        ("[tool.fake-comet.diff.tolerances]\nmetrics = 'x'", r"rtol is a number from 0 on"),
    ],
)
def test_wrong_rules_are_told_with_their_file(tmp_path, text, said):
    (tmp_path / "pyproject.toml").write_text(text)
    with pytest.raises(Misuse, match=said):
        rules_in(tmp_path / "pyproject.toml")


def test_a_pyproject_without_rules_has_none(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'")
    assert not rules_in(tmp_path / "pyproject.toml").ignored


@pytest.mark.parametrize("option", ["tolerances", "expect"])
def test_patterns_name_kinds_that_there_are(pair, option):
    with pytest.raises(Misuse, match="did you mean metrics"):
        fake_comet.diff(*pair, **{option: {"metric": 1}})
