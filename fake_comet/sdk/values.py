"""How the SDK turns what it is given into what it sends: scalars, text, truncation, nesting, JSON.

It knows the rules and their warnings, not the experiment that they are applied for.
"""

from __future__ import annotations

import json
import math
import reprlib
import traceback
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from types import TracebackType
from typing import Any, Final, NamedTuple

from fake_comet.sdk import messages
from fake_comet.sdk.exceptions import StringConversionException, StringValueTruncatedException
from fake_comet.sdk.state import state
from fake_comet.sdk.voice import say

KEY_LENGTH: Final = 100
VALUE_LENGTH: Final = 1000
TRUNCATED: Final = " [truncated]"
_WHERE: Final = "convert_utils"
_ONCE: Final = "utils"


class Text(NamedTuple):
    """A value as text, perhaps cut; ``full`` is the whole of it."""

    value: str
    truncated: bool
    full: str


def is_list_like(value: Any) -> bool:
    """Whether the SDK treats a value as a list: anything that iterates but a string."""
    if isinstance(value, str):
        return False
    try:
        iter(value)
    except (TypeError, AttributeError):
        return False
    return True


def to_scalar(value: Any) -> Any:
    """Tensors and numpy scalars as Python scalars; everything else as it is."""
    if isinstance(value, type):
        return value
    for method in ("numpy", "item"):
        try:
            if hasattr(value, method) and callable(getattr(value, method)):
                value = getattr(value, method)()
        except Exception:
            continue
    return value


def tensor_to_numpy(value: Any) -> Any:
    """A tensor as a numpy array, without its gradient."""
    if hasattr(value, "detach"):
        value = value.detach()
    return value.numpy() if hasattr(value, "numpy") else value


def special_float(value: Any) -> Any:
    """NaN and the infinities as the strings that the SDK sends; everything else as it is."""
    try:
        value = tensor_to_numpy(value)
        if math.isnan(value):
            return "NaN"
        if value in (math.inf, -math.inf):
            return "Infinity" if value > 0 else "-Infinity"
    except Exception:  # what cannot be compared is sent as it is
        return value
    return value


def dict_to_text(value: Mapping[Any, Any]) -> str:
    """A dictionary as JSON, or as the text of one where JSON cannot hold it."""
    try:
        return json.dumps(value, sort_keys=True)
    except TypeError:
        return str({key: _item_to_text(item) for key, item in value.items()})


def _item_to_text(value: Any) -> str:
    try:
        return to_text(value)
    except Exception:  # as the SDK: a part that cannot be converted is shown by str()
        return str(value)


def to_text(value: Any, source: str | None = None) -> str:
    """Any value as text; ``source`` names what it is in the warning about a plain ``str()``."""
    if isinstance(value, Mapping):
        return dict_to_text(value)
    if hasattr(value, "node"):  # a node of hydra's configuration
        return dict_to_text(value.node)
    value = tensor_to_numpy(value) if hasattr(value, "numpy") else value
    if isinstance(value, bytes):
        value = value.decode("utf-8")
    if isinstance(value, str):
        return value
    if source is not None:
        value = _warned(value, source)
    return str(value)


def _warned(value: Any, source: str) -> Any:
    with suppress(Exception):  # the SDK warns with the value itself then
        value = repr(value)
    message = messages.CONVERTED_TO_STRING % (source, value)
    if state().error_mode:
        raise StringConversionException(message)
    say(
        "metric-not-a-number" if source == "metric value" else "value-altered",
        message,
        once=True,
        logger=_ONCE,
    )
    return value


def cut(text: str, length: int) -> Text:
    """Text of at most ``length`` characters, marked where it was cut."""
    if len(text) <= length:
        return Text(text, False, text)
    kept = text[:length] if length < len(TRUNCATED) else text[: length - len(TRUNCATED)] + TRUNCATED
    return Text(kept, True, text)


def key_text(name: Any, *, forgiving: bool = False) -> Text:
    """A name as the SDK sends it: text of at most 100 characters.

    Raises:
        StringValueTruncatedException: in error mode, when it is longer, unless ``forgiving``.
    """
    if type(name) is str and len(name) <= KEY_LENGTH:
        return Text(name, False, name)
    result = cut(to_text(name), KEY_LENGTH)
    if result.truncated and state().error_mode and not forgiving:
        raise StringValueTruncatedException(messages.STRING_TRUNCATED % (KEY_LENGTH, result.full))
    return result


def value_text(value: Any, source: str | None = None, *, forgiving: bool = False) -> str:
    """A value as text of at most 1000 characters, with a warning where it is cut (``forgiving``:
    even in error mode).
    """
    result = cut(to_text(value, source), VALUE_LENGTH)
    if result.truncated:
        _warn_truncated(messages.STRING_TRUNCATED, result.full, forgiving=forgiving)
    return result.value


def list_text(value: Any) -> Text:
    """A list as compact JSON of at most 1000 characters."""
    try:
        text = json.dumps(value, separators=(",", ":"))
    except TypeError as error:
        message = messages.LIST_NOT_CONVERTED % error
        if state().error_mode:
            raise StringConversionException(message) from error
        say("value-altered", message, once=True, logger=_ONCE)
        text = str(value)
    result = cut(text, VALUE_LENGTH)
    if result.truncated:
        _warn_truncated(messages.LIST_TRUNCATED, value)
    return result


def _warn_truncated(template: str, value: Any, *, forgiving: bool = False) -> None:
    message = template % (VALUE_LENGTH, value)
    if state().error_mode and not forgiving:
        raise StringValueTruncatedException(message)
    say("value-truncated", message, logger=_WHERE)


