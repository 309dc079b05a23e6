"""What the interpreter answers about comet_ml while the stand-in is there."""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
import logging
import pickle
import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

import fake_comet
from fake_comet.sdk.module import VERSION


@pytest.fixture(autouse=True)
def _active() -> Iterator[None]:
    with fake_comet.activate():
        yield


@pytest.mark.parametrize("name", ["comet_ml", "comet-ml", "Comet_ML"])
def test_metadata_knows_the_version(name: str) -> None:
    assert importlib.metadata.version(name) == VERSION


def test_metadata_knows_the_name_and_the_module() -> None:
    assert importlib.metadata.metadata("comet_ml")["Name"] == "comet_ml"
    assert "comet_ml" in importlib.metadata.packages_distributions()["comet_ml"]


def test_other_distributions_are_found_as_ever() -> None:
    assert importlib.metadata.version("pytest") == pytest.__version__


@pytest.mark.parametrize("name", ["comet_ml", "comet_ml.exceptions"])
def test_specs_are_found(name: str) -> None:
    spec = importlib.util.find_spec(name)
    assert spec is not None
    assert spec.origin == "fake-comet"


def test_reimported_module_is_the_same() -> None:
    first = importlib.import_module("comet_ml")
    del sys.modules["comet_ml"]
    assert importlib.import_module("comet_ml") is first
    assert importlib.reload(first) is first


def test_module_of_the_next_session_is_the_same() -> None:
    first = importlib.import_module("comet_ml")
    with fake_comet.activate():
        assert importlib.import_module("comet_ml") is first


def test_missing_submodule_says_what_to_do() -> None:
    with pytest.raises(ModuleNotFoundError) as caught:
        importlib.import_module("comet_ml.integration.sagemaker")
    assert str(caught.value) == (
        "'comet_ml.integration.sagemaker' is not part of fake-comet's stand-in; use the real SDK "
        "on fake-comet's backend for it: --comet-engine=sdk, or activate(engine='sdk')"
    )


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("from comet_ml.integration import keras", "'comet_ml.integration.keras' is not part"),
        ("from comet_ml import Experimentt", "(did you mean Experiment, "),
    ],
)
def test_names_that_a_module_lacks_say_what_to_do_when_imported_from_it(
    statement: str, said: str
) -> None:
    with pytest.raises(ModuleNotFoundError) as caught:
        exec(statement, {})
    assert said in str(caught.value)
    assert "--comet-engine=sdk" in str(caught.value)


@pytest.mark.parametrize(
    "name", ["CometExperiment", "Experiment", "ExistingExperiment", "OfflineExperiment"]
)
def test_classes_of_experiments_are_found_in_the_module_that_they_name(name: str) -> None:
    found = getattr(importlib.import_module("comet_ml"), name)
    assert pickle.loads(pickle.dumps(found)) is found


def test_module_whose_name_only_begins_alike_is_not_taken_over() -> None:
    assert importlib.util.find_spec("comet_ml_extras") is None


def test_console_handler_of_the_real_sdk_is_silent_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    formatter = type("Formatter", (logging.Formatter,), {"__module__": "comet_ml.loggers"})
    handler, own = logging.StreamHandler(), logging.StreamHandler()
    handler.setFormatter(formatter())
    logger = logging.getLogger("comet_ml")
    monkeypatch.setattr(logger, "handlers", [handler, own])
    from fake_comet.install.voice import Voice

    voice = Voice()
    assert logger.handlers == [own]
    voice.restore()
    assert set(logger.handlers) == {own, handler}


def test_module_that_a_test_has_put_there_is_taken_out_and_put_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from fake_comet.install.stand_in import _Place

    mock = ModuleType("comet_ml")
    monkeypatch.setitem(sys.modules, "comet_ml", mock)
    place = _Place()
    place.enter()
    assert sys.modules["comet_ml"] is not mock
    place.leave()
    assert sys.modules["comet_ml"] is mock
