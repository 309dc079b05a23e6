"""Engine ``sdk``: the real SDK on the fake server in process records what the fake SDK records."""

from __future__ import annotations

import inspect
import io
import logging
import os
import re
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import fake_comet
from fake_comet.errors import Misuse, ProblemsFound
from fake_comet.install.real.streams import streamers
from fake_comet.recording.records import RegisteredModel
from fake_comet.session import Session
from tests.support.two_engines import OFFLINE, ONLINE, Outcome, run

# The real SDK leaves files open and uses what other libraries call deprecated.
pytestmark = [
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.usefixtures("real_sdk_put_aside"),
]

pytest.importorskip("comet_ml")
pytest.importorskip("responses")

ID = re.compile(r"[0-9a-f]{32}|\b0x[0-9a-f]+")


@pytest.fixture
def session() -> Iterator[Session]:
    with fake_comet.activate(engine="sdk", strict=False) as session:
        yield session


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """The folder ``d`` of the programs."""
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "f.txt").write_text("f")
    (folder / "v.mp4").write_bytes(b"0" * 64)
    (folder / "model.bin").write_bytes(b"weights" * 9)
    (folder / "n.ipynb").write_text('{"cells": [], "metadata": {}}')
    return folder


def quiet_experiment(**more: Any) -> Any:
    import comet_ml

    from tests.support.oracle import QUIET

    return comet_ml.Experiment(**{**QUIET, **more})


# -- the same program in both engines --------------------------------------------------------------

COMMON = """
e.set_name("sink"); e.add_tag("t1"); e.add_tags(["t2", "t3"]); e.set_filename("f.py")
e.set_code("print(1)", overwrite=True); e.log_code(code="x=1", code_name="snip.py")
e.log_metric("m", 1, step=1, epoch=0); e.log_metric("m", np.float64(0.5), step=2)
e.log_metric("nan", float("nan")); e.log_metric("inf", float("-inf")); e.log_metric("s", "1.5")
e.log_metric("none", None); e.log_metric("big", 2**60); e.log_metric("m", True, step=2.5)
e.log_metrics({"a": 1, "b": {"c": 2}}, prefix="p", step=3, epoch=1); e.log_metrics({})
with e.train(): e.log_metric("ctx", 0.1, step=1)
with e.context_manager("custom"): e.log_metric("ctx", 0.2, step=1); e.log_text("in", step=4)
e.log_parameter("p", 1, step=1); e.log_parameter("arr", np.arange(3)); e.log_parameter("p", 2)
e.log_parameters({"x": True, "y": None, "n": {"k": [1, {"z": 2}]}}, prefix="pp")
e.log_parameters({"raw": {"a": 1}}, nested_support=False)
e.log_other("o", "v"); e.log_other("num", 3); e.log_others({"k1": 1, "k2": [1, 2]})
e.log_dataset_info(name="d", version="1", path="/p"); e.log_dataset_hash(np.arange(4))
e.log_image(np.zeros((4, 4)), name="gray", image_colormap="viridis", step=1)
data = [{"label": "x", "score": 1, "boxes": [[0, 0, 1, 1]]}]
e.log_image(np.eye(4) * 255, name="boxes", annotations=[{"name": "a", "data": data}])
fig, ax = plt.subplots(); ax.plot([1, 2]); e.log_figure("fig", fig, step=1); plt.close(fig)
e.log_text("txt", step=1, metadata={"a": 1})
e.log_html("<p>h</p>"); e.log_html("<p>o</p>", clear=True)
e.log_table("l.csv", [[1, 2]], headers=["a", "b"]); e.log_curve("c", [0, 1], [1, 0], step=1)
e.log_table("d.json", pd.DataFrame({"a": [1]}), orient="records")
e.log_histogram_3d([1, 2, 3], name="h", step=1, epoch=0)
e.log_confusion_matrix([0, 1, 1], [1, 1, 0], labels=["a", "b"], title="cm", step=1)
e.log_embedding(np.eye(3), ["a", "b", "c"], title="emb")
e.log_video(d + "/v.mp4", name="vid", step=1)
e.log_audio(np.sin(np.arange(400.) / 9), sample_rate=8000, file_name="a.wav", step=1)
e.log_points_3d("s", points=[[0, 0, 0], [1, 2, 3, 4, 5, 6]], step=1)
e.log_asset(d + "/f.txt", file_name="n.txt", step=2, metadata={"q": 1})
e.log_asset(io.StringIO("mem"), file_name="mem.txt")
e.log_asset_data({"j": [1]}, name="j.json", epoch=1)
e.log_asset_folder(d, log_file_name=True); e.log_asset(d + "/missing.txt")
e.log_model("mod", d + "/model.bin", metadata={"v": 1})
e.log_remote_asset("s3://b/k", "r.bin", metadata={"m": 1})
e.log_system_info("si", "v"); e.log_dependency("pack", "1.0"); e.set_model_graph("graph text")
e.log_optimization("opt", "m", 0.5, {"p": 1}, "minimize"); e.log_epoch_end(3, step=9)
e.set_step(9); e.set_epoch(3); e.log_metric("auto", 1); e.add_tag("")
e.log_other("long", "v" * 1200)
""".strip().splitlines()
ONLINE_ONLY = """
e.send_notification("title", "ok", {"a": 1}); e.create_symlink("other project")
given = {"aliases": ["x", "y"], "metadata": {"k": 1}, "version_tags": ["vt"]}
a = comet_ml.Artifact("art", "dataset", version="1.2.0", **given)
a.add(d + "/model.bin", logical_path="in/model.bin", metadata={"q": 2})
a.add_remote("http://h/r", logical_path="r", sync_mode=False)
logged = e.log_artifact(a); (logged.name, logged.version, sorted(logged.aliases))
e.flush()
back = e.get_artifact("art")
(back.version, back.size, sorted(x.logical_path for x in back.assets))
sorted(x.logical_path for x in back.download("dl").assets)
e.log_remote_model("rm", "http://h/m", sync_mode=False)
e.register_model("mod", version="1.0.0", tags=["a"], status="QA", comment="c", metadata={"n": 1})
e.register_callback(lambda experiment: 1)
""".strip().splitlines()


