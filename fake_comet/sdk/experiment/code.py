"""Source code and notebooks as assets."""

from __future__ import annotations

import inspect
import sys
from typing import Any, Final

from fake_comet.sdk import assets_messages as messages
from fake_comet.sdk import files
from fake_comet.sdk.experiment.base import ExperimentCore
from fake_comet.sdk.experiment.calls import sdk_call, sdk_call_named
from fake_comet.sdk.voice import say

SOURCE_CODE: Final = "source_code"
_EXTENSIONS: Final = [".py", ".yaml", ".yml", ".txt", ".ipynb", ".sh"]
# Whose frames are not the user's: the SDK's list, and the fake in the SDK's place.
NOT_CALLERS: Final = (
    "comet_ml",
    "fake_comet",
    "mlflow",
    "transformers",
    "ludwig",
    "pytorch_lightning",
    "metaflow",
)

Urls = dict[str, str | None]


class CodeMethods(ExperimentCore):
    """``log_code``, ``set_code`` and ``log_notebook``."""

    _code_set: bool = False

    @sdk_call
    def log_code(
        self,
        file_name: str | None = None,
        folder: str | None = None,
        code: str | None = None,
        code_name: str | None = None,
        overwrite: bool = False,
        metadata: dict[str, Any] | None = None,
    ) -> list[tuple[str, Urls]] | None:
        """Upload source code: a file, a folder, a text, or else the file that calls."""
        if not self.alive:
            return None
        metadata = {} if metadata is None else metadata
        metadata.update({"source_code_type": "manual"})  # in the caller's dictionary, as the SDK
        given = [part for part in (code, file_name, folder) if part is not None]
        if len(given) > 1:
            say("nothing-logged", messages.CODE_EXCLUSIVE)
            return None
        upload: dict[str, Any] = {"asset_type": SOURCE_CODE, "overwrite": overwrite}
        upload["metadata"] = metadata
        if folder is not None:
            return self._log_code_folder(folder, upload)
        if code is not None:
            return self._log_code_text(code, code_name, upload)
        source = _caller() if file_name is None else file_name
        if source is None:
            return None
        name = source if file_name is None or code_name is None else code_name
        return _named(name, self._log_asset(source, file_name=name, **upload))

    def _log_code_folder(
        self, folder: str, upload: dict[str, Any]
    ) -> list[tuple[str, Urls]] | None:
        return self._log_asset_folder(
            folder, log_file_name=True, recursive=True, extension_filter=_EXTENSIONS, **upload
        )

    def _log_code_text(
        self, code: Any, name: str | None, upload: dict[str, Any]
    ) -> list[tuple[str, Urls]] | None:
        if name is None:
            say("nothing-logged", messages.CODE_NAME_MISSING)
            return None
        return _named(name, self._log_asset_data(code, file_name=name, **upload))

    @sdk_call
    def set_code(
        self, code: str | None = None, overwrite: bool = False, filename: str | None = None
    ) -> None:
        """Upload the script's code once; the SDK calls this deprecated."""
        if filename:
            if code is not None:
                say("deprecated", messages.SET_CODE_IGNORES_FILENAME)
            elif files.is_named_file(filename):
                say("deprecated", messages.SET_CODE_FILENAME_DEPRECATED)
                self.log_code(file_name=filename)
            else:
                say("missing-file", messages.CODE_NOT_A_FILE, filename)
                return
        self._set_code(code, overwrite)

    @sdk_call_named("set_code")
    def _set_code(
        self, code: str | None, overwrite: bool = False, framework: str | None = None
    ) -> None:
        if not self.alive or code is None:
            return
        if self._code_set and not overwrite:
            if not framework:
                say("nothing-logged", messages.SET_CODE_AGAIN)
            return
        self._track_framework_usage(framework)
        self._code_set = True
        say("deprecated", messages.SET_CODE_DEPRECATED)
        self.log_code(code=code, code_name="Default")

    @sdk_call
    def log_notebook(self, filename: str, overwrite: bool = False) -> Urls | None:
        """Upload a Jupyter notebook."""
        if not isinstance(filename, str):
            raise ValueError(messages.NOTEBOOK_NOT_STRING)
        if not filename.endswith(".ipynb"):
            raise ValueError(messages.NOTEBOOK_NOT_IPYNB)
        path = files.expanded_path(filename)
        return self._log_asset(path, asset_type="notebook", overwrite=overwrite)


def _named(name: str, urls: Urls | None) -> list[tuple[str, Urls]] | None:
    return None if urls is None else [(name, urls)]


def _caller() -> str | None:
    """The file of the nearest module that is the user's, having said so where there is none."""
    if _in_ipython():
        say("nothing-logged", messages.CODE_CALLER_JUPYTER)
        return None
    frame = sys._getframe(1)
    while frame is not None:
        module = inspect.getmodule(frame)
        if module is not None and not module.__name__.startswith(NOT_CALLERS):
            return str(module.__file__)
        frame = frame.f_back  # type: ignore[assignment]
    say("nothing-logged", messages.CODE_CALLER_NOT_FOUND)
    return None


def _in_ipython() -> bool:
    ipython = sys.modules.get("IPython")
    return ipython is not None and ipython.get_ipython() is not None
