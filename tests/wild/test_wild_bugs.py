"""Each bug: a user's test fails on the faulty release, passes on a fixed one; a mock sees nothing.

``make wild`` runs it and writes what came out to ``docs/wild.md``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.wild import verdicts
from tests.wild.catalogue import BUGS, Bug
from tests.wild.judge import judge

pytestmark = pytest.mark.wild

every_bug = pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
bugs_with_twins = pytest.mark.parametrize(
    "bug", [bug for bug in BUGS if bug.has_mock_twin], ids=lambda bug: bug.name
)


@every_bug
def test_fake_fails_on_the_faulty_release(bug: Bug, tmp_path: Path) -> None:
    verdict = verdicts.keep(bug, "faulty", judge(bug, "faulty", tmp_path))
    assert not verdict.passed
    assert bug.says in verdict.said


@every_bug
def test_fake_passes_on_the_fixed_release(bug: Bug, tmp_path: Path) -> None:
    verdict = verdicts.keep(bug, "fixed", judge(bug, "fixed", tmp_path))
    assert verdict.passed, verdict.said


@bugs_with_twins
def test_mock_passes_on_the_faulty_release(bug: Bug, tmp_path: Path) -> None:
    verdict = verdicts.keep(bug, "mock", judge(bug, "faulty", tmp_path, mock=True))
    assert verdict.passed, verdict.said
