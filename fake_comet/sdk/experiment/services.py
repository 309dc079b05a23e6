"""What an experiment does besides logging: names, addresses, mails, callbacks, displays."""

from __future__ import annotations

import glob
import inspect
import os
from collections.abc import Callable
from http import HTTPStatus
from types import FunctionType
from typing import Any, Final
from urllib.parse import quote

from fake_comet.recording.records import Details, Notification, Symlink
from fake_comet.sdk import faults_messages
from fake_comet.sdk import lifecycle_messages as messages
from fake_comet.sdk.exceptions import (
    BadCallbackArguments,
    CometRestApiException,
    LambdaUnsupported,
    RPCFunctionAlreadyRegistered,
)
from fake_comet.sdk.experiment.base import ExperimentCore
from fake_comet.sdk.experiment.calls import sdk_call
from fake_comet.sdk.framework_callbacks import framework_callback
from fake_comet.sdk.values import on_wire
from fake_comet.sdk.voice import ERROR, mention, note, say

_TABS: Final = {
    "artifacts": "artifacts",
    "assets": "assets",
    "audio": "audio",
    "charts": "chart",
    "code": "code",
    "confusion-matrices": "confusionMatrix",
    "graphics": "images",
    "histograms": "histograms",
    "installed-packages": "installedPackages",
    "metrics": "metrics",
    "notes": "notes",
    "parameters": "params",
    "system-metrics": "systemMetrics",
    "text": "text",
    "output": "stdout",
    "panels": "panels",
    "graph": "graph",
    "other": "other",
    "html": "html",
}
_FURTHER_TABS: Final = {
    "assetStorage": "assets",
    "chart": "chart",
    "confusion-matrix": "confusionMatrix",
    "confusionMatrix": "confusionMatrix",
    "images": "images",
    "installedPackages": "installedPackages",
    "params": "params",
    "systemMetrics": "systemMetrics",
    "graph-def": "graph",
    "graph-definition": "graph",
    "stdout": "stdout",
}


