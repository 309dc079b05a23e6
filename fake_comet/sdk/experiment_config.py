"""``ExperimentConfig``: the options of an experiment for ``start()``."""

from __future__ import annotations

from typing import Any, Final

from fake_comet.sdk import lifecycle_messages as messages
from fake_comet.sdk.config import get_config
from fake_comet.sdk.config_map import (
    AUTO_OUTPUT_LOGGING_DEFAULT_VALUE,
    DEFAULT_OFFLINE_DATA_DIRECTORY,
)
from fake_comet.sdk.voice import say

# Attribute, setting, and the value that stands for "not given".
_SETTINGS: Final = (
    ("log_code", "comet.auto_log.code", None),
    ("log_graph", "comet.auto_log.graph", None),
    ("parse_args", "comet.auto_log.cli_arguments", None),
    ("display_summary_level", "comet.display_summary_level", 1),
    ("log_git_metadata", "comet.auto_log.git_metadata", None),
    ("log_git_patch", "comet.auto_log.git_patch", None),
    ("log_env_details", "comet.auto_log.env_details", None),
    ("log_env_gpu", "comet.auto_log.env_gpu", None),
    ("log_env_host", "comet.auto_log.env_host", None),
    ("log_env_cpu", "comet.auto_log.env_cpu", None),
    ("log_env_network", "comet.auto_log.env_network", None),
    ("log_env_disk", "comet.auto_log.env_disk", None),
    ("auto_output_logging", "comet.auto_log.output_logger", AUTO_OUTPUT_LOGGING_DEFAULT_VALUE),
    ("auto_param_logging", "comet.auto_log.parameters", True),
    ("auto_metric_logging", "comet.auto_log.metrics", True),
    ("auto_log_co2", "comet.auto_log.co2", True),
    ("auto_metric_step_rate", "comet.auto_log.metric_step_rate", 10),
    ("auto_histogram_epoch_rate", "comet.auto_log.histogram_epoch_rate", 1),
    ("auto_histogram_gradient_logging", "comet.auto_log.histogram_gradients", False),
    ("auto_histogram_activation_logging", "comet.auto_log.histogram_activations", False),
    ("auto_histogram_tensorboard_logging", "comet.auto_log.histogram_tensorboard", False),
    ("auto_histogram_weight_logging", "comet.auto_log.histogram_weights", False),
)
# On in a new experiment, off in a resumed one.
_ON_WHEN_NEW: Final = (
    "log_code",
    "log_graph",
    "parse_args",
    "log_git_metadata",
    "log_git_patch",
    "log_env_details",
)
_ENVIRONMENT: Final = (
    "log_env_gpu",
    "log_env_host",
    "log_env_cpu",
    "log_env_network",
    "log_env_disk",
)


class ExperimentConfig:
    """What is logged automatically, where to, under which name and tags; None for the default."""

    def __init__(
        self,
        disabled: bool | None = None,
        log_code: bool | None = None,
        log_graph: bool | None = None,
        parse_args: bool | None = None,
        display_summary_level: int = 1,
        log_git_metadata: bool | None = None,
        log_git_patch: bool | None = None,
        log_env_details: bool | None = None,
        log_env_gpu: bool | None = None,
        log_env_host: bool | None = None,
        log_env_cpu: bool | None = None,
        log_env_network: bool | None = None,
        log_env_disk: bool | None = None,
        auto_output_logging: str = AUTO_OUTPUT_LOGGING_DEFAULT_VALUE,
        auto_param_logging: bool = True,
        auto_metric_logging: bool = True,
        auto_log_co2: bool = True,
        auto_metric_step_rate: int = 10,
        auto_histogram_epoch_rate: int = 1,
        auto_histogram_gradient_logging: bool = False,
        auto_histogram_activation_logging: bool = False,
        auto_histogram_tensorboard_logging: bool = False,
        auto_histogram_weight_logging: bool = False,
        offline_directory: str | None = None,
        distributed_node_identifier: str | None = None,
        name: str | None = None,
        tags: list[str] | None = None,
    ) -> None:
        given = locals()
        config = get_config()
        self._disabled = config.get_bool(disabled, "comet.auto_log.disable")
        for attribute, setting, default in _SETTINGS:
            setattr(self, attribute, config.get_raw(given[attribute], setting, default, default))
        self.offline_directory = config.get_comet_offline_directory(offline_directory)
        self.distributed_node_identifier = config.get_string(
            distributed_node_identifier, "comet.distributed_node_identifier"
        )
        self.name = config.get_string(name, "comet.start.experiment_name") or None
        self.tags = config.get_string_list(tags, "comet.start.experiment_tags")

    def has_default_offline_directory(self) -> bool:
        """Whether nobody chose a folder for archives."""
        return bool(self.offline_directory == DEFAULT_OFFLINE_DATA_DIRECTORY)

    @property
    def disabled(self) -> Any:
        """Whether nothing is to be recorded."""
        return False if self._disabled is None else self._disabled

    def __str__(self) -> str:
        return f"ExperimentConfig: {self.__dict__!r}"

    __repr__ = __str__


def effective_experiment_config(
    user_config: ExperimentConfig, new_experiment: bool
) -> ExperimentConfig:
    """The options with the defaults of a new or of a resumed experiment in place of None."""
    options = dict(vars(user_config))
    options["disabled"] = options.pop("_disabled")
    for option in _ON_WHEN_NEW:
        if options[option] is None:
            options[option] = new_experiment
    details = options["log_env_details"]
    for option in _ENVIRONMENT:
        if options[option] is None:
            options[option] = details
        elif options[option] is True and details is False:
            template, values = messages.ENV_DETAILS_MISMATCHED, (option, True, False)
            say("argument-ignored", template, *values, logger="comet_start.experiment_config")
    return ExperimentConfig(**options)
