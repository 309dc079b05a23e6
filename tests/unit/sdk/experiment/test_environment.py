from __future__ import annotations

from typing import Any

import pytest

import fake_comet
from fake_comet.recording.records import Details
from fake_comet.sdk.experiment import environment
from fake_comet.sdk.experiment.environment import parse_arguments


@pytest.mark.parametrize(
    ("arguments", "parameters"),
    [
        (["--lr", "0.1", "-v"], {"lr": 0.1, "v": True}),
        (["--a=1", "--b=[1, 2]", "c=x"], {"a": 1, "b": [1, 2], "c": "x"}),
        (["--flag", "--other"], {"flag": True, "other": True}),
        (["x", "y"], {"run_arg_0": "x", "run_arg_1": "y"}),
        (["=5", "y"], {"run_arg_0": "=5", "run_arg_1": "y"}),
        (["x"], {}),
        (["--", ""], {}),
        ([], {}),
    ],
)
def test_arguments_are_guessed_as_the_sdk_does(
    arguments: list[str], parameters: dict[str, Any]
) -> None:
    assert parse_arguments(arguments) == parameters


def _details(method: str) -> list[Details]:
    with fake_comet.activate(strict=False) as session:
        import comet_ml

        getattr(comet_ml.start(), method)()
    return list(session.experiment.of_type(Details))


def test_python_packages_are_listed() -> None:
    (packages,) = _details("set_pip_packages")
    assert any(line.startswith("pytest==") for line in packages.value)


def test_system_packages_are_read_from_dpkg(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    status = tmp_path / "status"
    status.write_text("Package: b\nStatus: ok\nVersion: 2\n\nPackage: a\nVersion: 1\n")
    monkeypatch.setattr(environment, "_DPKG", status)
    (packages,) = _details("set_os_packages")
    assert packages.value == ["a=1", "b=2"]


def test_system_without_dpkg_lists_nothing(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "_DPKG", tmp_path / "missing")
    assert _details("set_os_packages") == []
