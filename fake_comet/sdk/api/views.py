"""Saved views of a page; fake-comet only keeps them."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any


@dataclass
class View:
    """A saved view, under the names of the SDK's own class."""

    name: str
    template_id: str | None = None
    project_id: str | None = None
    experiment_key: str | None = None
    query_state: str | None = None
    chart_state: str | None = None
    table_state: str | None = None
    v2: Any = None
    v3: Any = None
    pinned_experiments: list[str] | None = None

    def __post_init__(self) -> None:
        if not self.name:
            raise ValueError("View name must not be empty")
        for field_name in ("query_state", "chart_state", "table_state"):
            value = getattr(self, field_name)
            try:
                if value is not None:
                    json.loads(value)
            except (ValueError, TypeError):
                raise ValueError(f"{field_name} must be a valid JSON string") from None

    def as_portable(self) -> View:
        """A copy without what ties it to one project or experiment."""
        states = {name: _without_key(getattr(self, name)) for name in ("v2", "v3")}
        nowhere: dict[str, Any] = dict.fromkeys(
            ("template_id", "project_id", "experiment_key", "pinned_experiments")
        )
        return replace(self, **nowhere, **states)


def _without_key(state: Any) -> Any:
    if isinstance(state, dict) and "experimentKey" in state:
        return {name: value for name, value in state.items() if name != "experimentKey"} or None
    return state
