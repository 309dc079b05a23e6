from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from reference_impl.arrays import as_array, numbers
from tests.support.trainings import Tensor


@pytest.mark.parametrize("values", [[1.5, 2], (1.5, 2), np.array([1.5, 2]), Tensor([1.5, 2])])
def test_numbers_of_any_kind_become_floats(values: Any) -> None:
    assert numbers(values) == [1.5, 2.0]


def test_an_array_keeps_its_type() -> None:
    assert as_array(Tensor(np.array([1], np.float32))).dtype == np.float32
