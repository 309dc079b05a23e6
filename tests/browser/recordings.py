"""Recordings for pages: a training, another with one change, a hostile one, a long one."""

from __future__ import annotations

from typing import Any

import numpy as np

import fake_comet
from fake_comet.recording.columns import Shape
from fake_comet.recording.recording import Recording
from tests.support.recordings import new_recording

MARKUP = "<img src=x onerror=window.hacked=1>"
CLOSING = "</script><script>window.hacked=1</script>"
QUOTED = "\"'><svg onload=window.hacked=1>`${window.hacked=1}`"
HOSTILE = MARKUP + CLOSING + QUOTED
SPIKE = 9.0


def annotations(*, moved: float = 0.0, label: str = "cat") -> list[dict[str, Any]]:
    """A layer of two boxes, and one of a polygon."""
    boxes = [
        {"label": label, "score": 0.9, "boxes": [[8 + moved, 8, 20, 16]]},
        {"label": "dog", "score": 0.3, "boxes": [[40, 30, 18, 12]]},
    ]
    polygon = {"label": "tree", "score": None, "points": [[2, 40, 20, 40, 11, 60]]}
    return [{"name": "prediction", "data": boxes}, {"name": "truth", "data": [polygon]}]


def training(*, loss_at_7: float = 0.7, moved: float = 0.0, label: str = "cat") -> Recording:
    """A short training of everything that a page shows, with places to change."""
    with fake_comet.activate(strict=False) as session:
        import comet_ml

        e = comet_ml.Experiment(project_name="pages", display_summary_level=0, log_code=False)
        e.set_name("training")
        e.add_tags(["baseline"])
        e.log_parameters({"learning_rate": 0.1, "layers": 3})
        pixels = np.linspace(0, 255, 64 * 64 * 3).reshape(64, 64, 3).astype(np.uint8)
        for step in range(40):
            loss = loss_at_7 if step == 7 else float(np.exp(-step / 10))
            e.log_metric("loss", loss, step=step, epoch=step // 10)
            with e.validate():
                e.log_metric("accuracy", 1 - loss / 2, step=step, epoch=step // 10)
        for step in (0, 20):
            marks = annotations(moved=moved, label=label)
            e.log_image(pixels, name="val_0", step=step, annotations=marks)
        rows = [[n, (n * 37) % 101, f"name {n}"] for n in range(120)]
        e.log_table("results.csv", rows, headers=["n", "score", "who"])
        e.log_confusion_matrix([0, 1, 1, 2, 2, 2], [0, 1, 2, 2, 2, 1], labels=["a", "b", "c"])
        e.log_curve("pr", x=[0.0, 0.5, 1.0], y=[1.0, 0.8, 0.1])
        e.log_histogram_3d(np.random.default_rng(0).normal(size=500), name="weights", step=1)
        e.log_text("a sentence", step=3)
        e.log_metric("loss", None)
        e.end()
    return session.experiment


def hostile() -> Recording:
    """A recording in which every name and text is an attempt to be markup."""
    with fake_comet.activate(strict=False) as session:
        import comet_ml

        e = comet_ml.Experiment(project_name=HOSTILE, display_summary_level=0, log_code=False)
        e.set_name(HOSTILE)
        e.add_tags([HOSTILE])
        e.set_model_graph(HOSTILE)
        e.log_html(HOSTILE)
        e.log_text(HOSTILE, metadata={HOSTILE: HOSTILE})
        e.log_parameter(HOSTILE, HOSTILE)
        e.log_other(HOSTILE, HOSTILE)
        with e.context_manager(HOSTILE):
            for step in range(3):
                e.log_metric(HOSTILE, step, step=step)
        e.log_metric(HOSTILE, None)
        marks = {
            "label": HOSTILE,
            "score": 0.5,
            "boxes": [[1, 1, 3, 3]],
            "metadata": {"a": HOSTILE},
        }
        layers = [{"name": HOSTILE, "data": [marks]}]
        e.log_image(np.eye(8), name=HOSTILE, annotations=layers, metadata={"b": HOSTILE})
        drawn = f"<svg xmlns='http://www.w3.org/2000/svg'><script>window.hacked=1</script>{MARKUP}</svg>"
        e.log_asset_data({"a": HOSTILE}, name=HOSTILE)
        e.log_table(f"{HOSTILE}.csv", [[HOSTILE, HOSTILE]], headers=[HOSTILE, "b"])
        e.log_confusion_matrix([0, 1], [1, 1], labels=[HOSTILE, MARKUP], title=HOSTILE)
        e.log_curve(HOSTILE, x=[0, 1], y=[1, 0])
        e.log_histogram_3d([1.0, 2.0], name=HOSTILE, step=1)
        e.send_notification(HOSTILE, HOSTILE, {HOSTILE: HOSTILE})
        e.end()
    from tests.support.recordings import log_upload

    log_upload(session.experiment, "visualization", drawn.encode(), name=HOSTILE, extension="svg")
    return session.experiment


def long_run(points: int = 1_000_000, *, series: int = 1) -> Recording:
    """Many points, with one spike among them that no drawing may lose."""
    recording = new_recording(start_time=1.7e9)
    steps = (np.arange(points) // series).astype(float)
    values = np.random.default_rng(0).normal(0, 0.05, points) + np.exp(-steps / points * 3)
    values[points // 3] = SPIKE
    columns = [
        (np.arange(points) % series).astype("I"),
        values,
        steps,
        np.zeros(points),
        1.7e9 + np.arange(points) * 0.01,
        np.zeros(points, "I"),
        np.zeros(points, "H"),
    ]
    shapes = [Shape(f"loss {n}", None, float, int, type(None), 0) for n in range(series)]
    recording.recorder.columns.restore(shapes, [1], columns, {})
    return recording
