from __future__ import annotations

import sys
from collections.abc import Iterator
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

import fake_comet
from fake_comet.errors import Misuse
from fake_comet.sdk.framework_callbacks import framework_callback
from fake_comet.session import Session


@pytest.fixture
def session() -> Iterator[Session]:
    with fake_comet.activate(strict=False) as made:
        yield made


def test_unknown_framework_is_refused_in_the_sdks_words() -> None:
    with pytest.raises(NotImplementedError, match="No such framework for callback: `nope`"):
        framework_callback(None, "nope")


def test_missing_framework_is_a_missing_module(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xgboost", None)
    with pytest.raises(ModuleNotFoundError):
        framework_callback(None, "xgboost")


def test_installed_framework_is_refused_loudly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xgboost", ModuleType("xgboost"))
    with pytest.raises(Misuse, match="engine 'memory' has none"):
        framework_callback(None, "xgboost")


def test_lightgbm_callback_logs_parameters_graph_and_metrics(session: Session) -> None:
    import comet_ml

    experiment: Any = comet_ml.start()
    environment = SimpleNamespace(
        model=SimpleNamespace(dump_model=lambda: {"tree": 1}),
        params={"lr": 0.1},
        evaluation_result_list=[("valid", "auc", 0.5, True)],
        iteration=3,
    )
    callback = experiment.get_callback("lightgbm")
    callback(environment)
    callback(environment)
    experiment.end()
    assert list(session.experiment.metrics["valid_auc"].steps) == [3, 3]
    assert session.experiment.others["Created from"] == "lightgbm"
