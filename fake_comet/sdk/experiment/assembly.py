"""The experiment classes, put together from their families; only constructors are here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from fake_comet.sdk.config import (
    AUTO_OUTPUT_LOGGING_DEFAULT_VALUE,
    get_api_key,
    get_config,
)
from fake_comet.sdk.experiment.artifacts import ArtifactMethods, OfflineArtifactMethods
from fake_comet.sdk.experiment.assets import AssetMethods
from fake_comet.sdk.experiment.birth import BirthMethods, note_unknown
from fake_comet.sdk.experiment.charts import ChartMethods
from fake_comet.sdk.experiment.code import CodeMethods
from fake_comet.sdk.experiment.embeddings import EmbeddingMethods
from fake_comet.sdk.experiment.environment import EnvironmentMethods
from fake_comet.sdk.experiment.existing import (
    ExistingMethods,
    key_to_resume,
    options_to_resume,
)
from fake_comet.sdk.experiment.lifecycle import LifecycleMethods
from fake_comet.sdk.experiment.media import MediaMethods
from fake_comet.sdk.experiment.metadata import MetadataMethods
from fake_comet.sdk.experiment.models import ModelMethods
from fake_comet.sdk.experiment.naming import name_methods
from fake_comet.sdk.experiment.offline import CREATE, OfflineMethods
from fake_comet.sdk.experiment.online import OnlineMethods
from fake_comet.sdk.experiment.pictures import PictureMethods
from fake_comet.sdk.experiment.registry import RegistryMethods
from fake_comet.sdk.experiment.remote import RemoteMethods
from fake_comet.sdk.experiment.services import ServiceMethods
from fake_comet.sdk.experiment.tables import TableMethods

_START_OPTIONS: Final = frozenset({"enable_get_or_create_mode", "offline_directory"})
_NOT_PASSED_ON: Final = ("self", "__class__", "previous_experiment", "experiment_key")


class CometExperiment(
    BirthMethods,
    LifecycleMethods,
    ServiceMethods,
    EnvironmentMethods,
    AssetMethods,
    ArtifactMethods,
    CodeMethods,
    ModelMethods,
    RemoteMethods,
    RegistryMethods,
    TableMethods,
    ChartMethods,
    EmbeddingMethods,
    PictureMethods,
    MediaMethods,
    MetadataMethods,
):
    """What all experiment classes have in common; never alive by itself."""

    __module__ = "comet_ml.experiment"

    def __init__(
        self,
        project_name: str | None = None,
        workspace: str | None = None,
        log_code: bool | None = True,
        log_graph: bool | None = True,
        auto_param_logging: bool | None = True,
        auto_metric_logging: bool | None = True,
        parse_args: bool | None = True,
        auto_output_logging: str | None = AUTO_OUTPUT_LOGGING_DEFAULT_VALUE,
        log_env_details: bool | None = True,
        log_git_metadata: bool | None = True,
        log_git_patch: bool | None = True,
        disabled: bool | None = False,
        log_env_gpu: bool | None = True,
        log_env_host: bool | None = True,
        display_summary: bool | None = None,
        log_env_cpu: bool | None = True,
        log_env_network: bool | None = True,
        log_env_disk: bool | None = True,
        display_summary_level: int | None = None,
        optimizer_data: dict[str, Any] | None = None,
        auto_weight_logging: bool | None = None,
        auto_log_co2: bool | None = True,
        auto_metric_step_rate: int | None = 10,
        auto_histogram_tensorboard_logging: bool | None = False,
        auto_histogram_epoch_rate: int | None = 1,
        auto_histogram_weight_logging: bool | None = False,
        auto_histogram_gradient_logging: bool | None = False,
        auto_histogram_activation_logging: bool | None = False,
        experiment_key: str | None = None,
        distributed_node_identifier: str | None = None,
    ) -> None:
        self._be_born(locals())

    def _be_born(self, given: Mapping[str, Any]) -> None:
        """Settings, key, recording, and the place of the running experiment, in the SDK's order."""
        self._settle(given)
        self._open(self._get_experiment_key(given["experiment_key"]))
        with self._being_born(self._own(given)):
            self._become_running()
            self._set_optimizer_from_data(given.get("optimizer_data"))
            self._begin(given)

    @staticmethod
    def _own(given: Mapping[str, Any]) -> dict[str, Any]:
        named = {name: given[name] for name in given if name not in ("self", "kwargs", "__class__")}
        return {**named, **given.get("kwargs", {})}

    def _begin(self, given: Mapping[str, Any]) -> None:
        """Come alive, where the class can."""


