from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import fake_comet
from fake_comet.sdk.config import get_config, save
from fake_comet.session import Session


@pytest.fixture(autouse=True)
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.chdir(tmp_path)
    with fake_comet.activate(strict=False) as made:
        yield made


def test_saved_settings_are_found_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save(directory=str(tmp_path), workspace="w", logging_file="x.log")
    assert get_config("comet.workspace") == "w"
    assert get_config("comet.logging.file") == "x.log"
    assert capsys.readouterr().out.endswith(" done!\n")


def test_file_is_overwritten_only_when_forced(tmp_path: Path, session: Session) -> None:
    save(directory=str(tmp_path), workspace="one")
    save(directory=str(tmp_path), workspace="two")
    assert get_config("comet.workspace") == "one"
    assert [problem.kind for problem in session.problems] == ["nothing-logged"]
    save(directory=str(tmp_path), workspace="two", force=True)
    assert get_config("comet.workspace") == "two"
    assert "one" in (tmp_path / ".comet.config.bak").read_text()


def test_file_may_be_kept_when_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(directory=str(tmp_path), workspace="one")
    monkeypatch.setattr("builtins.input", lambda question: "no")
    get_config().save(str(tmp_path), force=True, _prompt_user_confirmation=True)
    assert get_config("comet.workspace") == "one"


def test_all_settings_can_be_saved_as_comments(tmp_path: Path) -> None:
    get_config().save(str(tmp_path), save_all=True)
    assert "# workspace = ..." in (tmp_path / ".comet.config").read_text()


def test_saving_what_is_no_setting_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="'nope' is not a valid config key"):
        get_config().save(str(tmp_path), nope=1)


def test_misspelt_setting_is_a_problem_that_names_similar_ones(session: Session) -> None:
    get_config()._set_settings({"workspac": "x", "nonsense": 1, "api_key": 5})
    kinds = [problem.kind for problem in session.problems]
    assert kinds == ["unknown-setting", "unknown-setting", "invalid-argument"]
    assert "['workspace']" in session.problems[0].message


def test_settings_can_go_into_the_environment() -> None:
    get_config()._set_settings({"logging_file": "x.log"}, environ=True)
    assert os.environ["COMET_LOGGING_FILE"] == "x.log"


def test_display_shows_what_is_not_the_default(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMET_WORKSPACE", "w")
    get_config().display()
    assert "workspace = w" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("setting", "value", "reason"),
    [
        ("comet.api_key", "", "invalid value"),
        (
            "comet.api_key",
            5,
            "value is wrong type for setting; type `int` given but type `str` expected",
        ),
        (
            "comet.keras.histogram_activation_index_list",
            ["a"],
            "not all values in list are integers",
        ),
        ("comet.nope", 1, "unsupported configuration option"),
        ("comet.api_key", "x", None),
    ],
)
def test_value_is_checked(setting: str, value: object, reason: str | None) -> None:
    assert get_config().validate_value(setting, value).failure_reason == reason
