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
            return mock.send(self.get_adapter(str(request.url)), request, **options)

        def get_adapter(self, url: str) -> requests.adapters.BaseAdapter:
            """The adapter that the SDK has mounted for that address."""
            known = self.adapters.items()
            return next(adapter for prefix, adapter in known if url.startswith(prefix))

    return FakeCometSession