FURTHER = """
e.log_metric("m", 1, step=1); e.log_parameter("p", 1); e.log_other("o", "v"); e.add_tag("t1")
with e.validate(): e.log_metric("ctx", 0.3, step=2); e.log_current_epoch(4)
with e.test(): e.log_metric("ctx", 0.4, step=2); e.log_html_url("http://h", text="t", label="l")
e.log_notebook(d + "/n.ipynb"); e.log_tensorboard_folder(d); e.log_tensorflow_folder(d)
e.log_dataframe_profile(pd.DataFrame({"a": [1]}), name="profile"); e.set_cmd_args()
e.set_pip_packages(); e.set_os_packages(); e.get_key() == e.id
(e.get_metric("m"), e.get_parameter("p"), e.get_other("o"), sorted(e.get_tags()), e.get_name())
(e.stop_early(1), e.disable_mp(), e.set_offline_zip_uploader(None), e.unregister_callback(print))
e.create_confusion_matrix([0, 1], [1, 1], labels=["a", "b"]).to_json()["matrix"]
e.create_embedding_image(np.zeros((2, 4)), (2, 2))[0].size
e.get_callback("nothing")
e.get_keras_callback()
e.get_hf_dataset("nothing")
""".strip().splitlines()
# They open a browser; ``clean`` ends the experiment as ``end`` does, without waiting.
NOT_PLAYED = {"display", "display_project", "clean"}


def compared(calls: list[str], files: Path, tmp_path: Path, start: str) -> tuple[Outcome, Outcome]:
    real, fake = (
        run(calls, engine, tmp_path, start=start, folder=files) for engine in ("sdk", "memory")
    )
    difference = fake_comet.diff(real.recording, fake.recording)
    assert not difference, f"real | fake: {difference}"
    return real, fake


def plain(texts: list[str]) -> list[str]:
    return [ID.sub("<id>", text) for text in texts]


@pytest.mark.parametrize(
    ("start", "calls"),
    [
        (ONLINE, [*COMMON, *ONLINE_ONLY]),
        (OFFLINE, COMMON),
        (ONLINE, FURTHER),
        (OFFLINE, FURTHER),
    ],
    ids=["on", "off", "further on", "further off"],
)
def test_both_engines_record_and_return_the_same(
    start: str, calls: list[str], files: Path, tmp_path: Path
) -> None:
    real, fake = compared(calls, files, tmp_path, start)
    assert plain(real.returned) == plain(fake.returned)
    assert real.problems == fake.problems
    assert len(real.recording.assets) > (20 if calls is not FURTHER else 3)


