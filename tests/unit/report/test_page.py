"""The page as one file that loads nothing and runs only itself."""

from __future__ import annotations

import base64
import hashlib
import re
from importlib.resources import files

import pytest

import fake_comet
from fake_comet.report import live_page, page
from fake_comet.report.page import SCRIPTS, STYLES
from tests.support.pages import embedded, title
from tests.support.recordings import log_other, log_upload, new_recording

STATIC = files("fake_comet.report").joinpath("static")
MARKUP = '</title></script><img src=x onerror="alert(1)">'


def hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@pytest.fixture(scope="module")
def made() -> str:
    recording = new_recording()
    log_other(recording, "Name", MARKUP)
    log_upload(recording, "visualization", b"\x89PNG\r\n\x1a\n", name=MARKUP)
    return page([recording], test={"outcome": "failed", "failure": MARKUP})


def test_a_name_is_no_markup(made: str) -> None:
    assert title(made) == MARKUP
    assert embedded(made)["runs"][0]["name"] == MARKUP
    assert made.count("<img") == 0
    assert made.count("</title>") == 1
    assert made.count("<script") == 3


def test_only_its_own_script_and_style_may_run(made: str) -> None:
    (script,) = re.findall("<script>(.*?)</script>", made, re.DOTALL)
    (style,) = re.findall("<style>(.*?)</style>", made, re.DOTALL)
    (policy,) = re.findall('http-equiv="Content-Security-Policy" content="(.*?)"', made)
    rules = dict(rule.strip().split(" ", 1) for rule in policy.replace("&#x27;", "'").split(";"))
    assert rules == {
        "default-src": "'none'",
        "script-src": hashed(script),
        "style-src": hashed(style),
        "img-src": "data:",
        "media-src": "data:",
        "connect-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_it_names_no_address_to_load_from(made: str) -> None:
    assert not re.search(r"""(src|href)=["'](?!data:,)""", made.partition("<script")[0])


def test_files_are_in_it(made: str) -> None:
    (source,) = embedded(made, "sources").values()
    assert source.startswith("data:image/png;base64,")


def test_its_own_code_is_small() -> None:
    own = page([], title="nothing")
    assert len(own.encode()) < 250_000


def test_every_script_and_style_is_in_it() -> None:
    named = {name.rpartition("/")[2] for name in (*SCRIPTS, *STYLES)}
    there = {file.name for file in STATIC.iterdir() if file.name.endswith((".js", ".css"))}
    assert there <= named


def test_the_charting_library_comes_with_its_licence() -> None:
    vendor = STATIC.joinpath("vendor")
    assert vendor.joinpath("LICENSE-uPlot.txt").read_text() in page([])
    version = re.search(r"uPlot \(v([\d.]+)\)", vendor.joinpath("uPlot.iife.min.js").read_text())
    assert version is not None
    assert f"uPlot {version.group(1)}" in page([])


def test_it_tells_of_what_it_is(made: str) -> None:
    data = embedded(made)
    assert data["version"] == fake_comet.__version__
    assert data["test"] == {"outcome": "failed", "failure": MARKUP}


@pytest.mark.parametrize(
    ("recordings", "shown"),
    [([], "nothing was recorded"), ({"a": 1, "b": 2}, "a, b")],
)
def test_its_title_names_the_runs(recordings: dict[str, int], shown: str) -> None:
    given = {label: new_recording() for label in recordings}
    assert title(page(given)) == shown


def test_a_live_page_asks_its_server_and_nobody_else() -> None:
    text, policy = live_page("/?format=report")
    assert embedded(text)["live"] == "/?format=report"
    assert "connect-src 'self'" in policy
    assert "img-src data: 'self'" in policy
    assert "http-equiv" not in text
