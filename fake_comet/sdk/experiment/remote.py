"""Links to files and models that stay where they are; nothing is fetched, no bucket looked into."""

from __future__ import annotations

import json
from typing import Any, Final

from fake_comet.recording.records import RemoteModel
from fake_comet.sdk import assets_messages as messages
from fake_comet.sdk.experiment.assets import ASSET
from fake_comet.sdk.experiment.base import ExperimentCore
from fake_comet.sdk.experiment.calls import sdk_call
from fake_comet.sdk.links import bucket_scheme, link_name, not_listed
from fake_comet.sdk.values import on_wire

_PREPROCESS: Final = "assets.preprocess"

Urls = dict[str, str | None]


class RemoteMethods(ExperimentCore):
    """``log_remote_asset`` and ``log_remote_model``."""

    @sdk_call
    def log_remote_asset(
        self,
        uri: str,
        remote_file_name: str | None = None,
        overwrite: bool = False,
        asset_type: str = ASSET,
        step: int | None = None,
        metadata: dict[str, Any] | None = None,
    ) -> Urls | None:
        """Log a link to a file that stays where it is; any text will do as a link."""
        self._set_step(step)
        whole_step = self._asset_step()
        name = link_name(uri) if remote_file_name is None else remote_file_name
        sent = self._sent_metadata(metadata)
        self._set_step(whole_step)
        if not self.alive:
            return None
        fields = {"fileName": name, "isRemote": True, "overwrite": overwrite}
        fields |= {"step": self._asset_step(), "context": self.context}
        fields["type"] = None if asset_type == ASSET else asset_type
        asset_id = self._new_id()
        kind = str(on_wire(asset_type or ASSET))
        self._send_link(kind, uri, fields, metadata=sent, asset_id=asset_id)
        hash(asset_type)  # the SDK counts what it has sent by type, which raises for a list
        return self._asset_url(asset_id)

    def _send_link(self, kind: str, uri: Any, fields: dict[str, Any], **more: Any) -> None:
        if self.offline:
            self._upload(kind, fields, None, link=on_wire(uri), **more)
        elif uri is None or isinstance(uri, str):
            self._upload(kind, fields, None, link=uri or "", **more)
        else:
            error = AttributeError(f"{type(uri).__name__!r} object has no attribute 'encode'")
            options: dict[str, Any] = {"error": error, "logger": "connection"}
            self._say_later("unreadable-value", messages.REMOTE_FAILED, error, **options)

    @sdk_call
    def log_remote_model(
        self,
        model_name: str,
        uri: str,
        metadata: dict[str, Any] | None = None,
        sync_mode: bool = True,
        max_synced_objects: int = 10000,
    ) -> None:
        """Log links to a model that stays where it is; buckets are not looked into."""
        if not self.alive:
            return
        self._model_logged(model_name)
        reason = _unsynced(uri) if sync_mode is True else None
        if reason is not None:
            metadata = {} if metadata is None else metadata
            metadata["error_message"] = reason
            metadata["synced"] = False
        asset: dict[str, Any] = {"remoteUrl": uri, "fileName": link_name(uri)}
        sent = self._sent_metadata(metadata)
        if sent:
            asset["metadata"] = sent
        self._send_remote_model(model_name, asset)

    def _send_remote_model(self, name: str, asset: dict[str, Any]) -> None:
        if self.offline:
            asset = on_wire(asset)
        else:
            try:
                json.dumps(asset)
            except TypeError as error:
                message = f"{messages.REMOTE_MODEL_FAILED}. TypeError: {error}"
                self._say_later("unreadable-value", message, error=error)
                return
        made = self._emit(RemoteModel, name=name, assets=(asset,))
        self._model_sent(name, arrived=made is not None)


def _unsynced(uri: Any) -> str | None:
    """Why a remote model is one link and not the files of a bucket, in the SDK's words."""
    scheme = bucket_scheme(uri, messages.REMOTE_URI_UNREADABLE, _PREPROCESS)
    if scheme is None:
        return str(messages.REMOTE_SYNC_UNSUPPORTED % uri)
    return not_listed(uri, scheme, messages.REMOTE_SYNC_FAILED, _PREPROCESS)
