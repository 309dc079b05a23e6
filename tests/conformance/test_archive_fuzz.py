"""Archives changed at random places: each is refused with one kind of error, or read."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import fake_comet
from fake_comet.errors import RecordingFileError
from fake_comet.recording.recording import Recording
from tests.support.archives import real_archive
from tests.support.logged_everything import everything_online, odd_offline

BOUNDED = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
ODD = [
    None, True, 0, -1, 1.5, 10**30, 10**400, float("nan"), float("inf"), "", "x", "NaN", "\ud800",
    [], [1], [[[]]], {}, {"a": 1}, [{}], "../../etc/passwd", "/etc/passwd",
    {"$": "int", "text": "zz"}, {"$": "Upload"}, {"$": "dict", "items": [[[], 1]]},
]  # fmt: skip
SOURCES = ["accelerate_tracker", "lightning_cometlogger", "sdk_3.31.22", "sdk_3.41.0",
           "sdk_kitchen_sink", "everything", "odd"]  # fmt: skip
VIEWS = ["metrics", "parameters", "others", "images", "figures", "tables", "confusion_matrices",
         "curves", "histograms", "texts", "audio", "videos", "embeddings", "models", "assets",
         "artifacts"]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with each source as an archive."""
    made = tmp_path_factory.mktemp("sources")
    fake_comet.export_offline(everything_online(), made / "everything")
    fake_comet.export_offline(odd_offline(), made / "odd")
    for name in SOURCES[:5]:
        (made / name).write_bytes(real_archive(name).read_bytes())
    return made


@cache
def entries_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(entries: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where something stands within JSON."""
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in inside:
        yield (*path, key)
        if isinstance(item, dict | list):
            yield from places(item, (*path, key))


def changed(value: Any, path: tuple[Any, ...], odd: Any) -> Any:
    """JSON with something odd, or with nothing, in one place."""
    inside = value
    for key in path[:-1]:
        inside = inside[key]
    if odd is ...:
        del inside[path[-1]]
    else:
        inside[path[-1]] = odd
    return value


def looked_at(recording: Recording) -> None:
    """Read every view, compare, save and export."""
    for view in VIEWS:
        found = getattr(recording, view)
        assert repr(found)
        assert len([found[name] for name in found]) == len(found)
    for series in recording.metrics.values():
        assert len(series.values) == len(series.steps) == len(series.epochs) == len(series.contexts)
    for asset in recording.assets.all:
        assert isinstance(asset.content, bytes), asset.metadata
    for shown in (recording.tags, recording.html, recording.problems, recording.environment):
        assert repr(shown)
    assert not fake_comet.diff(recording, recording, environment=True)


def load_or_refuse(data: bytes, path: Path) -> Recording | None:
    path.write_bytes(data)
    try:
        return fake_comet.load(path)
    except RecordingFileError as error:
        refusal = str(error)
    assert refusal.startswith(f"{path}: ")
    return None


@BOUNDED
@given(data=st.data())
def test_odd_json_is_refused_or_read(folder: Path, tmp_path: Path, data: st.DataObject) -> None:
    entries = dict(entries_of(folder / data.draw(st.sampled_from(SOURCES))))
    texts = [name for name in entries if name.endswith(".json")]
    entry = data.draw(st.sampled_from(texts))
    lines = entries[entry].splitlines()
    number = data.draw(st.integers(0, len(lines) - 1))
    said = json.loads(lines[number])
    path = data.draw(st.sampled_from(list(places(said))))
    odd = data.draw(st.sampled_from([..., *ODD]))
    lines[number] = json.dumps(changed(said, path, odd)).encode()
    recording = load_or_refuse(packed({**entries, entry: b"\n".join(lines)}), tmp_path / "a")
    if recording is not None:
        looked_at(recording)
        fake_comet.export_offline(recording, tmp_path / "b")
        difference = fake_comet.diff(recording, fake_comet.load(tmp_path / "b"), environment=True)
        assert not difference, str(difference)


@BOUNDED
@given(data=st.data())
def test_odd_bytes_are_refused_or_read(folder: Path, tmp_path: Path, data: st.DataObject) -> None:
    raw = bytearray((folder / data.draw(st.sampled_from(SOURCES))).read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        # Most of what can be forged stands in the directory at the end.
        start = data.draw(st.sampled_from([0, max(len(raw) - 2500, 0)]))
        place = data.draw(st.integers(start, len(raw) - 1))
        if data.draw(st.booleans()):
            raw[place] = data.draw(st.integers(0, 255))
        else:
            del raw[place : place + data.draw(st.integers(1, 40))]
    recording = load_or_refuse(bytes(raw), tmp_path / "a")
    if recording is not None:
        looked_at(recording)


@BOUNDED
@given(data=st.data())
def test_a_missing_entry_is_refused_or_not_needed(
    folder: Path, tmp_path: Path, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(SOURCES))
    entries = dict(entries_of(folder / name))
    removed = data.draw(st.sampled_from(sorted(entries)))
    del entries[removed]
    recording = load_or_refuse(packed(entries), tmp_path / "a")
    messages = entries.get("messages.json", b"") + entries.get("fake_comet.json", b"")
    needed = (
        removed == "experiment.json" or removed == "messages.json" or removed.encode() in messages
    )
    assert (recording is None) == needed or removed == "fake_comet.json"
