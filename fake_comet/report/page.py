"""The page as one file: markup, style and scripts joined with the data; it reads no recordings.

What runs in a page is named by hashes in its own security policy, so that nothing in a recording
could run or load anything even if it were taken for markup.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any, Final

import fake_comet
from fake_comet.recording.problems import Problem
from fake_comet.recording.recording import Recording
from fake_comet.report.contents import Contents
from fake_comet.report.document import Comparison, document_of
from fake_comet.report.plain import script_json

# Joined in this order into one scope.
SCRIPTS: Final = (
    "dom.js",
    "packed.js",
    "format.js",
    "model.js",
    "grid.js",
    "series.js",
    "chart.js",
    "metrics.js",
    "viewer.js",
    "pictures.js",
    "tables.js",
    "matrices.js",
    "charts.js",
    "lists.js",
    "timeline.js",
    "compare.js",
    "overview.js",
    "tests.js",
    "main.js",
)
STYLES: Final = ("vendor/uPlot.min.css", "page.css", "parts.css")


def page(
    recordings: Mapping[str, Recording] | Sequence[Recording],
    *,
    title: str | None = None,
    comparisons: Sequence[Comparison] = (),
    problems: Iterable[Problem] = (),
    test: Mapping[str, str] | None = None,
) -> str:
    """The page of some recordings, which opens from a disk.

    Args:
        recordings: by the labels that the page gives them, or with their own names.
        comparisons: pairs to show beside each other, of ``recordings`` or others.
        problems: those that belong to none of the recordings.
        test: what is told of the test that made them, by name, as ``outcome`` and ``failure``.
    """
    contents = Contents()
    data = document_of(recordings, contents, comparisons=comparisons, problems=problems)
    data = {**data, "test": dict(test or {}), "left_out": contents.left_out}
    named = title or ", ".join(run["label"] for run in data["runs"]) or "nothing was recorded"
    return filled(data, contents.sources(), title=named)


def live_page(address: str) -> tuple[str, str]:
    """A page that asks a server for its data again and again, and its security policy.

    Args:
        address: where the server answers with the data.
    """
    return filled({"live": address}, {}, title="fake-comet", guarded=False), policy(live=True)


def filled(
    data: Mapping[str, Any], sources: Mapping[str, str], *, title: str, guarded: bool = True
) -> str:
    """The page with its data.

    Args:
        sources: where it finds each file, by key.
        guarded: whether it brings its security policy itself.
    """
    given = {**data, "title": title, "version": fake_comet.__version__}
    return _read("page.html").format(
        policy=_meta() if guarded else "",
        title=escape(title),
        style=_style(),
        script=_script(),
        data=script_json(given),
        sources=script_json(dict(sources)),
    )


def _meta() -> str:
    return f'<meta http-equiv="Content-Security-Policy" content="{escape(policy())}">'


def policy(*, live: bool = False) -> str:
    """What the page may do, in a browser's terms: run its own script, and show its own files."""
    own, asked = (" 'self'", "'self'") if live else ("", "'none'")
    return (
        f"default-src 'none'; script-src '{_hash(_script())}'; style-src '{_hash(_style())}'; "
        f"img-src data:{own}; media-src data:{own}; connect-src {asked}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}"


@cache
def _script() -> str:
    own = "\n".join(_read(name) for name in SCRIPTS)
    charts = f"/*!\n{_read('vendor/LICENSE-uPlot.txt')}*/\n{_read('vendor/uPlot.iife.min.js')}"
    return f'{charts}\n(() => {{\n"use strict";\n{own}\n}})();\n'


@cache
def _style() -> str:
    return "\n".join(map(_read, STYLES))


@cache
def _read(name: str) -> str:
    return files(__package__).joinpath("static", *name.split("/")).read_text(encoding="utf-8")
