"""Embeddings: vectors and labels as tables, a sprite sheet, and the template that names them."""

from __future__ import annotations

import logging
import random
import re
from collections.abc import Callable
from functools import partial, reduce
from operator import mul
from typing import Any, Final

from fake_comet.sdk import charts_messages as messages
from fake_comet.sdk.embedding import Embedding
from fake_comet.sdk.experiment.base import ExperimentCore
from fake_comet.sdk.experiment.calls import sdk_call
from fake_comet.sdk.sprites import sprite_sheet
from fake_comet.sdk.voice import ERROR, note, say

_KIND: Final = "embeddings"
_RANDOM_IDS: Final = 10_000_000

Urls = dict[str, str | None]


class EmbeddingMethods(ExperimentCore):
    """The embedding family."""

    @sdk_call
    def log_embedding(
        self,
        vectors: Any,
        labels: Any,
        image_data: Any = None,
        image_size: Any = None,
        image_preprocess_function: Callable[..., Any] | None = None,
        image_transparent_color: Any = None,
        image_background_color_function: Callable[..., Any] | None = None,
        title: str = Embedding.DEFAULT_TITLE,
        template_filename: str | None = None,
        group: str | None = None,
    ) -> Embedding | Urls | None:
        """Log vectors with their labels for the projector; a ``group`` is sent at the end as one.

        Args:
            labels: one for each vector, or a table whose first row is its header.
            image_data: a picture for each vector, or the address of a sprite sheet.
        """
        if not self.alive and not self.offline:
            return None
        _say_experimental("offline" if self.offline else "_online")
        log_pictures = partial(
            self._log_pictures,
            image_data,
            image_size,
            preprocess=image_preprocess_function,
            transparent=image_transparent_color,
            background=image_background_color_function,
        )
        embedding = self._create_embedding(
            vectors, labels, log_pictures, image_size=image_size, title=title
        )
        if embedding is None:
            return None
        if group is None:
            return self._log_template([embedding], template_filename)
        self._embedding_groups.setdefault(group, []).append(embedding)
        return embedding

    def _create_embedding(
        self,
        vectors: Any,
        labels: Any,
        log_pictures: Callable[[], tuple[str | None, str | None]],
        **options: Any,
    ) -> Embedding | None:
        number = _random_id()
        placed = self._log_vectors(number, vectors)
        if placed is None:
            return None
        metadata = self._log_labels(number, labels)
        if metadata is None:
            say("nothing-logged", messages.EMBEDDING_NO_METADATA, level=ERROR)
            return None
        sprite_url, sprite_asset_id = log_pictures()
        vector, shape = placed
        return Embedding(
            vector_url=vector["web"],
            vector_shape=shape,
            vector_asset_id=vector["assetId"],
            metadata_url=metadata["web"],
            metadata_asset_id=metadata["assetId"],
            sprite_url=sprite_url,
            sprite_asset_id=sprite_asset_id,
            experiment_key=self.id,
            **options,
        )

    def _log_vectors(self, number: int, vectors: Any) -> tuple[Urls, list[int]] | None:
        logged = self.log_table(f"vectors-{number}.tsv", vectors)
        if logged is None:
            say("nothing-logged", messages.EMBEDDING_NO_VECTORS, level=ERROR)
            return None
        try:
            count, *others = _shape(vectors)
            return logged, [count, reduce(mul, others)]
        except Exception:  # the SDK logs it; the table of vectors stays
            say("unreadable-value", messages.EMBEDDING_SHAPE, level=ERROR, exc_info=True)
            return None

    def _log_labels(self, number: int, labels: Any) -> Urls | None:
        headers: Any = False
        if labels is not None and len(labels) > 0 and _is_row(labels[0]):
            headers, labels = labels[0], labels[1:]
        logged: Urls | None = self.log_table(f"metadata-{number}.tsv", labels, headers=headers)
        return logged

    def _log_pictures(self, given: Any, size: Any, **options: Any) -> tuple[str | None, str | None]:
        """Address and id of the sprite sheet, as far as there is one."""
        if given is None or isinstance(given, str):
            return given, None
        if size is None:
            say("invalid-argument", messages.EMBEDDING_NO_IMAGE_SIZE, level=ERROR)
            return None, None
        made = self._log_sprites(given, size, **options)
        return (None, None) if made is None else made[1:]

    @sdk_call
    def create_embedding_image(
        self,
        image_data: Any,
        image_size: Any,
        image_preprocess_function: Callable[..., Any] | None = None,
        image_transparent_color: Any = None,
        image_background_color_function: Callable[..., Any] | None = None,
    ) -> tuple[Any, str | None] | None:
        """Log pictures as one sprite sheet; gives the Pillow image and its address.

        Raises:
            TypeError: the sheet could not be made (the SDK fails so after logging why).
        """
        if not self.alive:
            return None
        made: Any = self._log_sprites(
            image_data,
            image_size,
            preprocess=image_preprocess_function,
            transparent=image_transparent_color,
            background=image_background_color_function,
        )
        image, url, _ = made
        return image, url

    def _log_sprites(
        self, given: Any, size: Any, **options: Any
    ) -> tuple[Any, str | None, str | None] | None:
        try:
            image = sprite_sheet(given, size, **options)
        except Exception:  # the SDK goes on without pictures
            say("call-failed", messages.EMBEDDING_IMAGE_FAILED, exc_info=True)
            return None
        if image is None:
            return None
        logged = self.log_image(image, f"embedding-image-{_random_id()}.png")
        if logged is None:
            return image, None, None
        return image, logged["web"], logged["imageId"]

    def _log_embedding_groups(self) -> None:
        """Send the template of each group, as the SDK does when the experiment ends."""
        try:
            for group, embeddings in self._embedding_groups.items():
                self._log_template(embeddings, f"template-{_safe(group)}-configs.json")
        except Exception:  # the SDK logs it, and ends
            say("call-failed", messages.EMBEDDING_GROUPS_FAILED, level=ERROR, exc_info=True)
        self._embedding_groups.clear()

    def _log_template(self, embeddings: list[Embedding], filename: str | None) -> Urls | None:
        template = {_KIND: [embedding.to_json() for embedding in embeddings]}
        if filename is None:
            filename = f"template_projector_config-{_random_id()}.json"
        return self._log_asset_data(template, file_name=filename, asset_type=_KIND)


def _say_experimental(module: str) -> None:
    # A note and no problem: whoever logs embeddings can do nothing about it.
    note("sdk-note", messages.EMBEDDING_EXPERIMENTAL)
    logging.getLogger(f"comet_ml.{module}").warning(messages.EMBEDDING_EXPERIMENTAL)


# The global generator, so that a seed of the tested code gives the names it gives with the SDK.
def _random_id() -> int:
    return random.randint(0, _RANDOM_IDS)


def _shape(data: Any) -> list[int]:
    if hasattr(data, "shape"):
        return list(data.shape)
    try:
        return [len(data), *_shape(data[0])]
    except TypeError:
        return []


def _is_row(value: Any) -> bool:
    import numpy

    return isinstance(value, list | tuple | numpy.ndarray)


def _safe(name: Any) -> str:
    """A name fit for a file."""
    text = re.sub(r"[^-\w.]", "_", str(name).strip().replace(" ", "_"))
    return re.sub(r"_+", "_", text)
