"""The experiment classes, put together from their families; nothing else is here."""

from __future__ import annotations

from typing import Any

from fake_comet.sdk.experiment.assets import AssetMethods
from fake_comet.sdk.experiment.code import CodeMethods
from fake_comet.sdk.experiment.lifecycle import LifecycleMethods
from fake_comet.sdk.experiment.models import ModelMethods
from fake_comet.sdk.experiment.registry import RegistryMethods
from fake_comet.sdk.experiment.remote import RemoteMethods
from fake_comet.session import current


class CometExperiment(
    LifecycleMethods, AssetMethods, CodeMethods, ModelMethods, RemoteMethods, RegistryMethods
):
    """What all experiment classes have in common."""

    def __init__(self, **kwargs: Any) -> None:
        self.disabled = False
        self.autolog_metrics_ignore = set()
        self.autolog_parameters_ignore = set()
        self.autolog_others_ignore = set()
        self._open(current().determinism.new_key())
        self.alive = True


class Experiment(CometExperiment):
    """An online experiment."""


class OfflineExperiment(CometExperiment):
    """An offline experiment."""

    offline = True
