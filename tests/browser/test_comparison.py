"""Two recordings beside each other."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from fake_comet.recording.plain import read, written
from fake_comet.report import Comparison, page
from tests.browser.conftest import Show
from tests.browser.recordings import training
from tests.support.recordings import log_point, new_recording

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def html() -> str:
    before, after = training(), training(loss_at_7=0.9, moved=3, label="dog")
    compared = Comparison(before=before, after=after, before_name="golden", after_name="recorded")
    return page([after], comparisons=[compared])


def test_the_differences_come_first(show: Show, html: str) -> None:
    differences = show(html).page.locator("main > section").first
    expect(differences.get_by_role("heading", level=2)).to_have_text("Differences")
    expect(differences).to_contain_text("golden")
    expect(differences).to_contain_text("1 of 40 points changed")


def test_both_runs_are_in_one_chart(show: Show, html: str) -> None:
    card = show(html).page.locator("#metrics article").first
    card.scroll_into_view_if_needed()
    expect(card.locator(".legend-entry")).to_have_count(2)
    expect(card.locator(".badge")).to_have_text("changed")


def test_pictures_are_side_by_side(show: Show, html: str) -> None:
    images = show(html).page.locator("#images")
    expect(images.locator("figure")).to_have_count(2)
    expect(images).to_contain_text("moved by 3 px")


def test_what_is_equal_can_be_left_out(show: Show, html: str) -> None:
    opened = show(html).page
    expect(opened.locator("#tables article")).to_have_count(1)
    opened.get_by_label("only differences").check()
    expect(opened.locator("#tables article")).to_have_count(0)
    expect(opened.locator("#metrics article")).to_have_count(2)
    expect(opened.locator("#parameters tbody tr")).to_have_count(0)


def test_a_difference_opens(show: Show, html: str) -> None:
    differences = show(html).page.locator("#differences")
    differences.get_by_text("Where (1)").first.click()
    expect(differences.get_by_role("table").first).to_contain_text("step 7")


def test_a_run_can_be_left_out(show: Show, html: str) -> None:
    opened = show(html).page
    opened.get_by_label("Show golden").uncheck()
    expect(opened.locator("#images figure")).to_have_count(1)


def test_marks_of_a_golden_are_shown_on_a_blank_picture(show: Show) -> None:
    recording = training()
    golden = read(written(recording))
    compared = Comparison(before=golden, after=recording, before_name="golden")
    images = show(page([], comparisons=[compared])).page.locator("#images")
    images.scroll_into_view_if_needed()
    expect(images.locator(".frame.blank rect")).to_have_count(2)
    expect(images.locator("rect")).to_have_count(4)


def test_runs_of_other_steps_tell_their_nearest_values(show: Show) -> None:
    runs = {"even": new_recording("1" * 32), "odd": new_recording("2" * 32)}
    for step in range(20):
        log_point(runs["odd" if step % 2 else "even"], "loss", step / 10, step=step)
    card = show(page(runs)).page.locator("#metrics article")
    card.locator("[data-drawn]").wait_for()
    card.locator(".plot").focus()
    for _ in range(6):
        card.page.keyboard.press("ArrowRight")
    expect(card.locator("[aria-live]")).to_have_text("step 5, even 0.4, odd 0.5")


def test_equal_recordings_are_said_to_be_equal(show: Show) -> None:
    same = Comparison(before=training(), after=training())
    differences = show(page([], comparisons=[same])).page.locator("#differences")
    expect(differences).to_contain_text("The recordings are equal.")
