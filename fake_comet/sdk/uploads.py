"""What goes with an upload: its metadata as sent, and data as JSON; it knows nothing of files."""

from __future__ import annotations

import json
from typing import Any

from fake_comet.sdk import assets_messages as messages
from fake_comet.sdk.values import NestedEncoder, on_wire, tensor_to_numpy, to_scalar
from fake_comet.sdk.voice import note, say, say_or_raise


def sent_metadata(metadata: Any) -> dict[str, Any]:
    """A copy of the metadata as Comet gets it; what is no dictionary is left out."""
    if metadata is None:
        return {}
    if not isinstance(metadata, dict):
        where = "validation.metadata_validator"
        say("metadata-ignored", messages.METADATA_NOT_DICT, metadata, logger=where)
        return {}
    try:
        sent: dict[str, Any] = json.loads(NestedEncoder(sort_keys=True).encode(metadata))
    except (TypeError, ValueError, RecursionError) as error:
        note("metadata-ignored", f"metadata cannot be JSON, which breaks the real SDK: {error}")
        return {}
    return sent


def sent_field(value: Any, *, offline: bool) -> Any:
    """A field of an upload as Comet gets it: text, or a number or truth value as it is, or None."""
    if isinstance(value, str):
        return str.__str__(value)  # of an enum its value, whatever its own str() says
    if isinstance(value, int | float):
        return value
    if offline:
        sent = on_wire(value)
        note("value-altered", f"{value!r} is archived as {sent!r}")
        return sent
    if isinstance(value, list | tuple | dict | set):
        # An address repeats a field for each item, and the last of them counts.
        items = [item for item in value if item is not None]
        return sent_field(items[-1], offline=offline) if items else None
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def deprecate_copy_to_tmp(copy_to_tmp: Any, method: str) -> None:
    """Say that ``copy_to_tmp=False`` has no effect."""
    if not copy_to_tmp:
        say_or_raise("deprecated", messages.COPY_TO_TMP_DEPRECATED, method)


class DataEncoder(NestedEncoder):
    """The SDK's JSON encoder for asset data: arrays, tensors and whatever iterates become lists."""

    def default(self, o: Any) -> Any:
        """A list or text for a value that JSON does not know.

        Raises:
            TypeError: there is none; the SDK then uploads nothing.
        """
        try:
            found = _as_list(o)
        except Exception:  # the SDK tries the next way
            found = _scalar(o)
        try:
            json.JSONEncoder().encode(found)
        except TypeError:
            if isinstance(found, Exception | type | complex):
                return str(found)
            return json.JSONEncoder.default(self, found)
        return found


def _as_list(value: Any) -> Any:
    if hasattr(value, "numpy"):
        value = tensor_to_numpy(value)
    elif hasattr(value, "eval"):
        value = value.eval()
    return value.tolist() if hasattr(value, "tolist") else [to_scalar(item) for item in value]


def _scalar(value: Any) -> Any:
    try:
        item = value.item()
    except (ValueError, IndexError, AttributeError, TypeError):
        return value
    return value if item is None else item


def data_as_json(asset_data: Any) -> str:
    """Asset data as compact JSON."""
    return json.dumps(asset_data, separators=(",", ":"), cls=DataEncoder)
