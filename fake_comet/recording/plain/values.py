"""Single values in the plain form: rounded, with paths replaced, as JSON; and back."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final

from fake_comet.recording.plain.style import Style
from fake_comet.recording.sameness import by_json_key, plain_number

_SPECIAL: Final = "$float"  # what JSON has no number for


class ValueWriter:
    """Makes plain JSON of values; what JSON does not have becomes the text that shows it."""

    def __init__(self, style: Style) -> None:
        self._style = style

    def plain(self, value: Any) -> Any:
        """The JSON of a value."""
        value = plain_number(value)
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, str):
            return self._style.text(value)
        if isinstance(value, float):
            rounded = self._style.rounded(float(value))
            return rounded if math.isfinite(rounded) else {_SPECIAL: str(rounded)}
        if isinstance(value, int):
            return int(value)
        if isinstance(value, Mapping):
            return {
                self._style.text(key): self.plain(item) for key, item in by_json_key(value).items()
            }
        if isinstance(value, list | tuple):
            return [self.plain(item) for item in value]
        return self._style.text(repr(value))


def read_value(value: Any) -> Any:
    """The value that this is the JSON of."""
    if isinstance(value, dict):
        if value.keys() == {_SPECIAL}:
            return float(value[_SPECIAL])
        return {key: read_value(item) for key, item in value.items()}
    return [read_value(item) for item in value] if isinstance(value, list) else value
