"""Makes the names in a training: of experiments, projects, workspaces, classes, metrics, tags."""

from __future__ import annotations

from typing import Final

from fake_comet.samples.chance import Chance, check


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_ADJECTIVES: Final = _words(
    "amber brisk calm coastal crimson dusty eager fuzzy gentle gradual hidden icy jolly kind "
    "lunar marine nimble ornate primary quiet rapid silver stormy tidy upright verbal warm zesty"
)
_NOUNS: Final = _words(
    "anchor badger canyon cedar comet dolphin ember falcon glacier harbor iguana jackal kestrel "
    "lagoon meadow nebula orchid panther quail raven summit thistle urchin valley walrus yak"
)
_SUBJECTS: Final = _words(
    "apple-orchard bird-song coffee-leaf harbour-ship heart-sound house-price news-topic parcel "
    "road-sign satellite-roof sea-ice shelf-stock solar-panel street-tree wind-turbine"
)
_TASKS: Final = _words(
    "classification counting detection forecasting grading ranking retrieval segmentation tracking"
)
_TEAMS: Final = _words("acme blue-river fjord granite northwind orbital redwood tundra")
_GROUPS: Final = _words("ai analytics labs ml research robotics vision")
_CLASSES: Final = (
    *("person", "bicycle", "car", "motorbike", "bus", "truck", "boat", "traffic light", "bench"),
    *("bird", "cat", "dog", "horse", "sheep", "cow", "umbrella", "suitcase", "kite", "bottle"),
    *("cup", "fork", "bowl", "apple", "orange", "carrot", "pizza", "chair", "sofa", "potted plant"),
    *("laptop", "keyboard", "phone", "oven", "sink", "book", "clock", "vase", "scissors"),
)
_TAGS: Final = _words(
    "ablation amp baseline best candidate debug distilled ema fp16 frozen-backbone long-run "
    "nightly no-augment overfit pretrained production quick rerun sweep v2"
)
_METRICS: Final = (
    *("train/loss", "train/box_loss", "train/cls_loss", "val/loss", "val/accuracy", "val/f1"),
    *("metrics/precision(B)", "metrics/recall(B)", "metrics/mAP50(B)", "metrics/mAP50-95(B)"),
    *("lr/pg0", "lr/pg1", "grad_norm", "images_per_second"),
)


class Names(Chance):
    """Names of things."""

    def experiment_name(self) -> str:
        """A name like those that Comet gives, as ``marine_walrus_4821``."""
        adjective, noun = self._random.choice(_ADJECTIVES), self._random.choice(_NOUNS)
        return f"{adjective}_{noun}_{self._random.randint(1, 9999)}"

    def project_name(self) -> str:
        """What is learnt and of what, as ``coffee-leaf-segmentation``."""
        return f"{self._random.choice(_SUBJECTS)}-{self._random.choice(_TASKS)}"

    def workspace_name(self) -> str:
        """Whose it is, as ``northwind-vision``."""
        return f"{self._random.choice(_TEAMS)}-{self._random.choice(_GROUPS)}"

    def class_names(self, count: int = 5) -> list[str]:
        """Names of so many different classes; there are numbers on them once words run out."""
        check("count", count, 0)
        rounds = range(-(-count // len(_CLASSES)))
        names = [f"{name} {number}" if number else name for number in rounds for name in _CLASSES]
        return self._random.sample(names, count)

    def experiment_tags(self, count: int = 3) -> list[str]:
        """So many different tags."""
        check("count", count, 0, len(_TAGS))
        return self._random.sample(_TAGS, count)

    def metric_name(self) -> str:
        """The name of a metric, as ``val/accuracy``."""
        return self._random.choice(_METRICS)
