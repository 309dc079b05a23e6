"""The registry of models and the artifacts, as ``API`` sees them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from fake_comet.sdk import api_messages as messages
from fake_comet.sdk.api.files import write_zip
from fake_comet.sdk.api.model import Model
from fake_comet.sdk.voice import mention, say
from fake_comet.server import artifacts as stored_artifacts
from fake_comet.server import models
from fake_comet.server.registry import STATUSES, item_as_json, model_as_json
from fake_comet.server.response import Response, answer, done
from fake_comet.server.server import server

if TYPE_CHECKING:
    from fake_comet.sdk.artifacts.logged_artifact import LoggedArtifact

Answer = dict[str, Any]


class RegistryMethods:
    """Models of the registry, and artifacts."""

    api_key: str | None

    def get_model(self, workspace: str, model_name: str) -> Model:
        """A model of the registry."""
        return Model.from_registry(workspace, model_name, api_key=self.api_key)

    def model_registry_allowed_status_values(self, workspace: str) -> list[str]:
        """What a model's status can be."""
        return list(STATUSES)

    def get_registry_model_names(self, workspace: str) -> list[str]:
        """The names of a workspace's models."""
        return [model.name for model in server().models.all(workspace)]

    def get_registry_model_count(self, workspace: str) -> int:
        """How many models a workspace has."""
        return len(server().models.all(workspace))

    def get_registry_model_details(
        self, workspace: str, registry_name: str, version: str | None = None
    ) -> Answer | None:
        """What is known of a model, or of one version; None if there is no such version."""
        details = model_as_json(server().models.get(workspace, registry_name))
        if version is None:
            return details
        return next((item for item in details["versions"] if item["version"] == version), None)

    def get_registry_model_versions(self, workspace: str, registry_name: str) -> list[str]:
        """The versions of a model."""
        return [item.version for item in server().models.get(workspace, registry_name).items]

    def get_latest_registry_model_version_details(
        self,
        workspace: str,
        registry_name: str,
        stage: str | None = None,
        version_major: int | None = None,
        version_minor: int | None = None,
    ) -> Answer:
        """What is known of the newest version (deprecated in the SDK)."""
        say("deprecated", messages.LATEST_DEPRECATED, logger="api")
        wanted = [str(part) for part in (version_major, version_minor) if part is not None]
        model = server().models.get(workspace, registry_name)
        for item in reversed(model.items):
            parts = item.version.split(".")[: len(wanted)]
            if (stage is None or stage in item.tags) and parts == wanted:
                return {**model_as_json(model), "versions": [item_as_json(item)]}
        return item_as_json(server().models.item(workspace, registry_name, ".".join(wanted), stage))

    def get_model_registry_version_assets(
        self,
        workspace: str,
        registry_name: str,
        version: str | None = None,
        stage: str | None = None,
    ) -> Answer:
        """What is known of a version, with its files (deprecated in the SDK)."""
        say("deprecated", messages.ASSETS_DEPRECATED, logger="api")
        _check_one(version, stage)
        return item_as_json(server().models.item(workspace, registry_name, version, stage))

    def download_registry_model(
        self,
        workspace: str,
        registry_name: str,
        version: str | None = None,
        output_path: str = "./",
        expand: bool = True,
        stage: str | None = None,
    ) -> None:
        """Write a version's files into a folder, or as a zip archive (deprecated in the SDK)."""
        say("deprecated", messages.DOWNLOAD_DEPRECATED, logger="api")
        what = (registry_name, version, stage, workspace)
        mention(messages.DOWNLOADING_MODEL, *what, logger="api")
        _check_one(version, stage)
        item = server().models.item(workspace, registry_name, version, stage)
        content = models.zipped(item.recording, item.model_name)
        name = f"{registry_name}_{version or stage or 'latest'}"
        write_zip(content, os.path.abspath(os.path.expanduser(output_path)), name, expand=expand)

    def get_registry_model_notes(self, workspace: str, registry_name: str) -> str:
        """The notes of a model."""
        return server().models.get(workspace, registry_name).notes

    def update_registry_model_notes(
        self, workspace: str, registry_name: str, notes: str
    ) -> Response:
        """Write the notes of a model."""
        server().models.get(workspace, registry_name).notes = notes
        return answer(done(), "write/registry-model/notes")

    def update_registry_model(
        self,
        workspace: str,
        registry_name: str,
        new_name: str | None = None,
        description: str | None = None,
        public: bool | None = None,
    ) -> Response:
        """Change name, description or publicity of a model."""
        model = server().models.get(workspace, registry_name)
        model.name = model.name if new_name is None else new_name
        model.description = model.description if description is None else description
        model.public = model.public if public is None else public
        return answer(done(), "write/registry-model/update")

    def update_registry_model_version(
        self,
        workspace: str,
        registry_name: str,
        version: str,
        comment: str | None = None,
        stages: list[str] | None = None,
    ) -> Response:
        """Change comment or tags of a version (deprecated in the SDK)."""
        say("deprecated", messages.UPDATE_DEPRECATED, logger="api")
        item = server().models.item(workspace, registry_name, version)
        item.comment = item.comment if comment is None else comment
        item.tags = item.tags if stages is None else list(stages)
        return answer(done(), "write/registry-model/item/update")

    def delete_registry_model(self, workspace: str, registry_name: str) -> Response:
        """Remove a model from the registry."""
        server().models.delete(server().models.get(workspace, registry_name))
        return answer(done(), "write/registry-model/delete")

    def delete_registry_model_version(
        self, workspace: str, registry_name: str, version: str
    ) -> Response:
        """Remove a version from the registry."""
        item = server().models.item(workspace, registry_name, version)
        server().models.get(workspace, registry_name).items.remove(item)
        return answer(done(), "write/registry-model/item/delete")

    def add_registry_model_version_stage(
        self, workspace: str, registry_name: str, version: str, stage: str
    ) -> Response:
        """Tag a version (deprecated in the SDK)."""
        say("deprecated", messages.ADD_STAGE_DEPRECATED, logger="api")
        Model(workspace, registry_name).add_tag(version, stage)
        return answer(done(), "write/registry-model/item/stage")

    def delete_registry_model_version_stage(
        self, workspace: str, registry_name: str, version: str, stage: str
    ) -> Response:
        """Take a tag off a version (deprecated in the SDK)."""
        say("deprecated", messages.DELETE_STAGE_DEPRECATED, logger="api")
        Model(workspace, registry_name).delete_tag(version, stage)
        return answer(done(), "write/registry-model/item/stage/delete")

    def get_artifact(
        self,
        workspace: str,
        artifact_name: str,
        version: str | None = None,
        alias: str | None = None,
    ) -> LoggedArtifact:
        """A version of an artifact; the latest if none is named."""
        from fake_comet.sdk.artifacts.reading import get_artifact

        params: dict[str, str | None] = {"workspace": workspace, "name": artifact_name}
        params |= {"version": version} if version is not None else {"alias": alias or "latest"}
        return get_artifact(None, params, "", None, None)

    def get_artifact_list(self, workspace: str, artifact_type: str | None = None) -> Answer:
        """The artifacts of a workspace, of one type if given."""
        found = server().artifacts.all(workspace, artifact_type)
        return {"artifacts": [stored_artifacts.details(artifact) for artifact in found]}

    def get_artifact_details(
        self,
        workspace: str | None = None,
        artifact_name: str | None = None,
        artifact_id: str | None = None,
    ) -> Answer:
        """What is known of an artifact, with its versions."""
        return stored_artifacts.details(
            server().artifacts.get(workspace, artifact_name, artifact_id)
        )

    def get_artifact_files(
        self,
        workspace: str | None = None,
        artifact_name: str | None = None,
        artifact_id: str | None = None,
        version: str | None = None,
        alias: str | None = None,
    ) -> Answer:
        """The files of a version."""
        artifact = server().artifacts.get(workspace, artifact_name, artifact_id)
        found = server().artifacts.version(artifact, version or alias)
        return {"files": stored_artifacts.files(artifact, found)}


def _check_one(version: str | None, stage: str | None) -> None:
    if version and stage:
        raise ValueError(messages.VERSION_OR_STAGE)
