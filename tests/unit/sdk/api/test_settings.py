from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from fake_comet.session import Session
from tests.support import served

GPU = {"gpuIndex": 0, "name": "g", "uuid": "u", "totalMemory": 1, "powerLimit": 2}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("user", "me"),
        ("python_version", "3.11"),
        ("python_version_verbose", "3.11 (main)"),
        ("pid", 5),
        ("os_type", "posix"),
        ("os", "Linux"),
        ("os_release", "6"),
        ("ip", "10.0.0.1"),
        ("hostname", "box"),
        ("network_interface_ips", ["10.0.0.1"]),
        ("command", ["train.py"]),
        ("executable", "/usr/bin/python"),
        ("machine", "x86"),
        ("processor", "cpu"),
        ("installed_packages", ["numpy==2"]),
        ("os_packages", ["bash"]),
        ("gpu_static_info", [GPU]),
    ],
)
def test_what_is_set_is_read_back(made: Any, name: str, value: Any) -> None:
    getattr(made, f"set_{name}")(value)
    assert getattr(made, f"get_{name}")() == value


def test_unknown_details_are_none(made: Any, session: Session) -> None:
    details = made.get_system_details()
    assert (details["hostname"], details["experimentKey"]) == (None, made.id)
    assert made.get_max_memory() is None
    assert made.get_system_metric_names() == []
    assert made.get_environment_details() is None
    assert [problem.kind for problem in session.problems] == ["deprecated"]


@pytest.mark.parametrize(
    ("given", "error"),
    [(5, TypeError), ([5], ValueError), ([{}], ValueError), ([{**GPU, "name": 5}], TypeError)],
    ids=["no list", "no dict", "no keys", "no text"],
)
def test_graphics_cards_in_another_shape_are_refused(
    made: Any, given: Any, error: type[Exception]
) -> None:
    with pytest.raises(error):
        made.set_gpu_static_info(given)


def test_code_is_set_as_text_or_file(made: Any, tmp_path: Path, session: Session) -> None:
    path = tmp_path / "train.py"
    path.write_text("from file")
    made.set_code(filename=str(path))
    assert made.get_code() == "from file"
    made.set_code("from text", filename=str(path))
    assert made.get_code() == "from text"
    assert made.set_code(filename="/no/such.py") is None
    assert [problem.kind for problem in session.problems] == ["argument-ignored", "missing-file"]


def test_code_of_the_script_is_read_back(session: Session) -> None:
    import comet_ml

    experiment = comet_ml.Experiment(log_code=False)
    experiment.log_code(code="print(1)", code_name="train.py")
    assert served.read(experiment.id).get_code() == "print(1)"


def test_graph_and_file_name_are_read_back(made: Any) -> None:
    assert made.get_model_graph() is None
    made.set_model_graph("graph")
    made.set_filename("/path/train.py")
    assert made.get_model_graph() == "graph"
    assert (made.get_metadata()["filePath"], made.get_metadata()["fileName"]) == (
        "/path/train.py",
        "train.py",
    )
    assert made.file_path == "/path/train.py"


def test_git_is_read_back(made: Any, tmp_path: Path) -> None:
    assert made.get_git_metadata() is None
    assert made.set_git_patch(None) is None
    made.set_git_metadata("me", "root", "main", "parent", "origin")
    assert made.get_git_metadata()["branch"] == "main"
    path = tmp_path / "patch"
    path.write_text("+ line")
    made.set_git_patch(str(path))
    with zipfile.ZipFile(io.BytesIO(made.get_git_patch())) as archive:
        assert archive.read("git_diff.patch") == b"+ line"


def test_times_are_set_in_milliseconds(made: Any) -> None:
    made.set_start_time(1000)
    made.set_end_time(3500)
    metadata = made.get_metadata()
    assert (metadata["startTimeMillis"], metadata["endTimeMillis"]) == (1000, 3500)
    assert (metadata["durationMillis"], made.duration_millis) == (2500, 2500)


def test_status_tells_how_often_to_tell_it(made: Any) -> None:
    assert made.update_status()["isAliveBeatDurationMillis"] == 10000


def test_archived_experiment_is_known_as_such(made: Any) -> None:
    import comet_ml

    made.archive()
    assert made.archived
    assert made.url.endswith(f"/proj/archive/{made.id}")
    assert comet_ml.API().get_experiments("ws", "proj") == []


def test_linked_experiment_is_in_both_projects(made: Any) -> None:
    import comet_ml

    link = made.create_symlink("other")
    api = comet_ml.API()
    api.create_project("ws", "other")
    assert link == f"https://www.comet.com/ws/other/{made.id}"
    assert api.get_experiments("ws", "other") == api.get_experiments("ws", "proj") == [made]
