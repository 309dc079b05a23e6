"""What a refusal of the server is to whoever asked: the SDK's REST exceptions; it knows no other
errors.
"""

from __future__ import annotations

from typing import Any, Final

ARTIFACT_VERSION_EXISTS: Final = 90399


class CometException(Exception):
    """Base of the SDK's exceptions."""


class CometRestApiException(CometException):
    """The server refused a request of the REST API; ``response`` is its answer."""

    def __init__(self, method: str, response: Any) -> None:
        super().__init__()
        self.method = method
        self.response = response
        self.safe_json_response: dict[str, Any] | None = None
        self.safe_msg = self.sdk_error_code = None
        try:
            self.safe_json_response = response.json()
            self.safe_msg = response.json().get("msg")
            self.sdk_error_code = response.json().get("sdk_error_code")
        except (ValueError, TypeError):
            self.safe_json_response = None

    def __str__(self) -> str:
        failed = (
            f"{self.method} {self.response.url} failed with status code {self.response.status_code}"
        )
        return (
            f"{failed}: {self.safe_msg}" if self.safe_msg else f"{failed} ({self.response.content})"
        )


class CometRestApiValueError(CometRestApiException):
    """The REST API was asked for something that it does not understand."""

    def __init__(self, method: str, message: str, response: Any) -> None:
        super().__init__(method, response)
        self.message = message

    def __str__(self) -> str:
        where = f"{self.method} {self.response.url}"
        return f"{where} {self.message}; failed with status code {self.response.status_code}"


class NotFound(CometRestApiException):
    """The server knows nothing under that name or key."""

    def __str__(self) -> str:
        return str(self.response.json().get("msg", ""))
