"""What was recorded can be read back, by experiment, by project and by query."""

from __future__ import annotations

from typing import Any

import pytest

from fake_comet.backend.backend import Backend
from fake_comet.backend.request import Request
from fake_comet.recording.recording import Recording
from tests.unit.backend.conftest import API, KEY, OWN, Ask, birth, of_experiment, told, uploaded

OF_IT = {"experimentKey": KEY}


@pytest.fixture
def filled(recording: Recording, post: Ask, backend: Backend) -> Recording:
    """An experiment with something of everything."""
    values = [{"metricName": "loss", "metricValue": v, "step": v} for v in (3, 1, 2)]
    post(f"{OWN}/batch/logger/experiment/metric", of_experiment(values=values))
    parameters = [{"parameterName": "lr", "parameterValue": 0.1}]
    post(f"{OWN}/batch/logger/experiment/parameter", of_experiment(values=parameters))
    post(f"{API}/write/experiment/log-other", of_experiment(key="note", value="good run"))
    post(f"{OWN}/tags/add-tags-to-experiment", of_experiment(addedTags=["t"]))
    post(f"{API}/write/experiment/html", of_experiment(html="<p>"))
    post(f"{API}/write/experiment/code", of_experiment(code="x = 1"))
    query = f"experimentId={KEY}&assetId=a1&fileName=x.txt&step=1"
    backend.answer(uploaded(f"{OWN}/asset/upload", query, file=("f", b"abc")))
    return recording


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("tags", {"tags": ["t"]}),
        ("html", {"html": "<p>"}),
        ("graph", {"graph": None}),
        ("code", {"code": "x = 1"}),
        ("git/metadata", None),
        ("git/patch", {"msg": "no patch"}),
        ("model", {"models": []}),
    ],
)
def test_details_are_told(filled: Recording, get: Ask, path: str, expected: Any) -> None:
    found = get(f"{API}/experiment/{path}", **OF_IT)
    assert found == ({} if expected is None else expected)


@pytest.mark.parametrize(
    ("path", "name", "current"),
    [
        ("metrics/summary", "loss", "2"),
        ("parameters", "lr", "0.1"),
        ("log-other", "note", "good run"),
    ],
)
def test_summaries_have_the_last_value(
    filled: Recording, get: Ask, path: str, name: str, current: str
) -> None:
    (row,) = get(f"{API}/experiment/{path}", **OF_IT)["values"]
    assert (row["name"], row["valueCurrent"]) == (name, current)


def test_points_of_metrics_are_told(filled: Recording, get: Ask) -> None:
    found = get(f"{API}/experiment/metrics/get-metric", **OF_IT, metricName="loss")["metrics"]
    assert [point["metricValue"] for point in found] == ["3", "1", "2"]
    assert get(f"{API}/experiment/metrics/get-all", **OF_IT)["metrics"] == found


def test_metrics_of_several_experiments_stand_side_by_side(filled: Recording, post: Ask) -> None:
    body = {"targetedExperiments": [KEY], "metrics": ["loss"], "params": ["lr"]}
    found = post(f"{API}/experiments/multi-metric-chart", body)["experiments"][KEY]
    assert found["metrics"][0]["values"] == [3, 1, 2]
    assert found["params"] == {"lr": "0.1"}


def test_assets_are_listed_and_read(filled: Recording, get: Ask, backend: Backend) -> None:
    (row,) = get(f"{API}/experiment/asset/list", **OF_IT, type="all")["assets"]
    assert (row["fileName"], row["fileSize"], row["step"]) == ("x.txt", 3, 1)
    named = get(f"{API}/experiment/asset/get-by-name", **OF_IT, assetName="x.txt")
    assert named["assets"] == [row]
    for query in (f"experimentKey={KEY}&assetId=a1", "assetId=a1"):
        answer = backend.answer(Request.to("GET", f"{API}/experiment/asset/get-asset?{query}"))
        assert answer.body == b"abc"


