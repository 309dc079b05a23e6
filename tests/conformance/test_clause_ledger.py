"""Everything that is documented has clauses, and each of them says what it is about."""

from __future__ import annotations

from collections import Counter

import pytest

from contracts.callback.presence import documented as judged
from contracts.catalogue import CLAUSES
from contracts.subject import Generation
from tests.support.callback_names import documented
from tests.support.ledger import EXAMPLES, VARIABLES, events, gaps, headings


def test_every_documented_heading_has_clauses() -> None:
    assert gaps(CLAUSES) == []


def test_ledger_tells_of_every_heading_without_clauses() -> None:
    told = gaps(())
    assert len(told) == 51 + sum(map(len, VARIABLES.values())) + 3 * 25 + len(EXAMPLES)


@pytest.mark.parametrize("name", sorted({name for name, _ in headings()} | set(EXAMPLES)))
def test_ledger_tells_of_a_heading_that_loses_its_clauses(name: str) -> None:
    told = gaps(clause for clause in CLAUSES if name not in clause.names)
    assert [gap for gap in told if gap.startswith((f"{name} ", f"{name}:"))]


def test_ledger_tells_of_an_event_without_its_order() -> None:
    event = events()[0]
    told = gaps(clause for clause in CLAUSES if clause.id != f"events.{event}.order")
    assert told == [f"events.{event}.order: no clause"]


def test_there_are_two_hundred_clauses_with_different_ids() -> None:
    counted = Counter(clause.id for clause in CLAUSES)
    assert len(counted) >= 200
    assert [identifier for identifier, count in counted.items() if count > 1] == []


def test_clauses_are_sentences_with_sources() -> None:
    assert [one.id for one in CLAUSES if not one.sentence.endswith(".")] == []
    assert [one.id for one in CLAUSES if one.sentence[0].islower()] == []
    assert [one.id for one in CLAUSES if not (one.source and one.names and one.generations)] == []


@pytest.mark.parametrize(("generation", "names"), documented().items())
def test_presence_clauses_have_the_documented_parameters(
    generation: str, names: dict[str, str]
) -> None:
    expected = {
        name: tuple(part.partition("=")[0] for part in text.strip("()").split(", ") if part)
        for name, text in names.items()
    }
    assert judged(Generation(generation)) == expected
