from __future__ import annotations

import pytest

pytest.importorskip("waitress")

ASKING = """
import json, urllib.request

def ask(server, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(server.url + path, data=data)
    request.add_header("Content-Type", "application/json")
    try:
        return urllib.request.urlopen(request).status
    except urllib.error.HTTPError as error:
        return error.code

def begin(server):
    return ask(server, "/clientlib/logger/add/run", {"apiKey": "x", "experimentKey": "k" * 32})

def end(server):
    runs = server.backend.runs["k" * 32]
    body = {"experimentKey": "k" * 32, "runId": next(iter(runs)), "is_alive": False}
    return ask(server, "/clientlib/status-report/update", body)
"""


def test_it_receives_what_other_processes_send(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        ASKING
        + """
def test_it(comet_server):
    assert comet_server.environment["COMET_URL_OVERRIDE"].startswith(comet_server.url)
    begin(comet_server)
    end(comet_server)
    assert comet_server.experiment.ended
"""
    )
    pytester.runpytest("-p", "fake_comet.pytest_plugin").assert_outcomes(passed=1)


@pytest.mark.parametrize("option", [[], ["--comet-fake"]])
def test_its_problems_fail_the_test(pytester: pytest.Pytester, option: list[str]) -> None:
    pytester.makepyfile(ASKING + "\ndef test_it(comet_server): begin(comet_server)\n")
    result = pytester.runpytest("-p", "fake_comet.pytest_plugin", *option)
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(
        [
            "*1 problem with what was logged to Comet:",
            "*warning [[]experiment-not-ended[]] <unknown>:0",
            "*Comet recordings of comet_server*",
            "*experiment 'fake_name_1'*not ended",
        ]
    )


def test_they_do_not_hide_why_the_test_failed(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        ASKING
        + """
def test_it(comet_server):
    begin(comet_server)
    assert False, "the reason"
"""
    )
    result = pytester.runpytest("-p", "fake_comet.pytest_plugin")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*the reason*", "*Comet recordings of comet_server*"])


def test_a_loose_test_may_have_problems(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        ASKING
        + """
import pytest

@pytest.mark.comet(strict=False)
def test_it(comet_server):
    assert ask(comet_server, "/clientlib/nothing") == 404
"""
    )
    pytester.runpytest("-p", "fake_comet.pytest_plugin").assert_outcomes(passed=1)
