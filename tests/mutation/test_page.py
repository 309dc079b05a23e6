"""docs/mutation.md is of the versions that `make mutation` installs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.mutation.page import page
from tests.mutation.subjects import SUBJECTS, Subject

HERE = Path(__file__).parent
DOCS = HERE.parents[1] / "docs/mutation.md"
MUTANT = {"name": "a.py:step-dropped:f:g", "operator": "step-dropped", "line": 1, "diff": "-a"}
VERSIONS = {"comet_ml": "3", "python": "3", **{subject.distribution: "1" for subject in SUBJECTS}}


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.name)
def test_the_page_is_of_the_installed_version(subject: Subject) -> None:
    pins = (HERE / "requirements.txt").read_text("utf-8")
    (version,) = re.findall(rf"^{subject.distribution}==(\S+)", pins, re.MULTILINE)
    row = rf"^\| {re.escape(subject.what)} .*\| {version} \|"
    assert re.search(row, DOCS.read_text("utf-8"), re.MULTILINE)


def answers(outcome: str) -> dict[tuple[str, str], dict[str, object]]:
    mutants = [{**MUTANT, "outcome": outcome}, {**MUTANT, "outcome": "killed"}]
    own = [{**MUTANT, "outcome": "survived"}, {**MUTANT, "outcome": "killed"}]
    found: dict[tuple[str, str], dict[str, object]] = {}
    for subject in SUBJECTS:
        found[subject.name, "ours"] = {"mutants": mutants}
        found[subject.name, "theirs"] = {"mutants": own}
    return found


def test_scores() -> None:
    assert "| 1 | 2 | 50.0 % | 1 | 100.0 % | 0 |" in page(answers("killed"), VERSIONS)


def test_survivors_of_ours_have_to_be_explained() -> None:
    with pytest.raises(ValueError, match=r"a\.py:step-dropped:f:g survives; why\?"):
        page(answers("survived"), VERSIONS)
