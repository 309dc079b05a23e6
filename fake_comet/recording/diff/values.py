"""Where two values differ, deep inside of what JSON can hold."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from fake_comet.recording.diff.model import Change, Detail
from fake_comet.recording.sameness import by_json_key, same
from fake_comet.recording.tolerance import EXACT, Tolerance


def changes(
    old: Any, new: Any, what: str, *, where: str = "", tolerance: Tolerance = EXACT
) -> Iterator[Detail]:
    """Every place in which two values differ.

    Args:
        what: what the whole value is called; keys and indices are put behind it, as
            ``metadata.sizes[0]``.
        where: the place that is said before it.
    """
    if same(old, new, tolerance):
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _of_mappings(by_json_key(old), by_json_key(new), (what, where, tolerance))
    elif isinstance(old, list | tuple) and isinstance(new, list | tuple):
        yield from _of_lists(list(old), list(new), (what, where, tolerance))
    else:
        yield Detail(where=where, what=what, old=old, new=new, by=apart(old, new))


def _of_mappings(
    old: Mapping[str, Any], new: Mapping[str, Any], place: tuple[str, str, Tolerance]
) -> Iterator[Detail]:
    what, where, tolerance = place
    for key in {**old, **new}:
        name = f"{what}.{key}" if what else key
        if key not in new:
            yield Detail(where=where, what=name, old=old[key], change=Change.REMOVED)
        elif key not in old:
            yield Detail(where=where, what=name, new=new[key], change=Change.ADDED)
        else:
            yield from changes(old[key], new[key], name, where=where, tolerance=tolerance)


def _of_lists(
    old: list[Any], new: list[Any], place: tuple[str, str, Tolerance]
) -> Iterator[Detail]:
    what, where, tolerance = place
    for index, (left, right) in enumerate(zip(old, new, strict=False)):
        yield from changes(left, right, f"{what}[{index}]", where=where, tolerance=tolerance)
    if len(old) != len(new):
        name = f"length of {what}" if what else "length"
        by = float(len(new) - len(old))
        yield Detail(where=where, what=name, old=len(old), new=len(new), by=by)


def apart(old: Any, new: Any) -> float | None:
    """``new - old`` of two finite numbers, else None."""
    if isinstance(old, bool) or isinstance(new, bool):
        return None
    if isinstance(old, int | float) and isinstance(new, int | float):
        try:
            found = float(new) - float(old)
        except OverflowError:  # a whole number beyond all floats
            return None
        return found if math.isfinite(found) else None
    return None
