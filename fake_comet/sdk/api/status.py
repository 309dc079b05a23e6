"""What the status of a registered model asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass
class StatusConfigurationItem:
    """One key and value."""

    key: str
    value: str


@dataclass
class ModelStatusConfiguration:
    """A status with what it asks for."""

    status: str
    is_review_required: bool
    status_configuration_items: list[StatusConfigurationItem]
    comment: str | None = None
    model_item_id: str | None = None

    @classmethod
    def from_parameters_dict(cls, parameters: dict[str, Any]) -> ModelStatusConfiguration:
        """From the dictionary that ``register_model`` takes.

        Raises:
            ValueError: it is empty, or has no status.
        """
        if not parameters:
            raise ValueError("Status configuration dictionary cannot be empty")
        if not parameters.get("status"):
            raise ValueError("Status configuration dictionary must have a status")
        items = parameters.get("status_configuration_items", [])
        return cls(
            status=parameters["status"],
            is_review_required=parameters.get("is_review_required", False),
            status_configuration_items=[
                StatusConfigurationItem(i["key"], i["value"]) for i in items
            ],
            comment=parameters.get("comment"),
        )

    def as_parameters(self) -> dict[str, Any]:
        """The same as a dictionary."""
        items = [{"key": item.key, "value": item.value} for item in self.status_configuration_items]
        return {
            "status": self.status,
            "is_review_required": self.is_review_required,
            "status_configuration_items": items,
            "comment": self.comment,
        }
