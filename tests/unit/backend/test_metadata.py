"""What describes an experiment becomes the records that the fake SDK makes for the same calls."""

from __future__ import annotations

from fake_comet.backend.backend import Backend
from fake_comet.recording.recording import Recording
from fake_comet.recording.records import Details, Html, Other, Symlink, Tag
from tests.unit.backend.conftest import API, BOTH, KEY, OWN, Ask, of_experiment, uploaded


def test_others_keep_their_type(recording: Recording, post: Ask) -> None:
    for value in (1, None, "v", [1]):
        post(f"{API}/write/experiment/log-other", of_experiment(key="k", value=value))
    assert [other.value for other in list(recording.of_type(Other))] == [1, None, "v", [1]]


def test_tags_come_and_go(recording: Recording, post: Ask) -> None:
    post(f"{OWN}/tags/add-tags-to-experiment", of_experiment(addedTags=["a", "b"]))
    post(f"{API}/write/experiment/tags/delete", of_experiment(tags=["a"]))
    assert recording.tags == {"b"}
    assert len(list(recording.of_type(Tag))) == 3


def test_html_says_whether_it_replaces(recording: Recording, post: Ask) -> None:
    post(f"{API}/write/experiment/html", of_experiment(html="<p>", override=True, timestamp=1))
    (piece,) = list(recording.of_type(Html))
    assert (piece.html, piece.override) == ("<p>", True)


def test_graph_name_of_the_script_and_packages(recording: Recording, post: Ask) -> None:
    post(f"{API}/write/experiment/graph", of_experiment(graph="net"))
    post(f"{API}/write/experiment/file-path", of_experiment(filePath="train.py"))
    body = of_experiment(logDependencies=[{"name": "a", "version": "1"}])
    post(f"{API}/write/experiment/dependencies", body, method="PUT")
    environment = recording.environment
    assert recording.graph == "net"
    assert (environment.file_name, environment.dependencies) == ("train.py", {"a": "1"})


def test_details_of_the_machine_are_told_apart(recording: Recording, post: Ask) -> None:
    infos = [{"key": "gpu", "value": "none"}]
    body = of_experiment(
        installedPackages=["a==1"], logAdditionalSystemInfoList=infos, pid=7, user=None
    )
    post(f"{BOTH}/write/experiment/system-details", body)
    assert recording.environment.system_info == {"gpu": "none"}
    assert {d.type: d.value for d in list(recording.of_type(Details))} == {
        "installed_packages": ["a==1"],
        "system_details": {"pid": 7},
    }


def test_git_and_cloud_are_kept(recording: Recording, post: Ask, backend: Backend) -> None:
    post(f"{API}/write/experiment/git/metadata", of_experiment(branch="main"))
    post(f"{API}/write/experiment/cloud-details", of_experiment(provider="AWS"))
    post(f"{API}/write/experiment/code", of_experiment(code="x = 1"))
    query = f"experimentKey={KEY}"
    backend.answer(uploaded(f"{API}/write/experiment/git/patch", query, file=("f", b"zip")))
    assert {d.type: d.value for d in list(recording.of_type(Details))} == {
        "git_metadata": {"branch": "main"},
        "cloud_details": {"provider": "AWS"},
        "code": "x = 1",
        "git_patch": b"zip",
    }


def test_standard_output_comes_line_by_line(recording: Recording, post: Ask, get: Ask) -> None:
    lines = [{"output": "a\n", "stderr": False}, {"output": "b\n", "stderr": False}]
    post(f"{BOTH}/write/experiment/output", of_experiment(runContext=None, outputLines=lines))
    assert get(f"{API}/experiment/output", experimentKey=KEY) == {"output": "a\nb\n"}


def test_mail_to_the_user_is_recorded(recording: Recording, post: Ask) -> None:
    body = {"experiment_key": KEY, "title": "t", "status": "ok", "additional_data": {"a": 1}}
    post(f"{OWN}/notification/experiment", body)
    (sent,) = recording.notifications
    assert (sent.title, sent.status, sent.additional_data) == ("t", "ok", {"a": 1})


def test_link_into_another_project_is_recorded(recording: Recording, get: Ask) -> None:
    get(f"{OWN}/symlink/new", experimentKey=KEY, projectName="q")
    answer = get(f"{API}/write/project/symlink", experimentKey=KEY, projectName="r")
    assert answer == {"link": f"https://www.comet.com/w/r/{KEY}"}
    assert [link.project_name for link in list(recording.of_type(Symlink))] == ["q", "r"]
