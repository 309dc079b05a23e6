from __future__ import annotations

from pathlib import Path

import pytest

import fake_comet
from fake_comet.sdk.config import get_config
from fake_comet.sdk.config_sources import ConfigurationError, ParseError, write_setting


@pytest.fixture(autouse=True)
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("work", "home", "other"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return tmp_path


INI = "[comet]\nworkspace = from-file\n"


@pytest.mark.parametrize("place", ["work", "home"])
def test_file_that_was_there_before_the_session_is_ignored(places: Path, place: str) -> None:
    (places / place / ".comet.config").write_text(INI)
    with fake_comet.activate():
        assert get_config("comet.workspace") is None


@pytest.mark.parametrize("place", ["work", "home"])
def test_file_that_the_test_writes_counts(places: Path, place: str) -> None:
    with fake_comet.activate():
        (places / place / ".comet.config").write_text(INI)
        assert get_config("comet.workspace") == "from-file"


def test_file_that_was_there_and_is_rewritten_counts(places: Path) -> None:
    file = places / "work" / ".comet.config"
    file.write_text("[comet]\n")
    with fake_comet.activate():
        file.write_text(INI)
        assert get_config("comet.workspace") == "from-file"


def test_file_of_a_folder_that_the_test_enters_counts(
    places: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (places / "other" / ".comet.config").write_text(INI)
    with fake_comet.activate():
        monkeypatch.chdir(places / "other")
        assert get_config("comet.workspace") == "from-file"


def test_file_that_the_test_names_counts(places: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (places / "other" / ".comet.config").write_text(INI)
    with fake_comet.activate():
        monkeypatch.setenv("COMET_CONFIG", str(places / "other"))
        assert get_config("comet.workspace") == "from-file"


def test_variable_beats_env_file_beats_ini_file(
    places: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with fake_comet.activate():
        (places / "work" / ".comet.config").write_text(INI)
        assert get_config("comet.workspace") == "from-file"
        (places / "work" / ".env").write_text("# words\nCOMET_WORKSPACE='from-env-file'\n")
        assert get_config("comet.workspace") == "from-env-file"
        monkeypatch.setenv("COMET_WORKSPACE", "variable")
        assert get_config("comet.workspace") == "variable"


def test_comments_and_nested_sections_of_an_ini_file_are_understood(places: Path) -> None:
    text = "# words\n[comet]\nworkspace = w # why\n[[logging]]\nfile = x.log\n"
    with fake_comet.activate():
        (places / "work" / ".comet.config").write_text(text)
        assert get_config("comet.workspace") == "w"
        assert get_config("comet.logging.file") == "x.log"


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [
        (".comet.config", "oops", ParseError),
        (".env", "oops", ConfigurationError),
        (".env", "1x=2", ConfigurationError),
    ],
)
def test_damaged_file_is_an_error(
    places: Path, name: str, text: str, error: type[Exception]
) -> None:
    with fake_comet.activate():
        (places / "work" / name).write_text(text)
        with pytest.raises(error, match="line 1"):
            get_config()


def test_writing_a_setting_leaves_the_rest_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "c"
    file.write_text("[comet]\napi_key = old\nworkspace = w\n[other]\nx = 1\n")
    write_setting(str(file), "comet", {"api_key": "new"})
    expected = "[comet]\nworkspace = w\napi_key = new\n[other]\nx = 1\n"
    assert file.read_text() == expected
