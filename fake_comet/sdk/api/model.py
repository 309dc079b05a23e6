"""``Model``: one model of the registry with its versions."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from fake_comet.recording.models import Model as RecordedModel
from fake_comet.sdk import api_messages as messages
from fake_comet.sdk import faults_messages
from fake_comet.sdk.api import requests
from fake_comet.sdk.api.status import ModelStatusConfiguration
from fake_comet.sdk.artifacts.download import in_bucket, new_folder
from fake_comet.sdk.asking import asking, asks
from fake_comet.sdk.config import get_config
from fake_comet.sdk.connecting import check_version
from fake_comet.sdk.exceptions import CometException, NotFound, RemoteModelDownloadException
from fake_comet.sdk.keys import get_api_key
from fake_comet.sdk.values import flatten
from fake_comet.sdk.voice import mention, say
from fake_comet.server.registry import StoredItem, item_as_json
from fake_comet.server.response import Response, answer, done
from fake_comet.server.server import server

_WHERE = "api_objects.model.model"


@asks(requests.MODEL)
class Model:
    """A model of a workspace's registry."""

    def __init__(self, workspace: str, model_name: str, *, api_key: str | None = None) -> None:
        self._workspace = workspace
        self._model_name = model_name
        self._api_key = get_api_key(api_key, get_config())

    @classmethod
    def from_registry(cls, workspace: str, model_name: str, *, api_key: str | None = None) -> Model:
        """The model of that name.

        Raises:
            NotFound: there is none.
        """
        if not check_version():
            raise CometException(faults_messages.BACKEND_VERSION)
        with asking("registry GET registry-model/compact-details"):
            server().models.get(workspace, model_name)
        return cls(workspace, model_name, api_key=api_key)

    @classmethod
    def minimal_backend(cls) -> str:
        """The oldest server that has such models."""
        found: str = get_config()["comet.novel_model_registry_api.minimum_backend_version"]
        return found

    def __repr__(self) -> str:
        return f"Model({self._workspace!r}, {self._model_name!r})"

    @property
    def name(self) -> str:
        """Its name."""
        return self._model_name

    def _item(self, version: str | None = None, model_item_id: str | None = None) -> StoredItem:
        if model_item_id is None:
            return server().models.item(self._workspace, self._model_name, version)
        for item in server().models.get(self._workspace, self._model_name).items:
            if item.id == model_item_id:
                return item
        return server().models.item(self._workspace, self._model_name, model_item_id)

    def get_details(self, version: str) -> dict[str, Any]:
        """What is known of a version.

        Raises:
            NotFound: there is no such version.
        """
        return item_as_json(self._item(version))

    def get_assets(self, version: str) -> list[dict[str, Any]]:
        """The files of a version."""
        found: list[dict[str, Any]] = self.get_details(version)["assets"]
        return found

    def find_versions(
        self, version_prefix: str = "", status: str | None = None, tag: str | None = None
    ) -> list[str]:
        """The versions that begin so, have that status, or that tag; newest first."""
        items = server().models.get(self._workspace, self._model_name).items
        return [
            item.version
            for item in reversed(items)
            if item.version.startswith(version_prefix)
            and status in (None, item.status)
            and (tag is None or tag in item.tags)
        ]

    def get_version_history(self, version: str) -> dict[str, Any]:
        """What was changed in a version, in order."""
        return {"history": list(self._item(version).history)}

    def tags(self, version: str) -> list[str]:
        """The tags of a version."""
        return list(self._item(version).tags)

    def add_tag(self, version: str, tag: str) -> None:
        """Tag a version."""
        _check_text("version", version)
        _check_text("tag", tag)
        item = self._item(version)
        item.tags = list(dict.fromkeys([*item.tags, tag]))
        item.history.append({"action": "tag added", "value": tag})

    def delete_tag(self, version: str, tag: str) -> None:
        """Take a tag off a version."""
        item = self._item(version)
        item.tags = [known for known in item.tags if known != tag]
        item.history.append({"action": "tag removed", "value": tag})

    def status(self, version: str) -> str | None:
        """The status of a version."""
        return self._item(version).status

    def set_status(self, version: str, status: str) -> None:
        """Give a version a status."""
        _check_text("status", status)
        item = self._item(version)
        item.status = status
        item.history.append({"action": "status", "value": status})

    def get_registry_model_metadata(
        self, version: str | None = None, model_item_id: str | None = None
    ) -> list[dict[str, Any]]:
        """The metadata of a version, as keys and values."""
        if version is None and model_item_id is None:
            raise ValueError("version should be provided if model_item_id is None")
        return [dict(entity) for entity in self._item(version, model_item_id).metadata]

    def update_registry_model_metadata(
        self, metadata: dict[str, Any], version: str | None = None, model_item_id: str | None = None
    ) -> Response:
        """Write metadata of a version; nested dictionaries become text."""
        if version is None and model_item_id is None:
            raise ValueError("either version or model_item_id should be provided")
        flat = flatten(metadata, "|", 1)
        item = self._item(version, model_item_id)
        known = {entity["key"]: entity["value"] for entity in item.metadata} | flat.items
        item.metadata = [{"key": key, "value": value} for key, value in known.items()]
        return answer(done(), "write/registry-model/item/metadata")

    def get_registry_model_status_configuration(
        self, version: str | None = None, model_item_id: str | None = None
    ) -> ModelStatusConfiguration | None:
        """What a version's status asks for; None if that was not said."""
        if version is None and model_item_id is None:
            raise ValueError("version should be provided if model_item_id is None")
        found = self._item(version, model_item_id).status_configuration
        return ModelStatusConfiguration.from_parameters_dict(found) if found else None

    def update_registry_model_status_configuration(
        self, status_configuration: ModelStatusConfiguration, version: str | None = None
    ) -> Response:
        """Say what a version's status asks for."""
        if status_configuration.model_item_id is None and version is None:
            raise ValueError(
                "version should be provided if status_configuration.model_item_id is None"
            )
        item = self._item(version, status_configuration.model_item_id)
        status_configuration.model_item_id = item.id
        item.status_configuration = status_configuration.as_parameters()
        item.status = status_configuration.status
        return answer(done(), "write/registry-model/item/status-configuration")

    def download(
        self, version: str, output_folder: str | Path | None = None, expand: bool = True
    ) -> None:
        """Write the files of a version into a folder, a new one if none is given.

        Raises:
            RemoteModelDownloadException: there is no such version, or a file cannot be had.
        """
        if not expand:
            say("deprecated", messages.EXPAND_DEPRECATED, logger=_WHERE)
        root = new_folder() if output_folder is None else output_folder
        try:
            item = self._item(version)
        except NotFound:
            raise RemoteModelDownloadException(
                f"Cannot get asset list for Model {self!r}"
            ) from None
        model = item.recording.models[item.model_name]
        number = (self._workspace, self._model_name, version)
        if model.files:
            mention(messages.MODEL_DOWNLOAD_STARTED, *number, logger=_WHERE)
        for asset in model.files:
            path = Path(root, asset.name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(asset.content)
        self._check_links(model)
        mention(messages.MODEL_DOWNLOADED, *number, logger=_WHERE)
        mention(messages.MODEL_FOLDER, os.fspath(root), logger=_WHERE)

    def _check_links(self, model: RecordedModel) -> None:
        """Links are not followed: those into buckets fail as without boto3, others are told of."""
        for asset in model.remote_assets:
            link = asset["remoteUrl"]
            if in_bucket(link):
                raise RemoteModelDownloadException(
                    f"Cannot download Asset {asset['fileName']} for Remote Model {self!r}"
                )
            say("sdk-warning", messages.MODEL_LINK_UNSUPPORTED % link, logger=_WHERE)


def _check_text(name: str, value: Any) -> None:
    if type(value) is not str:
        raise TypeError(f'"{name}" must be of type {str}, not {type(value)}')
