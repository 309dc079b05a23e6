from __future__ import annotations

import pytest

from fake_comet.sdk.artifacts.names import parse_artifact_name


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a", (None, "a", None)),
        ("w/a", ("w", "a", None)),
        ("a:1.0.0", (None, "a", "1.0.0")),
        ("w/a:b:c", ("w", "a", "b:c")),
        ("w/a:", ("w", "a", "")),
    ],
)
def test_name_is_taken_apart(text: str, parts: tuple[str | None, str, str | None]) -> None:
    assert parse_artifact_name(text) == parts
