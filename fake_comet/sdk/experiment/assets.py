"""Files, data and folders as assets; files are read at the call."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, Final

from fake_comet.recording.records import Content
from fake_comet.sdk import assets_messages as messages
from fake_comet.sdk import files
from fake_comet.sdk.exceptions import AssetIsTooBig
from fake_comet.sdk.experiment.base import ExperimentCore
from fake_comet.sdk.experiment.calls import sdk_call
from fake_comet.sdk.uploads import data_as_json, deprecate_copy_to_tmp
from fake_comet.sdk.voice import ERROR, note, say, say_or_raise

ASSET: Final = "asset"
MODEL_ELEMENT: Final = "model-element"
_UPLOADER: Final = "file_uploader"
# What a folder in place of a file comes to, as the SDK does not expect one.
_FOLDER: Final = "'FolderUpload' object has no attribute 'size'"

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
        deprecate_copy_to_tmp(copy_to_tmp, "log_asset")
        return self._log_asset(
            file_data, file_name=file_name, overwrite=overwrite, step=step, metadata=metadata
        )

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
        self._set_step(step)
        self._track_framework_usage(framework)
        if asset_type == MODEL_ELEMENT:
            self._model_logged(grouping_name)
        found = self._opened(file_data, None if file_name is None else str(file_name))
        if found is None:
            return None
        # The whole number of the upload's step then sticks, as in the SDK.
        sent_step = self._asset_step(self._asset_step())
        sent = self._sent_metadata(metadata)
        if require_step and sent_step is None:
            raise TypeError(messages.STEP_MANDATORY)
        content = self._read(found)
        if content is None:
            return None
        fields = {
            "fileName": found.name,
            "extension": found.extension,
            "overwrite": overwrite,
            "step": sent_step,
            "groupingName": grouping_name,
        }
        return self._log_content(asset_type, fields, content, sent)

    def _opened(self, given: Any, name: str | None) -> files.Opened | None:
        """A file or file object under its name, None where there is none."""
        given = files.expanded(given)
        if files.is_file(given):
            return files.Opened.path(given, name)
        if files.is_file_like(given):
            if name is None:
                self._asset_step()  # found out first, which may fail as well
                raise TypeError(messages.FILE_NAME_NEEDED)
            return files.Opened.file_like(given, name)
        if not isinstance(given, int) and os.path.isdir(given):
            self._asset_step()
            raise AttributeError(_FOLDER)
        if not isinstance(given, str | bytes):
            raise TypeError(messages.UNSUPPORTED_INPUT % type(given))
        say_or_raise("missing-file", messages.FILE_NOT_READ, given, level=ERROR)
        return None

    def _read(self, file: files.Opened) -> Content | None:
        """Its bytes; None, having said why, where the SDK does not upload them."""
        limit = self.asset_upload_limit
        try:
            if file.size > limit:
                raise AssetIsTooBig(file.source, file.size, limit)
            return Content(file.read())
        except AssetIsTooBig as error:
            what = (file.source, file.size, limit)
            options: dict[str, Any] = {"level": ERROR, "exc_info": True, "error": error}
            say_or_raise("file-too-big", messages.ASSET_TOO_BIG, *what, **options)
        except OSError as error:
            if files.is_file_like(file.source):
                raise  # the SDK copies file objects in the call itself
            options = {"level": ERROR, "logger": _UPLOADER, "exc_info": True, "error": error}
            say_or_raise("missing-file", messages.FILE_NOT_READ, file.source, **options)
        return None

    def _log_content(
        self, kind: str, fields: Mapping[str, Any], content: Content, metadata: dict[str, Any]
    ) -> Urls:
        """Record an upload in the current context; only plain assets do not name their kind."""
        asset_id = self._new_id()
        sent = {**fields, "context": self.context, "type": None if kind == ASSET else kind}
        made = self._upload(kind, sent, content, metadata=metadata, asset_id=asset_id)
        if kind == MODEL_ELEMENT:
            self._model_sent(fields["groupingName"], arrived=made is not None)
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
        self._set_step(step)
        self._set_epoch(epoch)
        if require_step and self.curr_step is None:
            raise TypeError(messages.STEP_MANDATORY)
        fields = {"fileName": file_name, "overwrite": overwrite, "step": self._asset_step()}
        fields["epoch"] = self._asset_epoch()
        sent = self._sent_metadata(metadata)
        content = _data_content(data)
        if content is None:
            return None
        fields["extension"] = files.extension_of(file_name)
        if file_name is None:
            raise TypeError(messages.FILE_NAME_NONE)
        return self._log_content(asset_type, fields, content, sent)

    @sdk_call
    def log_asset_folder(
        self,
        folder: str,
        step: int | None = None,
        log_file_name: bool | None = None,
        recursive: bool = False,
        metadata: dict[str, Any] | None = None,
    ) -> list[tuple[str, Urls]] | None:
        """Upload a folder's files; ``log_file_name`` keeps their path inside it as their name."""
        if log_file_name is None:
            say_or_raise("deprecated", messages.FOLDER_LOG_FILE_NAME)
            log_file_name = False
        named = bool(log_file_name)
        return self._log_asset_folder(
            folder, step=step, log_file_name=named, recursive=recursive, metadata=metadata
        )

    def _log_asset_folder(
        self,
        folder: Any,
        *,
        step: Any = None,
        log_file_name: bool = False,
        recursive: bool = False,
        folder_name: str | None = None,
        extension_filter: list[str] | None = None,
        prepend_folder_name: bool = True,
        **upload: Any,
    ) -> list[tuple[str, Urls]] | None:
        self._set_step(step)
        folder = files.expanded_path(folder)
        if isinstance(folder, int) or not os.path.isdir(folder):
            say_or_raise("missing-file", messages.FOLDER_NOT_READ, folder, level=ERROR)
            return None
        root = os.path.abspath(folder)
        prefix = os.path.basename(folder) if folder_name is None else folder_name
        found = files.files_in(root, recursive=recursive, extensions=extension_filter)
        urls: list[tuple[str, Urls]] = []
        try:
            for file_name, path in found:
                inside = os.path.relpath(path, root)
                inside = os.path.join(prefix, inside) if prepend_folder_name is True else inside
                name = inside if log_file_name else None
                url = self._log_asset(path, file_name=name, **upload)
                if url:
                    urls.append((file_name, url))
        except Exception as error:  # the SDK logs it
            options: dict[str, Any] = {"level": ERROR, "exc_info": True, "error": error}
            say_or_raise("call-failed", messages.FOLDER_NOT_READ, folder, **options)
            return None
        if not urls:
            say_or_raise("nothing-logged", messages.FOLDER_EMPTY, folder)
        return urls or None

    @sdk_call
    def log_tensorboard_folder(self, folder: str, metadata: dict[str, Any] | None = None) -> None:
        """Upload a TensorBoard folder."""
        self.log_tensorflow_folder(folder, metadata=metadata)

    @sdk_call
    def log_tensorflow_folder(self, folder: str, metadata: dict[str, Any] | None = None) -> None:
        """Upload all files of a folder as TensorFlow's."""
        if self.alive:
            folder = folder[:-1] if folder.endswith(os.sep) else folder
            self._log_asset_folder(
                folder,
                log_file_name=True,
                recursive=True,
                asset_type="tensorflow-file",
                metadata=metadata,
            )


def _data_content(data: Any) -> Content | None:
    data = files.expanded(data)
    if files.is_file(data) or files.is_file_like(data):
        raise TypeError(messages.UNSUPPORTED_INPUT % type(data))
    if not isinstance(data, str | bytes):
        try:
            data = data_as_json(data)
        except Exception:  # the SDK uploads nothing then
            options: dict[str, Any] = {"level": ERROR, "logger": _UPLOADER, "exc_info": True}
            say("unreadable-value", messages.DATA_NOT_JSON, **options)
            return None
    try:
        return Content(data if isinstance(data, bytes) else data.encode("utf-8"))
    except UnicodeEncodeError as error:
        note("unreadable-value", f"text that has no UTF-8, which breaks the real SDK: {error}")
        return None
