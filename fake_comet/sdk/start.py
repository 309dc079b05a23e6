"""``comet_ml.start()``: the running experiment if it fits, else a new or a resumed one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from fake_comet.sdk import lifecycle_messages as messages
from fake_comet.sdk.asking import asking
from fake_comet.sdk.config import (
    get_api_key,
    get_config,
    get_previous_experiment,
    get_project_name,
    get_workspace,
)
from fake_comet.sdk.connecting import ADD_RUN
from fake_comet.sdk.exceptions import (
    CometRestApiException,
    ExperimentNotFound,
    InvalidExperimentMode,
    InvalidExperimentModeUnsupported,
)
from fake_comet.sdk.experiment.assembly import (
    CometExperiment,
    ExistingExperiment,
    Experiment,
    OfflineExperiment,
)
from fake_comet.sdk.experiment_config import ExperimentConfig, effective_experiment_config
from fake_comet.sdk.keys import masked_api_key
from fake_comet.sdk.running import get_running_experiment
from fake_comet.sdk.voice import ERROR, mention, note, say
from fake_comet.session import current

_GET_OR_CREATE: Final = "get_or_create"
_CREATE: Final = "create"
_GET: Final = "get"
_MODES: Final = [_GET_OR_CREATE, _CREATE, _GET]
_DEFAULT_PROJECT: Final = "general"
_CREATED_FROM: Final = "Created from"
_LOGGER: Final = "comet_start.config_manager"
_NAMED_BY_START: Final = frozenset({"_disabled", "name", "tags"})


class InitParameters:
    """The arguments of ``start()``, completed from the configuration."""

    def __init__(
        self,
        api_key: str | None = None,
        workspace: str | None = None,
        project_name: str | None = None,
        experiment_key: str | None = None,
        mode: str | None = None,
        online: bool | None = None,
        source: str | None = None,
    ) -> None:
        config = get_config()
        self.api_key = get_api_key(api_key, config=config)
        self.workspace = get_workspace(workspace, config=config)
        self.project = get_project_name(project_name, config=config)
        self.experiment_key = get_previous_experiment(experiment_key, config=config)
        self.mode = config.get_string(mode, "comet.start.mode", default=_GET_OR_CREATE)
        self._online = config.get_bool(online, "comet.start.online")
        self.source = source

    @property
    def online(self) -> bool:
        """Whether the server is to be used; yes by default."""
        return True if self._online is None else self._online

    @property
    def offline(self) -> bool:
        """The opposite."""
        return not self.online

    def validate(self) -> None:
        """Check the mode.

        Raises:
            InvalidExperimentModeUnsupported: there is no such mode.
        """
        if self.mode not in _MODES:
            raise InvalidExperimentModeUnsupported(mode=str(self.mode), supported_modes=_MODES)

    def is_create(self) -> bool:
        """Whether a new experiment is wanted in any case."""
        return bool(self.mode == _CREATE)

    def is_get_or_create(self) -> bool:
        """Whether any experiment will do."""
        return bool(self.mode == _GET_OR_CREATE)

    def is_get(self) -> bool:
        """Whether it must be one that exists."""
        return bool(self.mode == _GET)

    def is_get_or_create_with_experiment_key(self) -> bool:
        """Whether any experiment of that key will do."""
        return self.is_get_or_create() and self.experiment_key is not None

    def __str__(self) -> str:
        return f"InitParameters: {self.__dict__!r}"

    __repr__ = __str__


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing asked of ``start()`` that the running experiment may have: None fits always."""

    name: str
    asked: Any
    running: Any
    template: str = "'{}' != '{}'"
    default: Any = None

    @property
    def fits(self) -> bool:
        """Whether the running experiment has it."""
        running = self.default if self.running is None else self.running
        return self.asked is None or bool(running == self.asked)

    def __str__(self) -> str:
        asked = masked_api_key(self.asked) if self.name == "api_key" else self.asked
        return f"{self.name} doesn't match ({self.template.format(asked, self.running)})"


def _wanted(init: InitParameters, config: ExperimentConfig, running: Any) -> list[Wanted]:
    folder = None
    if init._online is False and not config.has_default_offline_directory():
        folder = config.offline_directory
    return [
        Wanted("api_key", init.api_key, running.api_key),
        Wanted("workspace", init.workspace, running.workspace),
        Wanted("project_name", init.project, running.project_name, default=_DEFAULT_PROJECT),
        Wanted("experiment_key", init.experiment_key, running.get_key()),
        Wanted("online", init._online, isinstance(running, Experiment), "{} != {}"),
        Wanted("experiment_config.disabled", config._disabled, running.disabled, "{} != {}"),
        Wanted(
            "experiment_config.distributed_node_identifier",
            config.distributed_node_identifier,
            running.distributed_node_identifier,
        ),
        Wanted(
            "experiment_config.offline_directory",
            folder,
            getattr(running, "offline_directory", None),
        ),
    ]


def _reused(init: InitParameters, config: ExperimentConfig) -> Any:
    """The running experiment if it is what is asked for, else None."""
    running = get_running_experiment()
    if running is None or running.ended or init.is_create():
        return None
    failures = [str(wanted) for wanted in _wanted(init, config, running) if not wanted.fits]
    if failures:
        headline = messages.START_REPLACES
        if init.source is not None:
            headline = messages.START_REPLACES_FROM % init.source
        message = "\n".join([headline, *failures])
        say("experiment-restarted", message, logger=_LOGGER)
        running._announced = True
        return None
    mention(messages.START_REUSES, logger=_LOGGER)
    ignored = {"name": config.name, "tags": config.tags or None}
    given = {name: value for name, value in ignored.items() if value is not None}
    if given and (given.get("name"), set(given.get("tags", ()))) != (running.name, running.tags):
        note("experiment-reused", f"start() gave back the running experiment and ignored {given}")
    return running


