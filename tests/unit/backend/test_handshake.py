"""Experiments begin, go on, are copied and end as Comet lets them."""

from __future__ import annotations

import pytest

from fake_comet.backend.backend import Backend
from fake_comet.recording.recording import Recording
from fake_comet.session import Session
from tests.unit.backend.conftest import (
    API,
    KEY,
    OWN,
    Ask,
    birth,
    kinds,
    of_experiment,
    posted,
    told,
)

NEW = f"{OWN}/logger/add/run"
STATUS = f"{OWN}/status-report/update"


def test_new_experiment_is_recorded_where_it_belongs(recording: Recording) -> None:
    header = recording.recorder.header
    assert (recording.key, header.workspace, header.project_name) == (KEY, "w", "p")
    assert header.on_server


def test_greeting_tells_the_addresses(post: Ask) -> None:
    greeting = post(NEW, birth())
    assert greeting["focusUrl"] == "https://www.comet.com/w/p/"
    assert greeting["cometWebAssetUrl"] == "https://www.comet.com/api/asset/download"
    assert greeting["name"] == "fake_name_1"


def test_nameless_places_are_those_of_the_user(post: Ask) -> None:
    body = {"apiKey": "k", "experimentKey": KEY}
    assert post(NEW, body)["focusUrl"] == "https://www.comet.com/default/general/"


def test_key_that_is_taken_is_refused(recording: Recording, backend: Backend) -> None:
    response = backend.answer(posted(NEW, birth()))
    assert (response.status, told(response)["sdk_error_code"]) == (400, 90999)


def test_known_experiment_goes_on_where_the_sdk_allows_it(recording: Recording, post: Ask) -> None:
    recording.recorder.header.ended = True
    assert post(NEW, birth(getOrCreateEnabled=True))["runId"]
    assert not recording.ended


def test_missing_api_key_is_refused(backend: Backend, session: Session) -> None:
    response = backend.answer(posted(NEW, birth(apiKey=None)))
    assert told(response)["sdk_error_code"] == 90212
    assert not session.experiments


def test_existing_experiment_is_found(recording: Recording, post: Ask) -> None:
    assert post(f"{OWN}/logger/get/run", {"previousExperiment": KEY})["name"] == recording.name


def test_experiment_that_is_not_there_cannot_go_on(backend: Backend) -> None:
    response = backend.answer(posted(f"{OWN}/logger/get/run", {"previousExperiment": KEY}))
    assert (response.status, told(response)["sdk_error_code"]) == (400, 90210)


def test_copy_has_the_points_up_to_its_step(
    recording: Recording, post: Ask, session: Session
) -> None:
    values = [{"metricName": "m", "metricValue": step, "step": step} for step in range(4)]
    post(f"{OWN}/batch/logger/experiment/metric", of_experiment(values=values))
    body = {"copiedExperimentKey": KEY, "newExperimentKey": "f" * 32, "stepToCopyTo": 2}
    post(f"{OWN}/logger/copy-steps-from-experiment", body)
    copy = session.experiments[1]
    assert copy.metrics["m"].values.tolist() == [0, 1, 2]
    assert (copy.project_name, copy.name) == ("p", "fake_name_2")


def test_heartbeat_keeps_parameters_apart(recording: Recording, post: Ask) -> None:
    answer = post(STATUS, of_experiment(is_alive=True))
    assert answer["parameter_update_interval_millis"] == 0
    assert {"is_alive_beat_duration_millis", "gpu_monitor_interval_millis"} <= answer.keys()
    assert not recording.ended


def test_last_heartbeat_ends_the_experiment(recording: Recording, post: Ask) -> None:
    post(STATUS, of_experiment(is_alive=False))
    assert recording.ended


def test_times_of_an_archive_are_taken_over(recording: Recording, post: Ask) -> None:
    body = of_experiment(startTimestamp=1000, endTimestamp=3500)
    post(f"{OWN}/status-report/offline-metadata", body)
    assert (recording.recorder.header.start_time, recording.recorder.header.end_time) == (1.0, 3.5)


@pytest.mark.parametrize(("watched", "noted"), [(False, ["sdk-error"]), (True, [])])
def test_error_that_the_sdk_reports_is_a_problem_unless_its_log_is_watched(
    recording: Recording, session: Session, watched: bool, noted: list[str]
) -> None:
    body = of_experiment(isAlive=True, error="upload failed", hasCrashed=False)
    Backend(session, watched=watched).answer(posted(f"{API}/write/experiment/update-status", body))
    assert kinds(session) == noted


def test_experiment_that_reported_an_error_is_finished_at_its_end(
    recording: Recording, session: Session, post: Ask
) -> None:
    body = of_experiment(isAlive=True, error="upload failed", hasCrashed=False)
    post(f"{API}/write/experiment/update-status", body)
    post(STATUS, of_experiment(is_alive=False))
    found = Backend(session).server.experiments.metadata(recording, "p")
    assert not found["running"]
