"""Modules as operators see them: statements, contexts, neighbours."""

from __future__ import annotations

import pytest

from tests.support.mutants import STARTED, module_of


@pytest.mark.parametrize(
    ("line", "is_statement", "is_context"),
    [
        ("e.log_text('a')", True, False),
        ("await e.log_text('a')", True, False),
        ("a = e.log_text('a')", False, False),
        ("with e.train(): pass", False, True),
        ("with f(e.train()): pass", False, False),
        ("async def f():\n async with e.train(): pass", False, True),
    ],
)
def test_what_is_done_with_a_call(line: str, is_statement: bool, is_context: bool) -> None:
    code = f"{STARTED}async def f():\n {line}" if line.startswith("await") else f"{STARTED}{line}"
    call = module_of(code).calls[-1]
    assert (call.is_statement, call.is_context) == (is_statement, is_context)


def test_names() -> None:
    calls = module_of(f"{STARTED}e.__internal_api__log_metrics__(a)").calls
    assert [call.name for call in calls] == ["start", "__internal_api__log_metrics__"]
    assert [call.plain_name for call in calls] == ["start", "log_metrics"]
    assert [call.is_method for call in calls] == [False, True]


def test_neighbours_are_right_behind_one_another() -> None:
    code = f"{STARTED}if a:\n e.log_text(b)\n e.end()\n c()\n e.end()"
    found = module_of(code).neighbours
    assert [(each.first.lineno, each.second.lineno) for each in found] == [(2, 3), (4, 5)]
    assert [call.name for call in found[1].calls] == ["log_text", "end"]


def test_definitions_are_no_neighbours() -> None:
    code = f"{STARTED}def f():\n e.log_text(b)\n\ndef g():\n e.end()\ng()"
    assert module_of(code).neighbours == ()
