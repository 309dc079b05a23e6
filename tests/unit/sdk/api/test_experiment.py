from __future__ import annotations

from typing import Any

import pytest

from fake_comet.sdk.exceptions import NotFound
from fake_comet.session import Session
from tests.support import served


def test_experiment_is_what_was_logged(run: Any, session: Session) -> None:
    assert (run.name, run.workspace, run.project_name) == ("one", "ws", "proj")
    assert run.key == run.id == session.experiment.key
    assert run.url == f"https://www.comet.com/ws/proj/{run.id}"
    assert repr(run) == f"<APIExperiment 'ws/proj/{run.id}'>"


def test_times_are_those_of_the_recording(run: Any, session: Session) -> None:
    header = session.experiment.recorder.header
    assert run.start_server_timestamp == int(header.start_time * 1000)
    assert header.end_time is not None
    assert run.end_server_timestamp == int(header.end_time * 1000)


def test_two_objects_of_one_experiment_are_equal(run: Any, session: Session) -> None:
    assert run == served.read(run.id)
    assert run != served.read(served.log_run().id)


def test_experiment_is_opened_by_its_key(run: Any) -> None:
    from comet_ml import APIExperiment

    assert APIExperiment(previous_experiment=run.id, workspace="x", project_name="y").name == "one"
    with pytest.raises(NotFound, match="No such experiment: nope"):
        APIExperiment(previous_experiment="nope")


def test_new_experiment_is_in_the_session(session: Session) -> None:
    from comet_ml import APIExperiment

    made = APIExperiment(workspace="ws", project_name="p", experiment_name="n")
    made.log_metric("m", 1)
    made.end()
    assert (session.experiment.name, session.experiment.project_name) == ("n", "p")
    assert session.experiment.metrics["m"].last == 1


def test_new_experiment_takes_its_place_from_the_configuration(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    from comet_ml import APIExperiment

    with pytest.raises(ValueError, match="workspace and project_name must be provided"):
        APIExperiment()
    monkeypatch.setenv("COMET_WORKSPACE", "configured")
    made = APIExperiment()
    assert (made.workspace, made.project_name) == ("configured", "general")
    assert made.name == "fake_name_1"


def test_metadata_needs_an_api(session: Session) -> None:
    import comet_ml

    with pytest.raises(ValueError, match="need APIExperiment"):
        comet_ml.APIExperiment(metadata={})
    found = comet_ml.APIExperiment(
        metadata={"experimentKey": "k"}, api=comet_ml.API(), workspace="ignored"
    )
    assert (found.id, found.workspace) == ("k", None)


def test_offline_experiment_is_not_on_the_server(session: Session) -> None:
    import comet_ml

    experiment = comet_ml.OfflineExperiment()
    experiment.end()
    assert served.read(experiment.id) is None
    assert any("offline" in problem.message for problem in session.problems)


def test_json_has_everything_on_demand(run: Any) -> None:
    short, full = run.to_json(), run.to_json(full=True)
    assert (short["id"], short["name"], short["archived"]) == (run.id, "one", False)
    assert short.items() <= full.items()
    assert (full["tags"], full["html"]) == (["good"], "<b>hi</b>")
    assert len(full["metrics"]) == 3


def test_state_follows_the_experiment(session: Session) -> None:
    import comet_ml

    experiment = comet_ml.Experiment()
    assert served.read(experiment.id).get_state() == "running"
    experiment.end()
    run = served.read(experiment.id)
    assert run.get_state() == "finished"
    run.set_state("crashed")
    assert run.get_state() == "crashed"
    with pytest.raises(ValueError, match="Unsupported experiment state value"):
        run.set_state("odd")


def test_views_are_kept(run: Any) -> None:
    from fake_comet.sdk.api.views import View

    run.create_view(View(name="v", v2={"experimentKey": "other", "x": 1}))
    saved = run.create_view(View(name="v", chart_state="{}"))
    assert run.get_views() == [saved]
    assert (saved.experiment_key, saved.v2) == (run.id, None)


def test_nothing_is_displayed(run: Any) -> None:
    assert run.display() is None
    assert run.display_project() is None
