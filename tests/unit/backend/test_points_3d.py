"""A scene is one upload, its files added as they come."""

from __future__ import annotations

import json

from fake_comet.backend.backend import Backend
from fake_comet.recording.recording import Recording
from fake_comet.recording.records import Upload
from fake_comet.session import Session
from tests.unit.backend.conftest import KEY, OWN, Ask, kinds, of_experiment, uploaded


def test_scene_is_put_together(recording: Recording, post: Ask, backend: Backend) -> None:
    body = of_experiment(userFileName="s", assetType="3d-image", step=4, metadata='{"x": [0, 1]}')
    asset_id = post(f"{OWN}/asset", body)["assetId"]
    path = f"{OWN}/asset/{asset_id}/thumbnail"
    backend.answer(uploaded(path, "", method="PUT", requestParams="{}", thumbnail=("f", b"png")))
    about = json.dumps({"assetId": asset_id, "userFileName": "points.jsonl", "experimentKey": KEY})
    item = {"requestParams": about, "assetItemContent": ("f", b"[0]\n")}
    backend.answer(uploaded(f"{OWN}/asset/asset-item", "", **item))
    (scene,) = list(recording.of_type(Upload))
    assert (scene.kind, scene.name, scene.step, scene.metadata) == (
        "3d-image",
        "s",
        4,
        {"x": [0, 1]},
    )
    assert {name: kept.data for name, kept in scene.items.items()} == {
        "thumbnail": b"png",
        "points.jsonl": b"[0]\n",
    }


def test_limits_are_those_of_the_sdk(post: Ask, recording: Recording) -> None:
    assert post(f"{OWN}/asset/3d-limits", of_experiment())["maxPoints"] == 1_000_000


def test_file_of_no_scene_is_a_problem(
    recording: Recording, backend: Backend, session: Session
) -> None:
    about = json.dumps({"assetId": "x", "userFileName": "points.jsonl"})
    item = {"requestParams": about, "assetItemContent": ("f", b"")}
    assert backend.answer(uploaded(f"{OWN}/asset/asset-item", "", **item)).status == 400
    assert kinds(session) == ["malformed-request"]
