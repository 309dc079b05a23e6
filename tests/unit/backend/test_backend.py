"""What the server does not know it says, and what a test wants to fail fails."""

from __future__ import annotations

import pytest

from fake_comet.backend.backend import Backend, Dropped
from fake_comet.backend.request import Request
from fake_comet.recording.recording import Recording
from fake_comet.session import Session
from tests.unit.backend.conftest import API, OWN, birth, kinds, of_experiment, posted, told

OTHER = f"{API}/write/experiment/log-other"


def test_unknown_request_fails_the_session_with_the_nearest_addresses(
    backend: Backend, session: Session
) -> None:
    response = backend.answer(Request.to("POST", f"{API}/write/experiment/log-othr?a=1"))
    (problem,) = session.failures
    assert (response.status, problem.kind) == (404, "unknown-request")
    assert "no POST /api/rest/v2/write/experiment/log-othr" in problem.message
    assert "\n  POST /api/rest/v2/write/experiment/log-other" in problem.message
    assert problem.passed == "{'a': '1'}"


def test_endpoint_fails_as_often_as_asked(
    recording: Recording, backend: Backend, session: Session
) -> None:
    session.backend.fail("other", status=503, times=2)
    body = of_experiment(key="k", value=1)
    assert [backend.answer(posted(OTHER, body)).status for _ in range(3)] == [503, 503, 200]
    assert recording.others == {"k": 1}
    assert not session.problems


def test_connection_breaks(recording: Recording, backend: Backend, session: Session) -> None:
    session.backend.fail("other", drop=True)
    with pytest.raises(Dropped, match="POST /api/rest/v2/write/experiment/log-other"):
        backend.answer(posted(OTHER, of_experiment(key="k", value=1)))
    assert not recording.others


def test_answer_is_no_json_though_the_request_was_done(
    recording: Recording, backend: Backend, session: Session
) -> None:
    session.backend.fail("other", bad_json=True)
    assert backend.answer(posted(OTHER, of_experiment(key="k", value=1))).body == b'{"half": '
    assert recording.others == {"k": 1}


def test_key_is_rejected(backend: Backend, session: Session) -> None:
    session.backend.reject_key()
    response = backend.answer(posted(f"{OWN}/logger/add/run", birth()))
    assert (response.status, told(response)["sdk_error_code"]) == (400, 90212)


def test_experiment_is_said_to_exist(backend: Backend, session: Session) -> None:
    session.backend.experiment_exists(times=1)
    answers = [backend.answer(posted(f"{OWN}/logger/add/run", birth())) for _ in range(2)]
    assert [answer.status for answer in answers] == [400, 200]
    assert told(answers[0])["sdk_error_code"] == 90999


def test_experiment_is_throttled(recording: Recording, backend: Backend, session: Session) -> None:
    session.backend.throttle()
    path = f"{API}/experiment/metadata?experimentKey={recording.key}"
    assert told(backend.answer(Request.to("GET", path)))["throttle"] is True
    backend.answer(posted(f"{API}/write/experiment/{recording.key}/mark-not-throttled", {}))
    assert told(backend.answer(Request.to("GET", path)))["throttle"] is False


def test_problem_of_a_malformed_request_names_the_address(
    recording: Recording, backend: Backend, session: Session
) -> None:
    backend.answer(posted(OTHER, of_experiment(value=1)))
    assert kinds(session) == ["malformed-request"]
    message = "POST /api/rest/v2/write/experiment/log-other: the body has no 'key'"
    assert session.problems[0].message.startswith(message)
