"""Which uploads of two recordings differ, in order by kind and name, and by what."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from fake_comet.recording.assets import Asset
from fake_comet.recording.diff.contents import contents_differ
from fake_comet.recording.diff.contents.annotations import annotations_differ
from fake_comet.recording.diff.contents.describing import all_contents
from fake_comet.recording.diff.found import NAMED, Found, counted, found_in, together
from fake_comet.recording.diff.model import Change, Detail, Difference
from fake_comet.recording.diff.named import renamed_to
from fake_comet.recording.diff.renames import Candidate, paired_off
from fake_comet.recording.diff.values import changes
from fake_comet.recording.environment import SOURCE_CODE
from fake_comet.recording.kinds import PICTURE, shown_in
from fake_comet.recording.models import model_name
from fake_comet.recording.records import Upload
from fake_comet.recording.sameness import canonical, fingerprint, same, stable_name

if TYPE_CHECKING:
    from fake_comet.recording.diff.rules import Judge, Rules
    from fake_comet.recording.recording import Recording

ENVIRONMENT_KINDS: Final = frozenset(
    {
        SOURCE_CODE,
        "git-patch",
        "conda-info",
        "conda-environment-definition",
        "conda-specification",
    }
)
_FIELDS: Final = ("step", "epoch", "context", "overwrite", "link")


class Key(NamedTuple):
    """What uploads are known by, one after the other."""

    kind: str
    model: str
    name: str

    @property
    def shown(self) -> str:
        """The name that people read."""
        return f"{self.model}/{self.name}" if self.model else self.name


class Side:
    """The uploads of one recording by key, and what each id in contents stands for."""

    def __init__(self, recording: Recording, *, environment: bool) -> None:
        self.uploads: dict[Key, list[Upload]] = {}
        self.ids: dict[str, str] = {recording.key: "<experiment>"}
        for upload in recording.of_type(Upload):
            key = Key(upload.kind, model_name(upload), stable_name(upload.name or ""))
            group = self.uploads.setdefault(key, [])
            group.append(upload)
            if upload.asset_id:
                self.ids[upload.asset_id] = f"<{upload.kind} {key.name} {len(group)}>"
        if not environment:
            kept = self.uploads.items()
            self.uploads = {k: found for k, found in kept if k.kind not in ENVIRONMENT_KINDS}

    def without(self, other: Side, rules: Rules) -> dict[Key, Candidate[Key]]:
        """What the other side has nothing of."""
        return {
            key: Candidate(
                key=key,
                name=key.shown,
                content=(key.kind, *(self._content(upload) for upload in uploads)),
                telling=True,
            )
            for key, uploads in self.uploads.items()
            if key not in other.uploads and not rules.ignores(_kind(uploads), key.shown)
        }

    def _content(self, upload: Upload) -> tuple[str, ...]:
        asset = Asset(upload)
        fields = canonical([getattr(asset, word) for word in (*_FIELDS, "metadata")])
        contents = all_contents(upload).items()
        return fields, *(f"{n} {fingerprint(upload, made, self.ids)}" for n, made in contents)


def uploads_differ(
    first: Recording, second: Recording, rules: Rules, *, environment: bool = False
) -> Iterator[Difference]:
    """Every difference between the uploads of two recordings.

    Args:
        environment: compare code and packages too.
    """
    one, other = (Side(side, environment=environment) for side in (first, second))
    pairs, gone, new = paired_off(one.without(other, rules), other.without(one, rules))
    for old, renamed in pairs:
        uploads = one.uploads[old.key]
        count = counted(len(uploads), "upload")
        yield renamed_to(_kind(uploads), old.name, renamed.name, count)
    for change, side, found in ((Change.REMOVED, one, gone), (Change.ADDED, other, new)):
        for candidate in found:
            yield _missing(candidate.name, side.uploads[candidate.key], change)
    for key in one.uploads.keys() & other.uploads.keys():
        kind = _kind(one.uploads[key])
        if not rules.ignores(kind, key.shown):
            difference = _Group(key, one, other).compared(kind, rules.judge(kind, key.shown))
            yield from () if difference is None else (difference,)


def _kind(uploads: Sequence[Upload]) -> str:
    return "environment" if uploads[0].kind in ENVIRONMENT_KINDS else shown_in(uploads[0])


def _missing(name: str, uploads: Sequence[Upload], change: Change) -> Difference:
    count = len(uploads)
    first, second = (count, 0) if change is Change.REMOVED else (0, count)
    return Difference(
        kind=_kind(uploads),
        name=name,
        message=f"{change.value} ({counted(count, 'upload')})",
        change=change,
        numbers={"first": first, "second": second},
    )


class _Group:
    """The uploads of one name on both sides."""

    def __init__(self, key: Key, one: Side, other: Side) -> None:
        self.key = key
        self.left, self.right = one.uploads[key], other.uploads[key]
        self.ids = (one.ids, other.ids)

    def compared(self, kind: str, judge: Judge) -> Difference | None:
        """How they differ, None if they do not."""
        pairs, gone, new = _paired(self.left, self.right)
        found = [
            (place, self._pair(self.left[before], self.right[place], judge))
            for before, place in pairs
        ]
        changed = [(place, pair) for place, pair in found if pair is not None]
        if not (changed or gone or new):
            return None
        alone = len(self.left) == len(self.right) == 1
        parts = [self._placed(place, pair, alone=alone) for place, pair in changed]
        made = together(parts)
        return Difference(
            kind=kind,
            name=self.key.shown,
            message="; ".join(self._said(parts, len(pairs), gone, new, alone=alone)),
            numbers={
                **(made.numbers if made else {}),
                "first": len(self.left),
                "second": len(self.right),
                "changed": len(changed),
            },
            details=(made.details if made else ()) + self._others(gone, new),
        )

    def _pair(self, old: Upload, new: Upload, judge: Judge) -> Found | None:
        fields = found_in(self._fields(old, new, judge))
        if "content" in judge.expected:
            return fields
        return together([contents_differ(old, new, judge.tolerance, self.ids), fields])

    def _fields(self, old: Upload, new: Upload, judge: Judge) -> Iterator[Detail]:
        one, other = Asset(old), Asset(new)
        for word in (*_FIELDS, "metadata", "content"):
            if word in judge.expected:
                wanted, came = judge.expected[word], getattr(other, word)
                if wanted != came:
                    yield Detail(where="", what=word, old=wanted, new=came)
            elif word == "metadata":
                yield from _metadata(old, one.metadata, other.metadata, judge)
            elif word != "content":
                yield from changes(getattr(one, word), getattr(other, word), word)

    def _placed(self, place: int, found: Found, *, alone: bool) -> Found:
        if alone:
            return dataclasses.replace(
                found, details=tuple(dataclasses.replace(d, index=place) for d in found.details)
            )
        where = _label(self.right, place)
        details = (
            dataclasses.replace(
                detail, index=place, where=f"{where}, {detail.where}" if detail.where else where
            )
            for detail in found.details
        )
        return dataclasses.replace(
            found, message=f"{where}: {found.message}", details=tuple(details)
        )

    def _said(
        self, parts: list[Found], pairs: int, gone: list[int], new: list[int], *, alone: bool
    ) -> Iterator[str]:
        if alone:
            yield parts[0].message
        elif parts:
            more = "; …" if len(parts) > 1 else ""
            yield f"{len(parts)} of {counted(pairs, 'upload')} differ: {parts[0].message}{more}"
        for side, uploads, places in (("first", self.left, gone), ("second", self.right, new)):
            if places:
                labels = ", ".join(_label(uploads, place) for place in places[:NAMED])
                more = ", …" if len(places) > NAMED else ""
                yield f"{counted(len(places), 'upload')} only in the {side} ({labels}{more})"

    def _others(self, gone: list[int], new: list[int]) -> tuple[Detail, ...]:
        sides = ((Change.REMOVED, self.left, gone), (Change.ADDED, self.right, new))
        return tuple(
            Detail.of_one_side(
                change, self.key.shown, where=_label(uploads, place), what="upload", index=place
            )
            for change, uploads, places in sides
            for place in places
        )


def _metadata(upload: Upload, old: Any, new: Any, judge: Judge) -> Iterator[Detail]:
    """Annotations of pictures are compared layer by layer, all else by value."""
    if upload.kind == PICTURE and isinstance(old, Mapping) and isinstance(new, Mapping):
        layers = [side.get("annotations") for side in (old, new)]
        if all(layers):
            yield from annotations_differ(layers[0], layers[1], judge.tolerance)
            old, new = (
                {k: v for k, v in side.items() if k != "annotations"} for side in (old, new)
            )
    yield from changes(old, new, "metadata", tolerance=judge.tolerance)


def _paired(
    left: Sequence[Upload], right: Sequence[Upload]
) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Places that belong together, and those that only one side has.

    Equally many belong together in order; else by step, epoch and context if these tell them apart.
    """
    common = min(len(left), len(right))
    marks = [
        {(repr(u.step), repr(u.epoch), u.context): place for place, u in enumerate(side)}
        for side in (left, right)
    ]
    distinct = len(marks[0]) == len(left) and len(marks[1]) == len(right)
    if len(left) == len(right) or not distinct or not marks[0].keys() & marks[1].keys():
        pairs = [(place, place) for place in range(common)]
        return pairs, [*range(common, len(left))], [*range(common, len(right))]
    pairs = [(place, marks[1][mark]) for mark, place in marks[0].items() if mark in marks[1]]
    gone = [place for mark, place in marks[0].items() if mark not in marks[1]]
    return pairs, gone, [place for mark, place in marks[1].items() if mark not in marks[0]]


def _label(uploads: Sequence[Upload], place: int) -> str:
    """What a person calls one of several uploads: its step, if it is the only one there."""
    step = uploads[place].step
    alone = sum(same(upload.step, step) for upload in uploads) == 1
    return f"step {step}" if step is not None and alone else f"upload {place}"