def test_every_public_method_is_played() -> None:
    from fake_comet.sdk.experiment.assembly import Experiment

    played = set(re.findall(r"\be\.(\w+)\(", "\n".join([*COMMON, *ONLINE_ONLY, *FURTHER])))
    public = {name for name, _ in inspect.getmembers(Experiment, inspect.isfunction)}
    own = {"end", "end_forgotten"}  # the one is called last, the other is ours
    assert {name for name in public if not name.startswith("_")} - played - own == NOT_PLAYED


READ_BACK = """
e.log_metrics({"loss": 0.5, "acc": 1}, step=1); e.log_metric("loss", 0.25, step=2)
e.log_parameter("lr", 0.1); e.log_other("note", "n"); e.add_tag("t"); e.set_name("read me")
e.log_asset_data({"a": 1}, name="a.json"); e.log_html("<b>"); e.end()
api = comet_ml.API(); x = api.get_experiment_by_key(e.id)
(x.get_name(), x.get_tags(), x.get_html(), x.get_state(), x.workspace, x.project_name)
[(m["metricName"], m["metricValue"], m["step"]) for m in x.get_metrics()]
[(m["name"], m["valueMin"], m["valueCurrent"]) for m in x.get_metrics_summary()]
[(p["name"], p["valueCurrent"]) for p in x.get_parameters_summary()]
(x.get_others_summary("note"), x.get_metrics_summary("loss")["valueMax"])
[(a["fileName"], a["type"], a["fileSize"]) for a in x.get_asset_list()]
x.get_asset(x.get_asset_list()[0]["assetId"], return_type="json")
(api.get_workspaces(), api.get_projects("w"), [f.id == e.id for f in api.get("w", "p")])
[f.name for f in api.query("w", "p", comet_ml.query.Metric("loss") < 0.3)]
either = (comet_ml.query.Parameter("lr") > 1) | comet_ml.query.Tag("t")
[f.name for f in api.search("w", "p", either)]
x.log_metric("later", 3, step=7); x.log_other("o", "v"); x.add_tag("u"); x.log_parameter("q", 1)
sorted(x.get_tags()), [m["metricValue"] for m in x.get_metrics("later")]
g = comet_ml.ExistingExperiment(previous_experiment=e.id, **quiet)
g.log_metric("loss", 0.125, step=3); g.end()
[m["metricValue"] for m in x.get_metrics("loss")]
search = {"algorithm": "grid", "parameters": {"k": [1, 2]}, "spec": {"metric": "loss"}}
opt = comet_ml.Optimizer(search, verbose=0)
[found["parameters"] for found in opt.get_parameters()]
api.get_experiment_by_key("nothing")
""".strip().splitlines()


def test_both_engines_read_the_same_back(files: Path, tmp_path: Path) -> None:
    real, fake = compared(READ_BACK, files, tmp_path, ONLINE)
    assert plain(real.returned) == plain(fake.returned)


