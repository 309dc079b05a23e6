"""One recording in a browser: what is drawn, switched, sorted and read aloud."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from fake_comet.report import page
from tests.browser.conftest import Show
from tests.browser.recordings import SPIKE, long_run, training

pytestmark = pytest.mark.real

INKED = """canvas => {
  const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let inked = 0;
  for (let at = 0; at < data.length; at += 4)
    if (data[at + 3] > 200 && Math.abs(data[at] - data[at + 2]) > 60) inked++;
  return inked;
}"""
SECONDS = 3  # until the first chart of a million points


@pytest.fixture(scope="module")
def html() -> str:
    return page([training()])


def chart(opened: Page, name: str) -> Locator:
    return opened.locator("article.card", has=opened.get_by_role("heading", name=name, exact=True))


def drawn(opened: Page, name: str) -> Locator:
    """A chart that has come into sight."""
    card = chart(opened, name)
    card.scroll_into_view_if_needed()
    card.locator("[data-drawn]").wait_for()
    return card


def test_it_asks_for_nothing_elsewhere(show: Show, html: str) -> None:
    shown = show(html)
    expect(shown.page.get_by_role("heading", level=1)).to_have_text("training")
    assert shown.asked == []


@pytest.mark.parametrize("name", ["loss", "accuracy", "pr", "weights"])
def test_charts_are_drawn(show: Show, html: str, name: str) -> None:
    card = drawn(show(html).page, name)
    assert card.locator("canvas").evaluate(INKED) > 100


def test_calls_are_drawn_along_time(show: Show, html: str) -> None:
    opened = show(html).page
    calls = opened.locator("#calls")
    calls.scroll_into_view_if_needed()
    calls.locator("[data-drawn]").wait_for()
    assert calls.locator("canvas").evaluate(INKED) > 20
    expect(calls.get_by_role("table").first).to_contain_text("log_metric")


def test_hovering_tells_values(show: Show, html: str) -> None:
    card = drawn(show(html).page, "loss")
    card.locator(".u-over").hover(position={"x": 2, "y": 40})
    expect(card.locator(".x-value")).to_have_text("step 0")
    expect(card.locator(".legend-value")).to_have_text("1")


def test_keys_move_along_a_chart_and_tell_values(show: Show, html: str) -> None:
    card = drawn(show(html).page, "loss")
    card.locator(".plot").focus()
    for _ in range(8):
        card.page.keyboard.press("ArrowRight")
    expect(card.locator("[aria-live]")).to_have_text("step 7, loss 0.7")


def test_dragging_zooms_and_a_button_shows_all(show: Show, html: str) -> None:
    card = drawn(show(html).page, "loss")
    box = card.locator(".u-over").bounding_box()
    assert box is not None
    mouse, y = card.page.mouse, box["y"] + 50
    mouse.move(box["x"] + 50, y)
    mouse.down()
    mouse.move(box["x"] + 150, y, steps=4)
    mouse.up()
    expect(card.locator(".chart")).to_have_class("chart zoomed")
    card.get_by_role("button", name="Show all: loss").click()
    expect(card.locator(".chart")).to_have_class("chart")


def test_the_axis_the_scale_and_the_smoothing_change(show: Show, html: str) -> None:
    opened = show(html).page
    metrics = opened.locator("#metrics")
    metrics.get_by_label("x axis").select_option("epoch")
    metrics.get_by_label("log scale").check()
    metrics.get_by_label("smoothing").fill("0.5")
    card = drawn(opened, "loss")
    expect(card.locator("[data-drawn='2']")).to_be_visible()
    card.locator(".u-over").hover(position={"x": 2, "y": 40})
    expect(card.locator(".x-value")).to_have_text("epoch 0")


def test_several_series_come_into_one_chart(show: Show, html: str) -> None:
    opened = show(html).page
    opened.locator("#metrics").get_by_label("a chart for").select_option("all")
    card = drawn(opened, "all metrics")
    entries = card.locator(".legend-entry")
    expect(entries).to_have_count(2)
    entries.first.click()
    expect(entries.first).to_have_attribute("aria-pressed", "false")


def test_a_box_is_switched_off(show: Show, html: str) -> None:
    opened = show(html).page
    opened.get_by_role("button", name="Show val_0 large").click()
    viewer = opened.get_by_role("dialog")
    expect(viewer.locator("rect")).to_have_count(2)
    viewer.get_by_label("cat 0.9").uncheck()
    expect(viewer.locator("rect")).to_have_count(1)
    expect(viewer.locator("polygon")).to_have_count(1)


def test_a_layer_is_switched_off_in_the_gallery(show: Show, html: str) -> None:
    images = show(html).page.locator("#images")
    expect(images.locator("rect")).to_have_count(2)
    images.get_by_label("layer prediction").uncheck()
    expect(images.locator("rect")).to_have_count(0)
    expect(images.locator("polygon")).to_have_count(1)


def test_marks_of_low_score_are_left_out(show: Show, html: str) -> None:
    images = show(html).page.locator("#images")
    images.get_by_label("score from").fill("0.5")
    expect(images.locator("rect")).to_have_count(1)


def test_a_picture_is_reached_and_left_with_keys(show: Show, html: str) -> None:
    opened = show(html).page
    thumbnail = opened.get_by_role("button", name="Show val_0 large")
    thumbnail.focus()
    opened.keyboard.press("Enter")
    expect(opened.get_by_role("dialog")).to_be_visible()
    opened.keyboard.press("Escape")
    expect(opened.get_by_role("dialog")).to_have_count(0)
    expect(thumbnail).to_be_focused()


def test_a_table_is_sorted_both_ways(show: Show, html: str) -> None:
    tables = show(html).page.locator("#tables")
    header = tables.get_by_role("columnheader", name="score")
    first = tables.locator("tbody tr").first.locator("td").nth(1)
    header.get_by_role("button").click()
    expect(header).to_have_attribute("aria-sort", "ascending")
    expect(first).to_have_text("0")
    header.get_by_role("button").click()
    expect(header).to_have_attribute("aria-sort", "descending")
    expect(first).to_have_text("100")


def test_a_table_is_filtered_and_its_pages_are_turned(show: Show, html: str) -> None:
    tables = show(html).page.locator("#tables")
    expect(tables.get_by_role("status")).to_have_text("1 to 50 of 120 rows")
    tables.get_by_role("button", name="Next").click()
    expect(tables.get_by_role("status")).to_have_text("51 to 100 of 120 rows")
    tables.get_by_placeholder("Filter rows").fill("name 7")
    expect(tables.get_by_role("status")).to_have_text("1 to 11 of 11 rows")


def test_a_confusion_matrix_shows_shares(show: Show, html: str) -> None:
    matrices = show(html).page.locator("#confusion_matrices")
    expect(matrices.locator("td.heat").nth(4)).to_have_text("1")
    matrices.get_by_label("shares of each row").check()
    expect(matrices.locator("td.heat").nth(4)).to_have_text("50 %")


def test_problems_tell_their_line(show: Show, html: str) -> None:
    problems = show(html).page.locator("#problems")
    expect(problems).to_contain_text("metric-none")
    expect(problems).to_contain_text("recordings.py:")


def test_names_are_searched_in_all_sections(show: Show, html: str) -> None:
    opened = show(html).page
    opened.get_by_label("Search names in all sections").fill("learning")
    expect(opened.locator("#parameters tbody tr")).to_have_count(1)
    expect(opened.locator("#metrics article")).to_have_count(0)


def test_a_dark_page_is_dark(show: Show, html: str) -> None:
    opened = show(html, color_scheme="dark").page
    ground = "getComputedStyle(document.body).backgroundColor"
    assert opened.evaluate(ground) == "rgb(20, 23, 28)"
    opened.get_by_role("button", name="Theme").click()
    assert opened.evaluate(ground) == "rgb(245, 246, 248)"


def test_it_prints_every_chart_and_no_controls(show: Show, html: str) -> None:
    opened = show(html).page
    opened.emulate_media(media="print")
    opened.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(opened.get_by_role("navigation")).to_be_hidden()
    assert opened.locator(".plot:not([data-drawn])").count() == 0
    assert len(opened.pdf()) > 10_000


def test_a_narrow_window_needs_no_sideways_scrolling(show: Show, html: str) -> None:
    opened = show(html, viewport={"width": 390, "height": 800}).page
    assert opened.evaluate("document.documentElement.scrollWidth") <= 390


def test_nothing_recorded_is_said(show: Show) -> None:
    expect(show(page([])).page.get_by_role("main")).to_have_text("Nothing was recorded.")


@pytest.mark.parametrize("series", [1, 20])
def test_a_million_points_are_drawn_soon(show: Show, series: int) -> None:
    html = page([long_run(series=series)])
    times = []
    for _ in range(3):  # the machine may be busy
        opened = show(html).page
        opened.locator("[data-drawn]").first.wait_for()
        times.append(opened.evaluate("window.firstChart"))
    print(f"first chart of a million points in {series} series after {min(times):.0f} ms")
    assert min(times) <= SECONDS * 1000


def test_the_extremes_of_a_million_points_are_drawn(show: Show) -> None:
    card = drawn(show(page([long_run()])).page, "loss 0")
    card.get_by_text("Figures").click()
    expect(card.get_by_role("table")).to_contain_text(f"{SPIKE:g}")
    card.locator(".plot").focus()
    card.locator(".u-over").hover(position={"x": 100, "y": 40})
    expect(card.locator(".legend-value")).not_to_have_text("")
