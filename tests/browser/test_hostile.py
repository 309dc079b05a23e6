"""Names that try to be markup stay names, in every part of the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from fake_comet.report import Comparison, Outcome, Part, index_page, page
from tests.browser.conftest import Show
from tests.browser.recordings import HOSTILE, MARKUP, hostile, training

pytestmark = pytest.mark.real


def hacked(opened: Page) -> bool:
    return bool(opened.evaluate("window.hacked === 1"))


def test_every_section_shows_them_as_text(show: Show) -> None:
    shown = show(page([hostile()], title=HOSTILE, test={"outcome": "failed", "failure": HOSTILE}))
    opened = shown.page
    expect(opened.get_by_role("heading", level=1)).to_have_text(HOSTILE)
    for summary in opened.locator("details > summary").all():
        summary.click()
    for plot in opened.locator(".plot").all():
        plot.scroll_into_view_if_needed()
    opened.wait_for_timeout(300)
    assert not hacked(opened)
    assert shown.asked == []
    assert opened.locator("main script, main iframe, main object, img[src='x']").count() == 0
    for section in ("metrics", "images", "parameters", "others", "tables", "graph", "html"):
        expect(opened.locator(f"#{section}")).to_contain_text(MARKUP)


def test_the_viewer_shows_them_as_text(show: Show) -> None:
    opened = show(page([hostile()])).page
    opened.locator(".thumbnail").first.click()
    expect(opened.get_by_role("dialog")).to_contain_text(MARKUP)
    assert not hacked(opened)


def test_a_comparison_shows_them_as_text(show: Show) -> None:
    compared = Comparison(before=training(), after=hostile(), before_name=HOSTILE)
    opened = show(page([], comparisons=[compared])).page
    expect(opened.locator("#differences")).to_contain_text(MARKUP)
    assert not hacked(opened)


def test_the_index_shows_them_as_text(show: Show) -> None:
    parts = (Part(address=f"{HOSTILE}.html", title=HOSTILE), Part(address="b", title=HOSTILE))
    failed = Outcome(name=HOSTILE, outcome="failed", parts=parts, counts=((HOSTILE, 1),))
    opened = show(index_page([failed], title=HOSTILE)).page
    expect(opened.get_by_role("link", name="onerror").first).to_be_visible()
    assert not hacked(opened)


@pytest.mark.parametrize(
    ("escaped", "policed", "runs"),
    [(True, False, False), (False, True, False), (False, False, True)],
    ids=["escapes alone", "policy alone", "neither"],
)
def test_each_guard_holds_alone(
    browser: Browser, tmp_path: Path, escaped: bool, policed: bool, runs: bool
) -> None:
    html = page([hostile()])
    if not policed:
        html = re.sub("<meta http-equiv=.*>", "", html)
    if not escaped:
        html = html.replace("\\u003c", "<").replace("\\u003e", ">")
    (tmp_path / "page.html").write_text(html)
    opened = browser.new_page()
    opened.goto((tmp_path / "page.html").as_uri())
    assert hacked(opened) is runs
    opened.close()
