"""Birth of an experiment: settings, key, recording, and the experiment that it replaces."""

from __future__ import annotations

import inspect
import os
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final

from fake_comet.recording.journal import Call, frozen_arguments
from fake_comet.recording.recorder import Header
from fake_comet.recording.sites import site_of, user_frame
from fake_comet.sdk import lifecycle_messages as messages
from fake_comet.sdk import voice
from fake_comet.sdk.config import (
    AUTO_OUTPUT_LOGGING_DEFAULT_VALUE,
    get_config,
    get_display_summary_level,
    get_project_name,
    get_workspace,
)
from fake_comet.sdk.experiment.base import ExperimentCore
from fake_comet.sdk.keys import get_experiment_key, is_valid_experiment_key, masked_api_key
from fake_comet.sdk.state import state
from fake_comet.session import current

# Attribute, setting, and the value that stands for "not given".
_SETTINGS: Final = (
    ("log_graph", "comet.auto_log.graph", True),
    ("auto_param_logging", "comet.auto_log.parameters", True),
    ("auto_metric_logging", "comet.auto_log.metrics", True),
    ("parse_args", "comet.auto_log.cli_arguments", True),
    ("log_env_details", "comet.auto_log.env_details", True),
    ("log_git_metadata", "comet.auto_log.git_metadata", True),
    ("log_git_patch", "comet.auto_log.git_patch", True),
    ("disabled", "comet.auto_log.disable", False),
    ("log_env_gpu", "comet.auto_log.env_gpu", True),
    ("log_env_host", "comet.auto_log.env_host", True),
    ("log_env_cpu", "comet.auto_log.env_cpu", True),
    ("log_env_network", "comet.auto_log.env_network", True),
    ("log_env_disk", "comet.auto_log.env_disk", True),
    ("auto_log_co2", "comet.auto_log.co2", True),
    ("auto_histogram_tensorboard_logging", "comet.auto_log.histogram_tensorboard", False),
    ("auto_histogram_gradient_logging", "comet.auto_log.histogram_gradients", False),
    ("auto_histogram_activation_logging", "comet.auto_log.histogram_activations", False),
    ("auto_metric_step_rate", "comet.auto_log.metric_step_rate", 10),
    ("auto_histogram_epoch_rate", "comet.auto_log.histogram_epoch_rate", 1),
)
_OTHER: Final = "comet_log_other_"
_OUTPUT_MODES: Final = (None, "simple", "native")


