"""What every family of experiment methods may touch: state and the way to emit a record.

Families mix in on top of ``ExperimentCore`` and know each other only through it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from types import FrameType
from typing import TYPE_CHECKING, Any, Final, TypeVar

from fake_comet.errors import nearest
from fake_comet.recording.columns import MetricColumns
from fake_comet.recording.journal import Call
from fake_comet.recording.recorder import Recorder
from fake_comet.recording.records import Content, Record, Upload
from fake_comet.sdk import assets_messages, voice
from fake_comet.sdk.asking import asking
from fake_comet.sdk.faults import lost
from fake_comet.sdk.uploads import sent_field, sent_metadata

if TYPE_CHECKING:
    from fake_comet.sdk.config import Config
    from fake_comet.sdk.embedding import Embedding
    from fake_comet.session import Session

R = TypeVar("R", bound=Record)

# What the server tells an online experiment about itself; an archive knows no addresses.
SERVER: Final = "https://www.comet.com/api/"
_PLAIN: Final = frozenset({str, int, bool})
MEBIBYTE: Final = 1024 * 1024

# Calls that may come after end() without losing anything.
HARMLESS_AFTER_END: Final = frozenset(
    {
        *("end", "flush", "clean", "display", "display_project", "stop_early", "disable_mp"),
        *("send_notification", "unregister_callback", "set_offline_zip_uploader"),
    }
)


class ExperimentCore:
    """State that all experiments have, under the names that the SDK gives it.

    Attributes:
        alive: whether records are taken.
        offline: whether it behaves as one of the offline classes.
        upload_limit: the largest picture or figure in bytes.
        asset_upload_limit: the largest of all other files in bytes.
        video_upload_limit: the largest video in bytes.
    """

    offline: bool = False
    upload_limit: int = 200 * MEBIBYTE
    video_upload_limit: int = 200 * MEBIBYTE
    asset_upload_limit: int = 100 * 1024 * MEBIBYTE

    _session: Session
    _recorder: Recorder
    _columns: MetricColumns
    _inside: dict[int, Call]  # threads that are in an SDK call
    _clock: Callable[[], float]
    _site_number: Callable[[FrameType], int]
    _site_numbers: dict[tuple[int, int], int]
    _quick: dict[tuple[str, int], int]  # shapes of the context that it was made for
    _quick_context: str | None
    id: str
    alive: bool
    ended: bool
    disabled: bool
    name: str | None
    project_name: str | None
    workspace: str | None
    params: dict[str, Any]
    deprecated_params: dict[str, Any]
    metrics: dict[str, Any]
    others: dict[str, Any]
    tags: set[str]
    autolog_metrics_ignore: set[str]
    autolog_parameters_ignore: set[str]
    autolog_others_ignore: set[str]
    context: str | None
    curr_step: Any
    curr_epoch: Any
    filename: str | None
    config: Config
    optimizer: dict[str, Any] | None = None
    focus_link: str | None = None
    offline_zip_uploader: Callable[[str], Any] | None = None
    _later: list[Callable[[], None]]
    _frameworks: set[str]
    _started: bool = False  # whether it ever was alive
    _has_limits: bool = True  # whether the server told how large 3-D points may be
    _cut_off: bool = False  # whether the server did not answer at the start
    _is_incomplete: bool = False  # whether a file of an artifact never arrived
    _announced: bool = False  # whether start() has said that it ends this experiment
    _embedding_groups: dict[str, list[Embedding]]
    # By model: whether a file or link of it was sent; None while that is open.
    _logged_models: dict[Any, bool | None]
    _registrations: dict[str, list[Callable[[], None]]]  # by model, for files of which they wait

    def _heed_faults(self) -> None:
        """Lose metric points from now on if a test wants the server to fail."""
        raise NotImplementedError

    def _model_logged(self, name: Any) -> None:
        """Keep that something of a model is to be sent."""
        if not self._logged_models.get(name):
            self._logged_models[name] = None

    def _model_sent(self, name: Any, *, arrived: bool) -> None:
        """Keep that something of a model was sent, and register it if that was asked for."""
        raise NotImplementedError

    def _emit(self, record: type[R], **fields: Any) -> R | None:
        """Record something, if the experiment is alive and the server takes it."""
        if not self.alive or (self._server_fails and lost(self, record, fields)):
            return None
        return self._recorder.add(record, **fields)

    @property
    def _server_fails(self) -> bool:
        """Whether a test wants something to fail at the server, which offline classes have not."""
        return (self._session.backend.is_set or self._cut_off) and not self.offline

    def _asking(self, request: str) -> AbstractContextManager[None]:
        """A block that is a request whose answer nobody reads, where there is a server."""
        sent = self._started and not self.offline
        return asking(request, unread=True) if sent else nullcontext()

    def _upload(
        self,
        kind: str,
        fields: dict[str, Any],
        content: Content | None,
        **more: Any,
    ) -> Upload | None:
        """Record an upload; fields that are None are left out as the SDK leaves them out of its
        request.
        """
        sent = {
            name: value if type(value) in _PLAIN else sent_field(value, offline=self.offline)
            for name, value in fields.items()
            if value is not None
        }
        return self._emit_upload(kind, sent, content, **more)

    def _emit_upload(
        self, kind: str, sent: dict[str, Any], content: Content | None, **more: Any
    ) -> Upload | None:
        """Record an upload whose fields are as Comet gets them."""
        sent = {name: value for name, value in sent.items() if value is not None}
        call = self._inside.get(threading.get_ident())
        more["method"] = call.method if call else ""
        return self._emit(Upload, kind=kind, fields=sent, content=content, **more)

    def _sent_metadata(self, metadata: Any) -> dict[str, Any]:
        """A copy of an upload's metadata as Comet gets it.

        Online, the SDK takes plain dictionaries only, where an archive takes their subclasses too.
        """
        if isinstance(metadata, dict) and type(metadata) is not dict and not self.offline:
            template = assets_messages.METADATA_NOT_PLAIN
            self._say_later("metadata-ignored", template, level=voice.INFO, logger="utils")
            return {}
        return sent_metadata(metadata)

    def _new_id(self) -> str:
        return self._session.determinism.new_key()

    def _temporary_name(self) -> str:
        """A name of the kind that ``tempfile`` makes, which the SDK gives to what has none."""
        return f"tmp{self._new_id()[:8]}"

    def _fullname(self, name: str, include_context: bool = True) -> str:
        """A name with the current context in front, as Comet shows it."""
        if self.context is not None and include_context is True:
            return f"{self.context}_{name}"
        return name

    def _log_parameter(
        self,
        name: Any,
        value: Any,
        step: Any = None,
        framework: str | None = None,
        source: str | None = None,
        include_context: bool = True,
    ) -> None:
        """Send one parameter, unless it is an equal repeat."""
        raise NotImplementedError

    def _after_start(self) -> None:
        """Send what the SDK sends of its own accord."""
        raise NotImplementedError

    def _track_framework_usage(self, framework: str | None) -> None:
        """Remember which framework logged, for the ``Created from`` that is sent at the end."""
        raise NotImplementedError

    def _set_step(self, step: Any, source: str = "auto-logged") -> None:
        """Let a step stick; None changes nothing."""
        raise NotImplementedError

    def _set_epoch(self, epoch: Any, source: str = "auto-logged") -> None:
        """Let an epoch stick; None changes nothing."""
        raise NotImplementedError

    def _asset_step(self, step: Any = None) -> int | None:
        """The step of an upload: the given one, else the current one, as a whole number."""
        raise NotImplementedError

    def _asset_epoch(self, epoch: Any = None) -> int | None:
        """The epoch of an upload, likewise."""
        raise NotImplementedError

    def _asset_url(self, asset_id: str) -> dict[str, str | None]:
        """What the SDK returns for a file: its addresses, which an archive does not have."""
        return self._uploaded("asset/download", "experiment/asset/get-asset", assetId=asset_id)

    def _image_url(self, image_id: str) -> dict[str, str | None]:
        """What the SDK returns for an uploaded picture or figure."""
        return self._uploaded("image/download", "image/get-image", imageId=image_id)

    def _uploaded(self, web: str, api: str, **named: str) -> dict[str, str | None]:
        if self.offline:
            return {"web": None, "api": None, **named}
        query = "&".join(f"{name}={value}" for name, value in named.items())
        query += f"&experimentKey={self.id}"
        return {"web": f"{SERVER}{web}?{query}", "api": f"{SERVER}rest/v2/{api}?{query}", **named}

    def _log_asset(
        self,
        file_data: Any,
        *,
        file_name: Any = None,
        overwrite: bool = False,
        asset_type: str = "asset",
        step: Any = None,
        require_step: bool = False,
        grouping_name: str | None = None,
        metadata: Any = None,
        framework: str | None = None,
    ) -> dict[str, str | None] | None:
        """Upload a file, given by its path or as a file object.

        Args:
            asset_type: the kind of the upload.
            require_step: raise TypeError where there is no step.
            grouping_name: the model that the file belongs to.
            framework: whose automatic logging calls.
        """
        raise NotImplementedError

    def _log_asset_folder(self, folder: Any, **options: Any) -> list[tuple[str, Any]] | None:
        """Upload the files of a folder; options are those of ``AssetMethods``."""
        raise NotImplementedError

    def _log_asset_data(
        self,
        data: Any,
        *,
        file_name: Any = None,
        overwrite: bool = False,
        asset_type: str = "asset",
        step: Any = None,
        require_step: bool = False,
        metadata: Any = None,
        epoch: Any = None,
    ) -> dict[str, str | None] | None:
        """Upload text, bytes or what JSON can hold; the options are those of ``_log_asset``."""
        raise NotImplementedError

    def _log_embedding_groups(self) -> None:
        """Send what ``log_embedding`` kept for the end."""
        raise NotImplementedError

    def _log_other(
        self, key: Any, value: Any, framework: str | None = None, include_context: bool = True
    ) -> None:
        """Send one key and value for the Other tab."""
        raise NotImplementedError

    def _log_metric(
        self,
        name: Any,
        value: Any,
        step: Any = None,
        epoch: Any = None,
        include_context: bool = True,
        framework: str | None = None,
    ) -> None:
        """Log one point as the SDK does it, whatever is passed."""
        raise NotImplementedError

    def get_name(self) -> str | None:
        """The name of the experiment, None if it has none."""
        raise NotImplementedError

    def set_name(self, name: str) -> None:
        """Name the experiment."""
        raise NotImplementedError

    def set_filename(self, fname: str | None) -> None:
        """Set the name of the script."""
        raise NotImplementedError

    def set_cmd_args(self) -> None:
        """Log the arguments of the script as parameters."""
        raise NotImplementedError

    def _get_experiment_url(self, tab: str | None = None) -> str:
        """The address of the experiment's page."""
        raise NotImplementedError

    def _notify(self, title: Any, status: Any, additional_data: Any) -> None:
        """Send a mail to the user, where the class can."""
        raise NotImplementedError

    def _on_end(self, wait: bool = True) -> bool:
        """End the experiment; False if that failed."""
        raise NotImplementedError

    def _take_leave(self) -> None:
        """Write the archive, or tell the server, whichever the class does."""
        raise NotImplementedError

    def end_forgotten(self, *, at_exit: bool) -> None:
        """End the experiment because nobody else did, and note that as a problem."""
        raise NotImplementedError

    def _say_later(
        self,
        kind: str,
        template: str,
        *args: object,
        error: BaseException | None = None,
        level: int = voice.ERROR,
        logger: str = "online",
    ) -> None:
        """Log what the real SDK logs while it sends: the problem now, the message at the end."""
        raise NotImplementedError

    def _check_usable(self, method: str) -> None:
        """Note a problem when nothing can be recorded any more, or never could."""
        if self.alive or method in HARMLESS_AFTER_END or method.startswith(("get_", "create_")):
            return
        if self.ended:
            voice.note(
                "call-after-end", f"{method}() after end(): the real SDK returns without a word"
            )
        elif self.disabled:
            made = self._recorder.header.created_at
            voice.note("call-while-disabled", f"the experiment was created disabled at {made}")
        else:
            voice.note("not-connected", f"{method}() on an experiment that never came alive")

    def __getattr__(self, name: str) -> Any:
        message = f"{type(self).__name__!r} object has no attribute {name!r}"
        if not name.startswith("_"):
            public = [known for known in dir(type(self)) if not known.startswith("_")]
            close = nearest(name, public)
            if close:
                message += f"; did you mean {', '.join(close)}?"
        raise AttributeError(message, name=name, obj=self)
