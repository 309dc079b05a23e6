"""Recordings for archives, made by the fake: an online one of everything, and one of odd values."""

from __future__ import annotations

import contextlib
import io
from typing import Any

import fake_comet
from fake_comet.recording.recording import Recording
from fake_comet.samples import Samples


def everything_online() -> Recording:
    """One of nearly every call of an online experiment, also of what no archive can hold."""
    import numpy as np

    made = Samples(1)
    picture, table = made.picture(), made.metric_table()
    with fake_comet.activate(strict=False) as session:
        import comet_ml

        e = comet_ml.Experiment(project_name="p", workspace="ws", display_summary_level=0)
        e.set_name("everything")
        e.add_tags(["a", "b"])
        for step in range(5):
            e.log_metrics({"loss": 1 / (step + 1), "acc": step}, step=step, epoch=step // 2)
        with e.train():
            e.log_metric("loss", float("inf"), step=5)
            e.log_parameter("lr", 0.1)
        e.log_parameters(made.parameter_tree() | {"n": {"a": [1, 2], "b": None}, "x": float("nan")})
        e.log_other("k", {"a": [1, {"b": 2}]})
        e.log_image(np.eye(4), name="eye", step=1, annotations=[{"name": "l", "data": []}])
        e.log_image(picture.pixels, name="things", annotations=picture.annotations)
        e.log_confusion_matrix(*made.classified(classes=2), labels=made.class_names(2))
        e.log_table("t.csv", table.rows, headers=table.headers)
        e.log_asset_data(made.predictions(), name="predictions.json")
        e.log_points_3d("scene", points=[[0, 0, 0]], step=3)
        e.log_model("m", io.BytesIO(b"weights"), file_name="w.bin")
        e.register_model("m", registry_name="r", version="1.2.0", tags=["best"], public=True)
        e.log_remote_model("rm", "s3://b/m", metadata={"a": 1}, sync_mode=False)
        e.log_remote_asset("s3://b/k", "r.bin", metadata={"m": 1})
        e.log_html("<p>1</p>")
        e.log_html("<p>2</p>", clear=True)
        e.set_model_graph("g")
        e.log_system_info("gpus", 2)
        artifact = comet_ml.Artifact("data", "dataset", aliases=["new"], metadata={"rows": 3})
        artifact.add(io.BytesIO(b"1,2"), "data.csv")
        artifact.add_remote("s3://b/data", "remote.csv")
        e.log_artifact(artifact)
        e.create_symlink("q")
        e.send_notification("done", "finished", {"a": 1})
        e.end()
    return session.experiment


def odd_offline() -> Recording:
    """Values that the SDK records, of which its own schemas refuse many."""
    with fake_comet.activate(strict=False) as session, contextlib.redirect_stderr(io.StringIO()):
        import comet_ml

        e: Any = comet_ml.OfflineExperiment(project_name="p", display_summary_level=0)
        e.log_current_epoch(None)
        for value in (True, "x", 10**400, -(2**70), 1e-320, [1, 2], b"1", float("nan")):
            e.log_metric("odd", value)
        e.log_metric("a\nb", 1)
        e.log_metric("", 1, step=-1.5)
        e.log_metric("step", 1, step=True)
        e.log_metric("step", 1, step=float("inf"))
        e.set_step(7)
        e.context = 5
        e.log_metric("context", 1)
        e.log_parameter("context", 1)
        e.context = "\n"
        e.log_other("context", 1)
        e.log_metric("context", 2)
        e.context = None
        e.log_parameter("nested", [[1, 2], {"a": 3}])
        e.log_parameter("set", {1})
        e.log_parameter("a\nb", "x\ny")
        e.log_other("huge", 10**400)
        e.log_other("none", None)
        e.log_html(5)
        e.log_system_info("none", None)
        e.set_filename(None)
        e.add_tag("a\nb")
        e.log_text("ü\ud800".encode("utf-8", "replace").decode(), metadata={"nan": float("nan")})
        e.log_curve("c", [0], [1], overwrite="x", step=2)
        e.log_asset_data({"a": 1}, name="a\nb.json")
        e.log_points_3d("without\nthumbnail", points=[])
        e.log_model("m", io.BytesIO(b"x"), file_name="x")
        e.register_model("m")
        e.end()
    return session.experiment