class BirthMethods(ExperimentCore):
    """What all constructors do."""

    is_github: bool = False
    _log_code: bool

    def _settle(self, given: Mapping[str, Any]) -> None:
        """Read every setting: the argument, else what is configured, else the default."""
        self.config = config = get_config()
        if config.get_bool(given["display_summary"], "comet.display_summary") is not None:
            voice.say("deprecated", messages.DISPLAY_SUMMARY_DEPRECATED)
        self.display_summary_level = get_display_summary_level(
            given["display_summary_level"], config
        )
        self.project_name = get_project_name(given["project_name"], config)
        self.workspace = get_workspace(given["workspace"], config)
        self.distributed_node_identifier = config.get_string(
            given.get("distributed_node_identifier"), "comet.distributed_node_identifier"
        )
        self._log_code = config.get_raw(given["log_code"], "comet.auto_log.code", True, True)
        for name, setting, default in _SETTINGS:
            value = given.get(name, default)
            setattr(self, name, config.get_raw(value, setting, default, default))
        self.auto_histogram_weight_logging = config.get_deprecated_bool(
            given["auto_weight_logging"],
            "comet.auto_log.weights",
            given.get("auto_histogram_weight_logging", False),
            "comet.auto_log.histogram_weights",
            new_not_set_value=False,
        )
        self._settle_dependent(given["auto_output_logging"])

    def _settle_dependent(self, output_logging: Any) -> None:
        default = AUTO_OUTPUT_LOGGING_DEFAULT_VALUE
        mode = self.config.get_raw(output_logging, "comet.auto_log.output_logger", default, default)
        self.auto_output_logging = "native" if mode == "default" else mode or None
        if not self._log_code:
            self.log_git_patch = False
        if not self.log_env_details:
            self.log_env_gpu = self.log_env_cpu = self.log_env_host = False
        self.autolog_others_ignore = set(self.config["comet.logging.others_ignore"])
        self.autolog_metrics_ignore = set(self.config["comet.logging.metrics_ignore"])
        self.autolog_parameters_ignore = set(self.config["comet.logging.parameters_ignore"])

    def _get_experiment_key(self, user_experiment_key: str | None) -> str:
        """The key given or configured, or a fresh one.

        Raises:
            ValueError: it is not a key.
        """
        key = self.config.get_string(user_experiment_key, "comet.experiment_key")
        if key is None:
            return get_experiment_key(None)
        if not is_valid_experiment_key(key):
            raise ValueError(messages.EXPERIMENT_KEY_INVALID % key)
        return str(key)

    def _open(self, key: str) -> None:
        """Give the experiment its state and its recording."""
        self._session = session = current()
        self._born_at = site_of(user_frame())
        header = Header(
            key=key,
            project_name=self.project_name,
            workspace=self.workspace,
            experiment_class=type(self).__name__,
            offline=self.offline,
            disabled=self.disabled,
            created_at=self._born_at,
            start_time=session.determinism.clock(),
        )
        self._recorder = session.recorder(key) or session.record(header)
        self._columns = self._recorder.columns
        self._inside = self._recorder.journal.inside
        self._clock = self._recorder.clock
        self._site_number = self._recorder.sites.number
        self._site_numbers = self._recorder.sites.numbers
        self._quick_context, self._quick = None, {}
        self.id = key
        self.alive = self.ended = False
        self.params, self.deprecated_params = {}, {}
        self.metrics, self.others, self.tags = {}, {}, set()
        self.context = self.curr_step = self.curr_epoch = self.filename = self.name = None
        self.rpc_callbacks: dict[str, Any] = {}
        self.main_thread_id = threading.get_ident()
        self._later = []
        self._frameworks = set()
        self._embedding_groups = {}
        self._logged_models, self._registrations = {}, {}
        session.backend.watch(self._heed_faults)
        self._heed_faults()

    def _become_running(self) -> None:
        """Take the place of the running experiment, which the SDK then ends without waiting."""
        running = state().running
        if running is not None and running.alive and not running._announced:
            made = running._recorder.header.created_at
            voice.note("experiment-replaced", f"{type(self).__name__}() ended that of {made}")
        state().running = self
        state().live.append(self)
        if running is not None:
            running._on_end(wait=False)

    def _after_start(self) -> None:
        """What the SDK sends of its own accord, as far as it costs nothing."""
        self._started = True
        if self.auto_output_logging not in _OUTPUT_MODES:
            mode = self.auto_output_logging
            voice.say("sdk-warning", messages.OUTPUT_MODE_UNKNOWN, mode, logger="console")
        if self._log_code:
            self.set_filename(str(Path(sys.argv[0]).absolute()) if sys.argv else None)
        if self.log_env_details:
            self._log_others_from_environment()
            name = self.config["comet.experiment_name"]
            if name is not None:
                self.set_name(name)
        # Of pytest's own arguments no test wants to know.
        if self.parse_args and "pytest" not in sys.modules:
            self.set_cmd_args()

    def _log_others_from_environment(self) -> None:
        for variable in list(os.environ):
            name = variable.lower()
            if name.startswith(_OTHER) and name != _OTHER:
                value = os.environ[variable]
                self._log_other(name.removeprefix(_OTHER), value, include_context=False)

    @contextmanager
    def _being_born(self, given: Mapping[str, Any]) -> Iterator[None]:
        """A block that is the call of the constructor in the journal and in problems."""
        journal, ident = self._recorder.journal, threading.get_ident()
        outer = journal.inside.get(ident)
        call = self._constructor_call(given, ident)
        journal.inside[ident] = call
        number = journal.enter(call)
        try:
            with voice.speaking_for(self._recorder):
                yield
        except BaseException as error:
            journal.fail(number, error)
            raise
        finally:
            del journal.inside[ident]
            if outer is not None:
                journal.inside[ident] = outer

    def _constructor_call(self, given: Mapping[str, Any], ident: int) -> Call:
        defaults = _defaults(type(self).__init__)
        passed = {n: v for n, v in given.items() if n not in defaults or v != defaults[n]}
        if "api_key" in passed:
            passed["api_key"] = masked_api_key(passed["api_key"])
        return Call(
            method=type(self).__name__,
            kwargs=frozen_arguments((), passed)[1],
            site=self._born_at,
            thread=ident,
            time=self._clock(),
            position=len(self._columns),
        )


@cache
def _defaults(constructor: Callable[..., None]) -> dict[str, Any]:
    parameters = inspect.signature(constructor).parameters.values()
    return {p.name: p.default for p in parameters if p.default is not p.empty}


def note_unknown(kind: str, unknown: Mapping[str, Any]) -> None:
    """Note the keyword arguments that a constructor of the SDK swallows."""
    for name in unknown:
        voice.note("unknown-keyword", f"{kind}() has no argument {name!r}; it is ignored")
