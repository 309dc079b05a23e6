"""How the annotations of two pictures differ: boxes moved, labels, scores, polygons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from fake_comet.recording.diff.model import Change, Detail
from fake_comet.recording.diff.values import apart, changes
from fake_comet.recording.sameness import canonical, same
from fake_comet.recording.tolerance import Tolerance

Item = Mapping[str, Any]

_SHAPES: Final = {"boxes": "box", "points": "polygon"}
_MANY: Final = 100_000  # pairs from which on the nearest are not looked for
_FAR: Final = 1e9  # for items whose shapes cannot be compared


def annotations_differ(old: Any, new: Any, tolerance: Tolerance) -> Iterator[Detail]:
    """Every way in which two lists of layers differ; what is no list of layers, by value."""
    if same(old, new, tolerance):
        return
    left, right = _layers(old), _layers(new)
    if left is None or right is None:
        yield from changes(old, new, "annotations", tolerance=tolerance)
        return
    told = False
    for detail in _layers_differ(left, right, tolerance):
        told = True
        yield detail
    if not told:
        yield Detail(where="", what="order of the annotations", old="one", new="another")


def _layers(given: Any) -> list[Item] | None:
    """The layers, also of a list in a list, as some callbacks log them."""
    found: list[Item] = []
    for layer in given if isinstance(given, list | tuple) else [given]:
        if isinstance(layer, list | tuple):
            inner = _layers(layer)
            if inner is None:
                return None
            found += inner
        elif isinstance(layer, Mapping) and _are_items(layer.get("data")):
            found.append(layer)
        else:
            return None
    return found


def _are_items(data: Any) -> bool:
    return isinstance(data, list | tuple) and all(isinstance(item, Mapping) for item in data)


def _layers_differ(left: list[Item], right: list[Item], tolerance: Tolerance) -> Iterator[Detail]:
    one, other = (
        {str(layer.get("name")): layer["data"] for layer in side} for side in (left, right)
    )
    gone = [name for name in one if name not in other]
    new = [name for name in other if name not in one]
    for name in (name for name in one if name in other):
        yield from _items_differ(name, one[name], other[name], tolerance)
    for name, renamed in zip(gone, new, strict=False):
        yield Detail(where="", what="layer", old=name, new=renamed)
        yield from _items_differ(renamed, one[name], other[renamed], tolerance)
    for change, names in ((Change.REMOVED, gone[len(new) :]), (Change.ADDED, new[len(gone) :])):
        for name in names:
            yield Detail.of_one_side(change, name, where="", what="layer")


def _items_differ(
    layer: str, old: Sequence[Item], new: Sequence[Item], tolerance: Tolerance
) -> Iterator[Detail]:
    left, right = _without_twins(old, new)
    for one, other in _nearest(old, new, left, right):
        left.remove(one)
        right.remove(other)
        yield from _item_differs(_place(layer, new[other], other), old[one], new[other], tolerance)
    for one in left:
        yield _alone(layer, old[one], one, Change.REMOVED)
    for other in right:
        yield _alone(layer, new[other], other, Change.ADDED)


def _without_twins(old: Sequence[Item], new: Sequence[Item]) -> tuple[list[int], list[int]]:
    """The places of the items that are not on both sides, whatever their order."""
    places: dict[str, list[int]] = {}
    for place in reversed(range(len(old))):
        places.setdefault(canonical(old[place]), []).append(place)
    right = []
    for place, item in enumerate(new):
        twins = places.get(canonical(item))
        if twins:
            twins.pop()
        else:
            right.append(place)
    return sorted(place for found in places.values() for place in found), right


def _nearest(
    old: Sequence[Item], new: Sequence[Item], left: list[int], right: list[int]
) -> list[tuple[int, int]]:
    """Pairs of items, those of near shapes and equal labels first; of very many, in order."""
    if len(left) * len(right) > _MANY:
        return list(zip(left, right, strict=False))
    ranked = sorted(
        (_unlike(old[one], new[other]), abs(one - other), one, other)
        for one in left
        for other in right
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, one, other in ranked:
        if one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)
    return sorted(pairs.items(), key=lambda pair: pair[1])


def _unlike(old: Item, new: Item) -> tuple[float, bool]:
    moved = [_moved(old.get(shape), new.get(shape)) for shape in _SHAPES]
    distance = max((by for by in moved if by is not None), default=_FAR)
    return distance, old.get("label") != new.get("label")


def _item_differs(where: str, old: Item, new: Item, tolerance: Tolerance) -> Iterator[Detail]:
    for field in {**old, **new}:
        one, other = old.get(field), new.get(field)
        if same(one, other, tolerance):
            continue
        if field in _SHAPES:
            yield _shape_differs(where, field, one, other)
        else:
            yield Detail(where=where, what=field, old=one, new=other, by=apart(one, other))


def _shape_differs(where: str, field: str, old: Any, new: Any) -> Detail:
    by = _moved(old, new)
    word = _SHAPES[field]
    what = word if by is None else f"{word} moved by {by:.4g} px"
    return Detail(where=where, what=what, old=_single(old), new=_single(new), by=by)


def _moved(old: Any, new: Any) -> float | None:
    """By how much the corners of two shapes are apart at most, in pixels."""
    one, other = list(_corners(old)), list(_corners(new))
    if not one or len(one) != len(other):
        return None
    return max(abs(left - right) for left, right in zip(one, other, strict=True))


def _corners(shape: Any) -> Iterator[float]:
    for part in shape if isinstance(shape, list | tuple) else ():
        if isinstance(part, list | tuple):
            yield from _corners(part)
        elif isinstance(part, int | float):
            yield float(part)


def _single(shape: Any) -> Any:
    return shape[0] if isinstance(shape, list | tuple) and len(shape) == 1 else shape


def _place(layer: str, item: Item, place: int) -> str:
    return f"{_word(item)} {place} of layer {layer!r}"


def _word(item: Item) -> str:
    return "polygon" if item.get("points") else "box"


def _alone(layer: str, item: Item, place: int, change: Change) -> Detail:
    what = f"{_word(item)} {place}"
    return Detail.of_one_side(change, item.get("label"), where=f"layer {layer!r}", what=what)
