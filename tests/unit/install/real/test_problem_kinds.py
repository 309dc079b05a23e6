"""Messages of the real SDK are problems of the kinds that the fake SDK notes with their texts."""

from __future__ import annotations

import ast
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

import fake_comet.sdk
from fake_comet.install.real.problem_kinds import TEXTS, kind_of
from fake_comet.recording.problems import KINDS
from fake_comet.sdk import messages

SPEAKING = {"say", "say_or_raise", "_say_later"}


@pytest.mark.parametrize(
    ("template", "values", "kind"),
    [
        (messages.METRIC_NONE, ("m",), "metric-none"),
        ("%s", ("To get all data logged automatically, import comet_ml first",), "sdk-note"),
        (messages.CONVERTED_TO_STRING, ("metric value", "x"), "metric-not-a-number"),
        (messages.CONVERTED_TO_STRING, ("parameter", "x"), "value-altered"),
        (
            "%s: %s",
            ("add_tag", "parameter 'tags[1]' must be of type(s) 'str' but 5 was given"),
            "invalid-tag",
        ),
        (
            "%s: %s",
            ("f", "parameter 'x' must have non empty value but '' was given"),
            "invalid-argument",
        ),
        ("Error sending html message. TypeError: no", (), "unreadable-value"),
        ("something new\nwith %s", ("lines",), "sdk-error"),
    ],
)
@pytest.mark.parametrize("ready", [True, False])
def test_message_has_the_kind_of_its_text(
    template: str, values: tuple[str, ...], kind: str, ready: bool
) -> None:
    message = template % values
    assert kind_of(message if ready else template, message, logging.ERROR) == kind


def test_level_decides_where_the_text_is_unknown() -> None:
    assert kind_of("new", "new", logging.WARNING) == "sdk-warning"
    assert kind_of("new", "new", logging.ERROR) == "sdk-error"


def test_every_kind_is_known() -> None:
    assert TEXTS.keys() <= KINDS.keys()


def test_every_text_that_the_fake_says_has_its_kind_here() -> None:
    known = {
        (kind, family, name)
        for kind, families in TEXTS.items()
        for family, names in families.items()
        for name in names.split()
    }
    said = {found for found in _said() if found[0] != "sdk-warning"}
    assert said <= known, f"missing: {sorted(said - known)}"


def _said() -> Iterator[tuple[str, str, str]]:
    """Kind, family and name of every text that the fake SDK says as it is."""
    (folder,) = fake_comet.sdk.__path__
    for path in Path(folder).rglob("*.py"):
        tree = ast.parse(path.read_text())
        families = dict(_families(tree))
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            if name not in SPEAKING or len(call.args) < 2:
                continue
            kind, text = call.args[:2]
            if isinstance(kind, ast.Constant) and isinstance(text, ast.Attribute):
                family = families.get(getattr(text.value, "id", ""))
                if family is not None:
                    yield str(kind.value), family, text.attr


def _families(tree: ast.AST) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "fake_comet.sdk":
            for alias in node.names:
                if alias.name.endswith("messages"):
                    yield alias.asname or alias.name, alias.name
