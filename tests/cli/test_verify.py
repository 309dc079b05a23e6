"""``fake-comet verify``: who is judged, by which clauses, and how the verdicts are shown."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from contracts.catalogue import CLAUSES
from fake_comet.cli import main
from fake_comet.verifying import releases

REFERENCE = "reference_impl.callback"
# A copy of the reference that forgets the letter case of COMET_MODE and raises for a model's name.
WRONG = """
from reference_impl.callback import *
from reference_impl.callback import callbacks

def _get_comet_mode():
    return "offline"

def _get_comet_model_name():
    raise RuntimeError("no | name < here \\x00")
"""


@pytest.fixture
def wrong(tmp_path: Path) -> str:
    path = tmp_path / "wrong.py"
    path.write_text(WRONG)
    return str(path)


def verify(*arguments: str) -> int:
    return main(["verify", *arguments])


def test_reference_does_what_it_must(capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(REFERENCE, "--clause", "callback.get_comet_mode.*") == 0
    shown = capsys.readouterr().out
    assert "reference_impl.callback, current generation" in shown
    assert "_get_comet_mode" in shown
    assert " 0 failed" in shown


def test_failure_tells_what_why_and_how_to_repeat(
    wrong: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify(wrong, "--name", "_get_comet_mode", "--generation", "current") == 1
    shown = capsys.readouterr().out
    (clause,) = [one for one in CLAUSES if one.id == "callback.get_comet_mode.is-online-by-default"]
    for told in (clause.sentence, clause.source, "expected   online", "got        offline"):
        assert told in shown
    assert f"fake-comet verify {wrong} --clause {clause.id}" in shown


def test_json_has_every_verdict(wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(wrong, "--clause", "callback.get_comet_m*", "--format", "json") == 1
    found = json.loads(capsys.readouterr().out)
    outcomes = {one["clause"]: one["outcome"] for one in found["verdicts"]}
    assert outcomes["callback.get_comet_mode.is-online-by-default"] == "failed"
    assert found["totals"]["failed"] == list(outcomes.values()).count("failed")
    assert found["generation"] == "current"


def test_junit_has_a_case_for_each_clause(wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    verify(wrong, "--name", "_get_comet_model_name", "--format", "junit", "--generation", "legacy")
    suite = ElementTree.fromstring(capsys.readouterr().out.split("\n", 1)[1])[0]
    assert int(suite.get("tests", "0")) == len(suite)
    assert int(suite.get("failures", "0")) == len(suite.findall(".//failure")) > 0
    assert "RuntimeError: no | name < here \N{REPLACEMENT CHARACTER}" in "".join(suite.itertext())


def test_clauses_of_the_other_generation_are_skipped_in_junit(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert verify(REFERENCE, "--name", "_log_confusion_matrix", "--format", "junit") == 0
    suite = ElementTree.fromstring(capsys.readouterr().out.split("\n", 1)[1])[0]
    assert int(suite.get("skipped", "0")) == len(suite.findall(".//skipped")) > 0


def test_markdown_is_a_table_and_the_failures(
    wrong: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify(wrong, "--name", "_get_comet_model_name", "--format", "markdown") == 1
    shown = capsys.readouterr().out
    assert "| `_get_comet_model_name` | " in shown
    assert "no \\| name &lt; here" in shown


def test_dict_of_callbacks_is_judged_by_its_events(capsys: pytest.CaptureFixture[str]) -> None:
    given = f"{REFERENCE}:callbacks"
    assert verify(given, "--tag", "annotations", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["subject"] == given


def test_release_is_shown_beside_it(
    wrong: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clause = "callback.get_comet_mode.is-online-by-default"
    known = {"versions": {"8.0.1": {clause: "passed"}}}
    monkeypatch.setattr(releases, "measured", lambda: known)
    arguments = (wrong, "--clause", clause, "--against", "8.0.1", "--format")
    verify(*arguments, "table")
    assert f"{clause}: failed here, passed there" in capsys.readouterr().out
    verify(*arguments, "markdown")
    assert f"- {clause}: failed here, passed there" in capsys.readouterr().out
    verify(*arguments, "json")
    against = json.loads(capsys.readouterr().out)["against"]
    assert against == {"version": "8.0.1", "different": {clause: "passed"}}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("no.such.module",), "no.such.module cannot be imported: No module named 'no'"),
        (("nowhere.py",), "there is no file nowhere.py"),
        (("json",), "json has none of the documented names"),
        ((f"{REFERENCE}:nothing",), "has no dict of callbacks named 'nothing', got None"),
        (
            (REFERENCE, "--clause", "callback.get_comet_mod.*"),
            "no clause has the id 'callback.get_comet_mod.*'; nearest: callback.get_comet_mode",
        ),
        ((REFERENCE, "--name", "_log_imagez"), "nearest: _log_images"),
        ((REFERENCE, "--tag", "zzz"), "no clause has the tag 'zzz'"),
        ((REFERENCE, "--against", "1.2"), "ultralytics 1.2 was not measured"),
    ],
)
def test_misuse_says_what_to_do(
    arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify(*arguments) == 2
    assert told in capsys.readouterr().err


def test_module_that_fails_at_import_is_misuse(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "broken.py"
    path.write_text("1 / 0")
    assert verify(str(path)) == 2
    assert "cannot be imported: ZeroDivisionError: division by zero" in capsys.readouterr().err


@pytest.mark.parametrize("given", ["comet_ml", "reference_impl.engine"])
def test_sdk_and_engine_are_judged_too(given: str, capsys: pytest.CaptureFixture[str]) -> None:
    pattern = "sdk.log_metric.*" if given == "comet_ml" else "guide.*"
    assert verify(given, "--clause", pattern) == 0
    assert capsys.readouterr().out.lstrip().startswith(f"{given}")
