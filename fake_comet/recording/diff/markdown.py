"""A diff as Markdown for the comment on a merge request; names and values never are markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from fake_comet.recording.arguments import shown
from fake_comet.recording.diff.found import counted, number
from fake_comet.recording.diff.model import Change, Detail, Diff, Difference

_SHOWN: Final = 20  # differences of a kind
_PLACES: Final = 10  # of a difference
_LONGEST: Final = 60_000  # GitHub takes 65,536 characters, GitLab more
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>()#|~$!&])")
_SAID: Final = {
    Change.REMOVED: "gone",
    Change.ADDED: "new",
    Change.RENAMED: "renamed",
    Change.CHANGED: "changed",
}


def as_markdown(diff: Diff, *, title: str = "Comet") -> str:
    """A table for each kind, and the places of what changed folded away below.

    Args:
        title: what the heading says before the count.
    """
    if not diff:
        return f"### {escaped(title)}: no difference\n"
    head = f"### {escaped(title)}: {counted(len(diff), 'difference')}\n"
    return _bounded(head, _sections(diff))


def _bounded(head: str, sections: Iterable[str]) -> str:
    text = head
    for section in sections:
        if len(text) + len(section) > _LONGEST:
            return text + "\n… and more, which a comment cannot hold\n"
        text += section
    return text


def _sections(diff: Diff) -> Iterator[str]:
    for kind, found in diff.sections.items():
        yield f"\n**{escaped(kind.replace('_', ' '))}**\n\n| | name | first \\| second |\n|-|-|-|\n"
        yield from map(_row, found[:_SHOWN])
        if len(found) > _SHOWN:
            yield f"| | … | and {len(found) - _SHOWN} more |\n"
    places = [difference for difference in diff if len(difference.details) > 1]
    if places:
        yield "\n<details><summary>Places</summary>\n"
        for difference in places[:_SHOWN]:
            yield _places(difference)
        yield "\n</details>\n"


def _row(difference: Difference) -> str:
    said, name = _SAID[difference.change], code(difference.name)
    return f"| {said} | {name} | {escaped(difference.message)} |\n"


def _places(difference: Difference) -> str:
    rows = "".join(map(_place, difference.details[:_PLACES]))
    heads = "| where | what | first | second | by |\n|-|-|-|-|-|\n"
    return f"\n{escaped(difference.kind)} {code(difference.name)}\n\n{heads}{rows}"


def _place(detail: Detail) -> str:
    old = "" if detail.change is Change.ADDED else escaped(shown(detail.old))
    new = "" if detail.change is Change.REMOVED else escaped(shown(detail.new))
    by = "" if detail.by is None else number(detail.by)
    return f"| {escaped(detail.where)} | {escaped(detail.what)} | {old} | {new} | {by} |\n"


def escaped(text: str) -> str:
    """A text that Markdown shows as it is, in one line, and that notifies nobody."""
    one_line = " ".join(text.split())
    return _SPECIAL.sub(r"\\\1", one_line).replace("@", "@\u200b")


def code(text: str) -> str:
    """A name as code, in a cell of a table."""
    one_line = " ".join(text.split()).replace("|", "\\|")
    longest = max((len(run) for run in re.findall("`+", one_line)), default=0)
    fence = "`" * (longest + 1)
    edge = " " if longest else ""
    return f"{fence}{edge}{one_line}{edge}{fence}"
