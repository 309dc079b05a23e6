"""``comet_ml.utils``: the small functions of the SDK that projects call themselves."""

from __future__ import annotations

import getpass
import json
import logging
import random
import re
import string
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final, TextIO
from urllib.parse import urlencode, urljoin, urlsplit

from fake_comet.sdk.module import VERSION
from fake_comet.sdk.state import state
from fake_comet.sdk.uploads import data_as_json as encode_asset_data_to_json
from fake_comet.sdk.values import NestedEncoder, is_list_like
from fake_comet.server.registry import proper_registry_model_name
from fake_comet.session import current

__all__ = [
    "clean_string",
    "compact_json_dump",
    "encode_asset_data_to_json",
    "encode_metadata",
    "format_bytes",
    "generate_guid",
    "get_comet_version",
    "get_root_url",
    "get_time_monotonic",
    "get_user",
    "is_iterable",
    "is_list_like",
    "is_valid_experiment_key",
    "local_timestamp",
    "log_once_at_level",
    "masked_api_key",
    "metric_name",
    "optional_update",
    "parse_remote_uri",
    "proper_registry_model_name",
    "random_ascii_string",
    "sanitize_url",
    "seconds_to_datetime_str",
    "shape",
    "tensor_length",
    "timestamp_milliseconds",
    "to_utf8",
    "truncate_to_length",
    "url_join",
    "wait_for_done",
]

LOGGER: Final = logging.getLogger("comet_ml.utils")
get_time_monotonic = time.monotonic


def generate_guid() -> str:
    """A new identifier: 32 hexadecimal digits."""
    return current().determinism.new_key()


def is_valid_experiment_key(experiment_key: Any) -> bool:
    """Whether it is text of 32 to 50 letters and digits."""
    key = experiment_key
    return isinstance(key, str) and key.isalnum() and 32 <= len(key) <= 50


def is_iterable(value: Any) -> bool:
    """Whether it can be iterated over."""
    try:
        iter(value)
    except (TypeError, AttributeError):
        return False
    return True


def local_timestamp() -> int:
    """Now, in milliseconds since 1970."""
    return timestamp_milliseconds(current().determinism.clock())


def timestamp_milliseconds(timestamp_in_seconds: float) -> int:
    """Seconds as whole milliseconds."""
    return int(timestamp_in_seconds * 1000)


def seconds_to_datetime_str(seconds: float) -> str:
    """A time in ISO format, in the machine's time zone."""
    return datetime.fromtimestamp(seconds).isoformat()


def wait_for_done(
    check_function: Callable[[], bool],
    timeout: float,
    progress_callback: Callable[[], None] | None = None,
    sleep_time: float = 1,
) -> None:
    """Wait until a function returns something else than False, but not longer than the timeout."""
    end = time.time() + timeout
    while check_function() is False and time.time() < end:
        if progress_callback is not None:
            progress_callback()
        time.sleep(min(sleep_time, max(0.0, end - time.time())))


def log_once_at_level(logging_level: int, message: str, *args: Any, **kwargs: Any) -> None:
    """Log a message the first time in a session, on level DEBUG from then on."""
    said = state().logged_once
    LOGGER.log(logging.DEBUG if message in said else logging_level, message, *args, **kwargs)
    said.add(message)


def to_utf8(str_or_bytes: Any) -> Any:
    """Bytes as text; everything else as it is."""
    if hasattr(str_or_bytes, "decode"):
        return str_or_bytes.decode("utf-8", errors="replace")
    return str_or_bytes


def clean_string(val: str) -> str:
    """Text without quotes and spaces; empty for None."""
    return re.sub("['\" ]", "", val) if val else ""


def truncate_to_length(value: str | None, length: int | None) -> tuple[str | None, bool]:
    """Text of at most that length, and whether it was cut."""
    if value is None or length is None or len(value) <= length:
        return value, False
    return value[:length], True


def random_ascii_string(length: int = 6) -> str:
    """Random letters."""
    return "".join(random.choice(string.ascii_letters) for _ in range(length))


def masked_api_key(api_key: str | None) -> str | None:
    """An API key that shows its first five letters only."""
    return None if api_key is None else api_key[:5] + "*" * (len(api_key) - 5)


def metric_name(name: str, prefix: str | None = None) -> str:
    """A name with a prefix and a dot before it, if there is a prefix."""
    return f"{prefix}.{name}" if prefix else name


def format_bytes(size: float) -> str:
    """A size with its unit, as ``1.50 KB``."""
    for exponent, unit in ((3, "GB"), (2, "MB"), (1, "KB")):
        if size >= 1024**exponent:
            return f"{size / 1024**exponent:.2f} {unit}"
    return f"{int(size)} bytes"


def shape(data: Any) -> list[int]:
    """The shape of an array or of nested lists."""
    if hasattr(data, "shape"):
        return list(data.shape)
    try:
        return [len(data), *shape(data[0])]
    except TypeError:
        return []


def tensor_length(data: Any) -> int:
    """The length of an array or list; 0 where it has none."""
    if hasattr(data, "shape"):
        return int(data.shape[0])
    try:
        return len(data)
    except TypeError:
        return 0


def optional_update(destination: dict[str, Any], source: dict[str, Any]) -> None:
    """Take over all values but None."""
    destination.update({key: value for key, value in source.items() if value is not None})


def encode_metadata(metadata: dict[Any, Any] | None) -> str | None:
    """Metadata as compact JSON; None where there is none, or none that can be sent."""
    if metadata is None:
        return None
    if type(metadata) is not dict:
        LOGGER.info("invalid metadata, expecting dict type", exc_info=True)
        return None
    try:
        return _as_json(metadata) if metadata else None
    except Exception:  # the SDK sends none then
        LOGGER.info("invalid metadata, expecting JSON-encodable object", exc_info=True)
        return None


def compact_json_dump(data: Any, fp: TextIO) -> None:
    """Write compact JSON with sorted keys."""
    fp.write(_as_json(data))


def _as_json(data: Any) -> str:
    return json.dumps(data, sort_keys=True, separators=(",", ":"), cls=NestedEncoder)


def parse_remote_uri(uri: str | None) -> str | None:
    """The last part of a link's path; None where it has no path."""
    try:
        path = urlsplit(uri).path if uri else ""
        return path.split("/")[-1] if path else None
    except Exception:  # as the SDK: what is no link has no name
        return None


def get_root_url(url: str) -> str:
    """A link without path, query and fragment."""
    return urlsplit(url)._replace(path="", query="", fragment="").geturl()


def sanitize_url(url: str, ending_slash: bool = True) -> str:
    """A link whose path ends with a slash, or does not."""
    parts = urlsplit(url)
    path = parts.path
    if ending_slash is True:
        path = path if path.endswith("/") else path + "/"
    else:
        path = path.removesuffix("/")
    return parts._replace(path=path).geturl()


def url_join(base: str, *parts: Any, **kwargs: Any) -> str:
    """A link from its base and parts, all but the last ending with a slash; kwargs are its query.

    Raises:
        ValueError: a part before the last has no slash at its end.
    """
    for part in parts[:-1]:
        if not part.endswith("/"):
            raise ValueError("Intermediary part not ending with /")
        base = urljoin(base, part)
    joined = urljoin(base, parts[-1])
    return f"{joined}{'&' if '?' in joined else '?'}{urlencode(kwargs)}" if kwargs else joined


def get_user() -> str:
    """Who is logged in to this machine; ``unknown`` where that cannot be told."""
    try:
        return getpass.getuser()
    except Exception:  # some containers have no such thing
        return "unknown"


def get_comet_version() -> str:
    """The version of the SDK."""
    return VERSION
