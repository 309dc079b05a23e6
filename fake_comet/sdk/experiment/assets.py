"""Files, data and folders as assets; what is uploaded is read at the call."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, Final

from fake_comet.recording.records import Content
from fake_comet.sdk import assets_messages as messages
from fake_comet.sdk import files
from fake_comet.sdk.exceptions import AssetIsTooBig
from fake_comet.sdk.experiment.base import ExperimentCore, sdk_call
from fake_comet.sdk.uploads import data_as_json, sent_metadata
from fake_comet.sdk.voice import ERROR, say, say_or_raise

ASSET: Final = "asset"
_UPLOADER: Final = "file_uploader"

Urls = dict[str, str | None]


class AssetMethods(ExperimentCore):
    """Everything that is uploaded as a file."""

    @sdk_call
    def log_asset(
        self,
        file_data: Any,
        file_name: str | None = None,
        overwrite: bool = False,
        copy_to_tmp: bool = True,
        step: int | None = None,
        metadata: dict[str, Any] | None = None,
    ) -> Urls | None:
        """Upload a file, given by its path or as a file object (which needs a ``file_name``)."""
        self._deprecate_copy_to_tmp(copy_to_tmp, "log_asset")
        return self._log_asset(
            file_data, file_name=file_name, overwrite=overwrite, step=step, metadata=metadata
        )

    def _deprecate_copy_to_tmp(self, copy_to_tmp: bool, method: str) -> None:
        if not copy_to_tmp:
            say_or_raise("deprecated", messages.COPY_TO_TMP_DEPRECATED, method)

    def _log_asset(
        self,
        file_data: Any,
        *,
        file_name: Any = None,
        overwrite: bool = False,
        asset_type: str = ASSET,
        step: Any = None,
        require_step: bool = False,
        grouping_name: str | None = None,
        metadata: Any = None,
        framework: str | None = None,
    ) -> Urls | None:
        if not self.alive:
            return None
        if file_data is None:
            raise TypeError(messages.ASSET_NONE)
        step = self._asset_step(step)
        self._track_framework_usage(framework)
        found = self._file_content(file_data, None if file_name is None else str(file_name))
        if found is None:
            return None
        name, extension, content = found
        sent = sent_metadata(metadata, offline=self.offline)
        step = self._asset_step(step)  # the whole number sticks, as in the SDK
        if require_step and step is None:
            raise TypeError(messages.STEP_MANDATORY)
        if content is None:
            return None
        fields = {"fileName": name, "extension": extension, "overwrite": overwrite, "step": step}
        fields["groupingName"] = grouping_name
        return self._log_content(asset_type, fields, content, sent)

    def _file_content(self, given: Any, name: str | None) -> tuple[str, Any, Content | None] | None:
        """Name, extension and bytes of a file; None in place of bytes that are too many."""
        given = files.expanded(given)
        if files.is_file(given):
            name = os.path.basename(given) if name is None else name
            return name, files.extension_of(given), self._content_of_file(given)
        if files.is_file_like(given):
            if name is None:
                raise TypeError(messages.FILE_NAME_NEEDED)
            fits = self._fits(given, files.size_of(given))
            return name, files.extension_of(name), Content(files.read_file_like(given)) if fits else None
        if not isinstance(given, int) and os.path.isdir(given):
            raise AttributeError(messages.FOLDER_HAS_NO_SIZE)
        if not isinstance(given, str | bytes):
            raise TypeError(messages.UNSUPPORTED_INPUT % type(given))
        say_or_raise("missing-file", messages.FILE_NOT_READ, given, level=ERROR)
        return None

    def _content_of_file(self, path: str) -> Content | None:
        if not self._fits(path, os.path.getsize(path)):
            return None
        try:
            with open(path, "rb") as file:
                return Content(file.read())
        except OSError as error:
            say_or_raise(
                "missing-file", messages.FILE_NOT_READ, path, error=error,
                level=ERROR, logger=_UPLOADER, exc_info=True,
            )  # fmt: skip
            return None

    def _fits(self, what: Any, size: int) -> bool:
        limit = self.asset_upload_limit
        if size <= limit:
            return True
        try:
            raise AssetIsTooBig(what, size, limit)
        except AssetIsTooBig as error:
            say_or_raise(
                "file-too-big", messages.ASSET_TOO_BIG, what, size, limit, error=error,
                level=ERROR, exc_info=True,
            )  # fmt: skip
        return False

    def _log_content(
        self, kind: str, fields: Mapping[str, Any], content: Content, metadata: dict[str, Any]
    ) -> Urls:
        """Record an upload in the current context; kinds other than plain assets name themselves."""
        asset_id = self._new_id()
        sent = {**fields, "context": self.context, "type": None if kind == ASSET else kind}
        self._upload(kind, sent, content, metadata=metadata, asset_id=asset_id)
        return self._asset_url(asset_id)

    @sdk_call
    def log_asset_data(
        self,
        data: Any,
        name: str | None = None,
        overwrite: bool = False,
        step: int | None = None,
        metadata: dict[str, Any] | None = None,
        file_name: str | None = None,
        epoch: int | None = None,
    ) -> Urls | None:
        """Upload text, bytes, or what JSON can hold, as a file of that name."""
        if file_name is not None:
            say("deprecated", messages.DATA_FILE_NAME_DEPRECATED)
            name = file_name
        return self._log_asset_data(
            data,
            file_name="data" if name is None else name,
            overwrite=overwrite,
            step=step,
            epoch=epoch,
            metadata=metadata,
        )

    def _log_asset_data(
        self,
        data: Any,
        *,
        file_name: Any = None,
        overwrite: bool = False,
        asset_type: str = ASSET,
        step: Any = None,
        require_step: bool = False,
        metadata: Any = None,
        epoch: Any = None,
    ) -> Urls | None:
        if not self.alive:
            return None
        self._asset_step(step)
        fields = {"fileName": file_name, "overwrite": overwrite}
        fields["epoch"] = self._asset_epoch(epoch)
        fields["step"] = self._asset_step()
        if require_step and fields["step"] is None:
            raise TypeError(messages.STEP_MANDATORY)
        sent = sent_metadata(metadata, offline=self.offline)
        content = _data_content(data)
        if content is None:
            return None
        fields["extension"] = files.extension_of(file_name)
        if file_name is None:
            raise TypeError(messages.FILE_NAME_NONE)
        return self._log_content(asset_type, fields, content, sent)


def _data_content(data: Any) -> Content | None:
    data = files.expanded(data)
    if files.is_file(data) or files.is_file_like(data):
        raise TypeError(messages.UNSUPPORTED_INPUT % type(data))
    if not isinstance(data, str | bytes):
        try:
            data = data_as_json(data)
        except Exception:  # the SDK uploads nothing then
            say("unreadable-value", messages.DATA_NOT_JSON, level=ERROR, logger=_UPLOADER, exc_info=True)
            return None
    return Content(data if isinstance(data, bytes) else data.encode("utf-8"))
