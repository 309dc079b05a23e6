from __future__ import annotations

import base64
import json
from collections.abc import Iterator

import pytest

import fake_comet
from fake_comet.sdk import keys
from fake_comet.sdk.config import get_config
from fake_comet.session import Session

NAMED = "k*" + base64.b64encode(json.dumps({"baseUrl": "https://own.example"}).encode()).decode()


@pytest.fixture(autouse=True)
def session() -> Iterator[Session]:
    with fake_comet.activate(strict=False) as made:
        yield made


def test_same_input_gives_the_same_experiment_key() -> None:
    assert keys.get_experiment_key({"b": 1, "a": 2}) == keys.get_experiment_key({"a": 2, "b": 1})
    assert keys.get_experiment_key(b"a") == keys.get_experiment_key("a")


def test_no_input_gives_a_fresh_experiment_key() -> None:
    assert keys.get_experiment_key(None) != keys.get_experiment_key(None)
    assert keys.is_valid_experiment_key(keys.get_experiment_key(None))


@pytest.mark.parametrize("key", ["a" * 31, "a" * 51, "a" * 31 + "-", 5, None])
def test_experiment_key_has_32_to_50_letters_and_digits(key: object) -> None:
    assert not keys.is_valid_experiment_key(key)


def test_api_key_can_name_its_server() -> None:
    assert keys.get_api_key(NAMED, get_config()) == NAMED
    assert keys.get_backend_address() == "https://own.example/clientlib/"
    assert keys.get_comet_root_url() == "https://own.example"
    assert keys.get_last_returned_api_key() == NAMED


def test_optimizer_is_on_the_server_unless_configured(monkeypatch: pytest.MonkeyPatch) -> None:
    assert keys.get_optimizer_address(get_config()) == "https://www.comet.com/optimizer/"
    monkeypatch.setenv("COMET_OPTIMIZER_URL", "https://own.example/optimizer")
    assert keys.get_optimizer_address(get_config()) == "https://own.example/optimizer/"


def test_configured_server_beats_that_of_the_api_key(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMET_URL_OVERRIDE", "https://configured.example/clientlib")
    keys.get_api_key(NAMED, get_config())
    assert keys.get_comet_root_url() == "https://configured.example"
    assert [problem.kind for problem in session.problems] == ["sdk-warning"]


@pytest.mark.parametrize("odd", [0, 5, True, object()])
def test_api_key_of_another_type_raises_what_the_sdk_raises(odd: object) -> None:
    with pytest.raises(TypeError, match=r"object of type '\w+' has no len\(\)"):
        keys.parse_api_key(odd)  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "key"), [("", None), ("k*", "k"), ("a*b*c", None), ("k", "k")])
def test_odd_api_keys(text: str, key: str | None) -> None:
    assert keys.get_api_key(text, get_config()) == key


def test_api_key_is_masked_in_messages() -> None:
    assert keys.masked_api_key("abcdefgh") == "abcde***"
    assert keys.masked_api_key("abc") == "abc"
