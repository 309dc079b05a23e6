"""``fake-comet show``: saved recordings as tables and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import fake_comet
from fake_comet.cli import main
from tests.support.archives import real_archive


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A saved recording with a bit of everything."""
    with fake_comet.activate(strict=False) as session:
        import comet_ml

        experiment = comet_ml.Experiment(project_name="shown", log_code=False)
        experiment.set_name("[red]night run[/red]")
        experiment.add_tag("nightly")
        experiment.log_parameter("rate", 0.1)
        for step, value in enumerate([3.0, 1.0, 2.0]):
            experiment.log_metric("loss", value, step=step)
        with experiment.validate():
            experiment.log_metric("score", float("nan"), step=7)
        experiment.log_metric("accuracy", None)
        experiment.log_asset_data({"a": 1}, name="data.json")
        experiment.end()
    path = tmp_path / "one.comet"
    session.experiment.save(path)
    return path


def words(text: str) -> list[list[str]]:
    return [line.replace("│", " ").split() for line in text.splitlines()]


def test_tables_show_what_was_recorded(
    saved: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "150")
    assert main(["show", str(saved)]) == 0
    shown = words(capsys.readouterr().out)
    assert ["project", "shown"] in shown
    assert ["loss", "3", "0", "…", "2", "3", "2", "1", "3"] in shown
    assert ["score", "validate", "1", "7", "…", "7", "nan", "nan"] in shown
    assert ["rate", "0.1"] in shown
    assert ["data.json", "asset", "7", "7"] in shown


def test_problems_and_names_are_shown_as_they_are(
    saved: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "250")
    main(["show", str(saved)])
    shown = capsys.readouterr().out
    assert "[red]night run[/red]" in shown
    assert "metric-none" in shown
    assert "The given value of the metric accuracy was None; ignoring" in shown


def test_json_is_one_object_a_line(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "--json", str(saved), str(saved)]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first == second
    assert (first["name"], first["project_name"]) == ("[red]night run[/red]", "shown")
    assert first["tags"] == ["nightly"]
    assert first["parameters"]["rate"] == 0.1
    assert first["metrics"]["loss"][1] == {"context": None, "value": 1.0, "step": 1, "epoch": None}
    assert first["metrics"]["score"][0]["value"] == "nan"
    assert [asset["name"] for asset in first["assets"] if asset["type"] == "asset"] == ["data.json"]
    assert "metric-none" in [problem["kind"] for problem in first["problems"]]


def test_file_that_is_no_recording_is_misuse(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "other.comet"
    path.write_text("something else")
    assert main(["show", str(path)]) == 2
    assert capsys.readouterr().err.startswith(f"fake-comet: {path}: ")


def test_file_that_is_not_there_is_misuse(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", str(tmp_path / "missing.comet")]) == 2
    assert "No such file or directory" in capsys.readouterr().err


def test_archives_are_shown_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "--json", str(real_archive("sdk_kitchen_sink"))]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["name"] == "sink2"
    assert shown["metrics"]["p_a"][0]["value"] == 1