class ServiceMethods(ExperimentCore):
    """The public methods that log nothing, or only a message to the server."""

    disabled_monkey_patching: bool = False
    rpc_callbacks: dict[str, Callable[..., Any]]

    @property
    def url(self) -> str | None:
        """The address of the experiment's page; None offline."""
        return None if self.offline else self._get_experiment_url()

    def _get_experiment_url(self, tab: str | None = None) -> str:
        if not self.focus_link:
            return ""
        page = self.focus_link + self.id
        if not tab:
            return page
        shown = {**_TABS, **_FURTHER_TABS}.get(tab)
        if shown is None:
            mention(messages.TAB_INVALID, list(_TABS), logger="_online")
            return page
        return f"{page}?experiment-tab={quote(shown)}"

    @sdk_call
    def get_key(self) -> str:
        """The experiment key."""
        return self.id

    @sdk_call
    def get_name(self) -> str | None:
        """The name of the experiment, None if it has none."""
        return self.name

    @sdk_call
    def send_notification(
        self, title: str, status: str | None = None, additional_data: dict[str, Any] | None = None
    ) -> None:
        """Send a mail to the user; online only."""
        if self.offline:
            note("online-only", "notifications are sent by online experiments only")
        self._notify(title, status, additional_data)

    def _notify(self, title: Any, status: Any, additional_data: Any) -> None:
        if self.offline or not self._started:
            return
        try:
            sent = {"title": on_wire(title), "status": on_wire(status)}
            sent["additional_data"] = on_wire({} if additional_data is None else additional_data)
        except Exception as error:  # the SDK says so and goes on
            self._say_not_notified(error)
            return
        if self._cut_off:
            return
        try:
            with self._asking("notification POST /clientlib/notification/experiment"):
                # Sent even after end(), when nothing else is.
                self._recorder.add(Notification, **sent)
        except CometRestApiException as error:
            if error.response.status_code == HTTPStatus.NOT_FOUND:
                note("sdk-error", str(error))  # the SDK is silent
            else:
                self._say_not_notified(error)
        except OSError as error:
            self._say_not_notified(error)

    def _say_not_notified(self, error: Exception) -> None:
        say("call-failed", messages.NOTIFICATION_FAILED, error, level=ERROR, logger="_online")

    @sdk_call
    def create_symlink(self, project_name: str) -> None:
        """Show the experiment in another project too.

        Raises:
            NotImplementedError: offline.
        """
        if self.offline:
            raise NotImplementedError(messages.SYMLINK_ONLINE_ONLY)
        if not self.alive:
            return
        try:
            with self._asking("symlink GET /clientlib/symlink/new"):
                self._emit(Symlink, project_name=project_name)
        except (CometRestApiException, OSError):
            message = faults_messages.SYMLINK_LOST % project_name
            say("sdk-warning", message, logger="_online", exc_info=True)

    @sdk_call
    def register_callback(self, function: Callable[..., Any]) -> None:
        """Let the server's pages call a function, which takes at least ``experiment``.

        Raises:
            NotImplementedError: offline.
            LambdaUnsupported: the function has no name.
            RPCFunctionAlreadyRegistered: another one of that name is registered.
        """
        if self.offline:
            raise NotImplementedError(messages.CALLBACK_ONLINE_ONLY)
        name = function.__name__
        if isinstance(function, FunctionType) and name == "<lambda>":
            raise LambdaUnsupported()
        if name in self.rpc_callbacks:
            raise RPCFunctionAlreadyRegistered(name)
        try:
            if not _takes_experiment(function):
                raise BadCallbackArguments(function)
        except BadCallbackArguments as error:
            say("invalid-argument", str(error), logger="_online", exc_info=True)
            return
        except TypeError:  # its arguments cannot be told; the SDK raises, and keeps it all the same
            self.rpc_callbacks[name] = function
            raise
        if not self._started:
            message = messages.CALLBACK_NOT_REGISTERED % name
            say("nothing-logged", message, logger="_online")
            return
        try:
            with self._asking("rpc POST /clientlib/rpc/register-rpc"):
                self._recorder.add(Details, type="register_rpc", value={"functionName": name})
                self.rpc_callbacks[name] = function
        except (CometRestApiException, OSError):
            message = messages.CALLBACK_NOT_REGISTERED % name
            say("sdk-warning", message, logger="_online", exc_info=True)

    @sdk_call
    def unregister_callback(self, function: Callable[..., Any]) -> None:
        """Let the server's pages no longer call a function."""
        self.rpc_callbacks.pop(function.__name__, None)

    @sdk_call
    def display(
        self,
        clear: bool = False,
        wait: bool = True,
        new: int = 0,
        autoraise: bool = True,
        tab: str | None = None,
    ) -> None:
        """Where the real SDK opens a browser; the fake opens none."""
        self._get_experiment_url(tab)

    @sdk_call
    def display_project(
        self,
        view_id: str | None = None,
        clear: bool = False,
        wait: bool = True,
        new: int = 0,
        autoraise: bool = True,
    ) -> None:
        """Where the real SDK opens a browser; the fake opens none."""

    @sdk_call
    def get_callback(self, framework: str, *args: Any, **kwargs: Any) -> Any:
        """A callback for a framework, as far as it needs none.

        Raises:
            NotImplementedError: the SDK knows no such framework.
            ModuleNotFoundError: the framework is not installed.
        """
        return framework_callback(self, framework)

    @sdk_call
    def get_keras_callback(self) -> Any:
        """The callback for Keras (deprecated in the SDK)."""
        say("deprecated", messages.KERAS_CALLBACK_DEPRECATED)
        return framework_callback(self, "keras")

    @sdk_call
    def disable_mp(self) -> None:
        """Log nothing of frameworks automatically; the fake never does."""
        self.disabled_monkey_patching = True

    @sdk_call
    def stop_early(self, epoch: int) -> bool:
        """Whether training should stop; the SDK always says no."""
        return False

    @sdk_call
    def set_offline_zip_uploader(self, upload_callback: Callable[[str], Any]) -> None:
        """Have the archive uploaded at the end by that function; online there is none."""
        self.offline_zip_uploader = upload_callback

    @sdk_call
    def get_hf_dataset(
        self,
        name: str,
        workspace: str | None = None,
        version_or_alias: str | None = None,
        download_directory: str | None = None,
        pathname: str = "**",
        recursive: bool = True,
        use_cached_dataset: bool = True,
    ) -> list[str]:
        """Download an artifact, once, and list its files.

        Raises:
            NotImplementedError: offline.
        """
        if self.offline:
            raise NotImplementedError(messages.HF_DATASET_ONLINE_ONLY)
        artifact = self.get_artifact(name, workspace, version_or_alias)
        parts = (os.path.normpath(artifact.name), str(artifact.version))
        folder = os.path.join(download_directory or os.getcwd(), *parts)
        if not (use_cached_dataset and os.path.isdir(folder)):
            artifact.download(folder)
        found = glob.glob(os.path.join(folder, pathname), recursive=recursive)
        return [path for path in found if os.path.isfile(path)]


def _takes_experiment(function: Callable[..., Any]) -> bool:
    spec = inspect.getfullargspec(function)
    return spec.varkw is not None or "experiment" in (*spec.args, *spec.kwonlyargs)
