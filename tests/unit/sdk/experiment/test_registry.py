from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from fake_comet.recording.records import RegisteredModel
from tests.support import logged


@pytest.fixture
def experiment() -> Iterator[Any]:
    with logged.experiment() as made:
        made.log_model("m", io.BytesIO(b"x"), file_name="w")
        yield made


def _registered(experiment: Any) -> list[RegisteredModel]:
    records = experiment._recorder.records
    return [record for record in records if isinstance(record, RegisteredModel)]


def test_model_is_registered_under_its_name(experiment: Any) -> None:
    experiment.register_model("m")
    (model,) = _registered(experiment)
    assert model.name == "m"
    assert model.fields == {"experimentModelName": "m", "registryModelName": "m"}


def test_version_is_registered_with_all_that_is_given(experiment: Any) -> None:
    tags = ["a"]
    experiment.register_model(
        "m", "1.0.0", registry_name="R", tags=tags, status="P", public=True, metadata={"a": 1}
    )
    tags.append("b")
    assert _registered(experiment)[0].fields == {
        "experimentModelName": "m",
        "registryModelName": "R",
        "version": "1.0.0",
        "tags": ["a"],
        "status": "P",
        "publicModel": True,
        "metadata": {"a": 1},
    }


def test_model_must_have_been_logged(experiment: Any) -> None:
    with pytest.raises(ValueError, match="There must be log_model call for other"):
        experiment.register_model("other")


def test_remote_model_can_be_registered(experiment: Any) -> None:
    experiment.log_remote_model("far", "s3://b/k", sync_mode=False)
    experiment.register_model("far")
    assert len(_registered(experiment)) == 1


def test_arguments_are_checked_in_the_sdks_order(experiment: Any) -> None:
    experiment.register_model("m", version=1, tags="x", sync="q", timeout="t")
    assert _registered(experiment) == []
    messages = [problem.message for problem in experiment._recorder.problems()]
    assert messages == [
        f"Experiment.register_model: parameter {name!r} must be of type(s) {wanted} or None "
        f"but {given!r} was given"
        for name, wanted, given in (
            ("version", "'str'", "int"),
            ("tags", "'list'", "str"),
            ("sync", "'bool'", "str"),
            ("timeout", "['float', 'int']", "str"),
        )
    ]


@pytest.mark.parametrize(
    ("configuration", "error"),
    [
        ({}, ValueError),
        ({"comment": "c"}, ValueError),
        ({"status": "P", "status_configuration_items": [{"key": "a"}]}, KeyError),
    ],
)
def test_status_configuration_is_checked(
    experiment: Any, configuration: Any, error: type[Exception]
) -> None:
    with pytest.raises(error):
        experiment.register_model("m", status_configuration=configuration)


def test_status_configuration_is_recorded(experiment: Any) -> None:
    items = [{"key": "a", "value": "b"}]
    configuration = {"status": "P", "status_configuration_items": items}
    experiment.register_model("m", status_configuration=configuration)
    assert _registered(experiment)[0].fields["statusConfiguration"] == configuration


def test_workspace_and_stages_are_ignored(experiment: Any) -> None:
    experiment.register_model("m", workspace="w", stages=["s"])
    kinds = logged.problem_kinds(experiment)
    assert kinds == ["deprecated", "deprecated", "sdk-note"]


def test_success_is_told_at_the_end(experiment: Any, caplog: pytest.LogCaptureFixture) -> None:
    experiment.register_model("m")
    assert "Successfully registered 'm'" not in caplog.text
    experiment.end()
    assert "Successfully registered 'm', version None" in caplog.text


def test_success_is_told_at_once_to_who_waits(
    experiment: Any, caplog: pytest.LogCaptureFixture
) -> None:
    experiment.register_model("m", sync=True)
    assert "Successfully registered 'm'" in caplog.text


def test_archive_lets_wait_in_vain(caplog: pytest.LogCaptureFixture) -> None:
    with logged.experiment(online=False) as experiment:
        experiment.log_model("m", io.BytesIO(b"x"), file_name="w")
        experiment.register_model("m", sync=True)
        assert len(_registered(experiment)) == 1
    (record,) = [record for record in caplog.records if "register_model" in record.getMessage()]
    assert record.levelno == logging.WARNING
    assert "timeout of 10.0 seconds was exceeded" in record.getMessage()


def test_nothing_is_registered_after_the_end(experiment: Any) -> None:
    experiment.end()
    experiment.register_model("m")
    assert _registered(experiment) == []
