from __future__ import annotations

from typing import Any

import pytest

import fake_comet
from fake_comet.sdk.exceptions import CometRestApiException, NotFound
from fake_comet.session import Session
from tests.support import served


def test_api_needs_a_key() -> None:
    with fake_comet.activate(api_key=None):
        import comet_ml

        with pytest.raises(ValueError, match="requires an api_key"):
            comet_ml.API()
        assert comet_ml.API(api_key="given").api_key == "given"


@pytest.mark.parametrize("method", ["get_projects", "get_registry_model_names"])
def test_wrong_arguments_are_told_of_as_by_the_real_class(api: Any, method: str) -> None:
    with pytest.raises(TypeError, match=rf"^API\.{method}\(\) got an unexpected keyword"):
        getattr(api, method)(nonsense=1)
    assert getattr(api, method).__qualname__ == f"API.{method}"


def test_path_leads_to_everything(api: Any) -> None:
    run = served.log_run()
    assert api.get() == ["default", "ws"]
    assert api.get("ws") == ["proj"]
    assert [found.id for found in api.get("ws/proj")] == [run.id]
    assert api.get("ws/proj/one").id == api.get("ws", "proj", run.id).id == run.id
    assert api.get("ws", "proj/one").id == run.id


def test_path_to_nothing_is_told_of(api: Any, session: Session) -> None:
    served.log_run()
    assert api.get("ws/proj/nope") is None
    assert session.problems[-1].message.startswith("Could not find an experiment")


@pytest.mark.parametrize(
    ("parts", "message"),
    [(("ws/proj", "proj"), "in workspace name"), (("ws", "proj/one", "one"), "in project name")],
)
def test_part_given_twice_is_refused(api: Any, parts: tuple[str, ...], message: str) -> None:
    with pytest.raises(SyntaxError, match=message):
        api.get(*parts)


def test_experiments_are_found_by_key_and_name(api: Any, session: Session) -> None:
    run = served.log_run()
    again = served.log_run()
    assert api.get_experiment_by_key(run.id).id == run.id
    assert api.get_experiment_by_key("nope") is None
    assert api.get_experiment_by_id(run.id).id == run.id
    assert api.get_experiment("ws", "proj", "one").id == again.id
    assert api.get_archived_experiment("ws", "proj", run.id).id == run.id
    assert "deprecated" in [problem.kind for problem in session.problems]


def test_experiments_of_a_workspace_are_those_of_all_projects(api: Any) -> None:
    import comet_ml

    served.log_run()
    comet_ml.Experiment(workspace="ws", project_name="other").end()
    assert {found.project_name for found in api.get_experiments("ws")} == {"proj", "other"}


def test_experiments_without_a_place_are_in_the_default_one(api: Any) -> None:
    import comet_ml

    experiment = comet_ml.Experiment()
    (found,) = api.get_experiments(api.get_default_workspace(), "general")
    assert found.id == experiment.id


def test_experiments_are_filtered_by_pattern(api: Any) -> None:
    runs = [served.log_run(name) for name in ("first", "second")]
    assert [found.name for found in api.get_experiments("ws", "proj", "sec.*")] == ["second"]
    (found,) = api.gen_experiments("ws", "proj", runs[0].id[:10])
    assert found.name == "first"
    with pytest.raises(ValueError, match="Must provide project_name"):
        api.get_experiments("ws", pattern="x")


def test_experiments_come_in_pages_and_in_order(api: Any) -> None:
    names = ["a", "b", "c"]
    for name in names:
        served.log_run(name)

    def page(**options: Any) -> list[str]:
        return [found.name for found in api.get_experiments("ws", "proj", **options)]

    assert page(page=2, page_size=2) == ["c"]
    assert page(sort_by="startTime", sort_order="desc") == names[::-1]
    assert page(sort_by="endTime") == names
    with pytest.raises(CometRestApiException, match="start at 1"):
        page(page=0, page_size=1)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"page": 1}, "page_size is required"),
        ({"sort_by": "name"}, "sort_by must be"),
        ({"sort_order": "up"}, "sort_order must be"),
        ({"page": 1, "page_size": 1, "sort_by": "endTime"}, "sort_order is required"),
    ],
    ids=["page", "by", "order", "all"],
)
def test_pages_without_sense_are_refused(api: Any, options: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        api.get_experiments("ws", "proj", **options)


def test_unknown_project_is_not_found(api: Any) -> None:
    with pytest.raises(NotFound, match="No such project: ws/nope"):
        api.get_experiments("ws", "nope")


def test_archive_and_restore(api: Any) -> None:
    run = served.log_run()
    api.archive_experiments([run.id])
    assert api.get_experiments("ws", "proj") == []
    assert [found.id for found in api.get_archived_experiments("ws", "proj")] == [run.id]
    api.restore_experiment(run.id)
    assert len(api.get_experiments("ws")) == 1


def test_deleted_experiment_is_gone_from_the_server_only(api: Any, session: Session) -> None:
    run = served.log_run()
    api.delete_experiments([run.id])
    assert api.get_experiment_by_key(run.id) is None
    assert session.experiment.key == run.id


def test_stopped_experiment_is_finished_on_the_server(api: Any) -> None:
    import comet_ml

    experiment = comet_ml.Experiment()
    api.stop_experiment(experiment.id)
    assert served.read(experiment.id).get_state() == "finished"
    assert experiment.alive


def test_moved_experiments_are_elsewhere(api: Any, session: Session) -> None:
    run, linked = served.log_run(), served.log_run("two")
    api.create_project("ws", "new")
    assert api.move_experiments([run.id], "ws", "new").status_code == 200
    api.move_experiments([linked.id], "ws", "new", symlink=True)
    assert {found.id for found in api.get_experiments("ws", "new")} == {run.id, linked.id}
    assert [found.id for found in api.get_experiments("ws", "proj")] == [linked.id]
    assert session.experiments[0].project_name == "new"


def test_cache_can_be_asked_for_but_does_nothing(api: Any, session: Session) -> None:
    import comet_ml

    assert api.use_cache() is True
    api.use_cache(False)
    assert api.use_cache() is False
    api.do_not_cache("x")
    api.clear_cache()
    api.update_cache()
    assert session.problems[-1].kind == "deprecated"
    with pytest.raises(Exception, match="does not have cache"):
        api.do_cache("x")
    comet_ml.API(cache=True).do_cache("x")


def test_client_for_signing_up_is_refused(session: Session) -> None:
    import comet_ml

    with pytest.raises(NotImplementedError, match="--comet-engine=sdk"):
        comet_ml.get_comet_api_client()
