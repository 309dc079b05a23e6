"""The forms of a diff: data, Markdown and annotations of GitHub."""

import json
from pathlib import Path

import pytest

from fake_comet.recording.diff.data import as_data
from fake_comet.recording.diff.github import as_annotations
from fake_comet.recording.diff.markdown import as_markdown, code, escaped
from fake_comet.recording.diff.model import Change, Detail, Diff, Difference
from fake_comet.recording.sites import Site

CHANGED = Difference(
    kind="metrics",
    name="a|b`c",
    message="1 | 2 <b>*x* @me",
    numbers={"changed": 1, "largest_absolute": float("inf")},
    details=(
        Detail(where="step 1", what="value", old=1.0, new=float("nan"), by=1.0, index=3),
        Detail.of_one_side(Change.ADDED, {"x": (1, b"")}, where="step 2", what="value"),
        Detail.of_one_side(Change.REMOVED, 4, where="", what="value"),
    ),
    site=Site("/project/train.py", 7),
)
GONE = Difference(
    kind="tags", name="t", message="only in the first", change=Change.REMOVED, context="c"
)


def test_data_is_json_and_leaves_out_what_there_is_not():
    found = json.loads(json.dumps(as_data(Diff([CHANGED, GONE])), allow_nan=False))
    assert found[0]["site"] == "/project/train.py:7"
    assert found[0]["numbers"] == {"changed": 1, "largest_absolute": "inf"}
    assert found[0]["details"] == [
        {
            "where": "step 1",
            "what": "value",
            "change": "changed",
            "by": 1.0,
            "index": 3,
            "old": 1.0,
            "new": "nan",
        },
        {
            "where": "step 2",
            "what": "value",
            "change": "added",
            "old": None,
            "new": {"x": [1, "<bytes bytes[0] #da39a3ee5e6b>"]},
        },
        {"what": "value", "change": "removed", "old": 4, "new": None},
    ]
    assert found[1] == {
        "kind": "tags",
        "name": "t",
        "message": "only in the first",
        "change": "removed",
        "context": "c",
    }


def test_markdown_has_a_table_for_each_kind_and_folds_places_away():
    assert as_markdown(Diff([CHANGED, GONE])).splitlines() == [
        "### Comet: 2 differences",
        "",
        "**metrics**",
        "",
        "| | name | first \\| second |",
        "|-|-|-|",
        "| changed | `` a\\|b`c `` | 1 \\| 2 \\<b\\>\\*x\\* @\u200bme |",
        "",
        "**tags**",
        "",
        "| | name | first \\| second |",
        "|-|-|-|",
        "| gone | `t` | only in the first |",
        "",
        "<details><summary>Places</summary>",
        "",
        "metrics `` a\\|b`c ``",
        "",
        "| where | what | first | second | by |",
        "|-|-|-|-|-|",
        "| step 1 | value | 1.0 | nan | 1 |",
        "| step 2 | value |  | \\{'x': \\(1, \\<bytes bytes\\[0\\] \\#da39a3ee5e6b\\>\\)\\} |  |",
        "|  | value | 4 |  |  |",
        "",
        "</details>",
    ]


def test_markdown_of_no_difference_says_so():
    assert as_markdown(Diff([]), title="run #3") == "### run \\#3: no difference\n"


def test_markdown_fits_into_a_comment():
    many = [Difference(kind="tags", name=f"{n}", message="m" * 9000) for n in range(30)]
    text = as_markdown(Diff(many))
    assert len(text) < 65_536
    assert text.endswith("… and more, which a comment cannot hold\n")
    short = [Difference(kind="tags", name=f"{n}", message="m") for n in range(30)]
    assert "| | … | and 10 more |" in as_markdown(Diff(short))


def test_lines_and_fences_of_names_stay_inside_of_their_cell():
    assert escaped("a\nb | c") == "a b \\| c"
    assert code("a`b``c") == "``` a`b``c ```"
    assert code("x\ny") == "`x y`"


@pytest.mark.parametrize(
    ("root", "place"),
    [
        ("/project", "file=train.py,line=7,"),
        ("/elsewhere", "file=/project/train.py,line=7,"),
    ],
)
def test_annotations_stand_at_the_line_that_logged(root, place):
    assert list(as_annotations(Diff([CHANGED]), Path(root))) == [
        f"::error {place}title=Comet%3A metrics 'a|b`c'::1 | 2 <b>*x* @me"
    ]


def test_an_annotation_ends_where_it_should():
    evil = Difference(kind="tags", name="a,b::c\n", message="50%\n::error::x")
    assert list(as_annotations(Diff([evil]), Path("/"))) == [
        "::error title=Comet%3A tags 'a%2Cb%3A%3Ac\\n'::50%25%0A::error::x"
    ]
