"""What is documented and has to have clauses; it runs none of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from contracts.clause import Clause
from contracts.events.sources import EXAMPLES
from contracts.subject import Generation
from tests.support.callback_names import documented

_DATA: Final = Path(__file__).parents[1] / "data"
# How many clauses a name has at least: what it gives by default, when set, and in an odd case.
ENOUGH: Final = 3
VARIABLES: Final = {
    **dict.fromkeys(
        (
            "COMET_MODE",
            "COMET_PROJECT_NAME",
            "COMET_MODEL_NAME",
            "COMET_EVAL_BATCH_LOGGING_INTERVAL",
            "COMET_MAX_IMAGE_PREDICTIONS",
            "COMET_MAX_CONFIDENCE_SCORE",
            "COMET_EVAL_LOG_CONFUSION_MATRIX",
            "COMET_EVAL_LOG_IMAGE_PREDICTIONS",
        ),
        ("legacy", "current"),
    ),
    "COMET_START_ONLINE": ("current",),
}


def events() -> list[str]:
    """The documented events."""
    found: dict[str, Any] = json.loads((_DATA / "event_order.json").read_text())
    return list(found["events"])


def headings() -> Iterator[tuple[str, str]]:
    """The documented names of functions and variables with each of their generations."""
    for generation, names in documented().items():
        yield from ((name, generation) for name in names)
    for name, generations in VARIABLES.items():
        yield from ((name, generation) for generation in generations)


def gaps(clauses: Iterable[Clause]) -> list[str]:
    """What is documented and has no clauses, or too few."""
    known = [clause for clause in clauses if not clause.id.endswith(".exists")]
    found = []
    for name, generation in headings():
        about = [one for one in known if name in one.names]
        count = sum(Generation(generation) in one.generations for one in about)
        if count < ENOUGH:
            found.append(f"{name} ({generation}): {count} clauses")
    ids = {one.id for one in known}
    for event in events():
        wanted = (f"events.{event}.{part}" for part in ("moment", "object", "order"))
        found += [f"{one}: no clause" for one in wanted if one not in ids]
    named = {name for one in known for name in one.names}
    return found + [f"{example}: no clause" for example in EXAMPLES if example not in named]
