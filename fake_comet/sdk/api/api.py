"""``API``, put together from its families; it asks no server but the session."""

from __future__ import annotations

from typing import Any

from fake_comet.sdk import api_messages as messages
from fake_comet.sdk.api import requests
from fake_comet.sdk.api.panels import PanelMethods
from fake_comet.sdk.api.registry import RegistryMethods
from fake_comet.sdk.asking import asks
from fake_comet.sdk.config import get_config
from fake_comet.sdk.connecting import check_version
from fake_comet.sdk.experiment.naming import name_families
from fake_comet.sdk.keys import get_api_key, get_comet_root_url
from fake_comet.sdk.voice import say


@asks(requests.API)
@name_families
class API(PanelMethods, RegistryMethods):
    """What Comet has, answered from the session's recordings.

    Args:
        cache: kept for ``use_cache``; answers are always new.
    """

    api_key: str | None = None

    def __init__(self, api_key: str | None = None, cache: bool = True, version: str = "v2") -> None:
        self.config = get_config()
        self.api_key = get_api_key(api_key, self.config)
        if self.api_key is None:
            raise ValueError(messages.NO_API_KEY)
        self._cache = cache
        check_version()

    @property
    def server_url(self) -> str:
        """The address of the server."""
        return get_comet_root_url(self.config)

    def use_cache(self, cache: bool | None = None) -> bool | None:
        """Whether answers are kept, or with an argument, whether they shall be."""
        if cache is None:
            return self._cache
        self._cache = cache
        return None

    def do_cache(self, *endpoints: Any) -> None:
        """Nothing: nothing is cached."""
        if not self._cache:
            raise Exception(messages.NO_CACHE)

    def do_not_cache(self, *endpoints: Any) -> None:
        """Nothing: nothing is cached."""

    def clear_cache(self) -> None:
        """Nothing: nothing is cached."""

    def update_cache(self) -> None:
        """Nothing (deprecated in the SDK)."""
        say("deprecated", messages.UPDATE_CACHE, logger="api")
