"""How lists of names differ, as the columns of tables and the categories of matrices."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from fake_comet.recording.diff.model import Change, Detail


def of_names(
    what: str, several: str, one: Collection[str], other: Collection[str]
) -> Iterator[Detail]:
    """The names that have gone, those that are new, and whether the rest changed its order.

    Args:
        what: what each of them names, as ``column``.
        several: the same of many.
    """
    for name in one:
        if name not in other:
            yield Detail(where="", what=what, old=name, change=Change.REMOVED)
    for name in other:
        if name not in one:
            yield Detail(where="", what=what, new=name, change=Change.ADDED)
    common = [[name for name in side if name in one and name in other] for side in (one, other)]
    if common[0] != common[1]:
        yield Detail(where="", what=f"order of the {several}", old=common[0], new=common[1])
