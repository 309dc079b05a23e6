"""Models by name: files, remote files and registered versions together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fake_comet.errors import missing_name
from fake_comet.recording.assets import Asset
from fake_comet.recording.records import RegisteredModel, RemoteModel, Upload


@dataclass(frozen=True, slots=True, kw_only=True)
class Model(Sequence[Asset]):
    """One model: a sequence of its files.

    Attributes:
        files: what ``log_model`` sent, in order.
        remote_assets: what ``log_remote_model`` named, mappings with ``remoteUrl``.
        versions: the versions that ``register_model`` put into the registry.
    """

    name: str
    files: tuple[Asset, ...] = ()
    remote_assets: tuple[Mapping[str, Any], ...] = ()
    versions: tuple[RegisteredModel, ...] = ()

    def __getitem__(self, index: Any) -> Any:
        return self.files[index]

    def __len__(self) -> int:
        return len(self.files)


class ModelsView(Mapping[str, Model]):
    """All models by name."""

    def __init__(
        self,
        files: Callable[[], Sequence[Upload]],
        remote: Callable[[], Sequence[RemoteModel]],
        registered: Callable[[], Sequence[RegisteredModel]],
    ) -> None:
        self._files = files
        self._remote = remote
        self._registered = registered

    def _names(self) -> list[str]:
        names = [model_name(upload) for upload in self._files()]
        names += [record.name for record in self._remote()]
        names += [_registered_from(version) for version in self._registered()]
        return list(dict.fromkeys(names))

    def __getitem__(self, name: str) -> Model:
        if name not in self._names():
            raise missing_name("model", name, self._names())
        remote = [record for record in self._remote() if record.name == name]
        return Model(
            name=name,
            files=tuple(Asset(upload) for upload in self._files() if model_name(upload) == name),
            remote_assets=tuple(asset for record in remote for asset in record.assets),
            versions=tuple(v for v in self._registered() if _registered_from(v) == name),
        )

    def __iter__(self) -> Iterator[str]:
        return iter(self._names())

    def __len__(self) -> int:
        return len(self._names())

    def __repr__(self) -> str:
        return f"<{len(self)} models: {', '.join(map(repr, self))}>"


def model_name(upload: Upload) -> str:
    """The name of the model that a file belongs to."""
    return str(upload.fields.get("groupingName", ""))


def _registered_from(version: RegisteredModel) -> str:
    """The name of the model as logged, which the registry may know by another."""
    return str(version.fields.get("experimentModelName", version.name))
