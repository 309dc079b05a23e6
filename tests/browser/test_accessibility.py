"""axe-core judges every kind of page, light and dark."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from fake_comet.report import Comparison, Outcome, Part, index_page, page
from tests.browser.conftest import Show
from tests.browser.recordings import long_run, training
from tests.support.logged_everything import everything_online

pytestmark = pytest.mark.real


def compared() -> str:
    return page([], comparisons=[Comparison(before=training(), after=training(moved=3))])


def of_tests() -> str:
    part = Part(address="a.html", title="differences")
    outcomes = ("passed", "failed", "error", "skipped", "xfailed", "unfinished")
    return index_page([Outcome(name=word, outcome=word, parts=(part,) * 2) for word in outcomes])


PAGES: dict[str, Callable[[], str]] = {
    "training": lambda: page([training()]),
    "everything": lambda: page([everything_online()]),
    "several": lambda: page([training(), everything_online(), long_run(1000)]),
    "comparison": compared,
    "tests": of_tests,
    "test": lambda: page([training()], test={"outcome": "failed", "failure": "because"}),
}


def judged(opened: Page) -> str:
    """What is wrong with a page, empty if nothing is."""
    found = Axe().run(opened)
    return found.generate_report() if found.violations_count else ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", PAGES)
def test_nothing_is_wrong_with_a_page(show: Show, kind: str, scheme: str) -> None:
    assert judged(show(PAGES[kind](), color_scheme=scheme).page) == ""


def test_nothing_is_wrong_with_a_large_picture(show: Show) -> None:
    opened = show(page([training()])).page
    opened.locator(".thumbnail").first.click()
    assert judged(opened) == ""


def test_something_wrong_would_be_found(show: Show) -> None:
    opened = show(page([training()])).page
    opened.evaluate("document.querySelector('button').textContent = ''")
    assert "button-name" in judged(opened)
