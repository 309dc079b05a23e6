"""The page of a server follows what comes in, and keeps what a person has set."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from fake_comet.serving import CometServer
from tests.browser.conftest import Show
from tests.serve.conftest import Asked, ask, begin, server
from tests.support.recordings import log_point, log_upload, png

pytestmark = pytest.mark.real
__all__ = ["ask", "server"]


@pytest.fixture
def opened(show: Show, server: CometServer, ask: Asked) -> Page:
    begin(ask, projectName="live")
    for step in range(3):
        log_point(server.experiment, "loss", 1 / (step + 1), step=step)
    return show(f"{server.url}/").page


def test_points_come_in_without_a_reload(opened: Page, server: CometServer) -> None:
    expect(opened.get_by_role("banner")).to_contain_text("live, 1 experiment")
    card = opened.locator("#metrics article")
    card.locator("[data-drawn]").wait_for()
    card.get_by_text("Figures").click()
    expect(card.get_by_role("table")).to_contain_text("3")
    log_point(server.experiment, "loss", 0.01, step=3)
    expect(card.get_by_role("table")).to_contain_text("0.01")


def test_new_metrics_and_pictures_come_in(opened: Page, server: CometServer) -> None:
    import numpy as np

    for step in range(2):
        log_point(server.experiment, "accuracy", 0.5, step=step)
    log_upload(server.experiment, "visualization", png(np.eye(8, dtype="uint8")), name="eye")
    expect(opened.locator("#metrics article")).to_have_count(2)
    picture = opened.locator("#images img")
    expect(picture).to_have_js_property("naturalWidth", 8)


def test_what_was_set_stays(opened: Page, server: CometServer) -> None:
    opened.locator("#metrics").get_by_label("log scale").check()
    log_point(server.experiment, "loss", 0.001, step=3)
    expect(opened.locator("#runs")).to_contain_text("metric points4")
    expect(opened.locator("#metrics").get_by_label("log scale")).to_be_checked()


def test_a_server_that_is_gone_is_said(show: Show, server: CometServer, ask: Asked) -> None:
    begin(ask)
    shown = show(f"{server.url}/", quiet=False)
    expect(shown.page.locator("#runs")).to_be_visible()
    server.stop()
    expect(shown.page.get_by_role("banner")).to_contain_text("does not answer")
    expect(shown.page.locator("#runs")).to_be_visible()
