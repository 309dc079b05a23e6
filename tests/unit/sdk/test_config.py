from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import fake_comet
from fake_comet.sdk.config import InvalidValueError, get_config, get_display_summary_level
from fake_comet.session import Session


@pytest.fixture(autouse=True)
def session() -> Iterator[Session]:
    with fake_comet.activate(strict=False) as made:
        yield made


@pytest.mark.parametrize(
    ("setting", "text", "value"),
    [
        ("comet.workspace", " w ", "w"),
        ("comet.timeout.http", "7", 7),
        ("comet.auto_log.code", "off", False),
        ("comet.start.experiment_tags", "a, b", ["a", "b"]),
        ("comet.keras.histogram_activation_index_list", "1,2", [1, 2]),
        ("comet.message_batch.metric_interval", "0.5", 0.5),
    ],
)
def test_variable_is_read_as_the_type_of_its_setting(
    setting: str, text: str, value: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(setting.upper().replace(".", "_"), text)
    assert get_config(setting) == value


def test_setting_that_nobody_made_has_its_default() -> None:
    assert get_config("comet.timeout.http") == 10


def test_argument_beats_what_is_configured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMET_WORKSPACE", "configured")
    assert get_config().get_string("given", "comet.workspace") == "given"


def test_default_of_the_call_beats_that_of_the_setting() -> None:
    assert get_config().get_int(None, "comet.timeout.http", 99) == 99


def test_setting_made_on_one_object_stays_there() -> None:
    config = get_config()
    config["comet.workspace"] = "here"
    assert config["comet.workspace"] == "here"
    assert get_config("comet.workspace") is None


def test_unknown_setting_is_a_key_error() -> None:
    with pytest.raises(KeyError, match=r"comet\.nope"):
        get_config("comet.nope")


def test_text_of_the_wrong_type_names_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMET_START_ONLINE", "maybe")
    with pytest.raises(InvalidValueError, match="COMET_START_ONLINE requires a value parseable"):
        get_config("comet.start.online")


def test_old_name_of_a_setting_still_works_and_is_a_problem(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMET_AUTO_LOG_WEIGHTS", "1")
    names = ("comet.auto_log.weights", "comet.auto_log.histogram_weights")
    assert get_config().get_deprecated_bool(None, names[0], False, names[1], False) is True
    assert [problem.kind for problem in session.problems] == ["deprecated"]


def test_new_name_of_a_setting_beats_the_old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMET_AUTO_LOG_WEIGHTS", "1")
    monkeypatch.setenv("COMET_AUTO_LOG_HISTOGRAM_WEIGHTS", "0")
    names = ("comet.auto_log.weights", "comet.auto_log.histogram_weights")
    assert get_config().get_deprecated_bool(None, names[0], False, names[1], False) is False


def test_summary_level_that_is_no_number_is_one(session: Session) -> None:
    assert get_display_summary_level("x", get_config()) == 1
    assert [problem.kind for problem in session.problems] == ["value-altered"]


def test_home_is_expanded_in_paths(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/somewhere")
    assert get_config().get_comet_offline_directory("~/x") == "/somewhere/x"


def test_running_experiment_of_the_config_module_is_live() -> None:
    import comet_ml

    assert comet_ml.config.experiment is None
    made = comet_ml.start()
    assert comet_ml.config.experiment is made
    comet_ml.config.experiment = None
    assert comet_ml.get_running_experiment() is None
    made.end()
