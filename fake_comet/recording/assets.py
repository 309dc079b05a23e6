"""One upload as a reader sees it, and uploads by name; it does not look into contents."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from fake_comet.errors import UnreadableContent, missing_name
from fake_comet.recording.records import HashedContent, Upload


class Asset:
    """One upload of any kind.

    Attributes:
        upload: the record behind it.
    """

    def __init__(self, upload: Upload) -> None:
        self.upload = upload

    @property
    def name(self) -> str:
        """The name that Comet shows."""
        return self.upload.name or ""

    @property
    def type(self) -> str:
        """The SDK's word for its kind: ``asset``, ``visualization``, ``model-element`` …"""
        return self.upload.kind

    @property
    def content(self) -> bytes:
        """The bytes as they were sent.

        There are none for a remote asset, which has a ``link``, nor for what a golden keeps only
        the hash of.
        """
        content = self.upload.content
        return b"" if content is None or isinstance(content, HashedContent) else content.data

    @property
    def size(self) -> int | None:
        """How many bytes were sent, None if that is not known."""
        content = self.upload.content
        known = content is not None and not isinstance(content, HashedContent)
        return len(content) if content is not None and (known or len(content)) else None

    @property
    def link(self) -> Any:
        """Where a remote asset is."""
        return self.upload.link

    @property
    def step(self) -> Any:
        """The step it was logged with."""
        return self.upload.step

    @property
    def epoch(self) -> Any:
        """The epoch it was logged with."""
        return self.upload.epoch

    @property
    def context(self) -> str | None:
        """The context it was logged in."""
        return self.upload.context

    @property
    def metadata(self) -> Any:
        """A copy of its metadata, empty if there are none."""
        return copy.deepcopy(self.upload.metadata) if self.upload.metadata else {}

    @property
    def overwrite(self) -> bool:
        """Whether it replaces earlier uploads of that name."""
        return str(self.upload.fields.get("overwrite")).lower() == "true"

    @property
    def fields(self) -> Mapping[str, Any]:
        """Everything else that the request said, in its own words."""
        return MappingProxyType(dict(self.upload.fields))

    @property
    def items(self) -> Mapping[str, bytes]:
        """Further files that belong to it, as the points of ``log_points_3d``, by name."""
        return {name: content.data for name, content in self.upload.items.items()}

    def __repr__(self) -> str:
        where = [
            f"{word} {found}"
            for word in ("step", "epoch", "context")
            if (found := getattr(self, word)) is not None
        ]
        return f"<{type(self).__name__} {', '.join([repr(self.name), *where])}>"


class JsonAsset(Asset):
    """An upload whose content is JSON."""

    @property
    def data(self) -> Any:
        """The content, parsed.

        Raises:
            UnreadableContent: it is no JSON.
        """
        try:
            return json.loads(self.content)
        except ValueError as error:
            raise UnreadableContent(f"{self!r} is no JSON ({error}); read .content") from None

    def _field(self, name: str) -> Any:
        data = self.data
        if not isinstance(data, Mapping) or name not in data:
            raise UnreadableContent(f"{self!r} has no field {name!r}; read .content")
        return data[name]


A = TypeVar("A", bound=Asset)


class AssetsView(Mapping[str, list[A]], Generic[A]):
    """Uploads by name, each name with all its uploads in order.

    Args:
        kind: what one of them is called in messages.
        uploads: gives those that are in the view.
        made: gives an upload the form in which it is read.
    """

    def __init__(
        self, kind: str, uploads: Callable[[], Sequence[Upload]], made: Callable[[Upload], A]
    ) -> None:
        self._kind = kind
        self._uploads = uploads
        self._made = made

    @property
    def all(self) -> list[A]:
        """Those of all names, in the order in which they were logged."""
        return [self._made(upload) for upload in self._uploads()]

    def _by_name(self) -> dict[str, list[Upload]]:
        found: dict[str, list[Upload]] = {}
        for upload in self._uploads():
            found.setdefault(upload.name or "", []).append(upload)
        return found

    def __getitem__(self, name: str) -> list[A]:
        found = self._by_name()
        if name not in found:
            raise missing_name(self._kind, name, found)
        return [self._made(upload) for upload in found[name]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name())

    def __len__(self) -> int:
        return len(self._by_name())

    def __repr__(self) -> str:
        return f"<{len(self._uploads())} uploads: {', '.join(map(repr, self))}>"
