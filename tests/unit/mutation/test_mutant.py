"""Mutants: names that stay, and what is not even Python."""

from __future__ import annotations

from fake_comet.mutation.mutant import mutants_of
from fake_comet.mutation.operators.operator import Change, Operator
from fake_comet.mutation.source import Edit, Span
from tests.support.mutants import STARTED, mutants

CODE = f"""{STARTED}
class Logger:
    def log(self, loss):
        e.log_metric("loss", loss)
        e.log_metric("loss", loss, step=1)
"""


def test_names_tell_the_place() -> None:
    assert [mutant.name for mutant in mutants(CODE, "method-misspelt")][1:] == [
        "callback.py:method-misspelt:Logger.log:log_metric",
        "callback.py:method-misspelt:Logger.log:log_metric#2",
    ]


def test_names_do_not_depend_on_lines() -> None:
    moved = mutants(f"\n\n{CODE}")
    assert [each.name for each in moved] == [each.name for each in mutants(CODE)]


def test_no_two_have_the_same_name() -> None:
    names = [each.name for each in mutants(CODE)]
    assert len(set(names)) == len(names)


def test_they_come_in_the_order_of_lines() -> None:
    lines = [each.line for each in mutants(CODE)]
    assert lines == sorted(lines)


def test_every_one_is_python_and_another_text() -> None:
    found = mutants(CODE)
    assert [each.fault for each in found] == [None] * len(found)
    assert len({each.content for each in found} | {CODE.encode()}) == len(found) + 1


def test_what_is_not_python_says_why() -> None:
    change = Change(subject="a", where="b", line=1, edits=(Edit(Span(0, 1), "("),))
    (mutant,) = mutants_of(b"a = 1\n", "callback.py", [Operator("broken", "", lambda _: [change])])
    assert mutant.fault is not None
    assert mutant.fault.startswith("not Python: ")
