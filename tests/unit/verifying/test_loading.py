"""Finding the callback that is to be judged."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from contracts.expectation import NotApplicable
from contracts.subject import Generation, Player
from fake_comet.errors import Misuse
from fake_comet.verifying import loading
from fake_comet.verifying.loading import SdkNames, load_trial

CALLBACK = "def on_train_end(trainer): pass\ncallbacks = {'on_train_end': on_train_end}\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "mine.py"
    made.write_text(CALLBACK)
    return made


def test_module_is_found_by_path(path: Path) -> None:
    trial = load_trial(str(path))
    assert trial.subject.has("on_train_end")
    assert trial.subject.is_whole


def test_module_beside_it_can_be_imported(path: Path) -> None:
    (path.parent / "helper_of_mine.py").write_text("x = 1")
    path.write_text(f"import helper_of_mine\n{CALLBACK}")
    assert load_trial(str(path)).subject.has("helper_of_mine")
    assert str(path.parent) not in sys.path


def test_module_is_found_in_the_working_folder(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    monkeypatch.delitem(sys.modules, "mine", raising=False)
    assert load_trial("mine").subject.has("on_train_end")
    sys.modules.pop("mine")


def test_dict_of_callbacks_shows_only_events(path: Path) -> None:
    trial = load_trial(f"{path}:callbacks")
    assert not trial.subject.is_whole
    assert list(trial.subject.get("callbacks")) == ["on_train_end"]


def test_generation_can_be_told(path: Path) -> None:
    assert load_trial(str(path), generation="legacy").subject.generation is Generation.LEGACY


def test_empty_dict_is_refused(path: Path) -> None:
    path.write_text(f"{CALLBACK}empty = {{}}\n")
    with pytest.raises(Misuse, match="no dict of callbacks named 'empty'"):
        load_trial(f"{path}:empty")


def test_torch_has_to_be_there(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(Misuse, match="torch is not installed"):
        load_trial(str(path), tensors="torch")


def test_module_that_uses_torch_gets_its_tensors() -> None:
    module = ModuleType("mine")
    assert not loading._uses_torch(module)
    vars(module)["torch"] = ModuleType("torch.nn")
    assert loading._uses_torch(module)


def test_metrics_of_ultralytics_are_beside_its_callbacks(monkeypatch: pytest.MonkeyPatch) -> None:
    metrics = ModuleType("ultralytics.metrics")
    vars(metrics)["DetMetrics"] = dict
    monkeypatch.setitem(sys.modules, "ultralytics", ModuleType("ultralytics"))
    monkeypatch.setitem(sys.modules, "ultralytics.metrics", metrics)
    make = loading._metrics_of(ModuleType("ultralytics.callbacks.comet"))
    assert make("DetMetrics") == {}
    with pytest.raises(NotApplicable, match="has no OBBMetrics"):
        make("OBBMetrics")


def test_callback_of_ultralytics_is_judged_by_its_own_metrics(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "ultralytics"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "mine.py").write_text(CALLBACK)
    monkeypatch.syspath_prepend(tmp_path)
    trial = load_trial("ultralytics.mine", tensors="numpy")
    assert trial.world._metrics.__qualname__.startswith("_metrics_of")
    for name in ("ultralytics", "ultralytics.mine"):
        sys.modules.pop(name)


def test_names_of_the_sdk_are_those_of_the_session() -> None:
    trial = load_trial("comet_ml")
    assert trial.subject.player is Player.SDK
    with trial.world.opened():
        names = SdkNames()
        assert names["Experiment"].__name__ == "Experiment"
        assert "no_such_name" not in names
        assert len(names) == len(list(names)) > 20
