"""How a recording is written as plain text: rounding, what stands inside, what is replaced."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from fake_comet.errors import Misuse
from fake_comet.recording.diff.model import KINDS
from fake_comet.recording.diff.rules import Rules, rules_of, table_of
from fake_comet.recording.tolerance import Tolerance

_TABLE: Final = ("tool", "fake-comet", "golden")
_LEAST, _MOST = 1, 17  # digits of a float


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How text is made of a recording.

    Attributes:
        digits: how many digits of a float are kept; 17 keep all of it.
        inline: up to how many bytes a text or JSON stands in the file; of others stands a hash.
        thumbnails: whether small pictures of pictures stand there too.
        replaced: texts by what is written instead, as the path of a temporary folder.
    """

    digits: int = 10
    inline: int = 4096
    thumbnails: bool = False
    replaced: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        if type(self.digits) is not int or not _LEAST <= self.digits <= _MOST:
            raise Misuse(f"digits of a golden are {_LEAST} to {_MOST}, not {self.digits!r}")
        if type(self.inline) is not int or self.inline < 0:
            raise Misuse(f"inline of a golden is a number of bytes, not {self.inline!r}")

    @property
    def tolerance(self) -> Tolerance:
        """How far a float may be from a rounded one: platforms may round another way."""
        return Tolerance(rtol=10.0 ** (1 - self.digits), floats_only=True)

    @property
    def rules(self) -> Rules:
        """That tolerance for everything."""
        return rules_of(tolerances=dict.fromkeys(KINDS, self.tolerance))

    def rounded(self, value: float) -> float:
        """A float with as many digits as are kept."""
        return float(f"{value:.{self.digits}g}") if math.isfinite(value) else value

    def text(self, text: str) -> str:
        """A text in which everything that is replaced is."""
        for old, new in self.replaced.items():
            text = text.replace(old, new)
        return text

    def content(self, data: bytes) -> bytes:
        """A content in which everything that is replaced is."""
        for old, new in self.replaced.items():
            data = data.replace(old.encode(), new.encode())
        return data


def style_in(path: Path) -> Style:
    """The style that a ``pyproject.toml`` asks for in ``[tool.fake-comet.golden]``.

    Raises:
        Misuse: it is no TOML, or says what a style does not have.
    """
    table: Mapping[str, Any] = table_of(path, *_TABLE) if path.is_file() else {}
    known = [field.name for field in fields(Style) if field.name != "replaced"]
    if unknown := sorted(set(table) - set(known)):
        raise Misuse(f"{path}: [{'.'.join(_TABLE)}] has {', '.join(known)}, not {unknown[0]!r}")
    return Style(**table)
