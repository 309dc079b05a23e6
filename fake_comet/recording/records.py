"""The frozen records that an experiment receives, in the SDK's own words; metrics are in
``columns``.

A record's ``position`` is the number of metric points received before it, which orders records and
points.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from fake_comet.errors import UnreadableContent


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record has: its place among the metric points, and when it came (seconds since
    1970).
    """

    position: int = 0
    time: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter(Record):
    """One parameter message; ``source`` is ``manual``, ``auto-logged`` or ``cli``.

    ``framework`` is whose automatic logging it was (``comet`` for the SDK's own), where that is
    known.
    """

    name: str
    value: Any
    step: Any = None
    source: str = "manual"
    context: str | None = None
    framework: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Other(Record):
    """One key and value of the Other tab; the experiment's name comes as key ``Name``.

    ``context`` and ``framework`` are not sent; the summary at the end of an experiment shows them.
    """

    key: str
    value: Any
    context: str | None = None
    framework: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag(Record):
    """One tag added, or taken away again (``removed``)."""

    tag: str
    removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Html(Record):
    """One piece of html; ``override`` replaces what came before."""

    html: Any
    override: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph(Record):
    """The model graph as text."""

    graph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileName(Record):
    """The name of the script, as set by ``set_filename`` or found by automatic logging."""

    file_name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependency(Record):
    """One line of the Installed Packages tab, from ``log_dependency``."""

    name: Any
    version: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemInfo(Record):
    """One key and value from ``log_system_info``."""

    key: Any
    value: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Details(Record):
    """Environment, kept but not compared: packages, git, host …, by the SDK's message type."""

    type: str
    value: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification(Record):
    """A notification by mail; the SDK sends one itself when an online experiment ends."""

    title: str
    status: str | None
    additional_data: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Symlink(Record):
    """The experiment made visible in another project."""

    project_name: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteModel(Record):
    """A model of remote files: ``assets`` are mappings with ``remoteUrl``, ``fileName``,
    ``metadata``.
    """

    name: str
    assets: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredModel(Record):
    """A model version put into the registry; ``fields`` in the words of the request."""

    name: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtifactAsset:
    """One file (``content``) or link (``link``) of an artifact version."""

    logical_path: str
    content: Content | None = None
    link: str | None = None
    metadata: Mapping[str, Any] | None = None
    asset_type: str | None = None
    asset_id: str = ""
    extension: str | None = None
    overwrite: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtifactVersion(Record):
    """One version of an artifact as logged by this experiment."""

    name: str
    artifact_type: str
    version: str
    aliases: tuple[str, ...] = ()
    version_tags: tuple[str, ...] = ()
    metadata: Mapping[str, Any] | None = None
    assets: tuple[ArtifactAsset, ...] = ()
    requested_version: str | None = None
    state: str = "CLOSED"
    artifact_id: str = ""
    artifact_version_id: str = ""


class Content:
    """The bytes of an upload, made when first read: the SDK encodes pictures late, and so do we.

    Args:
        source: the bytes, or a function that makes them from data which nobody else can change.
    """

    __slots__ = ("_bytes", "_make")

    def __init__(self, source: bytes | Callable[[], bytes]) -> None:
        self._bytes: bytes | None = source if isinstance(source, bytes) else None
        self._make = None if isinstance(source, bytes) else source

    @property
    def data(self) -> bytes:
        """The bytes as the SDK would have sent them."""
        if self._bytes is None:
            assert self._make is not None
            self._bytes = self._make()
            self._make = None
        return self._bytes

    def __len__(self) -> int:
        return len(self.data)

    def __repr__(self) -> str:
        return (
            f"Content({'not encoded yet' if self._bytes is None else f'{len(self._bytes)} bytes'})"
        )


class HashedContent(Content):
    """The bytes of an upload of which only this is known: that they were there, and their hash.

    Args:
        fingerprint: equal for contents that are the same.
        size: how many bytes they were, 0 if that is not known.
        about: what they were, as ``png 640x480``.
        thumbnail: a small png of the picture that they were, if one was kept.
    """

    __slots__ = ("about", "fingerprint", "size", "thumbnail")

    def __init__(
        self, fingerprint: str, size: int, about: str = "", thumbnail: bytes | None = None
    ) -> None:
        super().__init__(self._unknown)
        self.fingerprint = fingerprint
        self.size = size
        self.about = about
        self.thumbnail = thumbnail

    def _unknown(self) -> bytes:
        raise UnreadableContent(f"{self!r}: only a hash of it was kept")

    def __len__(self) -> int:
        return self.size

    def __repr__(self) -> str:
        return f"Content({self.about or f'{self.size} bytes'} #{self.fingerprint[:8]})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload(Record):
    """One file, picture, table … of any kind.

    Attributes:
        kind: the SDK's upload type: ``asset``, ``visualization``, ``model-element``,
            ``dataframe`` …
        fields: the other fields of the request in the SDK's words and types before they become
            a query:
            ``fileName`` or ``figName``, ``extension``, ``step``, ``epoch``, ``context``,
            ``overwrite``,
            ``groupingName``, ``figCounter``, ``sampleRate`` …; fields that are None are left out.
        content: the bytes, or None for a remote asset, which has ``link``.
        items: further files that belong to it (3-D points), by name.
        method: the SDK call that made it, empty where the source does not tell.
    """

    kind: str
    fields: Mapping[str, Any]
    content: Content | None = None
    link: Any = None
    metadata: Any = None
    asset_id: str = ""
    items: Mapping[str, Content] = field(default_factory=dict)
    method: str = ""

    @property
    def name(self) -> str | None:
        """The name that Comet shows: ``figName`` of pictures, ``fileName`` of everything else."""
        found = self.fields.get("figName", self.fields.get("fileName"))
        return None if found is None else str(found)

    @property
    def step(self) -> Any:
        """The step it was logged with, a whole number or None."""
        return self.fields.get("step")

    @property
    def epoch(self) -> Any:
        """The epoch it was logged with, a whole number or None."""
        return self.fields.get("epoch")

    @property
    def context(self) -> str | None:
        """The context it was logged in."""
        found = self.fields.get("context")
        return None if found is None else str(found)
