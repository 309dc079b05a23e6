"""The examples in the cells of a confusion matrix: their choice, their making, and their cache."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from fake_comet.sdk import charts_messages as messages
from fake_comet.sdk.matrix_cells import Cell
from fake_comet.sdk.values import tensor_to_numpy
from fake_comet.sdk.voice import ERROR, INFO, say

_HERE: Final = "confusion_matrix"


class CellExamples:
    """The part of a confusion matrix that knows examples.

    Attributes:
        type: what the examples are: ``integer``, ``string``, ``link``, ``image``, or what the
            user's function says; None as long as there are none.
    """

    images: Any
    index_to_example_function: Callable[..., Any]
    max_examples_per_cell: int
    use_cache: bool
    selected: list[int] | None
    type: str | None
    _example_matrix: dict[Cell, list[Any]] | None

    def clear_cache(self) -> None:
        """Forget the examples made so far."""
        self._chosen: set[Any] = set()
        self._made: dict[Any, Any] = {}

    def _process_examples(self, examples: Mapping[Cell, Iterable[int]], **kwargs: Any) -> None:
        for (x, y), indices in examples.items():
            if self.selected is None or (x in self.selected and y in self.selected):
                self._add_examples((x, y), indices, kwargs)

    def _add_examples(self, cell: Cell, indices: Iterable[int], kwargs: dict[str, Any]) -> None:
        assert self._example_matrix is not None
        by_key = {self._key(index): index for index in indices}
        keys = self._taken(list(by_key), len(self._example_matrix.get(cell, [])))
        new = keys - self._chosen
        made = [self._example(by_key[key], kwargs) for key in keys]
        found = [example for example in made if example is not None]
        if found:
            self._example_matrix.setdefault(cell, []).extend(found)
        if self.use_cache:
            self._chosen.update(new)

    def _taken(self, keys: list[Any], already: int) -> set[Any]:
        """At most ``max_examples_per_cell`` of the keys, those of earlier matrices first."""
        most = self.max_examples_per_cell
        if len(keys) <= most:
            taken = keys
        else:
            taken = list(self._chosen.intersection(keys))
            # The global generator: a seed in the tested code gives what it gives with the SDK.
            taken += [keys.pop(random.randint(0, len(keys) - 1)) for _ in range(most - len(taken))]
        return set(taken[: most - already])

    def _key(self, index: int) -> Any:
        """What tells one example from another: its index, or a digest of its image."""
        if self.images is None:
            return index
        try:
            return _image_key(self.images[index])
        except Exception:
            say_once("sdk-note", messages.EXAMPLE_NO_HASH, exc_info=True)
            return None

    def _example(self, index: int, kwargs: dict[str, Any]) -> Any:
        key = self._key(index)
        if self.use_cache and key in self._made:
            self.type = _type_of(self._made[key])
            return self._made[key]
        try:
            example = self.index_to_example_function(index, **kwargs)
        except Exception:  # the SDK goes on with the index
            failed = (messages.EXAMPLE_FAILED, self.index_to_example_function, index)
            say_once("example-missing", *failed, level=ERROR, exc_info=True)
            example = index
        return self._processed(example, index)

    def _processed(self, example: Any, index: int) -> Any:
        """The example as it is sent, or None; sets the type and keeps it in the cache."""
        function = self.index_to_example_function
        if example is None:
            say("example-missing", messages.EXAMPLE_NONE, function, index, level=INFO, logger=_HERE)
            return None
        if isinstance(example, int):
            self.type = "integer"
            return example
        if isinstance(example, str):
            self.type = "link" if example.startswith("http") else "string"
            example = {"index": index, "sample": example, "assetId": None}
        elif not isinstance(example, dict):
            wrong = (messages.EXAMPLE_TYPE, function, type(example), index)
            say("example-missing", *wrong, logger=_HERE)
            return None
        elif "sample" not in example or "assetId" not in example:
            say("example-missing", messages.EXAMPLE_DICT, function, index, logger=_HERE)
            return None
        else:
            # In place, as in the SDK: one dictionary returned for all examples gets one index.
            example.setdefault("index", index)
            self.type = example.pop("type", "image")
        if self.type != "integer" and self.use_cache:
            self._made[self._key(index)] = example
        return example


def say_once(
    kind: str, template: str, *args: Any, level: int = INFO, exc_info: bool = False
) -> None:
    say(kind, template, *args, level=level, logger="utils", exc_info=exc_info, once=True)


# Not hash(), as the SDK does it: the order of examples would change from one process to the next.
def _image_key(image: Any) -> int:
    array = tensor_to_numpy(image)
    if hasattr(array, "tobytes"):
        data = array.tobytes()
    else:
        data = str(array).encode("utf-8", errors="xmlcharrefreplace")
    return int.from_bytes(hashlib.sha1(data, usedforsecurity=False).digest()[:7], "big")


def _type_of(example: dict[str, Any]) -> str:
    """What an example from the cache is; numbers are never there."""
    if example["assetId"] is not None:
        return "image"
    return "link" if example["sample"].startswith("http") else "string"
