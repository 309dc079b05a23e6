"""Assets and models as ``APIExperiment`` reads them back."""

from __future__ import annotations

import io
import os
import zipfile
from typing import Any, Final

from fake_comet.sdk import api_messages as messages
from fake_comet.sdk.api.core import APIExperimentCore, api_call
from fake_comet.sdk.experiment.registry import request_fields
from fake_comet.sdk.files import expanded_path
from fake_comet.sdk.voice import mention, say
from fake_comet.server import assets, models
from fake_comet.server.response import done
from fake_comet.server.server import server

_CURVE: Final = "curve"
_TENSORFLOW: Final = "tensorflow-file"


class FileMethods(APIExperimentCore):
    """Getters and downloads of files; the registry of models."""

    def get_asset_list(self, asset_type: str = "all", timeout: int = 600) -> list[dict[str, Any]]:
        """What was uploaded, of one type or all."""
        return assets.listed(self._recording, self._fate, asset_type)

    def get_asset(self, asset_id: str, return_type: str = "binary", stream: bool = False) -> Any:
        """The content as ``binary``, ``text``, ``json`` or ``response``.

        Raises:
            NotFound: there is no such asset.
            CometRestApiValueError: an unknown ``return_type``.
        """
        upload = assets.found(self._recording, self._fate, asset_id)
        return assets.content(upload, return_type)

    def get_asset_by_name(
        self,
        asset_filename: str,
        asset_type: str = "all",
        return_type: str = "binary",
        stream: bool = False,
        timeout: int = 600,
    ) -> Any:
        """The content of the first asset of that name, else None (deprecated in the SDK)."""
        say("deprecated", messages.BY_NAME_DEPRECATED, logger="api")
        found = self.get_assets_by_name(asset_filename, asset_type, return_type)
        return None if found is None else found[0]

    def get_assets_by_name(
        self,
        asset_filename: str,
        asset_type: str | None = None,
        return_type: str = "binary",
        timeout: int = 600,
    ) -> list[Any] | None:
        """The contents of all assets of that name, None if there are none."""
        rows = assets.listed(self._recording, self._fate, asset_type)
        ids = [row["assetId"] for row in rows if row["fileName"] == asset_filename]
        return [self.get_asset(asset_id, return_type) for asset_id in ids] or None

    @api_call
    def delete_asset(self, asset_id: str) -> dict[str, Any]:
        """Remove an asset; the recording keeps it."""
        self._fate.deleted_assets.add(asset_id)
        return done()

    def get_curves(self) -> list[dict[str, Any]]:
        """All curves with their points."""
        return [self.get_curve(row["assetId"]) for row in self.get_asset_list(_CURVE)]

    def get_curve(self, asset_id: str) -> dict[str, Any]:
        """One curve with its points."""
        found: dict[str, Any] = self.get_asset(asset_id, return_type="json")
        for row in self.get_asset_list(_CURVE):
            if row["assetId"] == asset_id:
                return {**found, "step": row["step"], "assetId": asset_id}
        return found

    def download_tensorflow_folder(self, output_path: str = "./", overwrite: bool = False) -> None:
        """Write what ``log_tensorflow_folder`` uploaded into a folder.

        Raises:
            ValueError: nothing was uploaded so.
        """
        rows = self.get_asset_list(_TENSORFLOW)
        if not rows:
            raise ValueError(messages.NO_TENSORFLOW_FOLDER % self._get_experiment_url())
        folder = expanded_path(output_path)
        for row in rows:
            path = os.path.join(folder, row["fileName"])
            if os.path.exists(path) and not overwrite:
                say("sdk-warning", messages.FILE_EXISTS, path, logger="api")
                continue
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(self.get_asset(row["assetId"]))
        mention(messages.VIEW_IN_TENSORBOARD % os.path.join(folder), logger="api")

    def _get_experiment_url(self, tab: str | None = None) -> str:
        raise NotImplementedError

    def get_model_names(self) -> list[str]:
        """The names of its models."""
        return [row["modelName"] for row in models.listed(self._recording)]

    def get_model_asset_list(self, model_name: str) -> list[dict[str, Any]]:
        """The files of a model."""
        return models.assets(self._recording, model_name)

    def get_model_data(self, name: str) -> list[dict[str, Any]]:
        """The same (deprecated in the SDK)."""
        say("deprecated", messages.MODEL_DATA_DEPRECATED, logger="api")
        return self.get_model_asset_list(name)

    def download_model(self, name: str, output_path: str = "./", expand: bool = True) -> None:
        """Write the files of a model into a folder, or as one zip archive.

        Raises:
            NotFound: there is no such model.
        """
        mention(messages.DOWNLOADING, name, logger="api")
        write_zip(models.zipped(self._recording, name), output_path, name, expand=expand)

    @api_call
    def register_model(
        self,
        model_name: str,
        version: str | None = None,
        workspace: str | None = None,
        registry_name: str | None = None,
        public: bool | None = None,
        description: str | None = None,
        comment: str | None = None,
        status: str | None = None,
        tags: list[str] | None = None,
        stages: list[str] | None = None,
        metadata: dict[str, Any] | None = None,
        status_configuration: dict[str, Any] | None = None,
    ) -> dict[str, Any] | None:
        """Put a model of this experiment into the registry.

        Raises:
            ValueError: the experiment has no such model.
        """
        given = dict(locals())
        if workspace:
            say("deprecated", messages.WORKSPACE_DEPRECATED, logger="api")
        known = self.get_model_names()
        if model_name not in known:
            raise ValueError(messages.INVALID_MODEL % (model_name, known))
        if stages is not None:
            ignored = messages.STAGES_IGNORED.format(stages)
            say("deprecated", ignored, logger="connection.connection_api")
        given["registry_name"] = registry_name or model_name
        fields = request_fields(model_name, given, status_configuration)
        server().models.register(self._recording, fields)
        what = (fields["registryModelName"], version, self.workspace)
        mention(messages.REGISTERED, *what, logger="connection.connection_api")
        return None


def write_zip(content: bytes, folder: str, name: str, *, expand: bool) -> None:
    """Write a zip archive into a folder, unpacked or as it is."""
    folder = expanded_path(folder)
    if expand:
        mention(messages.UNZIPPING_MODEL, folder, logger="api")
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            archive.extractall(folder)
    else:
        path = os.path.join(folder, f"{name}.zip")
        mention(messages.COPYING_MODEL, path, logger="api")
        with open(path, "wb") as file:
            file.write(content)
    mention(messages.DONE, logger="api")
