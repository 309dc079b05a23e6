from __future__ import annotations

import hashlib
import inspect
import json
from typing import Any

import numpy as np
import pytest

from fake_comet.samples import Makers, Picture, Samples

KINDS = [
    name for name, _ in inspect.getmembers(Makers, inspect.isfunction) if not name.startswith("_")
]
# What seed 7 gives on every platform, with every version of Python and numpy.
DIGEST = "1dd0915fc5d2b13d"


def as_plain(made: Any) -> Any:
    if isinstance(made, Picture):
        return [hashlib.sha256(made.pixels.tobytes()).hexdigest(), made.annotations]
    if isinstance(made, np.ndarray):
        return [value.hex() for value in made.tolist()]
    if isinstance(made, dict):
        return {key: as_plain(value) for key, value in made.items()}
    return made


def digest(samples: Samples) -> str:
    made = {kind: as_plain(getattr(samples, kind)()) for kind in KINDS}
    made["broken"] = as_plain(samples.learning_curves(200, noise=0.3, diverges=True))
    made["flat"] = as_plain(samples.learning_curve(99, plateaus=3))
    return hashlib.sha256(json.dumps(made).encode()).hexdigest()[:16]


def test_a_seed_gives_the_same_everywhere() -> None:
    assert digest(Samples(7)) == DIGEST


def test_another_seed_gives_something_else() -> None:
    assert digest(Samples(8)) != DIGEST


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_made_later_differs(kind: str) -> None:
    samples = Samples(1)
    drawn = [json.dumps(as_plain(getattr(samples, kind)())) for _ in range(10)]
    assert len(set(drawn)) > 1


@pytest.mark.parametrize("kind", KINDS)
def test_makers_do_not_draw_from_what_others_seed(kind: str) -> None:
    np.random.seed(0)
    before = np.random.get_state()[1].tolist()  # type: ignore[index,union-attr]
    getattr(Samples(1), kind)()
    assert np.random.get_state()[1].tolist() == before  # type: ignore[index,union-attr]
