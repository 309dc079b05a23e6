"""The modules that ``import comet_ml`` finds: which names they have and where in fake-comet each
comes from.

Names are resolved when first used, so that importing the stand-in costs next to nothing.
"""

from __future__ import annotations

import importlib
import logging
from types import ModuleType
from typing import Any, Final

from fake_comet.errors import nearest

VERSION: Final = "3.58.8"
_SDK: Final = "fake_comet.sdk"
EXPORTS: Final = (  # comet_ml.__all__
    "API",
    "APIExperiment",
    "Artifact",
    "Box",
    "CometExperiment",
    "ConfusionMatrix",
    "Embedding",
    "error_mode",
    "ExistingExperiment",
    "ExistingOfflineExperiment",
    "Experiment",
    "ExperimentBase",
    "ExperimentConfig",
    "get_comet_api_client",
    "get_experiment_key",
    "get_global_experiment",
    "get_running_experiment",
    "get_s3_uploader",
    "Histogram",
    "init",
    "init_onprem",
    "Layer",
    "login",
    "Model",
    "OfflineExperiment",
    "Optimizer",
    "Polygon",
    "start",
    "UploadCallback",
    "end",
    "flush",
)

# Public module -> {where in fake_comet.sdk: names}. A name may be renamed as "public=ours".
MODULES: Final[dict[str, dict[str, str]]] = {
    "comet_ml": {
        "api.api": "API",
        "api.client": "get_comet_api_client",
        "api.experiment": "APIExperiment",
        "api.model": "Model",
        "artifacts.artifact": "Artifact",
        "artifacts.logged_artifact": "LoggedArtifact",
        "experiment.assembly": "BaseExperiment=CometExperiment CometExperiment "
        "ExperimentBase=CometExperiment Experiment ExistingExperiment OfflineExperiment "
        "ExistingOfflineExperiment",
        "config": "get_backend_address get_config get_previous_experiment",
        "exceptions": "BadCallbackArguments ExperimentCleaningException "
        "ExperimentDisabledException ExperimentNotAlive",
        "experiment_config": "ExperimentConfig",
        "keys": "discard_api_key get_api_key get_experiment_key",
        "login": "init init_onprem login",
        "optimizer": "Optimizer",
        "running": "end flush get_global_experiment get_running_experiment",
        "start": "InitParameters start",
        "annotations": "Box Layer Polygon",
        "confusion_matrix": "ConfusionMatrix",
        "embedding": "Embedding",
        "histogram": "Histogram",
        "state": "error_mode",
        "upload_callback": "UploadCallback get_s3_uploader",
        "utils": "generate_guid get_comet_version is_valid_experiment_key",
    },
    "comet_ml._online": {"experiment.assembly": "Experiment ExistingExperiment"},
    "comet_ml.annotations": {"annotations": "AnnotationBase Box Layer Polygon"},
    "comet_ml.api": {
        "api.api": "API",
        "api.experiment": "APIExperiment",
        "query": "Environment Metadata Metric Other Parameter Tag",
    },
    "comet_ml.artifacts": {
        "artifacts.artifact": "Artifact",
        "artifacts.artifact_asset": "ArtifactAsset",
        "artifacts.logged_artifact": "LoggedArtifact",
        "artifacts.logged_asset": "LoggedArtifactAsset",
        "artifacts.logging": "log_artifact",
        "artifacts.names": "parse_artifact_name",
        "artifacts.reading": "get_artifact",
    },
    "comet_ml.confusion_matrix": {
        "confusion_matrix": "ConfusionMatrix",
        "matrix_cells": "convert_to_matrix convert_to_matrix_dict",
    },
    "comet_ml.data_structure": {"embedding": "Embedding", "histogram": "Histogram"},
    "comet_ml.config": {"config": "*"},
    "comet_ml.exceptions": {"exceptions": "*", "server_exceptions": "*"},
    "comet_ml.experiment": {
        "experiment.assembly": "BaseExperiment=CometExperiment CometExperiment",
        "running": "end flush",
    },
    "comet_ml.integration": {},
    "comet_ml.integration.gymnasium": {"integration.gymnasium": "CometLogger"},
    "comet_ml.integration.pytorch": {"integration.pytorch": "load_model log_model watch"},
    "comet_ml.offline": {
        "experiment.assembly": "OfflineExperiment ExistingOfflineExperiment",
    },
    "comet_ml.optimizer": {"optimizer": "Optimizer"},
    "comet_ml.query": {"query": "Environment Metadata Metric Other Parameter Tag"},
    "comet_ml.utils": {"utils": "*", "immutable": "ImmutableDict"},
}


class StandIn(ModuleType):
    """One module of the stand-in."""

    def __init__(self, name: str, sources: dict[str, str]) -> None:
        super().__init__(name, f"fake-comet's stand-in for {name} {VERSION}")
        self.__dict__["_sources"] = sources
        self.__dict__["_names"] = dict(_names(sources))
        self.__dict__["__version__"] = VERSION
        if name == "comet_ml":
            self.__dict__["__all__"] = list(EXPORTS)
        self.__dict__["LOGGER"] = logging.getLogger(name)
        self.__dict__["__path__"] = []  # a package, so that its submodules can be asked for

    def __getattr__(self, name: str) -> Any:
        if name == "__all__":  # what `import *` takes
            return [known for known in dir(self) if not known.startswith("_")]
        found = self._names.get(name)
        if found is None and not name.startswith("__"):
            return self._from_whole(name)
        if found is None:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        module, attribute = found
        return getattr(importlib.import_module(module), attribute)

    def _from_whole(self, name: str) -> Any:
        wholes = [part for part, names in self._sources.items() if names == "*"]
        for part in wholes:
            module = importlib.import_module(f"{_SDK}.{part}")
            if hasattr(module, name):
                return getattr(module, name)
        known = [known for known in dir(self) if not known.startswith("_")]
        close = nearest(name, known)
        hint = f"; did you mean {', '.join(close)}?" if close else ""
        raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}{hint}")

    def __dir__(self) -> list[str]:
        found = {*self.__dict__, *self._names}
        for part, names in self._sources.items():
            if names == "*":
                module = importlib.import_module(f"{_SDK}.{part}")
                found.update(name for name in vars(module) if not name.startswith("_"))
        return sorted(found)


class ConfigStandIn(StandIn):
    """The stand-in for ``comet_ml.config``, whose ``experiment`` is always the running one."""

    @property
    def experiment(self) -> Any:
        """The experiment that was made last, ended or not."""
        return importlib.import_module(f"{_SDK}.running").get_running_experiment()

    @experiment.setter
    def experiment(self, new_experiment: Any) -> None:
        importlib.import_module(f"{_SDK}.running").set_global_experiment(new_experiment)


def _names(sources: dict[str, str]) -> list[tuple[str, tuple[str, str]]]:
    pairs = []
    for part, names in sources.items():
        for entry in names.split() if names != "*" else ():
            public, _, ours = entry.partition("=")
            pairs.append((public, (f"{_SDK}.{part}", ours or public)))
    return pairs


def stand_ins() -> dict[str, ModuleType]:
    """One stand-in for every module of ``MODULES``, submodules being attributes of parents."""
    kinds = {"comet_ml.config": ConfigStandIn}
    made: dict[str, ModuleType] = {
        name: kinds.get(name, StandIn)(name, sources) for name, sources in MODULES.items()
    }
    for name, module in made.items():
        parent, _, child = name.rpartition(".")
        if parent:
            setattr(made[parent], child, module)
    return made
