"""Families make clauses of checks."""

from __future__ import annotations

from typing import Any

from contracts.clause import CURRENT, LEGACY, Family, Level
from contracts.subject import Player


def family(**options: Any) -> Family:
    return Family("callback.mode", names=("_mode",), source="page, heading", tags=("a",), **options)


def has_a_default(subject: Any, world: Any, evidence: Any) -> None:
    """Without a setting
    there is a default.
    """


def test_clause_takes_id_and_sentence_from_its_check() -> None:
    mode = family()
    assert mode.must(has_a_default) is has_a_default
    (clause,) = mode.clauses
    assert clause.id == "callback.mode.has-a-default"
    assert clause.sentence == "Without a setting there is a default."
    assert (clause.source, clause.check) == ("page, heading", has_a_default)


def test_clause_takes_the_rest_from_its_family() -> None:
    mode = family(generations=LEGACY, player=Player.ENGINE)
    mode.must(has_a_default)
    (clause,) = mode.clauses
    assert (clause.names, clause.needs, clause.tags) == (("_mode",), ("_mode",), {"a"})
    assert (clause.generations, clause.player) == (LEGACY, Player.ENGINE)
    assert clause.level is Level.MUST


def test_clause_may_differ_from_its_family() -> None:
    mode = family(needs=("callbacks",))
    decorate = mode.clause(level=Level.SHOULD, generations=CURRENT, names=("MODE",), tags=("b",))
    decorate(has_a_default)
    (clause,) = mode.clauses
    assert (clause.level, clause.generations) == (Level.SHOULD, CURRENT)
    assert (clause.names, clause.needs) == (("_mode", "MODE"), ("callbacks",))
    assert clause.tags == {"a", "b"}


def test_clause_of_a_table_has_its_own_name_and_needs() -> None:
    mode = family()
    mode.add("works", "It works.", has_a_default, needs=())
    (clause,) = mode.clauses
    assert (clause.id, clause.sentence, clause.needs) == ("callback.mode.works", "It works.", ())
