import subprocess
import sys
from pathlib import Path

import pytest

from fake_comet.errors import Misuse
from fake_comet.replay import environment_for
from fake_comet.replay.environments import cache


@pytest.fixture
def commands(tmp_path, monkeypatch):
    """The commands that would make an environment, none of which is run."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    run = []

    def note(command, **options):
        run.append([Path(part).name for part in command])
        if "venv" in command:
            Path(command[-1]).mkdir(parents=True)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(subprocess, "run", note)
    return run


def test_a_python_that_is_given_is_taken(commands):
    found = environment_for(f"3.58.8={sys.executable}")
    assert (found.version, found.python) == ("3.58.8", Path(sys.executable))
    assert commands == []


def test_an_environment_is_made_once_and_kept(commands, tmp_path):
    python = environment_for("3.47.6").python
    assert environment_for("3.47.6").python == python
    assert tmp_path / "fake-comet" / "sdk" in python.parents
    assert [command[:4] for command in commands] == [
        [Path(sys.executable).name, "-m", "venv", commands[0][3]],
        ["python", "-m", "pip", "install"],
    ]
    assert "comet_ml==3.47.6" in commands[1]


def test_one_that_was_not_completed_is_made_again(commands):
    environment_for("3.47.6")
    next(cache().glob("*/complete")).unlink()
    environment_for("3.47.6")
    assert len(commands) == 4


def test_the_cache_is_that_of_the_user(monkeypatch):
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    assert cache() == Path.home() / ".cache" / "fake-comet" / "sdk"


def test_what_pip_says_is_told(commands, monkeypatch):
    def fail(command, **options):
        return subprocess.CompletedProcess(command, 1, "", "a\nb\nno such version\n")

    monkeypatch.setattr(subprocess, "run", fail)
    with pytest.raises(Misuse, match=r"comet_ml 9\.9 cannot be made:\na\nb\nno such version"):
        environment_for("9.9")


@pytest.mark.parametrize(
    ("wanted", "said"),
    [("newest", "takes versions as 3.47.6"), ("3.1=/none", "--sdk 3.1=/none: there is no /none")],
)
def test_what_is_no_environment_is_told(wanted, said):
    with pytest.raises(Misuse, match=said):
        environment_for(wanted)
