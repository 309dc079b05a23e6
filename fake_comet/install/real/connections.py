"""Lets the real SDK's connections end at the fake server, whatever else the tested code mocks.

The SDK's own HTTP sessions are of a class of ours whose ``send`` asks nobody but the fake server.
So the mocks of the tested code (``responses``, ``requests_mock``) neither see the SDK's requests
nor lose them, and requests of the tested code never come here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fake_comet.backend.responses_mock import BackendMock
from fake_comet.install.real.modules import Replacements, home_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from requests import Session


def redirect(replacements: Replacements, mock: BackendMock) -> None:
    """Let all connections that the SDK opens from now on end there."""
    import requests

    replacements.everywhere(requests.Session, _session_class(mock))
    # What looks beyond the server: where the machine is on the network, and in which cloud.
    replacements.everywhere(_known("get_ip"), lambda: "127.0.0.1")
    replacements.everywhere(_known("get_env_cloud_details"), lambda timeout=1: None)
    replacements.everywhere(_known("_get_colab_notebook_url"), lambda: None)
    # Between attempts that fail because a test wants them to, nothing needs to recover.
    replacements.everywhere(_known("calculate_backoff_time"), lambda *_, **__: 0)


def _known(function: str) -> Callable[..., Any] | None:
    return getattr(home_of(function), function, None)


def _session_class(mock: BackendMock) -> type[Session]:
    import requests

    class FakeCometSession(requests.Session):
        """A session of the SDK; redirects need no following, for the fake server sends none."""

        def send(self, request: requests.PreparedRequest, **options: Any) -> requests.Response:
            """Ask the fake server."""
            if mock.is_elsewhere(request):
                return super().send(request, **options)
            options.pop("allow_redirects", None)
            adapter = requests.Session.get_adapter(self, str(request.url))
            return mock.send(adapter, request, **options)

    return FakeCometSession
