"""Pictures of the report for docs/: ``python -m tests.browser.screenshots``."""

from __future__ import annotations

import io
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, sync_playwright

import fake_comet
from fake_comet.recording.recording import Recording
from fake_comet.report import Comparison, page
from reference_impl import callback
from reference_impl.engine import SimulatedYOLO

DOCS = Path(__file__).parents[2] / "docs"
COLORS = 128  # which keep each picture well below 100 KB


def simulated(seed: int) -> Recording:
    """A simulated run with the reference callback, in a folder of its own."""
    with (
        tempfile.TemporaryDirectory() as folder,
        pytest.MonkeyPatch.context() as patch,
        fake_comet.activate(strict=False) as session,
    ):
        patch.chdir(folder)
        model = SimulatedYOLO()
        for event, function in callback.callbacks.items():
            model.add_callback(event, function)
        model.train(epochs=20, batch=4, imgsz=160, save_json=True, seed=seed)
    return session.experiment


def metrics(opened: Page) -> None:
    opened.locator("#metrics").scroll_into_view_if_needed()
    opened.locator("#metrics").evaluate("each => each.scrollIntoView({behavior: 'instant'})")
    opened.locator("#metrics [data-drawn]").first.wait_for()
    opened.locator("#metrics .u-over").first.hover(position={"x": 140, "y": 60})
    opened.wait_for_timeout(500)


def image(opened: Page) -> None:
    opened.get_by_role("button", name="Show val_0 large").first.click()
    opened.wait_for_timeout(500)


def differences(opened: Page) -> None:
    opened.locator("#images").evaluate("each => each.scrollIntoView({behavior: 'instant'})")
    opened.wait_for_timeout(500)


def taken(html: str, show: Callable[[Page], None], browser: Any, **options: Any) -> bytes:
    """A picture of a page after something was done with it."""
    opened = browser.new_page(viewport={"width": 1180, "height": 680}, **options)
    with tempfile.NamedTemporaryFile("w", suffix=".html", delete=False) as file:
        file.write(html)
    opened.goto(Path(file.name).as_uri())
    show(opened)
    picture: bytes = opened.screenshot()
    opened.close()
    os.unlink(file.name)
    return picture


def main() -> None:
    """Write all of them."""
    first, second = simulated(0), simulated(1)
    compared = Comparison(before=first, after=second, before_name="main", after_name="branch")
    both = page([], comparisons=[compared], title="main, branch")
    alone = page([first], title="A simulated training")
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        pictures = {
            "report-metrics": taken(both, metrics, browser),
            "report-image": taken(alone, image, browser, color_scheme="dark"),
            "report-differences": taken(both, differences, browser),
        }
        browser.close()
    for name, picture in pictures.items():
        few = Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLORS)
        few.save(DOCS / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
