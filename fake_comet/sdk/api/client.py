"""The client of Comet's sign-up service, which has no place without a server."""

from __future__ import annotations

from typing import Any, NoReturn


def get_comet_api_client(
    server_address: str | None = None, headers: dict[str, Any] | None = None
) -> NoReturn:
    """Signing up users needs a server.

    Raises:
        NotImplementedError: always.
    """
    raise NotImplementedError(
        "get_comet_api_client() signs users up at Comet, which fake-comet does not stand in for; "
        "use the real SDK on fake-comet's backend: --comet-engine=sdk, or activate(engine='sdk')"
    )