def test_what_is_not_there_is_not_found(filled: Recording, backend: Backend) -> None:
    for path in ("experiment/metadata?experimentKey=x", "project?projectId=x"):
        assert backend.answer(Request.to("GET", f"{API}/{path}")).status == 404
    answer = backend.answer(Request.to("GET", f"{API}/experiment/asset/get-asset?assetId=x"))
    assert (answer.status, told(answer)["msg"]) == (404, "No such asset: x")


def test_places_are_listed(filled: Recording, get: Ask) -> None:
    assert get(f"{API}/workspaces") == {"workspaceNames": ["default", "w"]}
    (project,) = get(f"{API}/projects", workspaceName="w")["projects"]
    assert (project["projectName"], project["numberOfExperiments"]) == ("p", 1)
    assert get(f"{API}/project", projectId=project["projectId"])["projectName"] == "p"
    place = {"workspaceName": "w", "projectName": "p"}
    (row,) = get(f"{API}/experiments", **place, page="1", size="5")["experiments"]
    assert row["experimentKey"] == KEY
    assert get(f"{API}/account-details")["defaultWorkspaceName"] == "default"


RULE = {"field": "loss", "operator": "less", "value": 3, "type": "double", "source": "metrics"}


@pytest.mark.parametrize(
    ("rules", "matches"),
    [
        ({"condition": "AND", "rules": [RULE]}, True),
        ({"condition": "AND", "rules": [{**RULE, "value": 2}]}, False),
        ({"condition": "OR", "rules": [{**RULE, "value": 2}, RULE]}, True),
        ({"condition": "AND", "rules": [{"condition": "OR", "rules": [RULE]}, RULE]}, True),
    ],
)
def test_rules_find_experiments(
    filled: Recording, get: Ask, post: Ask, rules: dict[str, Any], matches: bool
) -> None:
    project = get(f"{API}/project", workspaceName="w", projectName="p")
    search = {"projectId": project["projectId"], "rulesTree": rules, "limit": 10, "page": 1}
    found = post(f"{API}/experiments/search", search)["experiments"]
    assert [row["experimentKey"] for row in found] == ([KEY] if matches else [])
    place = {"workspaceName": "w", "projectName": "p"}
    query = {**place, "predicates": [{"source": "metrics", "query": rules}]}
    expected = {"experimentKeys": [KEY] if matches else []}
    assert post(f"{API}/project/query", query) == expected


def test_columns_name_what_can_be_asked(filled: Recording, get: Ask) -> None:
    place = {"workspaceName": "w", "projectName": "p"}
    columns = get(f"{API}/project/column-names", **place)["columns"]
    assert {"name": "loss", "source": "metrics", "type": "double"} in columns
    assert {"name": "t", "source": "tag", "type": "string"} in columns


def test_project_can_be_changed(filled: Recording, get: Ask, post: Ask) -> None:
    made = post(f"{API}/write/project/create", {"workspaceName": "w", "projectName": "q"})
    project = {"projectId": made["projectId"]}
    post(f"{API}/write/project/update", {**project, "newProjectName": "r", "isPublic": True})
    post(f"{API}/write/project/notes", {**project, "notes": "n"})
    post(f"{API}/write/project/update-owner", {**project, "userName": "me"})
    found = get(f"{API}/project", **project)
    assert (found["projectName"], found["public"], found["ownerUserName"]) == ("r", True, "me")
    assert get(f"{API}/project/notes", **project) == {"notes": "n"}
    code = get(f"{API}/write/project/add-share-link", **project)["shareCode"]
    assert get(f"{API}/project/get-project-share-links", **project) == {"shareCodes": [code]}
    get(f"{API}/write/project/delete-project-share-link", **project, shareCode=code)
    assert get(f"{API}/project/get-project-share-links", **project) == {"shareCodes": []}
    post(f"{API}/write/project/delete", {**project, "deleteAllExperiments": False})
    assert len(get(f"{API}/projects", workspaceName="w")["projects"]) == 1