def metric_value(given: Any) -> Any:
    """What the SDK sends for a metric: a number where it can find one, else text and a warning."""
    value = to_scalar(given)
    if isinstance(given, Mapping):
        _metric_oddity(messages.METRIC_IS_DICTIONARY)
        return dict_to_text(given)
    if is_list_like(value):
        return _metric_from_list(value)
    if isinstance(value, str):
        _metric_oddity(messages.METRIC_IS_STRING)
        return value_text(value)
    if not isinstance(value, int | float) or isinstance(value, bool):
        return value_text(value, "metric value")
    return value


def _metric_oddity(message: str) -> None:
    if state().error_mode:
        raise TypeError(message)
    say("metric-not-a-number", message, once=True, logger=_ONCE)


def _metric_from_list(value: Any) -> Any:
    try:
        if len(value) != 1:
            raise TypeError(messages.METRIC_LIST_SIZE % value)
        if not isinstance(value[0], int | float):
            raise TypeError(messages.METRIC_LIST_TYPE % value)
        return value[0]
    except TypeError:
        if state().error_mode:
            raise
        say("metric-not-a-number", messages.METRIC_IS_ARRAY, value, logger=_WHERE)
        return value_text(value)


class Flat(NamedTuple):
    """A nested mapping made flat."""

    items: dict[Any, Any]
    too_deep: bool
    nested: bool


def flatten(nested: Mapping[Any, Any], separator: str, max_depth: int) -> Flat:
    """Nested mappings as one, keys joined by ``separator``; below ``max_depth`` mappings stay
    values.

    Raises:
        ValueError: not a mapping, or two keys become the same.
    """
    if not isinstance(nested, Mapping):
        raise ValueError(f"argument type {type(nested)} is not a Mapping")
    flat: dict[Any, Any] = {}
    deepest = 0
    too_deep = False
    # An explicit stack: metrics may nest 1000 deep, beyond Python's recursion limit.
    stack: list[tuple[Iterator[tuple[Any, Any]], Any, int, Mapping[Any, Any]]] = []
    stack.append((iter(nested.items()), None, 1, nested))
    while stack:
        items, prefix, depth, mapping = stack[-1]
        for key, value in items:
            joined = key if prefix is None else f"{prefix}{separator}{key}"
            if isinstance(value, Mapping) and depth < max_depth:
                stack.append((iter(value.items()), joined, depth + 1, value))
                break
            too_deep = too_deep or isinstance(value, Mapping)
            _store(flat, joined, value)
        else:
            stack.pop()
            deepest = max(deepest, depth)
            if not mapping and prefix is not None:
                _store(flat, prefix, mapping)
    return Flat(flat, too_deep, deepest > 1)


def _store(flat: dict[Any, Any], key: Any, value: Any) -> None:
    if key in flat:
        raise ValueError(f"duplicated key '{key}'")
    flat[key] = value


def same(a: Any, b: Any) -> bool:
    """Equality as the SDK has it: arrays and lists are equal where all elements are."""
    answer = a == b
    if type(answer) is bool:
        return answer
    return bool(all(answer)) if isinstance(answer, Iterable) else bool(answer)


def public_attributes(value: Any) -> dict[str, Any]:
    """An object as the dictionary that ``log_parameters`` makes of it: attributes as text."""
    if value.__class__.__module__.startswith("hydra.core") and hasattr(value, "repo"):
        repo: dict[str, Any] = value.repo
        return repo
    found: dict[str, Any] = {}
    for name in dir(value):
        if name.startswith(("__", "to_", "func_")):
            continue
        attribute = getattr(value, name)
        if not callable(attribute):
            try:
                found[name] = str(attribute)
            except Exception:
                continue
    return found


def short_repr(value: Any) -> str:
    """A ``repr`` that does not go deep, for messages."""
    limited = reprlib.Repr()
    limited.maxlevel = 4
    try:
        return limited.repr(value)
    except Exception:  # a message must not fail because of what it shows
        return f"<unrepresentable {type(value).__name__}>"


class NestedEncoder(json.JSONEncoder):
    """The SDK's JSON encoder: NaN as null, arrays of one as numbers, the rest as a placeholder
    text.
    """

    def encode(self, o: Any) -> str:
        """The JSON text of a value."""
        return super().encode(_without_nan(o))

    def iterencode(self, o: Any, _one_shot: bool = False) -> Iterator[str]:
        """The JSON text of a value in pieces."""
        return super().iterencode(_without_nan(o), _one_shot)

    def default(self, o: Any) -> Any:
        """What stands for a value that JSON does not know."""
        o = _one_item(o)
        try:
            json.JSONEncoder().encode(o)
        except TypeError:
            return _placeholder(o)
        return o


def on_wire(value: Any) -> Any:
    """A value as it comes out of the SDK's JSON."""
    if type(value) in (int, str, bool):
        return value
    return json.loads(NestedEncoder().encode(value))


def _without_nan(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nan(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_without_nan(item) for item in value]
    return None if isinstance(value, float) and math.isnan(value) else value


def _one_item(value: Any) -> Any:
    try:
        item = value.item()
    except (ValueError, IndexError, AttributeError, TypeError):
        return value
    return value if item is None else item


def _placeholder(value: Any) -> Any:
    if isinstance(value, Exception | type | complex):
        return str(value)
    if isinstance(value, TracebackType):
        return "".join(traceback.format_tb(value)).strip()
    if hasattr(value, "repr_json"):
        return value.repr_json()
    return messages.NOT_JSON % value.__class__.__name__
