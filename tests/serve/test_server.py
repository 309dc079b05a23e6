"""A server begins, shows what it has, breaks on demand, ends and judges."""

from __future__ import annotations

import http.client
import json
import os
import socket
import urllib.error
import urllib.request

import pytest

from fake_comet.errors import Misuse, ProblemsFound
from fake_comet.serving import CometServer, serve
from tests.serve.conftest import KEY, Asked, begin
from tests.support.recordings import log_upload

pytest.importorskip("waitress")

opened = urllib.request.build_opener(urllib.request.ProxyHandler({})).open


def test_it_listens_on_this_machine_only(server: CometServer) -> None:
    host, port = server.url.removeprefix("http://").split(":")
    assert host == "127.0.0.1"
    with socket.socket() as other:  # the port is free on another address of this machine
        other.bind(("127.0.0.2", int(port)))


def test_its_environment_leads_to_it(server: CometServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMET_URL_OVERRIDE", "https://elsewhere.example")
    monkeypatch.setenv("COMET_WORKSPACE", "of the test")
    monkeypatch.setenv("NO_PROXY", "intranet")
    environment = server.environment
    assert environment["COMET_URL_OVERRIDE"] == f"{server.url}/clientlib/"
    assert environment["COMET_WORKSPACE"] == "of the test"
    assert environment["NO_PROXY"].split(",") == ["intranet", "127.0.0.1", "localhost"]
    assert environment["PATH"] == os.environ["PATH"]


def test_the_page_asks_for_what_has_arrived(server: CometServer, ask: Asked) -> None:
    begin(ask, projectName="<script>alert(1)</script>")
    status, page = ask("/")
    assert status == 200
    assert '"live":"/?format=report"' in page
    assert "alert(1)" not in page


def test_the_data_of_the_page_are_what_has_arrived(server: CometServer, ask: Asked) -> None:
    begin(ask, projectName="<script>alert(1)</script>")
    (run,) = json.loads(ask("/?format=report")[1])["data"]["runs"]
    assert (run["key"], run["ended"]) == (KEY, False)
    assert ["project", "<script>alert(1)</script>"] in run["head"]


def test_the_data_come_again_only_if_something_has_come(server: CometServer, ask: Asked) -> None:
    begin(ask)
    with opened(f"{server.url}/?format=report") as answer:
        tag = answer.headers["ETag"]
    assert ask("/?format=report", If_None_Match=tag)[0] == 304
    point = {"experimentKey": KEY, "metricName": "loss", "metricValue": 0.5}
    ask("/api/rest/v2/write/experiment/metric", point)
    assert ask("/?format=report", If_None_Match=tag)[0] == 200


def test_a_problem_of_no_experiment_is_on_the_page(server: CometServer, ask: Asked) -> None:
    ask("/no/such/address")
    (problem,) = json.loads(ask("/?format=report")[1])["data"]["problems"]
    assert "/no/such/address" in problem["message"]


def test_the_files_of_the_page_run_nothing(server: CometServer, ask: Asked) -> None:
    begin(ask)
    picture = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    log_upload(server.experiment, "visualization", picture, name="drawn")
    (address,) = json.loads(ask("/?format=report")[1])["sources"].values()
    with opened(server.url + address) as answer:
        assert answer.read() == picture
        assert answer.headers["Content-Type"] == "image/svg+xml"
        assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_file_that_the_page_does_not_name_is_not_given(server: CometServer, ask: Asked) -> None:
    assert ask("/?file=0123456789abcdef")[0] == 404


def test_the_page_is_json_if_asked(server: CometServer, ask: Asked) -> None:
    begin(ask, projectName="p")
    point = {"experimentKey": KEY, "metricName": "loss", "metricValue": 0.5}
    ask("/api/rest/v2/write/experiment/metric", point)
    (shown,) = json.loads(ask("/?format=json")[1])["experiments"]
    assert (shown["key"], shown["project"], shown["ended"]) == (KEY, "p", False)
    assert shown["metrics"] == {"loss": {"points": 1, "last": 0.5}}


def test_a_browser_at_the_address_of_an_experiment_sees_the_page(
    server: CometServer, ask: Asked
) -> None:
    begin(ask)
    status, page = ask(f"/ws/general/{KEY}", Accept="text/html,*/*")
    assert (status, "/?format=report" in page) == (200, True)
    assert server.problems == ()


def test_faults_on_demand_break_it(server: CometServer, ask: Asked) -> None:
    server.session.backend.fail("handshake", status=503, times=1)
    server.session.backend.fail("ping", drop=True)
    assert begin(ask) == 503
    assert begin(ask) == 200
    with pytest.raises((http.client.RemoteDisconnected, urllib.error.URLError)):
        ask("/clientlib/health/ping")


def test_an_error_inside_is_a_problem_and_no_silence(
    server: CometServer, ask: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(request: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(server.backend, "answer", broken)
    assert ask("/clientlib/health/ping")[0] == 400
    assert "RuntimeError: broken" in server.problems[0].message


def test_what_nobody_ended_is_a_problem_when_it_stops(server: CometServer, ask: Asked) -> None:
    begin(ask)
    with server.session.expect_problem("experiment-not-ended"):
        server.stop()
    assert server.session.failures == ()
    assert not server.experiment.ended


def test_an_experiment_of_two_processes_is_over_when_both_are(
    server: CometServer, ask: Asked
) -> None:
    begin(ask)
    existing = {"apiKey": "made-up", "previousExperiment": KEY}
    second = json.loads(ask("/clientlib/logger/get/run", existing)[1])["runId"]
    over = {"experimentKey": KEY, "runId": second, "is_alive": False}
    ask("/clientlib/status-report/update", over)
    server.stop()
    assert [str(problem.message) for problem in server.problems] == [
        "the process that ran it never ended it"
    ]


def test_it_answers_no_more_when_stopped(server: CometServer, ask: Asked) -> None:
    server.stop()
    server.stop()
    with pytest.raises(urllib.error.URLError):
        ask("/")


def test_a_strict_block_fails_with_its_problems() -> None:
    with pytest.raises(ProblemsFound, match="unknown-request"), serve() as server:
        assert status_of(f"{server.url}/clientlib/nothing") == 404


def test_a_loose_block_only_lists_them() -> None:
    with serve(strict=False) as server:
        assert status_of(f"{server.url}/clientlib/nothing") == 404
    assert len(server.problems) == 1


def status_of(url: str) -> int:
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(url)
    caught.value.close()
    return caught.value.code


def test_without_waitress_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "waitress", None)
    with pytest.raises(Misuse, match=r"pip install 'fake-comet\[serve\]'"):
        CometServer()
