"""What checks say when the subject does otherwise than documented; it looks at values alone.

Arrays and tensors are compared by the lists that they give with ``tolist()``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

_SHOWN: Final = 300


class Violation(AssertionError):
    """The subject does otherwise than documented; it says what was expected, and what came."""

    def __init__(self, what: str, *, expected: Any, got: Any) -> None:
        self.what = what
        self.expected = shown(expected)
        self.got = shown(got)
        super().__init__(f"{what}: expected {self.expected}, got {self.got}")


class NotApplicable(Exception):
    """The check cannot be made here; its message says what is missing."""


def shown(value: Any) -> str:
    """A value as it stands in messages: on one line, and shortened."""
    text = value if isinstance(value, str) else _written(plain(value))
    line = text.partition("\n")[0]
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


def _written(value: Any) -> str:
    try:
        return repr(value)
    except Exception:  # of a subject's own objects
        return f"<{type(value).__name__}>"


def plain(value: Any) -> Any:
    """A value with lists in place of arrays, tensors and tuples."""
    if hasattr(value, "tolist"):
        return value.tolist()
    if isinstance(value, Mapping):
        return {plain(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def expect(got: Any, expected: Any, what: str = "the value") -> None:
    """Values are equal.

    Raises:
        Violation: they are not.
    """
    __tracebackhide__ = True
    if plain(got) != plain(expected):
        raise Violation(what, expected=expected, got=got)


def expect_close(
    got: Any, expected: Sequence[float], what: str = "the numbers", *, within: float = 1e-2
) -> None:
    """Numbers are equal but for rounding.

    Args:
        within: how far apart they may be, and a thousandth of that for each unit of their size.

    Raises:
        Violation: they are not numbers, or other ones.
    """
    __tracebackhide__ = True
    numbers = plain(got)
    if not isinstance(numbers, list) or len(numbers) != len(expected):
        raise Violation(what, expected=expected, got=got)
    for one, other in zip(numbers, expected, strict=True):
        if not isinstance(one, (int, float)) or not _close(one, other, within):
            raise Violation(what, expected=expected, got=got)


def _close(one: float, other: float, within: float) -> bool:
    return math.isclose(one, other, abs_tol=within, rel_tol=within / 1000)


def expect_that(holds: bool, expected: str, got: Any, what: str = "the value") -> None:
    """A condition holds.

    Raises:
        Violation: it does not.
    """
    __tracebackhide__ = True
    if not holds:
        raise Violation(what, expected=expected, got=got)


def expect_in(wanted: Any, got: Iterable[Any], what: str = "the names") -> None:
    """Something is among others.

    Raises:
        Violation: it is not.
    """
    __tracebackhide__ = True
    found = list(got)
    if wanted not in found:
        raise Violation(what, expected=f"{shown(wanted)} among them", got=found)


@contextmanager
def documented_form(what: str) -> Iterator[None]:
    """A block that takes apart what the subject made.

    Raises:
        Violation: it cannot be taken apart so.
    """
    __tracebackhide__ = True
    try:
        yield
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        got = f"{type(error).__name__}: {error}"
        raise Violation(what, expected="the documented form", got=got) from error


def expect_raises(kind: type[Exception], action: Callable[[], Any], what: str) -> None:
    """The subject raises an exception of a kind.

    Raises:
        Violation: it raises none, or another.
    """
    __tracebackhide__ = True
    try:
        got = action()
    except Violation as violation:
        error = getattr(violation, "error", None)
        if isinstance(error, kind):
            return
        raise Violation(what, expected=kind.__name__, got=violation.got) from error
    raise Violation(what, expected=kind.__name__, got=got)
