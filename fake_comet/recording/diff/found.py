"""How one thing differs, before it has a name; and how numbers and counts are said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from fake_comet.recording.diff.model import Detail

MOST_DETAILS: Final = 20  # of one thing
NAMED: Final = 3  # places that a message names


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How two things of one name differ: ``message``, ``details`` and ``numbers`` as there."""

    message: str
    details: tuple[Detail, ...] = ()
    numbers: Mapping[str, float] = field(default_factory=dict)


def found_in(details: Iterable[Detail], message: str = "", **numbers: float) -> Found | None:
    """What the details say together, None if there are none.

    Args:
        message: what is said before the details.
    """
    known = list(details)
    if not known:
        return None
    told = "; ".join(map(str, known[:NAMED])) + ("; …" if len(known) > NAMED else "")
    return Found(
        message=f"{message}: {told}" if message else told,
        details=tuple(islice(known, MOST_DETAILS)),
        numbers={**numbers, "places": len(known)},
    )


def together(parts: Iterable[Found | None]) -> Found | None:
    """Several parts as one, None if none of them differs."""
    known = [part for part in parts if part is not None]
    if not known:
        return None
    return Found(
        message="; ".join(part.message for part in known),
        details=tuple(detail for part in known for detail in part.details)[:MOST_DETAILS],
        numbers={name: value for part in known for name, value in part.numbers.items()},
    )


def counted(count: int, row: str) -> str:
    """A number of things, as ``2 entries``."""
    return f"{count} {row}" if count == 1 else f"{count} {plural(row)}"


def plural(row: str) -> str:
    """Several of what a word names."""
    if row.endswith("y"):
        return f"{row[:-1]}ies"
    return f"{row}es" if row.endswith("x") else f"{row}s"


def number(value: float) -> str:
    """A number with as many digits as a person reads."""
    return f"{value:.4g}"


def percent(share: float) -> str:
    """A share as ``0.5 %``."""
    return f"{100 * share:.3g} %"


def signed(value: float) -> str:
    """A number with its sign, as ``+1``."""
    return f"{value:+.6g}"
