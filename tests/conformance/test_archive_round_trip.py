"""An exported archive passes the SDK's schemas, comes back equal, and is uploaded by the SDK."""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import fake_comet
from fake_comet.offline.losses import lost_on_upload
from fake_comet.recording.recording import Recording
from tests.support.archives import ARCHIVES, real_archive
from tests.support.fake_world import fake_payload
from tests.support.logged_everything import everything_online, odd_offline
from tests.support.schemas import objections
from tests.support.scripts import run_script
from tests.support.upload import uploaded

needs_sdk = pytest.mark.skipif(
    importlib.util.find_spec("comet_ml") is None, reason="no real comet_ml"
)
MADE = {
    "everything online": lambda folder: everything_online(),
    "odd values offline": lambda folder: odd_offline(),
    "kitchen sink of the fake": lambda folder: run_script("sdk_kitchen_sink", folder),
}
NAMES = [*ARCHIVES, *MADE]
# Nothing that the schemas refuse is in these, so that an upload brings exactly what was recorded.
PLAIN = [name for name in NAMES if name != "odd values offline"]


@pytest.fixture(scope="module")
def recordings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Recording]:
    made = {name: make(tmp_path_factory.mktemp("made")) for name, make in MADE.items()}
    return {**{name: fake_comet.load(real_archive(name)) for name in ARCHIVES}, **made}


@pytest.fixture(scope="module")
def archives(
    recordings: dict[str, Recording], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("archives")
    paths = {name: folder / f"{place}.zip" for place, name in enumerate(recordings)}
    for name, recording in recordings.items():
        fake_comet.export_offline(recording, paths[name])
    return paths


@pytest.fixture(scope="module")
def arrived(archives: dict[str, Path]) -> dict[str, dict[str, Any]]:
    return dict(zip(archives, uploaded(*archives.values()), strict=True))


@pytest.mark.parametrize("name", NAMES)
def test_an_exported_recording_comes_back_equal(
    recordings: dict[str, Recording], archives: dict[str, Path], name: str
) -> None:
    back = fake_comet.load(archives[name])
    difference = fake_comet.diff(recordings[name], back, environment=True)
    assert not difference, str(difference)
    assert back.recorder.header.offline == recordings[name].recorder.header.offline
    assert back.name == recordings[name].name


@needs_sdk
@pytest.mark.parametrize("name", NAMES)
def test_every_message_passes_the_schemas_of_the_sdk(archives: dict[str, Path], name: str) -> None:
    assert objections(archives[name]) == []


@needs_sdk
def test_the_schemas_can_object() -> None:
    found = objections(real_archive("sdk_kitchen_sink"))
    assert [text.partition(":")[0] for text in found] == [
        "message 28 (parameter_msg)",
        "message 66 (register_model)",
    ]


@needs_sdk
@pytest.mark.parametrize("name", NAMES)
def test_the_sdk_uploads_it_without_complaint(
    arrived: dict[str, dict[str, Any]], name: str
) -> None:
    complaints = [text for text in arrived[name]["said"] if "metric" not in text.lower()]
    assert complaints == []


@needs_sdk
@pytest.mark.parametrize("name", PLAIN)
def test_what_arrives_is_what_was_recorded(
    recordings: dict[str, Recording], arrived: dict[str, dict[str, Any]], name: str
) -> None:
    items = [item for item in arrived[name]["items"] if not of_every_upload(item)]
    expected = sent_of(fake_payload(recordings[name], online=True))
    assert counted(items) == counted(expected)
    unordered = [loss for loss in lost_on_upload(recordings[name]) if "order" in loss]
    for series, points in by_series(expected).items():
        if not any(repr(points[0][0]) in loss for loss in unordered):
            assert by_series(items)[series] == points


@needs_sdk
def test_of_odd_values_the_nearest_arrive(
    recordings: dict[str, Recording], arrived: dict[str, dict[str, Any]]
) -> None:
    items = arrived["odd values offline"]["items"]
    points = [item[1] for item in items if item[0] == "metric"]
    odd = {"odd": recordings["odd values offline"].metrics["odd"]}
    assert len([point for point in points if point[0] == "odd"]) == len(odd["odd"])
    assert ["a b", "1", None, None, None] in points
    assert ["step", "1", 1, None, None] in points
    assert ["context", "1", 7, None, "5"] in points
    assert ["html", ["5", False]] in items
    assert ["tag", "a b"] in items


def of_every_upload(item: list[Any]) -> bool:
    """Whether the SDK sends it on behalf of the upload itself, or of the machine."""
    if item[0] == "sysdetails":
        return bool(item[1][0] != "logAdditionalSystemInfoList")
    return item[0] == "rest" or item == ["other", ["offline_experiment", "True"]]


def sent_of(items: list[list[Any]]) -> list[list[Any]]:
    """What is sent of everything recorded; what is not is told by ``fake_comet.offline.losses``."""
    last = {
        (source, context, parameter): place
        for place, (kind, said) in enumerate(items)
        if kind == "param"
        for parameter, _, _, source, context in [said]
    }
    found = []
    for place, (kind, said) in enumerate(items):
        is_earlier = kind == "param" and place not in last.values()
        is_unknown = kind in ("artifact", "artifact_state", "notification", "rest")
        of_artifact = kind in ("upload", "remote") and "artifactVersionId" in said
        if not (is_earlier or is_unknown or of_artifact):
            found.append([kind, nearest(kind, said)])
    return found


def nearest(kind: str, said: Any) -> Any:
    """The same, as a valid message has it."""
    if kind == "3d":
        return [*said[:2], None, said[3]]
    if kind == "register_model":
        return {**said, "publicModel": bool(said["publicModel"]), "tags": said["tags"] or []}
    if kind == "param":
        return [said[0], said[1].replace("{'z': 2}", "'{\"z\": 2}'"), *said[2:]]
    if kind == "remote_model":
        assets = json.loads(said[1])
        return [
            said[0],
            json.dumps([{k: v for k, v in a.items() if k != "assetId"} for a in assets]),
        ]
    return said


def counted(items: list[list[Any]]) -> Counter[str]:
    return Counter(json.dumps(by_value(item), sort_keys=True) for item in items)


def by_value(item: Any) -> Any:
    """An item with the JSON inside of it parsed."""
    if isinstance(item, list):
        return [by_value(part) for part in item]
    if isinstance(item, dict):
        return {key: by_value(part) for key, part in item.items()}
    if isinstance(item, str) and item[:1] in ("{", "["):
        try:
            return by_value(json.loads(item))
        except ValueError:
            return item
    return item


def by_series(items: list[list[Any]]) -> dict[str, list[Any]]:
    """Metric points in order, by name and context."""
    found: dict[str, list[Any]] = {}
    for kind, said in items:
        if kind == "metric":
            found.setdefault(f"{said[0]} in {said[4]}", []).append(said)
    return found
