"""Programs made of the recorded calls, each on an experiment of its own, to be played in worlds."""

from __future__ import annotations

from typing import Final

from tests.conformance.test_behaviour_rows import LEFT_DIFFERENT, ROWS

CALLS: Final = [row["call"] for row in ROWS if row["i"] not in LEFT_DIFFERENT]
SIZE: Final = 8  # calls in a program
COUNT: Final = -(-len(CALLS) // SIZE)
FIRST_LINE: Final = "import matplotlib.pyplot as plt"
AROUND: Final = ("new()", "e.end()")  # each call


def program_of(number: int) -> list[str]:
    """The program of that number; each call is on a new experiment, ended before the next."""
    calls = CALLS[number * SIZE : (number + 1) * SIZE]
    begin, end = AROUND
    return [FIRST_LINE, *(line for call in calls for line in (begin, call, end))]
