"""What may differ: which names are left out, how far numbers may be apart, what is expected."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from importlib import import_module
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

from fake_comet.errors import Misuse
from fake_comet.recording.diff.model import known_kind
from fake_comet.recording.tolerance import EXACT, Tolerance, tolerance_of

Ignored: TypeAlias = str | Iterable[str]
Tolerances: TypeAlias = Mapping[str, "Tolerance | Mapping[str, Any] | float"]
Expected: TypeAlias = Mapping[str, Any]

_TABLE: Final = ("tool", "fake-comet", "diff")
_NO_VALUE: Final = "value"  # the column that an expectation is about unless it names others


class Pattern(NamedTuple):
    """A kind, and which names of it; ``metrics:loss*``."""

    kind: str
    name: str

    def fits(self, kind: str, name: str) -> bool:
        """Whether it is about that name."""
        return kind == self.kind and fnmatchcase(name, self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """How two things of one name are compared.

    Attributes:
        expected: by column, as ``value`` or ``metadata``, what the second recording has to equal
            instead of the first.
    """

    tolerance: Tolerance = EXACT
    expected: Mapping[str, Any] = field(default_factory=dict)


STRICT: Final = Judge()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Everything that a comparison lets pass; of several that fit a name, the last counts."""

    ignored: tuple[Pattern, ...] = ()
    tolerances: tuple[tuple[Pattern, Tolerance], ...] = ()
    expected: tuple[tuple[Pattern, Mapping[str, Any]], ...] = ()

    def ignores(self, kind: str, name: str) -> bool:
        """Whether that name is left out."""
        return any(pattern.fits(kind, name) for pattern in self.ignored)

    def judge(self, kind: str, name: str) -> Judge:
        """How that name is compared."""
        if not (self.tolerances or self.expected):
            return STRICT
        tolerances = [made for pattern, made in self.tolerances if pattern.fits(kind, name)]
        expected = [made for pattern, made in self.expected if pattern.fits(kind, name)]
        return Judge(
            tolerance=(tolerances or [EXACT])[-1], expected=(expected or [STRICT.expected])[-1]
        )

    def plus(self, other: Rules) -> Rules:
        """Both together; where both are about a name, the other counts."""
        return Rules(
            ignored=self.ignored + other.ignored,
            tolerances=self.tolerances + other.tolerances,
            expected=self.expected + other.expected,
        )


def rules_of(
    *, ignore: Ignored = (), tolerances: Tolerances | None = None, expect: Expected | None = None
) -> Rules:
    """Rules as they are written at a call.

    Args:
        ignore: kinds, as ``metrics``, or kind and name, as ``metrics:loss*``.
        tolerances: by such a pattern a ``Tolerance``, a mapping of its fields, or its ``rtol``.
        expect: by such a pattern what a value has to equal, as a matcher of dirty-equals; a plain
            dictionary names columns, as ``{"metadata": IsPartialDict(...)}``.

    Raises:
        Misuse: a pattern names a kind that does not exist, or a tolerance is none.
    """
    given = [ignore] if isinstance(ignore, str) else ignore
    return Rules(
        ignored=tuple(pattern_of(text, "ignore") for text in given),
        tolerances=tuple(
            (pattern_of(text, "tolerances"), tolerance_of(made))
            for text, made in (tolerances or {}).items()
        ),
        expected=tuple(
            (pattern_of(text, "expect"), made if type(made) is dict else {_NO_VALUE: made})
            for text, made in (expect or {}).items()
        ),
    )


def pattern_of(text: str, option: str) -> Pattern:
    """A pattern as it is written.

    Raises:
        Misuse: it is no text, or names a kind that does not exist.
    """
    if not isinstance(text, str):
        raise Misuse(f"{option} takes texts as 'metrics' or 'metrics:loss*', not {text!r}")
    kind, separator, name = text.partition(":")
    return Pattern(known_kind(kind), name if separator else "*")


def rules_in(path: str | Path) -> Rules:
    """The rules of a ``pyproject.toml``, none if it has no ``[tool.fake-comet.diff]``.

    Raises:
        Misuse: it is no TOML, or says what rules do not know.
        OSError: there is no such file.
    """
    table = table_of(Path(path), *_TABLE)
    if unknown := sorted(set(table) - {"ignore", "tolerances"}):
        raise Misuse(f"{path}: [{'.'.join(_TABLE)}] has ignore and tolerances, not {unknown[0]!r}")
    try:
        return rules_of(ignore=table.get("ignore", ()), tolerances=table.get("tolerances"))
    except Misuse as error:
        raise Misuse(f"{path}: [{'.'.join(_TABLE)}]: {error}") from None


def rules_near(folder: Path) -> Rules:
    """The rules of the nearest ``pyproject.toml`` in the folder or above it, none without one."""
    found = (place / "pyproject.toml" for place in (folder, *folder.parents))
    return next((rules_in(path) for path in found if path.is_file()), Rules())


def table_of(path: Path, *keys: str) -> Mapping[str, Any]:
    """A table of a TOML file, empty if it is not there.

    Raises:
        Misuse: it is no TOML.
        OSError: there is no such file.
    """
    # Python 3.10 has it only as a package, which pytest needs there too.
    tomllib = import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")
    try:
        table: Any = tomllib.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise Misuse(f"{path}: {error}") from None
    for key in keys:
        table = table.get(key, {})
    found: Mapping[str, Any] = table
    return found