def test_large_file_comes_in_parts(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMET_S3_MULTIPART_SIZE_THRESHOLD", "1000")
    monkeypatch.setenv("COMET_S3_MULTIPART_PART_SIZE", str(5 * 1024 * 1024))
    content = os.urandom(11 * 1024 * 1024)
    (tmp_path / "big.bin").write_bytes(content)
    experiment = quiet_experiment()
    experiment.log_asset(str(tmp_path / "big.bin"), metadata={"a": 1}, step=3)
    experiment.end()
    (asset,) = session.experiment.assets.all
    assert asset.content == content
    assert (asset.name, asset.step, asset.metadata) == ("big.bin", 3, {"a": 1})


def test_uploads_come_in_the_order_of_their_calls(session: Session) -> None:
    experiment = quiet_experiment()
    names = [f"{number}.txt" for number in range(40)]
    for name in names:
        experiment.log_asset_data("x" * (4000 if name < "2" else 1), name=name)
    experiment.end()
    assert [asset.name for asset in session.experiment.assets.all] == names


def test_no_point_and_no_parameter_of_many_is_lost(session: Session) -> None:
    experiment = quiet_experiment()
    for step in range(300):
        experiment.log_metric("m", step / 7, step=step)
        experiment.log_parameter("lr", step)
    experiment.end()
    recording = session.experiment
    assert recording.metrics["m"].values.tolist() == [step / 7 for step in range(300)]
    assert [known.value for known in recording.parameters.history("lr")] == list(range(300))


def test_model_registered_right_before_the_end_is_registered(session: Session) -> None:
    experiment = quiet_experiment()
    experiment.log_model("m", io.BytesIO(b"weights"), file_name="w.bin")
    experiment.register_model("m")
    experiment.end()
    registered = [r for r in session.experiment.recorder.records if type(r) is RegisteredModel]
    assert len(registered) == 1
    assert not any(thread.is_alive() for thread in streamers(experiment))


def test_end_comes_back_when_the_thread_that_sends_has_died(session: Session) -> None:
    experiment = quiet_experiment()
    experiment.log_text("t", metadata={1: 2, "a": 3})  # keys that cannot be sorted
    experiment.end()
    (problem,) = session.failures
    assert problem.message.startswith("the SDK's thread that sends has died")


def test_flush_after_the_end_comes_back(session: Session) -> None:
    experiment = quiet_experiment()
    experiment.end()
    assert experiment.flush() is False
    assert [problem.kind for problem in session.failures] == ["never-returns"]


# -- problems --------------------------------------------------------------------------------------


def test_warning_of_the_sdk_is_a_problem_at_the_line_of_the_call() -> None:
    with fake_comet.activate(engine="sdk", strict=False) as session:
        experiment = quiet_experiment()
        experiment.log_metric("m", None)
        experiment.end()
    (problem,) = session.failures
    assert (problem.kind, problem.call, problem.passed) == (
        "metric-none",
        "log_metric",
        "'m', None",
    )
    assert (problem.site.file, problem.site.function) == (
        __file__,
        "test_warning_of_the_sdk_is_a_problem_at_the_line_of_the_call",
    )


def test_strict_session_fails_with_it() -> None:
    def body() -> None:
        with fake_comet.activate(engine="sdk"):
            quiet_experiment().log_metric("m", None)

    with pytest.raises(ProblemsFound, match="metric-none"):
        body()


def test_error_in_a_thread_of_the_sdk_is_a_problem_too(session: Session) -> None:
    experiment = quiet_experiment()
    session.backend.fail("other", status=500)
    experiment.log_other("k", "v")
    experiment.end()
    assert "sdk-error" in {problem.kind for problem in session.experiment.problems}


def test_experiment_that_nobody_ended_is_ended_inside_and_reported() -> None:
    with fake_comet.activate(engine="sdk", strict=False) as session:
        quiet_experiment().log_metric("m", 1)
    (problem,) = session.problems
    assert (problem.kind, problem.site.file) == ("experiment-not-ended", __file__)
    assert session.experiment.ended
    assert session.experiment.metrics["m"].last == 1


def test_second_experiment_replaces_the_first(session: Session) -> None:
    first, second = quiet_experiment(), quiet_experiment()
    first.log_metric("m", 1)
    second.end()
    assert [p.kind for p in session.problems] == ["experiment-replaced", "call-after-end"]


def test_calls_are_in_the_journal(session: Session) -> None:
    experiment = quiet_experiment(project_name="p")
    with experiment.train():
        experiment.log_metric("m", 1, step=2)
    experiment.end()
    calls = [(call.method, call.site.file) for call in session.experiment.calls]
    assert calls == [(name, __file__) for name in ("Experiment", "train", "log_metric", "end")]


def test_request_that_the_server_does_not_know_fails_the_session(session: Session) -> None:
    import comet_ml

    with pytest.raises(Exception, match="No such address"):
        comet_ml.API()._client.get_from_endpoint("experiment/colour", {})
    (problem,) = session.failures
    assert problem.kind == "unknown-request"


def test_disabled_experiment_is_recorded_as_such(session: Session) -> None:
    experiment = quiet_experiment(disabled=True)
    experiment.log_metric("m", 1)
    experiment.end()
    assert session.experiment.recorder.header.disabled
    assert [problem.kind for problem in session.problems] == ["call-while-disabled"]


# -- faults ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ({"status": 500}, "Failed to create experiment for unexpected reason: "),
        ({"status": 404}, "Failed to create experiment for unexpected reason: "),
        ({"drop": True}, "Failed to establish a connection to Comet server"),
        ({"bad_json": True}, "Run will not be logged"),
    ],
)
def test_experiment_is_not_alive_when_the_handshake_fails(
    session: Session, fault: dict[str, Any], said: str
) -> None:
    session.backend.fail("handshake", **fault)
    experiment = quiet_experiment()
    assert not experiment.alive
    assert any(problem.message.startswith(said) for problem in session.problems)


def test_key_is_rejected(session: Session) -> None:
    session.backend.reject_key()
    assert not quiet_experiment().alive
    assert "The given API key" in session.problems[0].message


