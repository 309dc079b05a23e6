"""The registry of models: what experiments put into it, and what was changed in it since."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from fake_comet.recording.recording import Recording
from fake_comet.recording.records import RegisteredModel
from fake_comet.server import models
from fake_comet.server.experiments import Experiments
from fake_comet.server.places import millis, place_of
from fake_comet.server.projects import USER
from fake_comet.server.response import not_found
from fake_comet.session import Session

STATUSES: Final = ("Development", "QA", "Staging", "Production", "Archived")


@dataclass(slots=True, kw_only=True)
class StoredItem:
    """One version of a model in the registry."""

    id: str
    version: str
    recording: Recording
    model_name: str
    created: float
    comment: str | None = None
    tags: list[str] = field(default_factory=list)
    status: str | None = None
    metadata: list[dict[str, Any]] = field(default_factory=list)
    status_configuration: dict[str, Any] = field(default_factory=dict)
    history: list[dict[str, Any]] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class StoredModel:
    """One model of a workspace's registry, its versions in order of registration."""

    id: str
    workspace: str
    name: str
    created: float
    description: str | None = None
    public: bool = False
    notes: str = ""
    items: list[StoredItem] = field(default_factory=list)


class Registry:
    """All models of a session's registry."""

    def __init__(self, session: Session, experiments: Experiments) -> None:
        self._session = session
        self._experiments = experiments
        self._models: list[StoredModel] = []
        self._by_record: dict[int, StoredItem] = {}  # what is in the registry already

    def all(self, workspace: str) -> list[StoredModel]:
        """The models of a workspace."""
        return [model for model in self._all() if model.workspace == workspace]

    def _all(self) -> list[StoredModel]:
        for recording in self._experiments.all():
            for record in recording.of_type(RegisteredModel):
                if id(record) not in self._by_record:
                    self._by_record[id(record)] = self._take_in(recording, record)
        return self._models

    def get(self, workspace: str, name: str) -> StoredModel:
        """The model of that name.

        Raises:
            NotFound: there is none.
        """
        for model in self.all(workspace):
            if model.name == name:
                return model
        raise not_found(f"No such registry model: {workspace}/{name}", "registry-model/details")

    def item(
        self, workspace: str, name: str, version: str | None = None, stage: str | None = None
    ) -> StoredItem:
        """A version of a model; the newest one if none is named.

        Raises:
            NotFound: there is none.
        """
        for item in reversed(self.get(workspace, name).items):
            if version in (None, item.version) and (stage is None or stage in item.tags):
                return item
        raise not_found(f"No version {version or stage} of {name}", "registry-model/item/details")

    def by_id(self, item_id: str) -> StoredItem:
        """The version with that identifier.

        Raises:
            NotFound: there is none.
        """
        for model in self._all():
            for item in model.items:
                if item.id == item_id:
                    return item
        raise not_found(f"No such model version: {item_id}", "registry-model/item/details")

    def model_by_id(self, model_id: str) -> StoredModel:
        """The model with that identifier.

        Raises:
            NotFound: there is none.
        """
        for model in self._all():
            if model.id == model_id:
                return model
        raise not_found(f"No such registry model: {model_id}", "registry-model/details")

    def model_of(self, experiment_model_id: str) -> tuple[str, str]:
        """The experiment key and name of a model that an experiment logged.

        Raises:
            NotFound: there is none.
        """
        for recording in self._experiments.all():
            for row in models.listed(recording):
                if row["experimentModelId"] == experiment_model_id:
                    return recording.key, row["modelName"]
        raise not_found(f"No such model: {experiment_model_id}", "write/registry-model")

    def item_of(self, record: RegisteredModel) -> StoredItem:
        """The version that a record made."""
        self._all()
        return self._by_record[id(record)]

    def delete_item(self, item_id: str) -> None:
        """Remove a version."""
        item = self.by_id(item_id)
        for model in self._models:
            model.items = [known for known in model.items if known is not item]

    def register(self, recording: Recording, fields: Mapping[str, Any]) -> None:
        """Record a new version, which the registry then has."""
        recording.recorder.add(RegisteredModel, name=fields["registryModelName"], fields=fields)

    def delete(self, model: StoredModel) -> None:
        """Remove a model with all its versions."""
        self._models.remove(model)

    def _take_in(self, recording: Recording, record: RegisteredModel) -> StoredItem:
        fields = record.fields
        workspace = place_of(recording.recorder.header).workspace
        name = proper_registry_model_name(str(fields.get("registryModelName") or record.name))
        model = next((m for m in self._models if (m.workspace, m.name) == (workspace, name)), None)
        if model is None:
            model = StoredModel(
                id=self._session.determinism.new_key(),
                workspace=workspace,
                name=name,
                created=record.time,
                description=fields.get("registryModelDescription"),
                public=bool(fields.get("publicModel")),
            )
            self._models.append(model)
        item = self._item(model, recording, record)
        model.items.append(item)
        return item

    def _item(
        self, model: StoredModel, recording: Recording, record: RegisteredModel
    ) -> StoredItem:
        fields = record.fields
        metadata = fields.get("metadata") or {}
        return StoredItem(
            id=self._session.determinism.new_key(),
            version=fields.get("version") or _next_version(model),
            recording=recording,
            model_name=str(fields.get("experimentModelName")),
            created=record.time,
            comment=fields.get("versionComment"),
            tags=list(fields.get("tags") or fields.get("stages") or ()),
            status=fields.get("status"),
            metadata=[{"key": key, "value": value} for key, value in metadata.items()],
            status_configuration=dict(fields.get("statusConfiguration") or {}),
        )


def proper_registry_model_name(name: str) -> str:
    """A name as the registry takes it: lower case, with dashes for all but letters and digits."""
    dashed = "".join(letter if letter.isalnum() else "-" for letter in name)
    return re.sub("-+", "-", dashed.strip("-").lower())


def _next_version(model: StoredModel) -> str:
    """The number that the server gives where the user gives none: the next minor version.

    The SDK sends any text for a version; one that begins with no digit has no next.
    """
    from semantic_version import Version

    numbered = [item.version for item in model.items if item.version[:1].isdigit()]
    known = [Version.coerce(version) for version in numbered]
    return str(max(known).next_minor()) if known else "1.0.0"


def model_as_json(model: StoredModel) -> dict[str, Any]:
    """What the server tells of a model."""
    newest = max([item.created for item in model.items], default=model.created)
    return {
        "registryModelId": model.id,
        "modelName": model.name,
        "description": model.description,
        "isPublic": model.public,
        "createdAt": millis(model.created),
        "lastUpdated": millis(newest),
        "userName": USER,
        "versions": [item_as_json(item) for item in model.items],
    }


def item_as_json(item: StoredItem) -> dict[str, Any]:
    """What the server tells of a version."""
    return {
        "registryModelItemId": item.id,
        "experimentModel": {
            "experimentModelId": models.model_id(item.recording, item.model_name),
            "experimentModelName": item.model_name,
            "experimentKey": item.recording.key,
        },
        "version": item.version,
        "comment": item.comment,
        "stages": list(item.tags),
        "tags": list(item.tags),
        "status": item.status,
        "userName": USER,
        "createdAt": millis(item.created),
        "lastUpdated": millis(item.created),
        "assets": models.assets(item.recording, item.model_name),
    }
