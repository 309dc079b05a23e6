"""The differences between two runs of a page as its data; it finds none itself."""

from __future__ import annotations

from typing import Any, Final

from fake_comet.recording.diff import Detail, Diff, Difference
from fake_comet.report.contents import Contents
from fake_comet.report.plain import plain, site_text, text_of

DIFFERENCES: Final = 2_000  # shown of one comparison
DETAILS: Final = 50  # shown of one difference
_LONGEST: Final = 500  # characters of a value
_PNG: Final = "image/png"


def differences_of(diff: Diff, contents: Contents) -> dict[str, Any]:
    """The differences of a comparison, in their order, and how many are left out."""
    return {
        "differences": [_difference(each, contents) for each in diff.differences[:DIFFERENCES]],
        "left_out": max(len(diff) - DIFFERENCES, 0),
        "counts": {kind: len(found) for kind, found in diff.sections.items()},
    }


def _difference(difference: Difference, contents: Contents) -> dict[str, Any]:
    return {
        "kind": difference.kind,
        "name": text_of(difference.name),
        "new_name": None if difference.new_name is None else text_of(difference.new_name),
        "context": None if difference.context is None else str(difference.context),
        "change": difference.change.name.lower(),
        "message": text_of(difference.message),
        "numbers": plain(dict(difference.numbers)),
        "site": site_text(difference.site),
        "details": [_detail(detail, contents) for detail in difference.details[:DETAILS]],
        "more": max(len(difference.details) - DETAILS, 0),
    }


def _detail(detail: Detail, contents: Contents) -> dict[str, Any]:
    picture = None if detail.picture is None else contents.add(detail.picture.data, _PNG)
    return {
        "where": text_of(detail.where, _LONGEST),
        "what": text_of(detail.what, _LONGEST),
        "old": None if detail.old is None else text_of(detail.old, _LONGEST),
        "new": None if detail.new is None else text_of(detail.new, _LONGEST),
        "change": detail.change.name.lower(),
        "by": plain(detail.by),
        "index": detail.index,
        "picture": picture,
    }
