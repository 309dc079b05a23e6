"""A Hypothesis state machine that writes programs: which calls can come next depends on the last.

It knows whether an experiment runs and how many contexts are open; it plays nothing.
"""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.conformance.programs import CONTEXTS, ENDS, FAMILIES, STARTS, Line

Program = list[Line]
FIRST_LINE = "new()"
CALLS = 110  # of a program
YOUTH = 20  # calls before an experiment may end, so that programs are about more than ends
AFTERLIFE = 5  # calls on what has ended before a new experiment must come
DEEPEST = 3  # contexts inside of each other


class Programs(RuleBasedStateMachine):
    """Writes one program.

    Attributes:
        running: whether an experiment takes calls, as far as can be told without an SDK.
        contexts: how many are open.
        age: calls since an experiment began or ended.
    """

    def __init__(self) -> None:
        super().__init__()
        self.program = [FIRST_LINE]
        self.running = True
        self.contexts = 0
        self.age = 0

    @property
    def can_call(self) -> bool:
        """Whether what comes now may be a call: of those on what has ended, few are enough."""
        return self.running or self.age < AFTERLIFE

    @property
    def can_change(self) -> bool:
        """Whether the experiment may: not when it has just begun, nor after another such line."""
        is_old = not self.running or self.age >= YOUTH
        return is_old and not self.program[-1].startswith(("use(", "flush("))

    def _add(self, line: Line) -> None:
        self.program.append(line)
        self.age += 1

    def _turned(self, line: Line, *, running: bool) -> None:
        self.program.append(line)
        self.running, self.age = running, 0

    @precondition(lambda self: self.can_call and self.contexts < DEEPEST)
    @rule(line=CONTEXTS)
    def enter(self, line: Line) -> None:
        """Open a context."""
        self._add(line)
        self.contexts += 1

    @precondition(lambda self: self.contexts > 0)
    @rule()
    def leave(self) -> None:
        """Close the innermost context."""
        self._add("leave()")
        self.contexts -= 1

    @precondition(lambda self: self.contexts > 1)
    @rule()
    def leave_all(self) -> None:
        """Close all contexts."""
        for _ in range(self.contexts):
            self.leave()

    @precondition(lambda self: self.running and self.can_change)
    @rule(line=ENDS)
    def end(self, line: Line) -> None:
        """End the experiment that runs, or again one that has ended."""
        self._turned(line, running=False)

    @precondition(lambda self: self.running and self.can_change)
    @rule()
    def flush(self) -> None:
        """Wait until all is sent."""
        self._add("flush()")

    @precondition(lambda self: self.can_change)
    @rule(line=STARTS)
    def begin(self, line: Line) -> None:
        """Begin an experiment, or get the one that runs."""
        self._turned(line, running=True)

    @precondition(lambda self: not self.running)
    @rule(line=STARTS)
    def begin_again(self, line: Line) -> None:
        """Begin the next experiment after the end of one."""
        self._turned(line, running=True)

    @precondition(lambda self: self.can_change)
    @rule()
    def begin_disabled(self) -> None:
        """Begin an experiment that records nothing."""
        self._turned("new(disabled=True)", running=False)

    @precondition(lambda self: self.can_change)
    @rule(number=st.integers(0, 5))
    def use(self, number: int) -> None:
        """Call on one of the experiments so far, which may have ended."""
        self._add(f"use({number})")


def _call(self: Programs, line: Line) -> None:
    self._add(line)


for _family, (_times, _lines) in FAMILIES.items():
    for _number in range(_times):
        _rule = precondition(lambda self: self.can_call)(rule(line=_lines)(_call))
        setattr(Programs, f"{_family}_{_number}", _rule)


def program_of(number: int) -> Program:
    """The program of a number: the same for the same number while the same modules are loaded,
    as Hypothesis also takes constants from them.

    Each has a seed of its own: the examples that Hypothesis makes of one resemble each other.
    """
    found: list[Program] = []

    class Collected(Programs):
        def teardown(self) -> None:
            found.append(self.program)

    run_state_machine_as_test(seed(number)(Collected), settings=_SETTINGS)
    return found[-1]


_SETTINGS: Any = settings(
    max_examples=2,  # the first is the simplest there is
    phases=[Phase.generate],
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    stateful_step_count=CALLS,
)
