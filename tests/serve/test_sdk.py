"""The real SDK in other processes logs to the server."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import fake_comet
from fake_comet.serving import CometServer
from tests.serve.conftest import needs_sdk
from tests.support.archives import real_archive

pytestmark = needs_sdk
Run = Callable[..., subprocess.CompletedProcess[str]]
# What an upload of an archive changes, here of sdk_kitchen_sink, each with its reason.
CHANGED_BY_UPLOAD = {
    ("metrics", "m"): "points of one series whose steps repeat come in any order",
    ("parameters", "curr_epoch"): "of repeated parameters the last of each source is sent",
    ("parameters", "curr_step"): "of repeated parameters the last of each source is sent",
    ("parameters", "pp_n|k"): "the SDK's own schema refuses a list with a dict in it",
    ("assets", "s"): "scenes are sent without their step",
}


def test_a_training_in_a_subprocess_is_recorded(server: CometServer, run: Run) -> None:
    done = run("train.py")
    assert done.returncode == 0, done.stderr
    server.stop()
    assert server.problems == ()
    recording = server.experiment
    assert (recording.workspace, recording.project_name) == ("team", "digits")
    assert recording.metrics["loss"].values.tolist() == [1 / (step + 1) for step in range(20)]
    assert recording.parameters["layers"] == 3
    assert [p.value for p in recording.parameters.history("repeated")] == list(range(10))
    (notes,) = recording.assets["notes.json"]
    assert json.loads(notes.content) == {"a": 1}
    assert recording.tags == {"nightly"}
    assert recording.ended


def test_four_ranks_log_to_one_experiment(server: CometServer, run: Run) -> None:
    done = run("ranks.py", "one")
    assert done.returncode == 0, done.stderr
    server.stop()
    assert server.problems == ()
    metrics = server.experiment.metrics
    for rank in range(4):
        assert metrics[f"loss_{rank}"].values.tolist() == [rank * 100 + s for s in range(10)]


def test_four_ranks_log_to_an_experiment_each(server: CometServer, run: Run) -> None:
    done = run("ranks.py", "several")
    assert done.returncode == 0, done.stderr
    server.stop()
    assert server.problems == ()
    assert {recording.project_name for recording in server.experiments} == {
        f"rank{rank}" for rank in range(4)
    }
    assert all(recording.ended for recording in server.experiments)
    assert all(len(recording.recorder.columns) >= 10 for recording in server.experiments)


def test_what_a_killed_process_sent_stays_and_is_not_ended(server: CometServer, run: Run) -> None:
    assert run("killed.py").returncode == -9
    server.stop()
    recording = server.experiment
    assert not recording.ended
    assert recording.parameters["lr"] == 0.1
    assert recording.metrics["loss"].values.tolist() == [0, 1, 2, 3, 4]
    assert [problem.kind for problem in server.problems] == ["experiment-not-ended"]


def test_an_uploaded_archive_arrives_as_it_was_recorded(
    server: CometServer, tmp_path: Path
) -> None:
    archive = tmp_path / "sink.zip"
    shutil.copy(real_archive("sdk_kitchen_sink"), archive)
    done = subprocess.run(
        [sys.executable, "-m", "comet_ml.scripts.comet", "upload", str(archive)],
        env={**server.environment, "HOME": str(tmp_path)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "Number of uploaded experiments: 1" in done.stderr
    difference = fake_comet.diff(fake_comet.load(archive), server.experiment)
    found = {(each.kind, each.name): each.message for each in difference}
    assert found.keys() <= CHANGED_BY_UPLOAD.keys(), str(difference)
    assert server.experiment.ended


@pytest.mark.real
def test_of_eight_processes_not_one_point_is_lost(server: CometServer, tmp_path: Path) -> None:
    program = Path(__file__).parent / "programs" / "many_points.py"
    started = [
        subprocess.Popen(
            [sys.executable, str(program), str(number), "5000"],
            env={**server.environment, "HOME": str(tmp_path)},
            cwd=tmp_path,
            stderr=subprocess.DEVNULL,
        )
        for number in range(8)
    ]
    assert [process.wait(timeout=300) for process in started] == [0] * 8
    server.stop()
    assert server.problems == ()
    by_project = {recording.project_name: recording for recording in server.experiments}
    for number in range(8):
        values = by_project[f"process{number}"].metrics["value"].values.tolist()
        assert values == [number * 1_000_000 + point + 1 / 3 for point in range(5000)]
