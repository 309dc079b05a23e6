from __future__ import annotations

from random import Random

import numpy as np
import pytest

from fake_comet.errors import Misuse
from fake_comet.samples.chance import Chance, check
from fake_comet.samples.makers import Samples


def test_bell_is_nearly_normal() -> None:
    drawn = Samples(0)._bell(10_000)
    assert abs(drawn.mean()) < 0.05
    assert abs(drawn.std() - 1) < 0.05
    assert np.abs(drawn).max() <= 6


def test_many_numbers_come_from_the_source_of_the_few() -> None:
    first, second = Samples(3)._numbers(), Samples(3)._numbers()
    assert first.bytes(8) == second.bytes(8)


def test_what_draws_has_to_have_a_source() -> None:
    with pytest.raises(NotImplementedError):
        Chance()._random  # noqa: B018


def test_source_is_pythons_own() -> None:
    assert Samples(5)._between(0, 1, 9) == round(Random(5).random(), 9)


@pytest.mark.parametrize(
    ("value", "high", "bounds"), [(-1, None, "at least 0"), (3, 2, "between 0 and 2")]
)
def test_what_is_out_of_bounds_is_told(value: float, high: float | None, bounds: str) -> None:
    with pytest.raises(Misuse, match=f"^count has to be {bounds}, got {value}$"):
        check("count", value, 0, high)


def test_bounds_are_allowed() -> None:
    check("count", 0, 0, 2)
    check("count", 2, 0, 2)
