"""What a test wants to fail at the server shows in both engines alike."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import fake_comet
from fake_comet.faults import ENDPOINTS
from fake_comet.session import Session
from tests.support.oracle import QUIET

# The real SDK leaves files open and uses what other libraries call deprecated.
pytestmark = [
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.usefixtures("real_sdk_put_aside"),
]

pytest.importorskip("comet_ml")
pytest.importorskip("responses")

# Where a program stands still while the server begins to fail; it fails from the start where that
# is missing.
NOW = "FAIL"
NEW = "e = comet_ml.Experiment(workspace='w', project_name='p', **quiet)"
KEY = "'" + "k" * 32 + "'"
ARTIFACT = "a = comet_ml.Artifact('art', 'dataset'); a.add(io.BytesIO(b'x'), 'f')"
GRID = "{'algorithm': 'grid', 'parameters': {'k': [1, 2]}, 'spec': {'metric': 'loss'}}"
# Endpoint -> programs.
PROGRAMS: dict[str, list[str]] = {
    "version": [
        f"{NEW}; e.alive; e.log_metric('m', 1); e.end(); api = comet_ml.API(); comet_ml.login()"
    ],
    "handshake": [
        f"{NEW}; e.alive; e.log_metric('m', 1); e.end()",
        f"comet_ml.ExistingExperiment(previous_experiment={KEY}, **quiet).alive",
        f"comet_ml.start(experiment_key={KEY})",
        f"comet_ml.start(experiment_key={KEY}, mode='get')",
        f"comet_ml.start(experiment_key={KEY}, mode='create').alive",
    ],
    "status": [f"{NEW}; e.alive; e.log_metric('m', 1); e.end(); e.ended"],
    "ping": [
        f"{NEW}; e.alive; e.log_metric('m', 1); e.log_other('o', 1); e.add_tag('t')"
        "; e.log_text('t'); e.create_symlink('q'); e.flush(); e.send_notification('n'); e.end()",
        f"{NEW}; {NOW}; e.log_metric('m', 1); e.log_other('o', 1); e.end()",
    ],
    "metric": [f"{NEW}; {NOW}; e.log_metric('m', 1); e.end()"],
    "parameter": [f"{NEW}; {NOW}; e.log_parameter('p', 1); e.end()"],
    "other": [f"{NEW}; {NOW}; e.log_other('o', 1); e.end()"],
    "tag": [f"{NEW}; {NOW}; e.add_tag('a'); e.add_tags(['b', 'c']); sorted(e.get_tags()); e.end()"],
    "html": [f"{NEW}; {NOW}; e.log_html('a'); e.log_html('b', clear=True); e.end()"],
    "graph": [f"{NEW}; {NOW}; e.set_model_graph('g'); e.end()"],
    "file-name": [f"{NEW}; {NOW}; e.set_filename('f'); e.end()"],
    "dependency": [f"{NEW}; {NOW}; e.log_dependency('d', '1'); e.end()"],
    "output": [f"{NEW}; {NOW}; print('out'); e.end()"],
    "details": [f"{NEW}; {NOW}; e.log_system_info('a', 'b'); e.end()"],
    "limits": [f"{NEW}; e.log_points_3d('s', points=[[1, 2, 3]]); e.end()"],
    "upload": [
        f"{NEW}; {NOW}; e.log_text('t'); e.log_asset_data('x', name='x')"
        "; e.log_curve('c', [0], [1]); e.log_remote_asset('http://h/r', 'r')"
        "; e.log_points_3d('s', points=[[1, 2, 3]]); e.end()",
        f"{NEW}; {NOW}; e.log_model('m', io.BytesIO(b'x'), file_name='w'); e.end()",
        f"{NEW}; {NOW}; e.log_model('m', io.BytesIO(b'x'), file_name='w'); e.register_model('m'); "
        "e.end()",
    ],
    "remote-model": [
        f"{NEW}; {NOW}; e.log_remote_model('m', 'http://h/m', sync_mode=False); e.end()",
        f"{NEW}; {NOW}; e.log_remote_model('m', 'http://h/m'); e.register_model('m'); e.end()",
    ],
    "artifact": [
        f"{NEW}; {ARTIFACT}; {NOW}; e.log_artifact(a); e.get_artifact('art'); e.end()",
        f"{NEW}; {ARTIFACT}; l = e.log_artifact(a); e.flush(); {NOW}; l.assets; l.download('dl')"
        "; l.update_artifact_tags(['q']); l.update_version_tags(['q']); l.update_aliases(['q'])"
        "; e.get_artifact('art'); e.end()",
    ],
    "registry": [
        f"{NEW}; e.log_model('m', io.BytesIO(b'x'), file_name='w'); {NOW}; e.register_model('m')"
        "; e.end(); comet_ml.API().get_model('w', 'm')"
    ],
    "notification": [f"{NEW}; {NOW}; e.send_notification('t', 's', {{'a': 1}}); e.end()"],
    "symlink": [f"{NEW}; {NOW}; e.create_symlink('q'); e.end()"],
    "rpc": [f"{NEW}; {NOW}; e.register_callback(called); e.end()"],
    "optimizer": [
        f"comet_ml.Optimizer({GRID}, verbose=0)",
        f"o = comet_ml.Optimizer({GRID}, verbose=0); {NOW}; o.next_data(); o.status()",
    ],
    "project": [
        f"{NEW}; e.end(); api = comet_ml.API(); {NOW}; api.create_project('w', 'pp')"
        "; api.archive_experiment(e.id)"
    ],
    "read": [
        f"{NEW}; e.log_other('o', 1); e.end(); api = comet_ml.API(); {NOW}; api.get_workspaces()"
        "; api.get_experiment_by_key(e.id); api.get_project('w', 'p'); comet_ml.login()",
        f"{NEW}; e.log_other('o', 1); e.end(); {NOW}"
        "; g = comet_ml.ExistingExperiment(previous_experiment=e.id, **quiet); g.alive"
        "; g.get_tags(); g.get_metric('m'); g.get_parameter('p'); g.get_other('o'); g.end()",
    ],
}
FAULTS: dict[str, dict[str, Any]] = {
    "404": {"status": 404},
    "500": {"status": 500},
    "drop": {"drop": True},
    "no JSON": {"bad_json": True},
}
# What differs on purpose, or by chance in the real SDK.
VOLATILE = (
    (re.compile(r"\?[\w=&.%-]+"), ""),  # queries of addresses
    (re.compile(r"\b[0-9a-f]{32}\b|0x[0-9a-f]+"), "<id>"),
    (re.compile(r"size=\d+"), "size=<n>"),  # files may not have arrived
    (re.compile(r"\"?(<FallbackStreamer.*), st.*, reason: (\w+)\(.*"), r"\1, reason: \2"),
    (re.compile(r"(Failed to create Comet experiment, reason: \w+).*"), r"\1"),
    (re.compile(r", file: \S+, url"), ", file: <f>, url"),  # the SDK names its copy
    (re.compile(r"(InitParameters: ).*"), r"\1<p>"),
)
# Said by a thread of the SDK when it gets to it, which may be after the program.
LATE = ("Failed to register model.",)


@pytest.fixture(autouse=True)
def _nothing_imported_before() -> Iterator[None]:
    """Other tests have imported frameworks before the real SDK, which would tell of it."""
    from comet_ml.monkey_patching import ALREADY_IMPORTED_MODULES as known

    before = set(known)
    known.clear()
    yield
    known.update(before)


@dataclass
class Seen:
    """What a program shows."""

    session: Session
    returned: list[str] = field(default_factory=list)
    said: set[tuple[str, str]] = field(default_factory=set)

    @property
    def problems(self) -> set[str]:
        """The kinds of problems that make a strict session fail."""
        return {problem.kind for problem in self.session.failures}


class Listener(logging.Handler):
    """Keeps warnings and errors."""

    def __init__(self, said: set[tuple[str, str]]) -> None:
        super().__init__(logging.WARNING)
        self._said = said

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if not message.startswith(LATE):
            self._said.add((record.levelname, plain(message)))


def plain(text: str) -> str:
    for pattern, replacement in VOLATILE:
        text = pattern.sub(replacement, text)
    return text


def called(experiment: Any) -> None:
    """A callback."""


def play(program: str, engine: str, endpoint: str, fault: dict[str, Any]) -> Seen:
    logger = logging.getLogger("comet_ml")
    with fake_comet.activate(engine=engine, strict=False) as session:
        import comet_ml

        seen = Seen(session)
        listener = Listener(seen.said)
        logger.addHandler(listener)
        names = {"comet_ml": comet_ml, "io": io, "quiet": QUIET, "called": called}
        calls = [call.strip() for call in program.split(";")]
        try:
            if NOW not in calls:
                session.backend.fail(endpoint, **fault)
            for call in calls:
                if call == NOW:
                    session.backend.fail(endpoint, **fault)
                else:
                    seen.returned.append(plain(result(call, names)))
        finally:
            logger.removeHandler(listener)
    return seen


def result(call: str, names: dict[str, Any]) -> str:
    try:
        try:
            code = compile(call, "<call>", "eval")
        except SyntaxError:
            exec(call, names)
            return ""
        return repr(eval(code, names))
    except Exception as error:
        return f"{type(error).__name__}: {error}"


# Sent without anybody waiting for the answer: all refusals are the same, and nobody reads it.
STREAMED = {"parameter", "other", "html", "graph", "file-name", "dependency", "output", "details"}
ROWS = [
    pytest.param(endpoint, program, fault, id=f"{endpoint}-{number}-{fault}")
    for endpoint, programs in PROGRAMS.items()
    for number, program in enumerate(programs)
    for fault in (("500", "drop") if endpoint in STREAMED else FAULTS)
]


def test_every_endpoint_has_a_row() -> None:
    assert PROGRAMS.keys() == ENDPOINTS.keys()


@pytest.mark.parametrize(("endpoint", "program", "fault"), ROWS)
def test_both_engines_show_the_same(
    endpoint: str, program: str, fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    real, fake = (play(program, engine, endpoint, FAULTS[fault]) for engine in ("sdk", "memory"))
    assert fake.returned == real.returned
    assert fake.said == real.said
    # Where the SDK loses something without a word, the memory engine tells.
    assert real.problems <= fake.problems <= real.problems | {"sdk-error"}
    received, recorded = (
        [one for one in seen.session.experiments if one.recorder.records] for seen in (real, fake)
    )
    assert len(received) == len(recorded)
    for one, other in zip(received, recorded, strict=True):
        difference = fake_comet.diff(one, other)
        assert not difference, str(difference)
