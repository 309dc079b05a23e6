"""Where the behaviour of the callback is documented, as clauses cite it."""

from __future__ import annotations

from typing import Final

_PAGE: Final = "docs.ultralytics.com/reference/utils/callbacks/comet"
_INTEGRATION: Final = "docs.ultralytics.com/integrations/comet"

DEFAULT_MODEL: Final = "Ultralytics"


def heading(name: str) -> str:
    """The heading of a function on the reference page."""
    return f"{_PAGE}#ultralytics.utils.callbacks.comet.{name}"


def setting(variable: str) -> str:
    """The paragraph about an environment variable."""
    return f"{_INTEGRATION}, {variable}"