class Experiment(OnlineMethods, CometExperiment):
    """An online experiment."""

    __module__ = "comet_ml._online"

    def __init__(
        self,
        api_key: str | None = None,
        project_name: str | None = None,
        workspace: str | None = None,
        log_code: bool | None = True,
        log_graph: bool | None = True,
        auto_param_logging: bool | None = True,
        auto_metric_logging: bool | None = True,
        parse_args: bool | None = True,
        auto_output_logging: str | None = AUTO_OUTPUT_LOGGING_DEFAULT_VALUE,
        log_env_details: bool | None = True,
        log_git_metadata: bool | None = True,
        log_git_patch: bool | None = True,
        disabled: bool | None = False,
        log_env_gpu: bool | None = True,
        log_env_host: bool | None = True,
        display_summary: bool | None = None,
        log_env_cpu: bool | None = True,
        log_env_network: bool | None = True,
        log_env_disk: bool | None = True,
        display_summary_level: int | None = None,
        optimizer_data: dict[str, Any] | None = None,
        auto_weight_logging: bool | None = None,
        auto_log_co2: bool | None = True,
        auto_metric_step_rate: int | None = 10,
        auto_histogram_tensorboard_logging: bool | None = False,
        auto_histogram_epoch_rate: int | None = 1,
        auto_histogram_weight_logging: bool | None = False,
        auto_histogram_gradient_logging: bool | None = False,
        auto_histogram_activation_logging: bool | None = False,
        experiment_key: str | None = None,
        distributed_node_identifier: str | None = None,
        **kwargs: Any,
    ) -> None:
        self.config = get_config()
        self.disabled = self.config.get_bool(disabled, "comet.auto_log.disable", False, False)
        self.api_key = get_api_key(api_key, self.config)
        self._raise_for_missing_api_key()
        self._be_born(locals())

    def _begin(self, given: Mapping[str, Any]) -> None:
        options = given["kwargs"]
        note_unknown(
            type(self).__name__, {n: v for n, v in options.items() if n not in _START_OPTIONS}
        )
        self._use_get_or_create_mode = options.get("enable_get_or_create_mode", False)
        if self.disabled is not True:
            self._start()


class ExistingExperiment(ExistingMethods, Experiment):
    """An experiment that the server has already."""

    __module__ = "comet_ml._online"

    def __init__(
        self, api_key: str | None = None, previous_experiment: str | None = None, **kwargs: Any
    ) -> None:
        self.config = get_config()
        self.step_copy = kwargs.pop("step_copy", None)
        self.previous_experiment = key_to_resume(previous_experiment, kwargs, self.config)
        given = options_to_resume(kwargs, self.config)
        super().__init__(api_key, **{**given, "experiment_key": self.previous_experiment})


class OfflineExperiment(OfflineMethods, OfflineArtifactMethods, CometExperiment):
    """An experiment that needs no server."""

    __module__ = "comet_ml.offline"

    def __init__(
        self,
        project_name: str | None = None,
        workspace: str | None = None,
        log_code: bool | None = True,
        log_graph: bool | None = True,
        auto_param_logging: bool | None = True,
        auto_metric_logging: bool | None = True,
        parse_args: bool | None = True,
        auto_output_logging: str | None = AUTO_OUTPUT_LOGGING_DEFAULT_VALUE,
        log_env_details: bool | None = True,
        log_git_metadata: bool | None = True,
        log_git_patch: bool | None = True,
        disabled: bool | None = False,
        offline_directory: str | None = None,
        log_env_gpu: bool | None = True,
        log_env_host: bool | None = True,
        api_key: str | None = None,
        display_summary: bool | None = None,
        log_env_cpu: bool | None = True,
        log_env_network: bool | None = True,
        log_env_disk: bool | None = True,
        display_summary_level: int | None = None,
        auto_weight_logging: bool | None = None,
        auto_log_co2: bool | None = False,
        auto_metric_step_rate: int | None = 10,
        auto_histogram_tensorboard_logging: bool | None = False,
        auto_histogram_epoch_rate: int | None = 1,
        auto_histogram_weight_logging: bool | None = False,
        auto_histogram_gradient_logging: bool | None = False,
        auto_histogram_activation_logging: bool | None = False,
        experiment_key: str | None = None,
        distributed_node_identifier: str | None = None,
        **kwargs: Any,
    ) -> None:
        self.config = get_config()
        self.api_key = get_api_key(api_key, self.config)
        self.resume_strategy = kwargs.pop("_resume_strategy", None) or CREATE
        self.comet_start_sourced = kwargs.pop("_comet_start_sourced", False)
        self.user_provided_experiment_key = experiment_key is not None
        self._be_born(locals())

    def _begin(self, given: Mapping[str, Any]) -> None:
        note_unknown(type(self).__name__, given.get("kwargs", {}))
        self._choose_folder(given["offline_directory"])
        if self.disabled is False:
            self._say_key_is_ignored(given["api_key"])
            self._start()


class ExistingOfflineExperiment(OfflineExperiment):
    """More for an experiment of the server, without it."""

    __module__ = "comet_ml.offline"

    def __init__(
        self,
        project_name: str | None = None,
        workspace: str | None = None,
        log_code: bool | None = True,
        log_graph: bool | None = True,
        auto_param_logging: bool | None = True,
        auto_metric_logging: bool | None = True,
        parse_args: bool | None = True,
        auto_output_logging: str | None = AUTO_OUTPUT_LOGGING_DEFAULT_VALUE,
        log_env_details: bool | None = True,
        log_git_metadata: bool | None = True,
        log_git_patch: bool | None = True,
        disabled: bool | None = False,
        offline_directory: str | None = None,
        log_env_gpu: bool | None = True,
        log_env_host: bool | None = True,
        api_key: str | None = None,
        display_summary: bool | None = None,
        log_env_cpu: bool | None = True,
        log_env_disk: bool | None = False,
        display_summary_level: int | None = None,
        auto_weight_logging: bool | None = False,
        previous_experiment: str | None = None,
        experiment_key: str | None = None,
    ) -> None:
        given = {name: v for name, v in locals().items() if name not in _NOT_PASSED_ON}
        key = previous_experiment if experiment_key is None else experiment_key
        super().__init__(**given, experiment_key=key, _resume_strategy="get")


name_methods(CometExperiment, Experiment, ExistingExperiment, OfflineExperiment)
