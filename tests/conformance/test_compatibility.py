"""``docs/compatibility.md`` is what was measured, of the clauses that there are."""

from __future__ import annotations

from pathlib import Path

from contracts.catalogue import CLAUSES
from contracts.subject import Player
from fake_comet.verifying.releases import measured

PAGE = Path(__file__).parents[2] / "docs" / "compatibility.md"
OURS = {clause.id for clause in CLAUSES if clause.player is Player.CALLBACK}
# Bugs of releases that are known, by the clause that tells them: the last release that has it, and
# the first without it, if there is one.
BUGS = {
    "callback.log_plots.has-the-curves-of-detection": ("8.3.175", "8.3.176"),
    "callback.predictions.looks-names-up-through-the-class-map": ("8.3.107", "8.3.108"),
    "callback.run.survived-class-numbers-from-one": ("8.3.78", "8.3.79"),
    "callback.log_confusion_matrix.has-actual-classes-as-rows": ("8.4.177", "8.4.178"),
    "callback.fetch_trainer_metadata.moves-on-with-small-data-sets": ("8.4.190", None),
}


def test_every_release_was_judged_by_every_clause() -> None:
    stale = {version for version, found in measured()["versions"].items() if found.keys() != OURS}
    assert stale == set(), "run `make matrix`"


def test_page_shows_every_release() -> None:
    shown = PAGE.read_text(encoding="utf-8")
    assert all(f"| {version} |" in shown for version in measured()["versions"])


def test_known_bugs_are_told_by_clauses() -> None:
    found = measured()["versions"]
    for clause, (faulty, fixed) in BUGS.items():
        assert found[faulty][clause] == "failed"
        assert fixed is None or found[fixed][clause] == "passed"
