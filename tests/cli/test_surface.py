"""``fake-comet surface``: what is faked, which versions take a recording, and ``COVERAGE.md``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import fake_comet
from fake_comet.cli import coverage, main
from fake_comet.surface import versions
from tests.support.archives import real_archive

ROOT = Path(__file__).parents[2]


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A recording of calls that older versions do not take."""
    with fake_comet.activate(strict=False) as session:
        import comet_ml

        experiment = comet_ml.start(project_name="p")
        for step in range(3):
            experiment.log_metrics({"loss": None}, step=step, include_context=False)
        experiment.log_confusion_matrix([0], [1], images_annotations=None)
        experiment.flush(timeout=1)
        experiment.end()
    session.experiment.save(tmp_path / "saved")
    return tmp_path / "saved"


def printed_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    main(["surface", *arguments, "--json"])
    return json.loads(capsys.readouterr().out)


def test_newest_version_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["surface"]) == 0
    shown = capsys.readouterr().out
    assert f"comet_ml {versions()[-1]}" in shown
    assert "OfflineSender" in shown
    assert "Different" not in shown


def test_another_version_is_shown_with_what_it_lacks(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["surface", "--sdk", "3.54.2"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "extra parameter log_progress" in shown
    assert "Only in later versions than 3.54.2, and in the fake" in shown


def test_all_versions_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    for version in versions():
        found = printed_json(capsys, "--sdk", version)
        total = found["all"]
        assert found["sdk"] == version
        assert total["names"] == total["faked"] + total["different"] + total["absent"]
        assert total["absent"] == len(found["absent"])
        assert ("comet_ml:API.get_views" in found["later"]) == (version != versions()[-1])


def test_nothing_of_the_newest_version_is_different(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed_json(capsys)["different"] == []


def test_check_gives_1_where_a_version_refuses(
    saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["surface", "--check", str(saved)]) == 1
    shown = capsys.readouterr().out
    assert "refuses 4 of the calls" in shown
    assert "refuses 1 of the calls" in shown
    assert shown.count("takes all calls") == 2


def test_check_of_a_version_that_takes_all(saved: Path) -> None:
    assert main(["surface", "--check", str(saved), "--sdk", "3.54.2"]) == 0
    assert main(["surface", "--check", str(saved), "--sdk", "3.49.12"]) == 1


def test_check_as_json(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = printed_json(capsys, "--check", str(saved))
    assert [found[version]["accepted"] for version in versions()] == [False, False, True, True]
    assert [
        (each["refused"], each["reason"], each["calls"]) for each in found["3.47.6"]["findings"]
    ] == [
        (True, "log_metrics(): got an unexpected keyword argument 'include_context'", 3),
        (
            False,
            "log_confusion_matrix(): has no parameter 'images_annotations', but takes any keyword",
            1,
        ),
        (True, "flush(): got an unexpected keyword argument 'timeout'", 1),
    ]
    assert found["3.47.6"]["findings"][0]["site"].endswith("test_surface.py:27")


def test_recording_without_calls_cannot_be_checked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["surface", "--check", str(real_archive("sdk_3.41.0"))]) == 2
    assert "the recording holds no calls" in capsys.readouterr().err


@pytest.mark.parametrize("options", [[], ["--check", "saved"]])
def test_unknown_version_is_misuse(
    saved: Path,
    options: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(saved.parent)
    assert main(["surface", "--sdk", "3.1", *options]) == 2
    assert "no surface of comet_ml 3.1; known are 3.47.6, " in capsys.readouterr().err


def test_coverage_md_is_what_is_generated() -> None:
    pytest.importorskip("gymnasium")
    assert (ROOT / "COVERAGE.md").read_text("utf-8") == coverage.markdown(), "run `make coverage`"
