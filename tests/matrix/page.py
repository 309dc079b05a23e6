"""The page on released versions of Ultralytics, made of their verdicts; it judges nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

Judged = Mapping[str, Any]  # as `fake-comet verify --format json` gives it

_MARKS: Final = {"passed": "✓", "failed": "✗", "not applicable": "·", "error": "?"}
_HEAD: Final = """# Compatibility

Which documented behaviours each release of Ultralytics has, sentence by sentence: every clause of
`contracts` that judges a callback, run on the Comet callback that the release brings, with torch
tensors, on the fake SDK. Made on {date} by `make matrix`; nothing here looks at version numbers.

A release is judged by the documents of its generation. ✓ it does so, ✗ it does not, · it cannot be
asked (the behaviour belongs to the other generation, or the release lacks the function).
"""


def page(found: Mapping[str, Judged], date: str) -> str:
    """The page as Markdown.

    Args:
        found: the verdicts of each version, oldest first.
        date: when they were measured.
    """
    lines = [_HEAD.format(date=date), *_totals(found), "", *_differences(found), *_changes(found)]
    return "\n".join(lines) + "\n"


def _totals(found: Mapping[str, Judged]) -> Iterator[str]:
    yield "| release | generation | ✓ | ✗ | · |"
    yield "|---|---|---:|---:|---:|"
    for version, judged in found.items():
        count = judged["totals"]
        failed = count["failed"] + count["error"]
        figures = f"{count['passed']} | {failed} | {count['not applicable']}"
        yield f"| {version} | {judged['generation']} | {figures} |"


def _differences(found: Mapping[str, Judged]) -> Iterator[str]:
    """Every clause that some release breaks, with its sentence."""
    yield "## What some release breaks"
    yield ""
    yield "| documented | level | " + " | ".join(found) + " |"
    yield "|---|---|" + "---|" * len(found)
    by_clause = _by_clause(found)
    for clause, outcomes in by_clause.items():
        if not {"failed", "error"} & {one["outcome"] for one in outcomes.values()}:
            continue
        first = next(iter(outcomes.values()))
        marks = (_MARKS[outcomes[version]["outcome"]] for version in found)
        sentence = _cell(first["sentence"])
        yield f"| {sentence}<br>`{clause}` | {first['level']} | {' | '.join(marks)} |"
    yield ""


def _changes(found: Mapping[str, Judged]) -> Iterator[str]:
    """What came instead, for each release that breaks something."""
    yield "## What came instead"
    for version, judged in found.items():
        broken = [one for one in judged["verdicts"] if one["outcome"] in ("failed", "error")]
        if broken:
            yield from ("", f"### {version}", "")
        for one in broken:
            told = f"expected {one['expected']}, got {one['got']}" if one["expected"] else ""
            yield f"- `{one['clause']}`: {_cell(one['reason'])}" + (
                f": {_cell(told)}" if told else ""
            )


def _by_clause(found: Mapping[str, Judged]) -> dict[str, dict[str, Any]]:
    clauses: dict[str, dict[str, Any]] = {}
    for version, judged in found.items():
        for one in judged["verdicts"]:
            clauses.setdefault(one["clause"], {})[version] = one
    return clauses


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")
