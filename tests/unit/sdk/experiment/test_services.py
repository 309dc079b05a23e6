from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import fake_comet
from fake_comet.session import Session


@pytest.fixture(autouse=True)
def session() -> Iterator[Session]:
    with fake_comet.activate(strict=False) as made:
        yield made


@pytest.fixture
def online(session: Session) -> Any:
    import comet_ml

    return comet_ml.Experiment()


@pytest.fixture
def offline(session: Session) -> Any:
    import comet_ml

    return comet_ml.OfflineExperiment()


def callback(experiment: Any) -> None:
    """Do nothing."""


def test_notification_is_sent_as_json(session: Session, online: Any) -> None:
    online.send_notification("t", "s", {"a": object()})
    (mail,) = session.experiment.notifications
    data = {"a": "object is not JSON serializable"}
    assert (mail.title, mail.status, mail.additional_data) == ("t", "s", data)


def test_notification_offline_is_a_problem(session: Session, offline: Any) -> None:
    offline.send_notification("t")
    assert [problem.kind for problem in session.problems] == ["online-only"]


def test_callback_is_registered_once_by_its_name(online: Any) -> None:
    online.register_callback(callback)
    with pytest.raises(Exception, match="The callback name 'callback' is already taken"):
        online.register_callback(callback)
    online.unregister_callback(callback)
    assert online.rpc_callbacks == {}


def test_callback_needs_the_experiment_as_argument(session: Session, online: Any) -> None:
    online.register_callback(len)
    assert online.rpc_callbacks == {}
    assert [problem.kind for problem in session.problems] == ["invalid-argument"]


def test_dead_experiment_registers_no_callback(session: Session) -> None:
    import comet_ml

    comet_ml.Experiment(disabled=True).register_callback(callback)
    assert "nothing-logged" in {problem.kind for problem in session.problems}


def test_lambda_is_no_callback(online: Any) -> None:
    with pytest.raises(Exception, match="Lambda are not supported"):
        online.register_callback(lambda experiment: None)


@pytest.mark.parametrize(
    ("method", "args"),
    [
        ("create_symlink", ("p",)),
        ("register_callback", (callback,)),
        ("display", ()),
        ("display_project", ()),
        ("get_hf_dataset", ("d",)),
    ],
)
def test_online_only_methods_are_refused_offline(offline: Any, method: str, args: Any) -> None:
    with pytest.raises(NotImplementedError):
        getattr(offline, method)(*args)


def test_display_opens_no_browser(online: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("a browser was opened")

    monkeypatch.setattr("webbrowser.open", refuse)
    assert online.display(tab="charts") is None
    assert online.display_project() is None


def test_address_of_a_tab(online: Any, caplog: pytest.LogCaptureFixture) -> None:
    assert online._get_experiment_url("charts") == f"{online.url}?experiment-tab=chart"
    assert online._get_experiment_url("nope") == online.url
    assert "tab must be one of" in caplog.text


def test_dataset_is_downloaded_once_and_listed(online: Any, tmp_path: Any) -> None:
    import comet_ml

    artifact = comet_ml.Artifact("d", "dataset")
    artifact.add(__file__, logical_path="train/a.py")
    online.log_artifact(artifact)
    found = online.get_hf_dataset("d", download_directory=str(tmp_path))
    assert found == [str(tmp_path / "d" / "1.0.0" / "train" / "a.py")]
    assert online.get_hf_dataset("d", download_directory=str(tmp_path)) == found


def test_early_stopping_is_never_asked_for(online: Any) -> None:
    assert online.stop_early(3) is False
    online.disable_mp()
    assert online.disabled_monkey_patching is True
