"""The world of checks is empty before, and as it was after."""

from __future__ import annotations

import logging
import os
import sys
from typing import Any

import numpy as np
import pytest

from fake_comet.verifying.world import FakeWorld


@pytest.fixture
def world() -> FakeWorld:
    return FakeWorld()


def test_settings_of_the_machine_are_hidden_and_come_back(
    world: FakeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMET_MODE", "offline")
    monkeypatch.setenv("RANK", "3")
    with world.opened():
        assert (world.environment("COMET_MODE"), world.environment("RANK")) == (None, None)
        world.set_environment(COMET_MODE="online", COMET_NEW="1")
        assert world.environment("COMET_MODE") == "online"
    assert (os.environ["COMET_MODE"], os.environ["RANK"]) == ("offline", "3")
    assert "COMET_NEW" not in os.environ


def test_variables_can_be_taken_away(world: FakeWorld) -> None:
    with world.opened():
        assert world.environment("COMET_API_KEY")
        world.set_environment(COMET_API_KEY=None)
        world.set_environment(COMET_API_KEY=None)
        assert world.environment("COMET_API_KEY") is None


def test_experiments_are_evidence(world: FakeWorld) -> None:
    with world.opened() as evidence:
        world.experiment("shop").log_metric("loss", 1.0)
        (received,) = evidence.experiments
        assert world.experiment("shop").get_key() == received.key
    assert (received.project_name, received.offline, received.ended) == ("shop", False, True)


def test_offline_experiments_say_so(world: FakeWorld) -> None:
    with world.opened() as evidence:
        world.set_environment(COMET_START_ONLINE="0")
        world.experiment()
        assert [received.offline for received in evidence.experiments] == [True]


def test_warnings_are_evidence_even_of_loggers_that_do_not_propagate(world: FakeWorld) -> None:
    shy = logging.getLogger("tests.shy")
    shy.propagate = False
    with world.opened() as evidence:
        shy.warning("a %s", "warning")
        logging.getLogger("tests.loud").error("an error")
        logging.getLogger("tests.loud").info("nothing much")
        assert evidence.messages == ["a warning", "an error"]
    shy.propagate = True
    assert shy.handlers == []


def test_each_check_has_an_empty_folder(world: FakeWorld) -> None:
    with world.opened():
        first = world.folder
        (first / "a.txt").write_text("a")
        assert world.folder == first
    assert not first.exists()
    with world.opened():
        assert list(world.folder.iterdir()) == []


def test_ranks_are_told_by_variables_and_by_the_subject() -> None:
    namespace: dict[str, Any] = {"RANK": -1}
    world = FakeWorld(namespace=namespace)
    with world.opened():
        world.be_rank(1, of=2)
        assert (world.environment("RANK"), world.environment("WORLD_SIZE")) == ("1", "2")
        assert namespace["RANK"] == 1
    assert namespace["RANK"] == -1


def test_tensors_and_arrays_have_the_type_asked_for(world: FakeWorld) -> None:
    assert world.tensor([1, 2]).cpu().dtype == np.float32
    assert world.array([[1]], "uint8").dtype == np.uint8


def test_metrics_are_of_the_kind_asked_for(world: FakeWorld) -> None:
    assert type(world.metrics("PoseMetrics")).__name__ == "PoseMetrics"
    assert FakeWorld(metrics=str.upper).metrics("kind") == "KIND"


def test_decoders_come_and_go(world: FakeWorld) -> None:
    def decode(raw: Any) -> Any:
        return raw

    def installed() -> Any:
        from faster_coco_eval.core.mask import decode as found

        return found

    with world.opened():
        world.set_decoder(decode)
        assert installed() is decode
        world.set_decoder(None)
        with pytest.raises(ImportError):
            installed()
    assert sys.modules.get("faster_coco_eval", "gone") != decode


def test_trainings_call_the_functions_given(world: FakeWorld) -> None:
    epochs: list[int] = []
    with world.opened():
        handlers = {"on_train_epoch_end": lambda trainer: epochs.append(trainer.epoch)}
        trainer = world.train(handlers, epochs=2, class_map=(0, 1, 2))
        assert world.network("detect").info(verbose=True)
    assert (epochs, trainer.epochs, trainer.validator.class_map) == ([0, 1], 2, [0, 1, 2])


def test_older_releases_are_simulated_too() -> None:
    world = FakeWorld(release="8.3.74")
    epochs: list[int] = []
    with world.opened():
        world.train({"on_fit_epoch_end": lambda trainer: epochs.append(trainer.epoch)}, epochs=1)
    assert epochs == [0, 0]


def test_things_are_made_once(world: FakeWorld) -> None:
    made = [world.once("a", object), world.once("a", object), world.once("b", object)]
    assert made[0] is made[1]
    assert made[1] is not made[2]


def test_pictures_are_files(world: FakeWorld) -> None:
    with world.opened():
        world.write_picture(world.folder / "a.png", height=2, width=3)
        assert (world.folder / "a.png").read_bytes().startswith(b"\x89PNG")