def test_experiment_is_said_to_exist(session: Session) -> None:
    session.backend.experiment_exists()
    assert not quiet_experiment().alive
    assert "was already uploaded" in session.problems[0].message


@pytest.mark.parametrize("fault", [{"status": 500}, {"status": 404}, {"drop": True}])
def test_upload_is_lost_when_it_fails_for_good(session: Session, fault: dict[str, Any]) -> None:
    session.backend.fail("upload", **fault)
    experiment = quiet_experiment()
    experiment.log_asset_data("x", name="x.txt")
    experiment.end()
    assert not session.experiment.assets


def test_upload_arrives_at_the_third_attempt(session: Session) -> None:
    session.backend.fail("upload", status=500, times=2)
    experiment = quiet_experiment()
    experiment.log_asset_data("x", name="x.txt")
    experiment.end()
    assert [asset.name for asset in session.experiment.assets.all] == ["x.txt"]
    assert not session.failures


@pytest.mark.parametrize(
    "endpoint",
    ["handshake", "metric", "parameter", "other", "html", "graph", "file-name", "upload"],
)
@pytest.mark.parametrize("fault", [{"status": 404}, {"status": 500}])
def test_both_engines_lose_the_same(endpoint: str, fault: dict[str, Any]) -> None:
    found = []
    for engine in ("sdk", "memory"):
        with fake_comet.activate(engine=engine, strict=False) as session:
            session.backend.fail(endpoint, **fault)
            experiment = quiet_experiment()
            alive = experiment.alive
            experiment.log_metric("m", 1)
            experiment.log_parameter("p", 1)
            experiment.log_other("o", 1)
            experiment.log_html("h")
            experiment.set_model_graph("g")
            experiment.set_filename("f")
            experiment.log_text("t")
            experiment.end()
        found.append((alive, session.experiment, {p.kind for p in session.failures}))
    real, fake = found
    assert real[::2] == fake[::2]
    assert not fake_comet.diff(real[1], fake[1], environment=True)


def test_throttling_is_told_at_the_end(session: Session) -> None:
    experiment = quiet_experiment()
    session.backend.throttle()
    experiment.end()
    assert "throttled" in session.experiment.problems[0].message


# -- nothing reaches anybody, nothing stays --------------------------------------------------------


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every attempt to reach an address, by TCP, UDP or name; all fail."""
    tried: list[Any] = []

    def refuse(*args: Any, **_: Any) -> Any:
        tried.append(args)
        raise OSError("no socket in this test")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
    return tried


def test_nothing_reaches_any_address(
    session: Session, connections: list[Any], files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import comet_ml

    monkeypatch.setenv("HTTPS_PROXY", "http://proxy:1")
    experiment = comet_ml.Experiment(
        **dict.fromkeys(
            ("log_env_details", "log_env_host", "log_env_network", "log_git_metadata"), True
        )
    )
    experiment.log_asset(str(files / "f.txt"))
    experiment.log_metric("m", 1)
    experiment.end()
    comet_ml.API().get_workspaces()
    assert connections == []
    assert "f.txt" in [asset.name for asset in session.experiment.assets.all]


def test_error_tracker_hears_nothing(
    connections: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = track_errors(monkeypatch)
    with fake_comet.activate(engine="sdk", strict=False):
        experiment = quiet_experiment()
        experiment.log_asset("missing")
        experiment.log_metric("m", None)
        experiment.end()
    assert (heard, connections) == ([], [])
    logging.getLogger("comet_ml").error("outside of sessions it does")
    assert len(heard) == 1


def track_errors(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The error tracker as the SDK sets it up in half of all processes, its sending caught."""
    from comet_ml.error_tracking import logger_setup

    heard: list[Any] = []
    logger = logging.getLogger("comet_ml")
    monkeypatch.setattr(logger, "handlers", [])
    logger_setup.setup_sentry_error_handlers(logger)
    for handler in logger.handlers:
        monkeypatch.setattr(handler, "emit", heard.append)
    del logger.handlers[1]
    return heard


def test_mocks_of_the_tested_code_see_its_own_requests_only(session: Session) -> None:
    import requests
    import responses

    with responses.RequestsMock() as mock:
        mock.get("https://example.org/data", json={"a": 1})
        experiment = quiet_experiment()
        experiment.log_metric("m", 1)
        assert requests.get("https://example.org/data").json() == {"a": 1}
        experiment.end()
        assert [call.request.url for call in mock.calls] == ["https://example.org/data"]
    assert session.experiment.metrics["m"].last == 1


