"""How an online experiment comes alive: what the server, which is the session, says to its key."""

from __future__ import annotations

from typing import Any, Final

from fake_comet.sdk import connecting, faults_messages
from fake_comet.sdk import lifecycle_messages as messages
from fake_comet.sdk.exceptions import ExperimentAlreadyUploaded, ExperimentNotFound
from fake_comet.sdk.experiment.base import ExperimentCore
from fake_comet.sdk.keys import get_comet_root_url
from fake_comet.sdk.voice import ERROR, mention, say

# The server knows who the user is and where nameless experiments go.
_WORKSPACE: Final = "default"
_PROJECT: Final = "general"


class OnlineMethods(ExperimentCore):
    """The parts of ``Experiment``."""

    api_key: str | None
    run_id: str | None = None
    project_id: str | None = None
    _handshake: str = connecting.ADD_RUN
    _use_get_or_create_mode: bool = False

    def _raise_for_missing_api_key(self) -> None:
        if not self.disabled and self.api_key is None:
            raise ValueError(messages.API_KEY_MISSING)

    def _start(self) -> None:
        """Come alive if the server agrees."""
        connecting.check_version()
        try:
            refused = connecting.refused(self, self._handshake)
            self.alive = not refused and self._add_or_get_run()
        except ExperimentAlreadyUploaded as error:
            say("not-connected", messages.RUN_NOT_LOGGED_BECAUSE % error, level=ERROR)
        except ExperimentNotFound:
            message = messages.RUN_NOT_LOGGED + messages.GO_TO_DOCS
            say("not-connected", message, level=ERROR, exc_info=True)
        if not self.alive:
            return
        self._greet()
        self._heed_server()
        self._after_start()
        mention(messages.LIVE, self._get_experiment_url(), logger="_online")

    def _add_or_get_run(self) -> bool:
        """Whether the server takes the experiment as a new one.

        Raises:
            ExperimentAlreadyUploaded: it has one of that key.
        """
        if self._recorder.header.on_server and not self._use_get_or_create_mode:
            raise ExperimentAlreadyUploaded(self.id)
        return True

    def _greet(self) -> None:
        """Learn what the server tells of an experiment."""
        header = self._recorder.header
        header.on_server, header.ended = True, False
        if header.generated_name is None:
            header.generated_name = f"fake_name_{len(self._session.created)}"
        self.name = self._server_name()
        self.run_id, self.project_id = self._new_id(), self._new_id()
        place = (header.workspace or _WORKSPACE, header.project_name or _PROJECT)
        self.focus_link = "/".join([get_comet_root_url(self.config), *place, ""])

    def _heed_server(self) -> None:
        """Learn of everything else that a test wants the server to do wrong from the start."""
        self._has_limits = connecting.has_limits()
        connecting.report_status(faults_messages.START_NOT_REPORTED)
        self._cut_off = not connecting.is_reachable()

    def _take_leave(self) -> None:
        if self._session.backend.throttled:
            say("sdk-warning", faults_messages.THROTTLED, None)
        connecting.report_status(faults_messages.END_NOT_REPORTED)
        if self._cut_off:
            say("sdk-error", faults_messages.NOTHING_SENT, level=ERROR, logger="streamer.fallback")
            say("sdk-warning", faults_messages.RUN_NOT_FINISHED, logger="_online")

    def _server_name(self) -> Any:
        from fake_comet.recording.recording import Recording

        return Recording(self._recorder).name
