from __future__ import annotations

from typing import Any

import pytest

from fake_comet.errors import Misuse
from fake_comet.samples import Samples


def depth_of(tree: Any) -> int:
    return 1 + max(map(depth_of, tree.values()), default=0) if isinstance(tree, dict) else 0


@pytest.mark.parametrize("depth", [1, 2, 4])
def test_tree_is_as_deep_as_asked_for(depth: int) -> None:
    assert depth_of(Samples(1).parameter_tree(depth)) == depth


@pytest.mark.parametrize("breadth", [0, 1, 19])
def test_each_level_has_so_many_values(breadth: int) -> None:
    tree = Samples(1).parameter_tree(2, breadth=breadth)
    groups = [value for value in tree.values() if isinstance(value, dict)]
    assert [len(group) for group in groups] == [breadth, breadth]
    assert len(tree) == breadth + 2


def test_values_are_plain() -> None:
    for seed in range(30):
        tree = Samples(seed).parameter_tree(1)
        assert {type(value) for value in tree.values()} <= {bool, int, float, str}


def test_depth_has_to_be_one_at_least() -> None:
    with pytest.raises(Misuse, match="depth has to be at least 1, got 0"):
        Samples(1).parameter_tree(0)
