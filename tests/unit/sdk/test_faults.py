"""What a test wants to fail at the server is lost, and said as the SDK says it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest

import fake_comet
from fake_comet.session import Session


@pytest.fixture
def session() -> Iterator[Session]:
    with fake_comet.activate(strict=False) as session:
        yield session


def experiment() -> Any:
    import comet_ml

    return comet_ml.Experiment()


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (
            {"status": 503},
            "Failed to create experiment for unexpected reason: POST "
            "https://www.comet.com/clientlib/logger/add/run failed with status code 503: ",
        ),
        ({"drop": True}, "Failed to establish a connection to Comet server."),
        ({"bad_json": True}, "Run will not be logged \nFor more details"),
    ],
)
def test_experiment_does_not_come_alive(
    session: Session, caplog: pytest.LogCaptureFixture, fault: dict[str, Any], said: str
) -> None:
    session.backend.fail("handshake", **fault)
    assert not experiment().alive
    assert session.problems[0].kind == "not-connected"
    assert caplog.messages[0].startswith(said)
    assert caplog.records[0].levelno == logging.ERROR


def test_rejected_key_is_named(session: Session) -> None:
    session.backend.reject_key()
    assert not experiment().alive
    assert "The given API key 'fakeComet" in session.problems[0].message


def test_experiment_that_is_said_to_exist_is_not_alive(session: Session) -> None:
    session.backend.experiment_exists(times=1)
    assert [experiment().alive, experiment().alive] == [False, True]


@pytest.mark.parametrize(
    ("endpoint", "call", "template"),
    [
        (
            "metric",
            lambda e: e.log_metric("m", 1),
            "Failed to send metrics batch message, got 404 b",
        ),
        (
            "parameter",
            lambda e: e.log_parameter("p", 1),
            "Failed to send parameters batch message, got 404 b",
        ),
        ("other", lambda e: e.log_other("k", 1), "Error sending log other messages, got 404 b"),
        ("html", lambda e: e.log_html("h"), "Error sending html message, got 404 b"),
        (
            "html",
            lambda e: e.log_html("h", clear=True),
            "Error sending html override message, got 404 b",
        ),
        ("upload", lambda e: e.log_text("t"), "File-like upload failed: ValueError('Uploading f"),
        (
            "upload",
            lambda e: e.log_image([[1]]),
            "File upload failed: ValueError('Uploading file failed",
        ),
        (
            "upload",
            lambda e: e.log_remote_asset("s3://b/k"),
            "Remote Asset could not be uploaded: ValueError('Remote asset upload failed",
        ),
        ("remote-model", lambda e: e.log_remote_model("m", "u", sync_mode=False), "Error sending"),
    ],
)
def test_what_is_refused_is_lost_and_told_at_the_end(
    session: Session, caplog: pytest.LogCaptureFixture, endpoint: str, call: Any, template: str
) -> None:
    found = experiment()
    session.backend.fail(endpoint, status=404, times=4)
    call(found)
    recording = session.experiment
    assert not any([recording.metrics, recording.parameters, recording.others, recording.html])
    assert not [asset for asset in recording.assets.all if asset.type == "text-sample"]
    assert not recording.models
    assert template not in caplog.text
    found.end()
    assert template in caplog.text
    assert [problem.kind for problem in recording.problems] == ["sdk-error"]


def test_broken_connection_loses_without_a_word(
    session: Session, caplog: pytest.LogCaptureFixture
) -> None:
    found = experiment()
    session.backend.fail("upload", drop=True)
    found.log_asset_data("x", name="x")
    found.end()
    assert not [asset for asset in session.experiment.assets.all if asset.name == "x"]
    assert [problem.kind for problem in session.problems] == ["sdk-error"]
    assert "upload" not in caplog.text


def test_upload_arrives_if_an_attempt_is_left(session: Session) -> None:
    found = experiment()
    session.backend.fail("upload", times=3)
    found.log_asset_data("x", name="x")
    found.end()
    assert [asset.name for asset in session.experiment.assets.all][-1] == "x"
    assert not session.problems


def test_metrics_arrive_again_after_the_fault(session: Session) -> None:
    found = experiment()
    session.backend.fail("metric", times=1)
    for value in range(3):
        found.log_metric("m", value)
    found.end()
    assert session.experiment.metrics["m"].values.tolist() == [1, 2]


def test_offline_experiment_knows_no_server(session: Session) -> None:
    import comet_ml

    for endpoint in ("handshake", "metric", "upload"):
        session.backend.fail(endpoint)
    found = comet_ml.OfflineExperiment()
    found.log_metric("m", 1)
    found.end()
    assert session.experiment.metrics["m"].last == 1
