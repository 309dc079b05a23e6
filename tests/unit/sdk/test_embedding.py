from __future__ import annotations

from typing import Any

import pytest

from fake_comet.sdk.embedding import Embedding


def test_template_names_addresses_where_there_are_any() -> None:
    embedding = Embedding("http://v", (2, 3), "http://m", "http://s", (4, 5), title="T")
    assert embedding.to_json() == {
        "tensorName": "T",
        "tensorShape": [2, 3],
        "tensorPath": "http://v",
        "metadataPath": "http://m",
        "sprite": {"imagePath": "http://s", "singleImageDim": [4, 5]},
    }


def test_template_names_paths_on_the_server_where_there_are_no_addresses() -> None:
    embedding = Embedding(
        None,
        [2, 3],
        None,
        image_size=[4, 5],
        vector_asset_id="v",
        metadata_asset_id="m",
        sprite_asset_id="s",
        experiment_key="k",
    )
    found = embedding.to_json()
    assert found["tensorName"] == "Comet Embedding"
    assert found["tensorPath"] == "/api/asset/download?assetId=v&experimentKey=k"
    assert found["metadataPath"] == "/api/asset/download?assetId=m&experimentKey=k"
    assert found["sprite"]["imagePath"] == "/api/asset/download?assetId=s&experimentKey=k"


def test_template_without_pictures_has_no_sprite() -> None:
    assert "sprite" not in Embedding("v", [1, 1], "m", image_size=[4, 4]).to_json()


@pytest.mark.parametrize(
    ("urls", "words"), [((None, "m"), "vector_url or"), (("v", None), "metadata_url or")]
)
def test_vectors_and_metadata_must_be_somewhere(urls: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Embedding(urls[0], [1, 1], urls[1])
