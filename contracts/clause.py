"""A clause: one documented behaviour with its check. It runs nothing and judges nobody.

A family holds the clauses about the same documented names. A check is a plain function on
(subject, world, evidence); its name ends the clause's id, and its docstring is the sentence:

    MODE = Family("callback.get_comet_mode", names=("_get_comet_mode",), source="...")

    @MODE.must
    def is_online_by_default(subject, world, evidence):
        \"""Without ``COMET_MODE`` the mode is ``online``.\"""
        expect(subject.call("_get_comet_mode"), "online")

makes the clause ``callback.get_comet_mode.is-online-by-default``.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeAlias, TypeVar

from contracts.evidence import Evidence
from contracts.subject import Generation, Player, Subject
from contracts.world import World

Check: TypeAlias = Callable[[Subject, World, Evidence], None]
C = TypeVar("C", bound=Check)

BOTH: Final = frozenset(Generation)
LEGACY: Final = frozenset({Generation.LEGACY})
CURRENT: Final = frozenset({Generation.CURRENT})


class Level(Enum):
    """How much it matters that a clause holds."""

    MUST = "must"
    SHOULD = "should"
    KNOWN_FAULT = "known fault"  # released versions break it, so does a faithful copy of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One documented behaviour.

    Attributes:
        id: readable and unique, as ``callback.log_model.overwrites``.
        sentence: what is documented, in one sentence.
        source: page and heading, or paragraph, that say so.
        player: whom it judges.
        names: the documented names that it is about: functions, events, environment variables.
        needs: names without which the subject cannot be asked.
        check: raises ``Violation`` if the subject does otherwise.
    """

    id: str
    sentence: str
    source: str
    player: Player
    names: tuple[str, ...]
    needs: tuple[str, ...]
    generations: frozenset[Generation]
    level: Level
    tags: frozenset[str]
    check: Check


class Family:
    """Clauses about the same documented names, in the order in which they are written.

    Args:
        prefix: what their ids begin with.
        names: the documented names.
        source: page and heading, or paragraph.
        needs: names that the subject must have; ``names`` where not given.
    """

    def __init__(
        self,
        prefix: str,
        *,
        names: Iterable[str],
        source: str,
        player: Player = Player.CALLBACK,
        needs: Iterable[str] | None = None,
        generations: frozenset[Generation] = BOTH,
        tags: Iterable[str] = (),
    ) -> None:
        self.prefix = prefix
        self.names = tuple(names)
        self.source = source
        self.player = player
        self.needs = self.names if needs is None else tuple(needs)
        self.generations = generations
        self.tags = frozenset(tags)
        self.clauses: list[Clause] = []

    def must(self, check: C) -> C:
        """Make a clause of a check that has to hold in every generation of the family."""
        return self.clause()(check)

    def clause(
        self,
        *,
        level: Level = Level.MUST,
        generations: frozenset[Generation] | None = None,
        names: Iterable[str] = (),
        tags: Iterable[str] = (),
    ) -> Callable[[C], C]:
        """Make a clause of a check.

        Args:
            names: documented names that it is about besides the family's.
        """

        def decorate(check: C) -> C:
            self.add(
                check.__name__.replace("_", "-"),
                inspect.cleandoc(check.__doc__ or ""),
                check,
                level=level,
                generations=generations,
                names=names,
                tags=tags,
            )
            return check

        return decorate

    def add(
        self,
        name: str,
        sentence: str,
        check: Check,
        *,
        level: Level = Level.MUST,
        generations: frozenset[Generation] | None = None,
        names: Iterable[str] = (),
        needs: Iterable[str] | None = None,
        tags: Iterable[str] = (),
    ) -> None:
        """Add a clause whose name and sentence come from a table."""
        self.clauses.append(
            Clause(
                id=f"{self.prefix}.{name}",
                sentence=" ".join(sentence.split()),
                source=self.source,
                player=self.player,
                names=(*self.names, *names),
                needs=self.needs if needs is None else tuple(needs),
                generations=self.generations if generations is None else generations,
                level=level,
                tags=self.tags | frozenset(tags),
                check=check,
            )
        )
