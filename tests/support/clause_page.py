"""The page that lists the clauses by documented name, and a wrong implementation for each.

    python -m tests.support.clause_page

writes ``docs/clauses.md`` from the catalogue and from what the last hunt found; it judges nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from contracts.callback.presence import NAMES
from contracts.clause import Clause
from contracts.events.run import EVENTS
from contracts.events.sources import EXAMPLES
from tests.mutants.contracts.hunt import OURS
from tests.mutants.contracts.mutants import MUTANTS
from tests.mutants.contracts.noticed import noticed
from tests.support.ledger import VARIABLES

PAGE: Final = Path(__file__).parents[2] / "docs" / "clauses.md"
_HEAD: Final = """\
# Clauses of the callback and of the events

What the reference pages of the Comet callback, its settings and the guide to callbacks document,
as {count} executable clauses: `fake-comet verify MODULE` judges a callback by them. Each is known
to reject a deliberately wrong implementation, or, where it tells of a fault that the reference
shares with released versions, to accept a cured one; {mutants} wrong implementations are kept in
`tests/mutants/contracts`. Made by `python -m tests.support.clause_page`; a test fails when it is
stale.

A clause stands under the first of its documented names. *legacy* and *current* are the documented
generations; a known fault is what released versions do otherwise than one would expect.
"""
_SECTIONS: Final = (
    ("Functions of the callback", NAMES),
    ("What is called at events", ("callbacks", "teardown")),
    ("Environment variables", tuple(VARIABLES)),
    ("Events", tuple(EVENTS)),
    ("Models", ("add_callback", "train")),
    ("Examples of the guide", EXAMPLES),
)


def page() -> str:
    """The page as it should be."""
    text = _HEAD.format(count=len(OURS), mutants=len(MUTANTS))
    left = list(OURS)
    for title, names in _SECTIONS:
        text += f"\n## {title}\n"
        for name in names:
            about = [clause for clause in left if clause.names[0] == name]
            left = [clause for clause in left if clause not in about]
            text += "".join(_table(name, about)) if about else ""
    assert left == [], left
    return text


def _table(name: str, clauses: Iterable[Clause]) -> Iterator[str]:
    yield f"\n### {name.removeprefix('guide: ')}\n\n"
    yield "| clause | what is documented | for | rejects |\n|---|---|---|---|\n"
    for clause in clauses:
        generations = " and ".join(sorted(one.value for one in clause.generations))
        which = generations if clause.player.value == "callback" else "all"
        level = "" if clause.level.value == "must" else f", {clause.level.value}"
        sentence = clause.sentence.replace("``", "`").replace("|", "¦")
        mutant, _ = noticed()[clause.id]
        yield f"| `{clause.id}` | {sentence} | {which}{level} | {mutant.name} |\n"


if __name__ == "__main__":
    PAGE.write_text(page())
