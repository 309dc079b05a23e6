"""The index of pages over tests."""

from __future__ import annotations

from fake_comet.report import Outcome, Part, index_page
from tests.support.pages import embedded, title


def test_tests_with_their_pages_and_counts() -> None:
    part = Part(address="a.html", title="page")
    failed = Outcome(
        name="t::a", outcome="failed", duration=0.5, parts=(part,), counts=(("metrics", 3),)
    )
    page = index_page([failed, Outcome(name="t::b", outcome="passed")])
    assert title(page) == "Comet recordings of a test run"
    assert embedded(page)["tests"] == [
        {
            "name": "t::a",
            "outcome": "failed",
            "duration": 0.5,
            "parts": [{"address": "a.html", "title": "page"}],
            "counts": [["metrics", 3]],
        },
        {"name": "t::b", "outcome": "passed", "duration": 0.0, "parts": [], "counts": []},
    ]