def test_experiments_can_be_moved_archived_and_removed(
    filled: Recording, get: Ask, post: Ask, backend: Backend
) -> None:
    move = {"targetWorkspaceName": "w", "targetProjectName": "q", "experimentKeys": [KEY]}
    post(f"{API}/write/experiment/move", move)
    assert get(f"{API}/experiment/metadata", **OF_IT)["projectName"] == "q"
    for verb, archived in (("archive", True), ("restore", False)):
        get(f"{API}/write/experiment/{verb}", **OF_IT)
        assert get(f"{API}/experiment/metadata", **OF_IT)["archived"] is archived
    get(f"{API}/write/experiment/stop", **OF_IT)
    assert get(f"{API}/experiment/metadata", **OF_IT)["running"] is False
    get(f"{API}/write/experiment/delete", **OF_IT)
    gone = backend.answer(Request.to("GET", f"{API}/experiment/metadata?experimentKey={KEY}"))
    assert gone.status == 404


def test_experiment_can_be_made_by_the_api(get: Ask, post: Ask) -> None:
    body = {"workspaceName": "w", "projectName": "p", "experimentName": "n"}
    key = post(f"{API}/write/experiment/create", body)["experimentKey"]
    times = {"experimentKey": key, "startTimeMillis": 1000, "endTimeMillis": 3000}
    post(f"{API}/write/experiment/set-start-end-time", times)
    found = get(f"{API}/experiment/metadata", experimentKey=key)
    assert (found["experimentName"], found["durationMillis"]) == ("n", 2000)


def test_views_are_kept_by_name(filled: Recording, get: Ask, post: Ask) -> None:
    for name in ("a", "b", "a"):
        post(f"{API}/write/views/upsert", {"projectId": "x", "templateName": name})
    found = get(f"{API}/views/get-all", projectId="x")["views"]
    assert [view["templateName"] for view in found] == ["b", "a"]
    chart = {"projectId": "x", "experimentKey": KEY, "templateName": "c"}
    post(f"{API}/write/chart-templates/upsert", chart)
    (view,) = get(f"{API}/views/chart-templates", projectId="x", experimentKey=KEY)["views"]
    assert view["templateName"] == "c"


def test_calls_from_the_pages_wait_once(
    filled: Recording, get: Ask, post: Ask, backend: Backend
) -> None:
    post(f"{OWN}/rpc/register-rpc", of_experiment(functionName="f"))
    backend.calls[KEY] = [{"callId": "c"}]
    assert post(f"{OWN}/status-report/update", of_experiment(is_alive=True))["pending_rpcs"]
    assert get(f"{OWN}/rpc/get-pending-rpcs", **OF_IT) == {
        "remoteProcedureCalls": [{"callId": "c"}]
    }
    assert get(f"{OWN}/rpc/get-pending-rpcs", **OF_IT) == {"remoteProcedureCalls": []}
    post(f"{OWN}/rpc/save-rpc-result", of_experiment(callId="c", result="1"))
    assert list(filled.environment.details) == ["code", "registered_rpc", "rpc_result"]


def test_optimizer_hands_out_values(get: Ask, post: Ask) -> None:
    known = get("/optimizer/spec", algorithmName="grid")
    spec = {word["name"]: word["default"] for word in known}
    parameters = {"x": {"type": "discrete", "values": [1, 2]}}
    body = {"algorithm": "grid", "name": None, "parameters": parameters, "trials": 1, "spec": spec}
    identifier = post("/optimizer/create", body)["id"]
    found = [get("/optimizer/next", id=identifier) for _ in range(3)]
    assert [answer["code"] for answer in found] == [200, 200, 404]
    assert found[1]["parameters"]["parameters"] == {"x": 2}
    assert get("/optimizer/status", id=identifier)["status"] == "completed"
    assert get("/optimizer/next", id="x")["code"] == 404
    result = {"id": identifier, "pid": found[0]["parameters"]["pid"], "trial": 0, "score": 1.0}
    assert post("/optimizer/update", result) == {"code": 200}
    assert get("/optimizer/spec", algorithmName="bayes")["code"] == 404


def test_second_experiment_is_another_row(filled: Recording, get: Ask, post: Ask) -> None:
    post(f"{OWN}/logger/add/run", birth("f" * 32))
    place = {"workspaceName": "w", "projectName": "p"}
    assert len(get(f"{API}/experiments", **place)["experiments"]) == 2
