"""Optimizer searches: which parameters are tried in which order, always the same for a seed."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterator, Mapping
from typing import Any, Final

from fake_comet.server.places import millis
from fake_comet.session import Session

VERSION: Final = "2.0.0"
# What a search's ``spec`` says where the user says nothing.
_COMMON: Final[dict[str, Any]] = {
    "gridSize": 10,
    "maxCombo": 0,
    "metric": "loss",
    "minSampleSize": 100,
    "retryAssignLimit": 0,
    "retryLimit": 20,
    "seed": None,
}
SPECS: Final[dict[str, dict[str, Any]]] = {
    "grid": {**_COMMON, "randomize": False},
    "random": _COMMON,
}
_NUMBERS: Final = ("float", "double", "integer")
_CHOICES: Final = ("discrete", "categorical")
_TRIES_PER_PARAMETER: Final = 10  # what maxCombo=0 means in a random search

Values = dict[str, Any]


class Search:
    """One search: hands out combinations of values, each ``trials`` times."""

    def __init__(self, session: Session, identifier: str, request: Mapping[str, Any]) -> None:
        self.id = identifier
        self._session = session
        self._parameters: dict[str, dict[str, Any]] = request["parameters"]
        self._algorithm: str = request["algorithm"]
        self._trials: int = request["trials"]
        self._spec = dict(request["spec"])
        if self._spec.get("seed") is None:
            self._spec["seed"] = int(session.determinism.new_key()[:8], 16)
        self._random = random.Random(self._spec["seed"])
        self._name = request["name"] or identifier
        self._started = session.determinism.clock()
        self._combinations = self._grid() if self._algorithm == "grid" else self._drawn()
        self._assignments = self._assigned()
        self.count = 0
        self.completed = False
        self.results: dict[tuple[str, int], dict[str, Any]] = {}

    def next(self) -> dict[str, Any] | None:
        """The next values to try; None if there are no more."""
        found = next(self._assignments, None)
        self.completed = found is None
        return found

    def _assigned(self) -> Iterator[dict[str, Any]]:
        limit = self._limit()
        for parameters in itertools.islice(self._combinations, limit):
            pid = self._session.determinism.new_key()
            for trial in range(self._trials):
                self.count += 1
                yield {"parameters": parameters, "pid": pid, "trial": trial, "count": self.count}

    def _limit(self) -> int | None:
        if self._spec["maxCombo"] or self._algorithm == "grid":
            return self._spec["maxCombo"] or None
        return _TRIES_PER_PARAMETER * len(self._parameters)

    def _grid(self) -> Iterator[Values]:
        values = [self._places(spec) for spec in self._parameters.values()]
        combinations = itertools.product(*values)
        if self._spec.get("randomize"):
            known = list(combinations)
            self._random.shuffle(known)
            combinations = iter(known)  # type: ignore[assignment]
        for combination in combinations:
            yield dict(zip(self._parameters, combination, strict=True))

    def _places(self, spec: Mapping[str, Any]) -> list[Any]:
        """The values of one parameter in a grid."""
        if spec["type"] in _CHOICES:
            return list(spec["values"])
        low, high = spec["min"], spec["max"]
        size = spec.get("gridSize", spec.get("grid_size", self._spec["gridSize"]))
        if spec["type"] == "integer" and high - low < size:
            return list(range(low, high + 1))
        steps = [step / (size - 1) for step in range(size)] if size > 1 else [0.0]
        found = [_between(low, high, step, spec["scalingType"]) for step in steps]
        return [round(value) for value in found] if spec["type"] == "integer" else found

    def _drawn(self) -> Iterator[Values]:
        """Combinations drawn at random, none twice, until ``retryLimit`` draws give no new one."""
        known: list[Values] = []
        for _ in itertools.count():
            for _ in range(self._spec["retryLimit"] + 1):
                drawn = {name: self._draw(spec) for name, spec in self._parameters.items()}
                if drawn not in known:
                    break
            else:
                return
            known.append(drawn)
            yield drawn

    def _draw(self, spec: Mapping[str, Any]) -> Any:
        if spec["type"] in _CHOICES:
            return self._random.choice(list(spec["values"]))
        scaling = spec["scalingType"]
        if scaling in ("normal", "lognormal"):
            draw = self._random.gauss if scaling == "normal" else self._random.lognormvariate
            value = draw(spec.get("mu", 0.0), spec.get("sigma", 1.0))
            value = min(max(value, spec.get("min", value)), spec.get("max", value))
        else:
            value = _between(spec["min"], spec["max"], self._random.random(), scaling)
        return round(value) if spec["type"] == "integer" else value

    def status(self) -> dict[str, Any]:
        """What the server tells of it."""
        return {
            "algorithm": self._algorithm,
            "comboCount": self.count,
            "configSpaceSize": self._spec["gridSize"],
            "endTime": None,
            "id": self.id,
            "lastUpdateTime": None,
            "maxCombo": self._spec["maxCombo"],
            "name": self._name,
            "parameters": self._parameters,
            "retryCount": 0,
            "spec": self._spec,
            "startTime": millis(self._started),
            "state": {
                "sequence_i": self.count,
                "sequence_retry": 0,
                "sequence_trial": 0,
                "total": self.count,
            },
            "status": "completed" if self.completed else "running",
            "trials": self._trials,
            "version": VERSION,
        }

    def update(self, pid: str, trial: int, **fields: Any) -> None:
        """Take note of how an assignment goes."""
        self.results.setdefault((pid, trial), {}).update(fields)


def _between(low: float, high: float, part: float, scaling: str) -> float:
    if part in (0.0, 1.0):
        return high if part else low
    if scaling == "loguniform":
        return math.exp(math.log(low) + (math.log(high) - math.log(low)) * part)
    return low + (high - low) * part


def fault(parameters: Mapping[str, Mapping[str, Any]]) -> str | None:
    """Why the server takes no such parameters; None if it does. The words are ours."""
    for name, spec in parameters.items():
        if spec["type"] not in (*_NUMBERS, *_CHOICES):
            return f"parameter {name!r} has unknown type {spec['type']!r}"
        if spec["type"] in _CHOICES and not spec.get("values"):
            return f"parameter {name!r} needs values"
        if spec["type"] in _NUMBERS and (reason := _range_fault(spec)):
            return f"parameter {name!r} {reason}"
    return None


def _range_fault(spec: Mapping[str, Any]) -> str | None:
    scaling = spec["scalingType"]
    if scaling in ("normal", "lognormal"):
        return None
    if scaling not in ("linear", "uniform", "loguniform"):
        return f"has unknown scalingType {scaling!r}"
    if "min" not in spec or "max" not in spec:
        return "needs min and max"
    if spec["min"] > spec["max"]:
        return "has a min above its max"
    if scaling == "loguniform" and spec["min"] <= 0:
        return "has scalingType loguniform and a min that is not above 0"
    return None
