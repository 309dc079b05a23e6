"""The page on what came out: ``python -m tests.wild.page > docs/wild.md``; it runs nothing."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tests.wild import verdicts
from tests.wild.catalogue import BUGS, Bug
from tests.wild.environment import CACHE
from tests.wild.verdicts import Subject

_HEAD: Final = """\
# Wild bugs

Real bugs of Comet integrations that the tests of their projects missed. Each has a test as a user
of the fake would write it, in `tests/wild/bugs/`, which runs on the release with the bug and on
the one without it. *Repaired here* is the faulty release with the bug repaired from outside, where
no release has done that. The mock is a test of the same with `MagicMock` on the faulty release:
passed means that it saw nothing. There is none where a mock could have seen the fault in the call.

`make wild` fetches the releases, runs the tests and makes this page.

| bug | release | what happens | faulty | fixed | mock | what the fake says |
|---|---|---|---|---|---|---|
"""
_PLACES: Final = re.compile(r"(?:/[\w.=-]+)+/(?=[\w.-]+)")
_LENGTH: Final = 160


def page(cache: Path = CACHE) -> str:
    """The whole page.

    Raises:
        LookupError: a bug has not been run.
    """
    rows = (_row(bug, cache) for bug in BUGS)
    return _HEAD + "".join(f"| {' | '.join(_cell(text) for text in row)} |\n" for row in rows)


def _row(bug: Bug, cache: Path) -> Sequence[str]:
    return (
        f"`{bug.name}` ({bug.thread or 'no report known'})",
        f"{bug.package} {bug.faulty} → {bug.fixed or 'repaired here'}",
        bug.symptom,
        _told(bug, "faulty", cache),
        _told(bug, "fixed", cache),
        _told(bug, "mock", cache) if bug.has_mock_twin else "none",
        _shortened(_verdict(bug, "faulty", cache).said),
    )


def _told(bug: Bug, subject: Subject, cache: Path) -> str:
    return "passed" if _verdict(bug, subject, cache).passed else "failed"


def _verdict(bug: Bug, subject: Subject, cache: Path) -> verdicts.Verdict:
    found = verdicts.kept(bug, subject, cache)
    if found is None:
        raise LookupError(f"{bug.name} ({subject}) has not been run: `make wild` does")
    return found


def _shortened(said: str) -> str:
    plain = _PLACES.sub("…/", said)
    return plain if len(plain) <= _LENGTH else f"{plain[:_LENGTH]} …"


def _cell(text: str) -> str:
    return text.replace("|", "¦").replace("<", "&lt;")


if __name__ == "__main__":
    sys.stdout.write(page())
