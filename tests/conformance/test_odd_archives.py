"""Whatever the real SDK writes into an archive can be read, and is what the fake records."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import fake_comet
from tests.support.two_engines import OFFLINE, Outcome, run

# The real SDK leaves files open and uses what other libraries call deprecated.
pytestmark = pytest.mark.filterwarnings("ignore")

pytest.importorskip("comet_ml")
pytest.importorskip("responses")

_kept: dict[str, ModuleType] = {}
# Values of types for which Comet has no such field, all of which the SDK archives.
ODD = ("5", "-1.5", "True", "{}", "{'a': {'b': [1]}}", "[1, 'a']", "(1,)", "{1: 2}", "10**400")
CALLS = [
    call.replace("VALUE", value)
    for call in (
        "e.log_html(VALUE)",
        "e.log_html(VALUE, clear=True)",
        "e.log_remote_asset(VALUE)",
        "e.log_remote_asset('http://h/r', VALUE)",
        "e.log_remote_asset('http://h/r', 'n', asset_type=VALUE)",
        "e.log_remote_asset('http://h/r', 'n', overwrite=VALUE)",
        "e.log_asset(d + '/f.txt', overwrite=VALUE)",
        "e.log_other('k', VALUE)",
        "e.log_parameter('p', VALUE)",
        "e.log_system_info('s', VALUE)",
        "e.log_dependency('d', VALUE)",
        "e.set_filename(VALUE)",
        "e.log_text('t', metadata={'a': VALUE})",
    )
    for value in ODD
]
CALLS.append("e.log_points_3d(None, points=[[1, 2, 3]])")


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Outcome]]:
    sys.modules.update(_kept)
    work = tmp_path_factory.mktemp("odd")
    folder = work / "files"
    folder.mkdir()
    (folder / "f.txt").write_text("f")
    yield {
        engine: run(CALLS, engine, work, start=OFFLINE, folder=folder)
        for engine in ("sdk", "memory")
    }
    for name in [name for name in sys.modules if name.partition(".")[0] == "comet_ml"]:
        _kept[name] = sys.modules.pop(name)


def test_archive_is_read(outcomes: dict[str, Outcome]) -> None:
    real = outcomes["sdk"]
    assert "malformed-request" not in real.problems
    assert len(real.recording.assets.all) > 4 * len(ODD)


def test_it_holds_what_the_fake_records(outcomes: dict[str, Outcome]) -> None:
    real, fake = outcomes["sdk"].recording, outcomes["memory"].recording
    # Which frameworks other tests have loaded before, the SDK tells too.
    difference = fake_comet.diff(real, fake, ignore="others:sys.already_imported_modules")
    assert not difference, str(difference)


def test_it_is_saved_and_exported_as_it_is(outcomes: dict[str, Outcome], tmp_path: Path) -> None:
    recording = outcomes["sdk"].recording
    fake_comet.export_offline(recording, tmp_path / "odd.zip")
    recording.save(tmp_path / "odd.comet")
    for name in ("odd.zip", "odd.comet"):
        difference = fake_comet.diff(recording, fake_comet.load(tmp_path / name), environment=True)
        assert not difference, f"{name}: {difference}"
