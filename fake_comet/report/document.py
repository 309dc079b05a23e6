"""All data of one page: its runs, what it compares, its files; it knows no HTML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from fake_comet.recording.diff import Diff, diff
from fake_comet.recording.problems import Problem
from fake_comet.recording.recording import Recording
from fake_comet.report.comparison import differences_of
from fake_comet.report.contents import Contents
from fake_comet.report.metrics import POINTS
from fake_comet.report.plain import text_of
from fake_comet.report.run import problems_of, run_of

Made: TypeAlias = Callable[[Recording, Contents, int], dict[str, Any]]
_LONGEST: Final = 100  # characters of a label


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two recordings that a page shows beside each other.

    Attributes:
        before: what the other is measured by: a golden, or the run before a change.
        diff: their differences; None for those that ``fake_comet.diff`` finds by its defaults.
        before_name: what ``before`` is called on the page, as ``golden``; by default its own name.
    """

    before: Recording
    after: Recording
    diff: Diff | None = None
    before_name: str | None = None
    after_name: str | None = None


def document_of(
    recordings: Mapping[str, Recording] | Iterable[Recording],
    contents: Contents,
    *,
    comparisons: Sequence[Comparison] = (),
    problems: Iterable[Problem] = (),
    made: Made = run_of,
) -> dict[str, Any]:
    """What the page is made of, in the types of JSON.

    Args:
        recordings: by the labels that the page gives them, or with those of their own.
        problems: those that belong to none of the recordings.
        made: gives the data of one recording.
    """
    shown = list(_labelled(recordings, comparisons).values())
    order = [id(recording) for recording, _ in shown]
    points = POINTS // max(len(shown), 1)
    runs = [made(recording, contents, points) for recording, _ in shown]
    labels = _told_apart(
        [label or run["name"] for run, (_, label) in zip(runs, shown, strict=True)]
    )
    return {
        "runs": [{**run, "label": label} for run, label in zip(runs, labels, strict=True)],
        "comparisons": [_compared(each, order, contents) for each in comparisons],
        "problems": problems_of(problems),
    }


def _labelled(
    recordings: Mapping[str, Recording] | Iterable[Recording], comparisons: Iterable[Comparison]
) -> dict[int, tuple[Recording, str | None]]:
    """Every recording once, those that are compared first, with the label it was given."""
    given: list[tuple[str | None, Recording]] = []
    for each in comparisons:
        given += [(each.before_name, each.before), (each.after_name, each.after)]
    if isinstance(recordings, Mapping):
        given += recordings.items()
    else:
        given += [(None, recording) for recording in recordings]
    found: dict[int, tuple[Recording, str | None]] = {}
    for label, recording in given:
        known = found.get(id(recording), (recording, None))[1]
        found[id(recording)] = (recording, known or label)
    return found


def _compared(comparison: Comparison, order: list[int], contents: Contents) -> dict[str, Any]:
    found = comparison.diff
    if found is None:
        found = diff(comparison.before, comparison.after)
    places = {
        "before": order.index(id(comparison.before)),
        "after": order.index(id(comparison.after)),
    }
    return {**places, **differences_of(found, contents)}


def _told_apart(names: Iterable[str]) -> Iterator[str]:
    """A label for each that no other has."""
    seen: Counter[str] = Counter()
    for name in names:
        label = text_of(name, _LONGEST)
        seen[label] += 1
        yield label if seen[label] == 1 else f"{label} ({seen[label]})"
