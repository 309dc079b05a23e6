from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from tests.support import logged


class Wrapper:
    """As much of ``gymnasium.Wrapper`` as is needed."""

    def __init__(self, env: Any) -> None:
        self.env = env

    @property
    def unwrapped(self) -> Any:
        return self.env.unwrapped

    def reset(self, **kwargs: Any) -> Any:
        return self.env.reset(**kwargs)

    def close(self) -> None:
        self.env.close()


class RecordVideo(Wrapper):
    """A wrapper that leaves videos in a folder."""

    def __init__(self, env: Any, video_folder: str) -> None:
        super().__init__(env)
        self.video_folder = video_folder


class Env:
    """Episodes of two steps."""

    def __init__(self) -> None:
        self.steps = 0
        self.closed = False

    @property
    def unwrapped(self) -> Env:
        return self

    def reset(self, **kwargs: Any) -> tuple[str, dict[str, Any]]:
        self.steps = 0
        return "observation", kwargs

    def step(self, action: float) -> tuple[str, float, bool, bool, dict[str, Any]]:
        self.steps += 1
        return "observation", action, self.steps == 2, False, {}

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def logger(monkeypatch: pytest.MonkeyPatch) -> Any:
    gymnasium: Any = ModuleType("gymnasium")
    gymnasium.Wrapper = Wrapper
    gymnasium.wrappers = SimpleNamespace(RecordVideo=RecordVideo)
    monkeypatch.setitem(sys.modules, "gymnasium", gymnasium)
    name = "fake_comet.sdk.integration.gymnasium"
    monkeypatch.delitem(sys.modules, name, raising=False)
    yield importlib.import_module(name).CometLogger
    del sys.modules[name]


@pytest.fixture
def experiment() -> Iterator[Any]:
    with logged.experiment() as made:
        yield made


def _points(experiment: Any) -> list[tuple[Any, ...]]:
    points = experiment._recorder.columns.points()
    return [(point.name, point.value, point.step, point.epoch) for point in points]


def test_episodes_are_logged_when_they_end(logger: Any, experiment: Any) -> None:
    env = logger(Env(), experiment)
    for reward in (1.0, 2.0):
        assert env.reset(seed=1) == ("observation", {"seed": 1})
        env.step(reward)
        assert env.step(reward)[2] is True
    assert _points(experiment) == [
        ("episode_reward", 2.0, 2, 1),
        ("episode_length", 2, 2, 1),
        ("episode_reward", 4.0, 4, 2),
        ("episode_length", 2, 4, 2),
    ]
    assert (env.episode_counter, env.step_counter) == (2, 4)
    assert experiment.others["Created from"] == "gymnasium"


def test_existing_experiment_goes_on_counting(logger: Any, experiment: Any) -> None:
    experiment.log_metric("episode_reward", 1.0, step=7, epoch=3)
    existing = type("ExistingExperiment", (), {"__getattr__": lambda _, n: getattr(experiment, n)})
    env = logger(Env(), existing())
    assert (env.episode_counter, env.step_counter) == (3, 7)


def test_videos_are_uploaded_at_the_end(logger: Any, experiment: Any, tmp_path: Path) -> None:
    (tmp_path / "episode.mp4").write_bytes(b"video")
    inner = Env()
    logger(Wrapper(RecordVideo(inner, str(tmp_path))), experiment).close()
    assert [upload.name for upload in logged.uploads(experiment)] == ["episode.mp4"]
    assert inner.closed


def test_environment_without_videos_is_just_closed(logger: Any, experiment: Any) -> None:
    inner = Env()
    logger(Wrapper(inner), experiment).close()
    assert logged.uploads(experiment) == []
    assert inner.closed