def test_mock_that_takes_whole_sessions_over_does_not_get_the_sdks(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    import requests

    def refuse(*_: Any, **__: Any) -> Any:
        raise requests.ConnectionError("no mock address")

    monkeypatch.setattr(requests.Session, "send", refuse)
    monkeypatch.setattr(requests.Session, "get_adapter", refuse)
    experiment = quiet_experiment()
    experiment.log_metric("m", 1)
    experiment.end()
    assert session.experiment.metrics["m"].last == 1


def test_everything_is_put_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import comet_ml
    from comet_ml import config
    from comet_ml.connection import http_session

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def world() -> list[Any]:
        logger = logging.getLogger("comet_ml")
        return [
            dict(os.environ),
            sys.excepthook,
            (sys.stdout, sys.stderr),
            (logger.level, logger.propagate, list(logger.handlers)),
            config.get_global_experiment(),
            http_session.Session,
            comet_ml.Experiment.__init__,
            comet_ml.Experiment.log_metric,
            sorted(os.listdir(tmp_path)),
        ]

    before = world()
    with fake_comet.activate(engine="sdk", strict=False):
        experiment = comet_ml.Experiment(auto_output_logging="simple")
        experiment.log_asset_data("x", name="x.txt")
        comet_ml.error_mode()
        assert world() != before
    assert world() == before


def test_messages_that_are_said_once_are_said_in_each_session() -> None:
    for _ in range(2):
        with fake_comet.activate(engine="sdk", strict=False) as session:
            experiment = quiet_experiment()
            experiment.log_metric("m", "text")
            experiment.log_parameter("p", b"x")
            experiment.end()
        assert [p.kind for p in session.failures] == ["metric-not-a-number", "value-altered"]


def test_configuration_files_of_the_machine_do_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("home", "here"):
        (tmp_path / place).mkdir()
        text = f"[comet]\nworkspace = of {place}\nproject_name = of {place}\n"
        (tmp_path / place / ".comet.config").write_text(text)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path / "here")
    with fake_comet.activate(engine="sdk") as session:
        quiet_experiment().end()
        Path(".comet.config").write_text("[comet]\nworkspace = of the test\n")
        quiet_experiment().end()
    assert [found.workspace for found in session.experiments] == [None, "of the test"]


def test_login_saves_into_the_session(session: Session) -> None:
    import comet_ml

    comet_ml.login(api_key="k" * 25, prompt_user=False)
    assert (session.folder / ".comet.config").is_file()


def test_sessions_inside_of_each_other_keep_their_experiments() -> None:
    import comet_ml

    with fake_comet.activate(engine="sdk") as outer:
        first = quiet_experiment()
        with fake_comet.activate(engine="sdk") as inner:
            assert comet_ml.get_running_experiment() is None
            second = quiet_experiment()
            second.log_metric("m", 2)
            first.log_metric("m", 1)
            second.end()
        assert comet_ml.get_running_experiment() is first
        first.end()
    assert (outer.experiment.metrics["m"].last, inner.experiment.metrics["m"].last) == (1, 2)


@pytest.mark.parametrize(("outer", "inner"), [("sdk", "memory"), ("memory", "sdk")])
def test_engines_cannot_be_mixed(outer: str, inner: str) -> None:
    message = f"engine {inner!r} cannot begin inside of a session of engine {outer!r}"
    with (
        fake_comet.activate(engine=outer),
        pytest.raises(Misuse, match=message),
        fake_comet.activate(engine=inner),
    ):
        pass


# -- automatic logging -----------------------------------------------------------------------------


def test_scikit_learn_logs_by_itself(session: Session) -> None:
    linear_model = pytest.importorskip("sklearn.linear_model")
    experiment = quiet_experiment(auto_param_logging=True, auto_metric_logging=True)
    linear_model.LogisticRegression(C=0.5).fit([[0.0], [1.0], [2.0]], [0, 1, 1])
    experiment.end()
    recording = session.experiment
    assert recording.parameters["C"] == 0.5
    assert recording.others["Created from"] == "scikit-learn"


def test_torch_logs_its_loss_by_itself(session: Session) -> None:
    torch = pytest.importorskip("torch")
    experiment = quiet_experiment(auto_metric_logging=True)
    model = torch.nn.Linear(1, 1)
    for _ in range(11):
        model(torch.ones(1)).sum().backward()
    experiment.end()
    assert "loss" in session.experiment.metrics
