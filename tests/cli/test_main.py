"""``fake-comet`` itself: help, version and wrong commands."""

from __future__ import annotations

import pytest

import fake_comet
from fake_comet.cli import main


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (["--help"], "run a Python script or module under the fake"),
        (["run", "--help"], "fake-comet run [-h] [--engine ENGINE]"),
        (["show", "--help"], "Print what saved recordings and offline archives hold"),
        (["diff", "--help"], "exit codes: 0 they are equal, 1 they differ, 2 misuse"),
        (["export", "--help"], "(default: KEY.zip here)"),
        (["--version"], f"fake-comet {fake_comet.__version__}"),
    ],
)
def test_help_is_shown(
    arguments: list[str], shown: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 0
    assert shown in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["no-such-command"], ["show"], ["--no-such-option"]])
def test_misuse_gives_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err.startswith("usage: fake-comet")
