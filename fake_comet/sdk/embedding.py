"""An embedding: where its vectors, labels and pictures are, and the projector's template for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from fake_comet.sdk import charts_messages as messages


class Embedding:
    """What the embedding projector needs to find one embedding.

    Raises:
        ValueError: the vectors or the metadata have neither address nor asset id.
    """

    __module__ = "comet_ml.data_structure"

    DEFAULT_TITLE: Final = "Comet Embedding"

    def __init__(
        self,
        vector_url: str | None,
        vector_shape: Sequence[int],
        metadata_url: str | None,
        sprite_url: str | None = None,
        image_size: Sequence[int] | None = None,
        title: str = DEFAULT_TITLE,
        vector_asset_id: str | None = None,
        metadata_asset_id: str | None = None,
        sprite_asset_id: str | None = None,
        experiment_key: str | None = None,
    ) -> None:
        if vector_url is None and vector_asset_id is None:
            raise ValueError(messages.EMBEDDING_NO_VECTOR_SOURCE)
        if metadata_url is None and metadata_asset_id is None:
            raise ValueError(messages.EMBEDDING_NO_METADATA_SOURCE)
        self.vector_url = vector_url
        self.vector_shape = vector_shape
        self.metadata_url = metadata_url
        self.sprite_url = sprite_url
        self.image_size: Any = image_size
        self.title = title
        self.vector_asset_id = vector_asset_id
        self.metadata_asset_id = metadata_asset_id
        self.sprite_asset_id = sprite_asset_id
        self.experiment_key = experiment_key

    def to_json(self) -> dict[str, Any]:
        """The embedding's part of the projector's template."""
        template: dict[str, Any] = {
            "tensorName": self.title,
            "tensorShape": list(self.vector_shape),
            "tensorPath": self._path(self.vector_url, self.vector_asset_id),
            "metadataPath": self._path(self.metadata_url, self.metadata_asset_id),
        }
        if self.sprite_url is not None or self.sprite_asset_id is not None:
            template["sprite"] = {
                "imagePath": self._path(self.sprite_url, self.sprite_asset_id),
                "singleImageDim": list(self.image_size),
            }
        return template

    def _path(self, url: str | None, asset_id: str | None) -> str:
        """The address; without one (offline) the path that the server resolves."""
        if url is not None:
            return url
        return f"/api/asset/download?assetId={asset_id}&experimentKey={self.experiment_key}"
