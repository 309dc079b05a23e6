"""What offline experiments do in their own way: no server, no name, an archive only named."""

from __future__ import annotations

import json
import os
import string
import zipfile
from collections.abc import Callable
from typing import Any, Final

from fake_comet.sdk import lifecycle_messages as messages
from fake_comet.sdk.config_map import DEFAULT_OFFLINE_DATA_DIRECTORY
from fake_comet.sdk.exceptions import InvalidOfflineDirectory
from fake_comet.sdk.experiment.base import ExperimentCore
from fake_comet.sdk.experiment.calls import sdk_call
from fake_comet.sdk.state import state
from fake_comet.sdk.voice import ERROR, INFO, WARNING, mention, note, say

CREATE: Final = "create"
_SUFFIX_LENGTH: Final = 6


class OfflineMethods(ExperimentCore):
    """The parts of ``OfflineExperiment``; no archive is written."""

    offline = True
    api_key: str | None
    resume_strategy: str
    offline_directory: str
    offline_archive_name_suffix: str | None = None

    def _choose_folder(self, given: str | None) -> None:
        """The folder for the archive; nothing is made there.

        Raises:
            InvalidOfflineDirectory: no archive could be written there.
        """
        if given is None:
            given = self.config.get_comet_offline_directory()
        by_default = given is None or given == DEFAULT_OFFLINE_DATA_DIRECTORY
        folder = os.path.join(os.getcwd(), DEFAULT_OFFLINE_DATA_DIRECTORY) if by_default else given
        self.offline_directory = str(folder)
        if by_default:
            mention(messages.OFFLINE_FOLDER_DEFAULT, folder, logger="offline")
        if self.disabled is not False:
            return
        reason = _refusal(self.offline_directory, self._archive_name())
        if reason is not None and not by_default:
            raise InvalidOfflineDirectory(self.offline_directory, reason)
        if reason is not None:
            instead = str(self._session.folder)
            say(
                "sdk-warning",
                messages.OFFLINE_FOLDER_FAILED,
                folder,
                instead,
                reason,
                logger="offline",
            )
            self.offline_directory = instead

    def _archive_name(self) -> str:
        if self.resume_strategy == CREATE:
            return f"{self.id}.zip"
        if self.offline_archive_name_suffix is None:
            digits = self._new_id()[: 2 * _SUFFIX_LENGTH]
            pairs = (int(digits[i : i + 2], 16) for i in range(0, len(digits), 2))
            letters = string.ascii_letters
            self.offline_archive_name_suffix = "".join(letters[pair % 52] for pair in pairs)
        return f"{self.id}-{self.offline_archive_name_suffix}.zip"

    def _say_key_is_ignored(self, given: str | None) -> None:
        template = messages.OFFLINE_KEY_GIVEN if given is not None else messages.OFFLINE_KEY_SET
        if given is not None:
            say("argument-ignored", template, once=True)
        elif self.api_key is not None and template not in state().logged_once:
            state().logged_once.add(template)
            mention(template, level=INFO, logger="experiment")

    def _start(self) -> None:
        self.alive = True
        self._after_start()
        self._log_other("offline_experiment", True, include_context=False)

    @sdk_call
    def get_name(self) -> str | None:
        """The name if it was set: the server makes one up only at upload."""
        if self.name is None:
            note("sdk-note", messages.OFFLINE_NAME)
            self._say_nameless()
        return self.name

    def _say_nameless(self) -> None:
        mention(messages.OFFLINE_NAME, level=WARNING, logger="offline")

    def _get_experiment_url(self, tab: str | None = None) -> str:
        return "[OfflineExperiment will get URL after upload]"

    @sdk_call
    def display(self, *args: Any, **kwargs: Any) -> None:
        """Online only.

        Raises:
            NotImplementedError: always.
        """
        raise NotImplementedError(messages.DISPLAY_ONLINE_ONLY)

    @sdk_call
    def display_project(self, *args: Any, **kwargs: Any) -> None:
        """Online only.

        Raises:
            NotImplementedError: always.
        """
        raise NotImplementedError(messages.DISPLAY_PROJECT_ONLINE_ONLY)

    def _take_leave(self) -> None:
        """Say what the SDK says of the archive that it writes here."""
        mention(messages.OFFLINE_ARCHIVING, logger="offline")
        path = os.path.join(self.offline_directory, self._archive_name())
        if self.offline_zip_uploader is not None:
            self._upload_archive(self.offline_zip_uploader, path)
        mention(messages.OFFLINE_END, path, logger="offline")

    def _upload_archive(self, uploader: Callable[[str], Any], path: str) -> None:
        mention(messages.OFFLINE_UPLOADER_STARTED, path, logger="offline")
        # The function wants to open a file: it gets one that says which experiment it is.
        stand_in = str(self._session.folder / self._archive_name())
        with zipfile.ZipFile(stand_in, "w") as archive:
            archive.writestr("experiment.json", json.dumps({"offline_id": self.id}))
        try:
            uploader(stand_in)
        except Exception:  # the SDK says so and goes on
            failed = messages.OFFLINE_UPLOADER_FAILED
            say("call-failed", failed, level=ERROR, logger="offline", exc_info=True)
            return
        mention(messages.OFFLINE_UPLOADER_DONE, logger="offline")


def _refusal(folder: str, name: str) -> str | None:
    """Why no file of that name can be written in a folder, which may be made; None if it can."""
    path = os.path.join(folder, name)
    if os.path.exists(folder):
        if not os.path.isdir(folder):
            return f"[Errno 20] Not a directory: {path!r}"
        return None if os.access(folder, os.W_OK) else f"[Errno 13] Permission denied: {path!r}"
    parent = os.path.dirname(os.path.abspath(folder))
    if not os.path.exists(parent):
        return f"[Errno 2] No such file or directory: {folder!r}"
    if not os.path.isdir(parent):
        return f"[Errno 20] Not a directory: {folder!r}"
    return None if os.access(parent, os.W_OK) else f"[Errno 13] Permission denied: {folder!r}"