def _exists(init: InitParameters) -> bool:
    """Whether the server has that experiment.

    Raises:
        CometRestApiException, OSError, ValueError: a test wants that to fail.
    """
    request = ADD_RUN if init.is_get_or_create() else "read GET experiment/metadata"
    recorder = current().recorder(init.experiment_key)
    known = recorder is not None and recorder.header.on_server
    try:
        with asking(request):
            return known
    except (CometRestApiException, OSError):
        if request == ADD_RUN:
            raise
        return False
    except ValueError:  # any answer but a refusal tells that it is there
        if request == ADD_RUN:
            raise
        return True


def _create_offline(init: InitParameters, config: ExperimentConfig) -> CometExperiment:
    effective = effective_experiment_config(config, new_experiment=not init.is_get())
    if init.experiment_key is None and init.is_get():
        template, error = (
            messages.START_OFFLINE_GET_WITHOUT_KEY_LOG,
            messages.START_OFFLINE_GET_WITHOUT_KEY,
        )
        _log_refusal(template, init, config)
        raise InvalidExperimentMode(error)
    experiment = OfflineExperiment(
        project_name=init.project,
        workspace=init.workspace,
        experiment_key=init.experiment_key,
        _resume_strategy=init.mode,
        _comet_start_sourced=True,
        **_options(effective),
    )
    return _described(experiment, config)


def _create_online(init: InitParameters, config: ExperimentConfig) -> CometExperiment:
    known = init.experiment_key is not None and _exists(init)
    new = init.is_create() or (not known and not init.is_get())
    if init.experiment_key is None:
        new = True
    effective = effective_experiment_config(config, new_experiment=new)
    _refuse(init, effective, known=known)
    options = {
        "api_key": init.api_key,
        "project_name": init.project,
        "workspace": init.workspace,
        "experiment_key": init.experiment_key,
        **_options(effective),
    }
    if known:
        return _described(ExistingExperiment(**options), effective)
    options["enable_get_or_create_mode"] = init.is_get_or_create_with_experiment_key()
    return _described(Experiment(**options), effective)


def _refuse(init: InitParameters, config: ExperimentConfig, *, known: bool) -> None:
    key = init.experiment_key
    if key is None and init.is_get():
        _log_refusal(messages.START_ONLINE_GET_WITHOUT_KEY_LOG, init, config)
        raise InvalidExperimentMode(messages.START_ONLINE_GET_WITHOUT_KEY)
    if init.is_get() and not known:
        _log_refusal(messages.START_KEY_NOT_FOUND_LOG, key, init, config)
        raise ExperimentNotFound(messages.START_KEY_NOT_FOUND % key)
    if init.is_create() and known:
        _log_refusal(messages.START_KEY_TAKEN_LOG, key, init, config)
        raise InvalidExperimentMode(messages.START_KEY_TAKEN % (key, _GET, _GET_OR_CREATE))


def _log_refusal(template: str, *args: object) -> None:
    mention(template, *args, level=ERROR, logger="comet_start.experiment_factory")


def _options(config: ExperimentConfig) -> dict[str, Any]:
    options = {n: v for n, v in vars(config).items() if n not in _NAMED_BY_START}
    return {**options, "disabled": config.disabled}


def _described(experiment: CometExperiment, config: ExperimentConfig) -> CometExperiment:
    if config.name is not None:
        experiment.set_name(config.name)
    if config.tags:
        experiment.add_tags(config.tags)
    return experiment


def _started(init: InitParameters, config: ExperimentConfig) -> CometExperiment:
    init.validate()
    experiment: CometExperiment | None = _reused(init, config)
    if experiment is None:
        create = _create_online if init.online else _create_offline
        experiment = create(init, config)
    if init.source is not None:
        experiment._log_other(_CREATED_FROM, init.source, include_context=False)
    return experiment


def start(
    api_key: str | None = None,
    workspace: str | None = None,
    project: str | None = None,
    project_name: str | None = None,
    experiment_key: str | None = None,
    mode: str | None = None,
    online: bool | None = None,
    source: str | None = None,
    experiment_config: ExperimentConfig | None = None,
) -> CometExperiment:
    """The running experiment if it fits what is asked for, else a new one, or one of the server.

    Raises:
        ValueError: there is no API key, or the experiment key is none.
        ExperimentNotFound: mode ``get``, and the server does not have the experiment.
        InvalidExperimentMode: mode ``get`` without a key, or ``create`` with one that is taken.
    """
    init = InitParameters(
        api_key=api_key,
        workspace=workspace,
        project_name=project if project_name is None else project_name,
        experiment_key=experiment_key,
        mode=mode,
        online=online,
        source=source,
    )
    config = ExperimentConfig() if experiment_config is None else experiment_config
    try:
        return _started(init, config)
    except Exception as error:
        template = messages.START_FAILED
        say(
            "call-failed",
            template,
            error,
            level=ERROR,
            logger="comet_start.comet_start",
            exc_info=True,
        )
        raise
