from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import fake_comet
from fake_comet.sdk import login as module
from fake_comet.sdk.config import get_config
from fake_comet.session import Session

KEY = "x" * 25


@pytest.fixture(autouse=True)
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setenv("HOME", str(tmp_path))
    with fake_comet.activate(strict=False, api_key=None) as made:
        yield made


def test_key_is_saved_in_the_folder_of_the_session(session: Session, tmp_path: Path) -> None:
    module.login(api_key=KEY)
    assert get_config("comet.api_key") == KEY
    assert (session.folder / ".comet.config").read_text() == f"[comet]\napi_key = {KEY}\n"
    assert list(tmp_path.iterdir()) == []


def test_key_is_saved_at_home_when_the_test_moved_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = tmp_path / "moved"
    moved.mkdir()
    monkeypatch.setenv("HOME", str(moved))
    module.login(api_key=KEY)
    assert KEY in (moved / ".comet.config").read_text()
    assert get_config("comet.api_key") == KEY


def test_key_is_saved_in_the_folder_that_is_named(tmp_path: Path) -> None:
    named = tmp_path / "named"
    named.mkdir()
    module.login(directory=str(named), api_key=KEY)
    assert KEY in (named / ".comet.config").read_text()


def test_further_settings_go_into_the_environment() -> None:
    module.login(api_key=KEY, project_name="p")
    assert os.environ["COMET_PROJECT_NAME"] == "p"


def test_configured_key_is_not_saved(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMET_API_KEY", KEY)
    module.login()
    assert not (session.folder / ".comet.config").exists()


def test_key_of_too_many_parts_is_a_problem(session: Session) -> None:
    module.login(api_key="a*b*c")
    assert {problem.kind for problem in session.problems} == {"invalid-argument"}
    assert get_config("comet.api_key") is None


def test_anonymous_login_makes_a_key_up() -> None:
    module.login(anonymous=True)
    assert len(get_config("comet.api_key")) == 25


def test_key_is_asked_for_in_an_interactive_interpreter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.ps1", ">>> ", raising=False)
    monkeypatch.setattr("getpass.getpass", lambda question: f" '{KEY}' ")
    module.login()
    assert get_config("comet.api_key") == KEY


def test_folder_that_cannot_be_written_is_a_problem(session: Session, tmp_path: Path) -> None:
    module.login(directory=str(tmp_path / "missing"), api_key=KEY)
    assert [problem.kind for problem in session.problems] == ["call-failed"]


def test_old_name_is_deprecated(session: Session) -> None:
    module.init(api_key=KEY)
    assert [problem.kind for problem in session.problems] == ["deprecated"]


def test_own_server_is_asked_for_and_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builtins.input", lambda question: "https://own.example/clientlib/")
    monkeypatch.setattr("getpass.getpass", lambda question: KEY)
    module.init_onprem()
    assert get_config("comet.url_override") == "https://own.example/clientlib/"
    assert get_config("comet.api_key") == KEY
