"""Scenes of 3-D points: announced first, their files follow one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from fake_comet.backend.request import Malformed, Request, parsed
from fake_comet.recording.records import Content, Upload

if TYPE_CHECKING:
    from fake_comet.backend.backend import Backend

_LIMITS: Final = {
    "maxPoints": 1_000_000,
    "maxPointsFileSizeInBytes": 0,
    "maxBoxes": 250_000,
    "maxBoxesFileSizeInBytes": 0,
}
_FIELDS: Final = {"fileName": "userFileName", "step": "step"}


def limits(backend: Backend, request: Request) -> Any:
    """How large a scene may be."""
    return _LIMITS


def create(backend: Backend, request: Request) -> Any:
    """Record a scene; its files are added to it as they come."""
    body, asset_id = request.json, backend.new_key()
    items: dict[str, Content] = {}
    backend.recorder(request.field("experimentKey")).add(
        Upload,
        kind=str(body.get("assetType") or "3d-image"),
        fields={ours: body[name] for ours, name in _FIELDS.items() if body.get(name) is not None},
        items=items,
        metadata=parsed(body.get("metadata")) or {},
        asset_id=asset_id,
    )
    backend.scenes[asset_id] = items
    return {"assetId": asset_id}


def thumbnail(backend: Backend, request: Request, asset_id: str) -> Any:
    """Take the picture of a scene."""
    _items(backend, asset_id)["thumbnail"] = Content(request.part("thumbnail"))
    return backend.done()


def item(backend: Backend, request: Request) -> Any:
    """Take a file of a scene."""
    about = parsed(request.part("requestParams")) or {}
    name = about.get("userFileName")
    if not isinstance(name, str):
        raise Malformed(f"userFileName is {name!r}, expected text")
    items = _items(backend, about.get("assetId"))
    items[name] = Content(request.part("assetItemContent"))
    return backend.done()


def _items(backend: Backend, asset_id: Any) -> dict[str, Content]:
    if asset_id not in backend.scenes:
        raise Malformed(f"there is no scene {asset_id!r}")
    return backend.scenes[asset_id]
