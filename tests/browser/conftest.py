"""Pages in a headless Chromium: opened from a disk, with whatever goes wrong in them collected."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Request

collect_ignore_glob = [] if find_spec("playwright") else ["test_*.py"]

ALLOWED = ("file:", "data:", "about:")
# Notes when the first chart is there, before any script of the page has run.
WATCH = """
new MutationObserver(() => {
  if (!window.firstChart && document.querySelector('[data-drawn] canvas'))
    window.firstChart = performance.now();
}).observe(document, {subtree: true, childList: true, attributes: true});
"""


@dataclass
class Shown:
    """An open page, and what it complained of or asked for elsewhere."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


Show = Callable[..., Shown]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, or the one that ``CHROMIUM`` names."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if path is None:
        pytest.fail("no chromium: apt-get install chromium, or name one with CHROMIUM=")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Show]:
    """Opens a page from a text or an address; at the end none may have complained."""
    opened: list[tuple[Shown, bool]] = []

    def show(source: str, *, quiet: bool = True, **options: Any) -> Shown:
        sized = {"viewport": {"width": 1280, "height": 900}, **options}
        page = browser.new_page(**sized)
        shown = Shown(page)
        opened.append((shown, quiet))

        def heard(message: ConsoleMessage) -> None:
            if message.type in ("error", "warning"):
                shown.complaints.append(message.text)

        def asked(request: Request) -> None:
            if not request.url.startswith(ALLOWED):
                shown.asked.append(request.url)

        page.on("console", heard)
        page.on("pageerror", lambda error: shown.complaints.append(str(error)))
        page.on("request", asked)
        page.add_init_script(WATCH)
        if not source.startswith("http://"):
            file = tmp_path / f"page-{len(opened)}.html"
            file.write_text(source, encoding="utf-8")
            source = file.as_uri()
        page.goto(source)
        page.wait_for_selector("html[data-ready]", state="attached")
        return shown

    yield show
    for shown, quiet in opened:
        if quiet:
            assert shown.complaints == []
        shown.page.close()
