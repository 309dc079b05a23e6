"""``comet_ml.integration.gymnasium``: a wrapper that logs episodes; it needs gymnasium."""

from __future__ import annotations

import importlib
from typing import Any, Final

from fake_comet.sdk.experiment.base import ExperimentCore

__all__ = ["CometLogger"]

_gymnasium: Final[Any] = importlib.import_module("gymnasium")
_REWARD: Final = "episode_reward"
_LENGTH: Final = "episode_length"


class CometLogger(_gymnasium.Wrapper):  # type: ignore[misc]  # gymnasium need not be installed
    """Logs reward and length of every episode of an environment.

    Args:
        env: the environment to wrap.
        experiment: where to log; an existing one goes on counting where it was.
    """

    def __init__(self, env: Any, experiment: Any) -> None:
        super().__init__(env)
        self.experiment = experiment
        experiment._log_other("Created from", "gymnasium", include_context=False)
        self._episode_counter, self._step_counter = 0, 0
        if _is_existing(experiment):
            self._episode_counter, self._step_counter = _counters(experiment)

    def reset(self, **kwargs: Any) -> Any:
        """Begin an episode."""
        answer = super().reset(**kwargs)
        self._episode_reward: Any = 0
        self._episode_length = 0
        self._episode_counter += 1
        return answer

    def step(self, action: Any) -> Any:
        """Take a step; where it ends the episode, its reward and length are logged."""
        answer = self.env.step(action)
        _, reward, terminated, truncated, _ = answer
        self._episode_reward += reward
        self._episode_length += 1
        self._step_counter += 1
        if terminated or truncated:
            self._log_metrics()
        return answer

    def _log_metrics(self) -> None:
        where = {"step": self._step_counter, "epoch": self._episode_counter}
        self.experiment.log_metric(_REWARD, self._episode_reward, **where)
        self.experiment.log_metric(_LENGTH, self._episode_length, **where)

    @property
    def episode_counter(self) -> int:
        """How many episodes were begun."""
        return self._episode_counter

    @property
    def step_counter(self) -> int:
        """How many steps were taken."""
        return self._step_counter

    def close(self) -> Any:
        """Close the environment; videos that a ``RecordVideo`` wrapper made are uploaded."""
        env = self.env
        while env is not env.unwrapped:
            if isinstance(env, _gymnasium.wrappers.RecordVideo):
                self.experiment.log_asset_folder(env.video_folder)
                break
            env = env.env
        return super().close()


def _is_existing(experiment: ExperimentCore) -> bool:
    return "ExistingExperiment" in [kind.__name__ for kind in type(experiment).__mro__]


def _counters(experiment: ExperimentCore) -> tuple[Any, Any]:
    """The episode and step of the reward logged last; IndexError if none was, as in the SDK."""
    points = [p for p in experiment._columns.points() if p.name == _REWARD]
    last = points[-1]
    return last.epoch, last.step
