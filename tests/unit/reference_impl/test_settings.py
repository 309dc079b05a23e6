from __future__ import annotations

import pytest

from reference_impl import settings


def test_unset_variables_have_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COMET_X", raising=False)
    assert settings.text("COMET_X", "a") == "a"
    assert settings.whole_number("COMET_X", 1) == 1
    assert settings.number("COMET_X", 0.5) == 0.5
    assert settings.switch("COMET_X", True) is True
    assert settings.legacy_switch("COMET_X", True) is True


@pytest.mark.parametrize(
    ("value", "current", "legacy"),
    [
        ("true", True, True),
        ("TRUE", True, True),
        ("1", True, False),
        ("yes", True, False),
        ("on", True, False),
        ("y", True, False),
        ("t", True, False),
        (" True\n", True, False),
        ("", False, False),
        ("no", False, False),
        ("0", False, False),
        ("truth", False, False),
    ],
)
def test_switches_know_their_words(
    value: str, current: bool, legacy: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMET_X", value)
    assert settings.switch("COMET_X", not current) is current
    assert settings.legacy_switch("COMET_X", not legacy) is legacy


@pytest.mark.parametrize("value", ["x", "", "1.5"])
def test_a_wrong_whole_number_is_named(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMET_X", value)
    with pytest.raises(ValueError, match=f"COMET_X is '{value}', but it has to be a whole number"):
        settings.whole_number("COMET_X", 1)


@pytest.mark.parametrize("value", ["x", "", "1,5"])
def test_a_wrong_number_is_named(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMET_X", value)
    with pytest.raises(ValueError, match=f"COMET_X is '{value}', but it has to be a number"):
        settings.number("COMET_X", 1)


@pytest.mark.parametrize(
    ("world_size", "rank", "main"),
    [
        (None, None, True),
        (None, "1", True),
        ("1", "1", True),
        ("2", None, True),
        ("2", "-1", True),
        ("2", "0", True),
        ("2", "1", False),
    ],
)
def test_rank_counts_in_a_group_only(
    world_size: str | None, rank: str | None, main: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("WORLD_SIZE", world_size), ("RANK", rank)):
        monkeypatch.delenv(name, raising=False)
        if value is not None:
            monkeypatch.setenv(name, value)
    assert settings.is_main_process() is main
