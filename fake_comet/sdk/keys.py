"""API keys and experiment keys: where they come from, what they may look like."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from fake_comet.sdk import config_messages as messages
from fake_comet.sdk.config_map import (
    COMET_URL_OVERRIDE_CONFIG_KEY,
    DEFAULT_COMET_URL_OVERRIDE,
    DEFAULT_COMET_URL_OVERRIDE_PATH,
)
from fake_comet.sdk.state import state
from fake_comet.sdk.values import to_text
from fake_comet.sdk.voice import say
from fake_comet.session import current


class ApiKey(NamedTuple):
    """An API key and the server that it names after a ``*``, if it does."""

    text: str
    base_url: str | None = None


def parse_api_key(text: str | None) -> ApiKey | None:
    """The key in a text; None for an empty text or one of too many parts."""
    if text is None or len(text) == 0:
        return None
    key, *attributes = text.split("*")
    if not attributes:
        return ApiKey(text)
    if len(attributes) > 1:
        count = len(attributes) + 1
        _say_key("invalid-argument", messages.KEY_WITH_TOO_MANY_PARTS, count, text)
        return None
    if not attributes[0]:
        shown = messages.KEY_WITHOUT_ATTRIBUTES % text
        _say_key("invalid-argument", shown)
        return ApiKey(key)
    coded = attributes[0].rstrip("=")
    decoded = base64.b64decode(coded + "=" * (-len(coded) % 4), validate=True)
    return ApiKey(text, json.loads(decoded).get("baseUrl"))


def _say_key(kind: str, template: str, *args: object) -> None:
    say(kind, template, *args, logger="api_key.comet_api_key")


def get_api_key(api_key: str | None, config: Any) -> str | None:
    """The API key given or configured; it also decides which server is used."""
    key = parse_api_key(config["comet.api_key"] if api_key is None else api_key)
    if key is None:
        return None
    configured = config[COMET_URL_OVERRIDE_CONFIG_KEY]
    if not configured:
        named = key.base_url
        state().url_override = named and urljoin(named, DEFAULT_COMET_URL_OVERRIDE_PATH)
    elif key.base_url is not None and key.base_url != _root(configured):
        template, servers = messages.SERVERS_DIFFER, (_root(configured), key.base_url)
        say("sdk-warning", template, *servers, logger="config.config_api")
    state().last_api_key = key.text
    return key.text


def get_last_returned_api_key() -> str | None:
    """The API key that was looked up last."""
    return state().last_api_key


def discard_api_key(api_key: str | None) -> None:
    """Show that key in the log again; fake-comet's log hides none."""


def masked_api_key(api_key: str | None) -> str | None:
    """An API key as messages show it: its first five letters."""
    if api_key is None or len(api_key) < 5:
        return api_key
    return api_key[:5] + "*" * (len(api_key) - 5)


def get_comet_url_override(config: Any) -> str:
    """The address of the server's API."""
    if config is None:
        from fake_comet.sdk.config import get_config

        config = get_config()
    configured = config[COMET_URL_OVERRIDE_CONFIG_KEY]
    return str(configured or state().url_override or DEFAULT_COMET_URL_OVERRIDE)


def get_backend_address(config: Any = None) -> str:
    """The same, ending with a slash."""
    return get_comet_url_override(config).rstrip("/") + "/"


def get_comet_root_url(config: Any = None) -> str:
    """The address of the server's pages."""
    return _root(get_backend_address(config))


def get_optimizer_address(config: Any) -> str:
    """The address of the server's optimizer."""
    configured = config["comet.optimizer_url"]
    return f"{configured or get_comet_root_url(config) + '/optimizer'}".rstrip("/") + "/"


def _root(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def get_experiment_key(user_input: str | bytes | dict[str, Any] | None) -> str:
    """An experiment key: always the same one for the same input, a fresh one for None."""
    if user_input is None:
        return current().determinism.new_key()
    return hashlib.sha1(_as_text(user_input).encode("utf-8")).hexdigest()


def _as_text(user_input: Any) -> str:
    if isinstance(user_input, bytes):
        return user_input.decode("utf-8")
    if not isinstance(user_input, Mapping):
        return str(user_input)
    try:
        return json.dumps(user_input, sort_keys=True)
    except TypeError:
        return str({key: to_text(value) for key, value in user_input.items()})


def is_valid_experiment_key(experiment_key: object) -> bool:
    """Whether it is a text of 32 to 50 letters and digits."""
    return (
        isinstance(experiment_key, str)
        and experiment_key.isalnum()
        and 32 <= len(experiment_key) <= 50
    )
