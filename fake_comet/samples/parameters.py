"""Makes the parameters of a training, nested as configuration files nest them."""

from __future__ import annotations

from typing import Any, Final

from fake_comet.samples.chance import Chance, check

_LEAVES: Final[dict[str, tuple[Any, ...]]] = {
    "amp": (True, False),
    "batch_size": (8, 16, 32, 64, 128),
    "cache": ("ram", "disk", "off"),
    "device": ("cpu", "cuda:0", "cuda:0,1", "mps"),
    "dropout": (0.0, 0.1, 0.25, 0.5),
    "epochs": (3, 10, 50, 100, 300),
    "freeze": (0, 4, 10),
    "hidden": (64, 128, 256, 512, 1024),
    "image_size": (96, 224, 320, 640, 1280),
    "label_smoothing": (0.0, 0.05, 0.1),
    "learning_rate": (0.1, 0.03, 0.01, 0.001, 0.0003, 1e-05),
    "momentum": (0.8, 0.9, 0.937, 0.99),
    "name": ("adamw", "sgd", "cosine", "resnet50", "yolo-n", "vit-small"),
    "patience": (5, 20, 100),
    "seed": (0, 1, 42, 1234),
    "shuffle": (True, False),
    "warmup_steps": (0, 100, 500, 1000),
    "weight_decay": (0.0, 0.0005, 0.01, 0.05),
    "workers": (0, 2, 4, 8),
}
_GROUPS: Final = (
    *("augmentation", "backbone", "checkpoint", "data", "head", "model", "optimizer"),
    *("scheduler", "trainer", "validation"),
)


class Parameters(Chance):
    """Trees of parameters."""

    def parameter_tree(self, depth: int = 3, *, breadth: int = 4) -> dict[str, Any]:
        """Parameters under names, and below them groups of such, so many levels deep.

        Args:
            breadth: how many values each level has; each but the last has two groups as well.
        """
        check("depth", depth, 1)
        check("breadth", breadth, 0, len(_LEAVES))
        leaves = self._random.sample(tuple(_LEAVES), breadth)
        tree: dict[str, Any] = {name: self._random.choice(_LEAVES[name]) for name in leaves}
        if depth > 1:
            for group in self._random.sample(_GROUPS, 2):
                tree[group] = self.parameter_tree(depth - 1, breadth=breadth)
        return tree
