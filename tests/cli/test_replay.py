"""``fake-comet replay``: recorded calls on the installed version of the real SDK."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest

import fake_comet
from fake_comet.cli import main
from fake_comet.recording.journal import Call
from tests.support.recordings import SITE, log_parameter, new_recording

SDK = f"3.58.8={sys.executable}"


@pytest.fixture
def recorded(tmp_path: Path) -> fake_comet.Recording:
    with fake_comet.activate(strict=False) as session:
        import comet_ml

        experiment = comet_ml.Experiment(project_name="p")
        with experiment.train():
            experiment.log_metric("loss", np.float32(0.5), step=1)
            experiment.log_image(np.arange(48, dtype=np.uint8).reshape(4, 4, 3), name="x", step=1)
        experiment.log_figure("[fig]", _figure())
        experiment.log_parameters({"lr": 0.1})
        experiment.end()
    return session.experiment


def _figure() -> object:
    from matplotlib.figure import Figure

    figure = Figure()
    figure.subplots().plot([1, 2])
    return figure


def test_the_same_calls_send_the_same(
    recorded: fake_comet.Recording, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recorded.save(tmp_path / "r")
    arguments = ["replay", str(tmp_path / "r"), "--sdk", SDK, "--save", str(tmp_path / "out")]
    assert main(arguments) == 0, capsys.readouterr().out
    assert capsys.readouterr().out.splitlines() == [
        "comet_ml 3.58.8:",
        "  not called: log_figure('[fig]', <Figure>): its arguments were too large to be kept",
        "  sends the same",
    ]
    received = fake_comet.load(tmp_path / "out" / "3.58.8.comet")
    assert received.metrics["loss"].contexts.tolist() == ["train"]


def test_what_a_version_sends_otherwise_or_refuses_is_told(
    recorded: fake_comet.Recording, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log_parameter(recorded, "gone", 1)
    recorded.recorder.journal.enter(Call(method="log_nothing", args=(1,), site=SITE))
    recorded.save(tmp_path / "r")
    assert main(["replay", str(tmp_path / "r"), "--sdk", SDK, "--json"]) == 1
    told = json.loads(capsys.readouterr().out)["3.58.8"]
    assert [one["name"] for one in told["differences"]] == ["gone"]
    assert told["refused"][0].startswith("log_nothing(1): AttributeError: ")
    assert main(["replay", str(tmp_path / "r"), "--sdk", SDK]) == 1
    assert "  1 difference (recording | 3.58.8)" in capsys.readouterr().out


def test_misuse_gives_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new_recording().save(tmp_path / "empty")
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\necho nothing here >&2; exit 3\n")
    broken.chmod(0o755)
    called = new_recording()
    called.recorder.journal.enter(Call(method="end", site=SITE))
    called.save(tmp_path / "called")
    for file, sdk, said in (
        ("empty", SDK, "replay needs the calls, which archives and goldens do not have"),
        ("called", "new", "--sdk takes versions as 3.47.6"),
        ("called", f"1.0={broken}", "comet_ml 1.0 cannot play the calls:\nnothing here"),
    ):
        assert main(["replay", str(tmp_path / file), "--sdk", sdk]) == 2
        assert said in capsys.readouterr().err
