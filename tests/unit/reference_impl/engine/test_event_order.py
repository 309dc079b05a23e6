"""Events come in the order in which a real run of 8.4.190 fired them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reference_impl.engine import EVENTS, SimulatedYOLO

REAL: dict[str, Any] = json.loads(
    (Path(__file__).parents[3] / "data" / "event_order.json").read_text()
)
NEVER = ("optimizer_step", "on_before_zero_grad", "on_params_update")

# Told by a group of two real processes, the second one.
OF_ANOTHER_RANK = {
    "8.4.190": [
        "on_pretrain_routine_end",
        "on_train_start",
        *[
            *("on_train_epoch_start", "on_train_batch_start", "on_train_batch_end"),
            *("on_train_epoch_end", "on_val_start", "on_val_batch_start", "on_val_batch_end"),
            "on_fit_epoch_end",
        ]
        * 2,
        *("on_val_start", "on_val_batch_start", "on_val_batch_end", "on_fit_epoch_end"),
        "teardown",
    ],
    "8.3.74": [
        *("on_pretrain_routine_start", "on_pretrain_routine_end", "on_train_start"),
        *[
            *("on_train_epoch_start", "on_train_batch_start", "on_train_batch_end"),
            *("on_train_epoch_end", "on_fit_epoch_end"),
        ]
        * 2,
        "teardown",
    ],
}

Make = Callable[..., SimulatedYOLO]
Row = dict[str, Any]


def watched(model: SimulatedYOLO) -> list[Row]:
    """What comes with each event from now on."""
    rows: list[Row] = []

    def watching(event: str) -> Callable[[Any], None]:
        def watch(subject: Any) -> None:
            row = {name: getattr(subject, name, None) for name in ("epoch", "batch_i", "training")}
            rows.append({"event": event, "object": type(subject).__name__, **row})

        return watch

    for event in EVENTS:
        model.add_callback(event, watching(event))
    return rows


def real(run: str) -> list[Row]:
    """The same of a real run."""
    rows = [row for row in REAL["runs"][run] if "event" in row]
    return [{**row, "object": row["object"].rpartition(".")[2]} for row in rows]


def test_there_are_the_documented_events() -> None:
    assert list(EVENTS) == REAL["events"]


def test_train(make: Make) -> None:
    model = make()
    rows = watched(model)
    model.train(epochs=2, batch=4, imgsz=96)
    assert rows == real("train")


def test_train_without_validation_and_saving(make: Make) -> None:
    model = make()
    rows = watched(model)
    model.train(epochs=2, batch=4, imgsz=96, val=False, save=False)
    assert rows == real("train_val_false")


@pytest.mark.parametrize("release", OF_ANOTHER_RANK)
def test_train_in_another_rank(release: str, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RANK", "1")
    monkeypatch.setenv("WORLD_SIZE", "2")
    model = make(release=release, train_pictures=4)
    rows = watched(model)
    model.train(epochs=2, batch=4, imgsz=96)
    assert [row["event"] for row in rows] == OF_ANOTHER_RANK[release]


def test_val(make: Make) -> None:
    model = make()
    rows = watched(model)
    model.val(batch=2, imgsz=96)
    assert rows == real("val")


def test_predict(make: Make) -> None:
    model = make()
    rows = watched(model)
    model.predict(batch=2, imgsz=96)
    assert rows == real("predict")


def test_export(make: Make) -> None:
    model = make()
    rows = watched(model)
    model.export(imgsz=96)
    assert rows == real("export_torchscript")


def raise_boom(trainer: Any) -> None:
    raise RuntimeError("boom")


def test_callback_that_raises_ends_the_training_with_teardown(make: Make) -> None:
    model = make()
    rows = watched(model)
    model.add_callback("on_train_epoch_end", raise_boom)
    with pytest.raises(RuntimeError, match="boom"):
        model.train(epochs=2, batch=4, imgsz=96)
    assert rows == real("train_raises")


def test_callback_that_raises_ends_a_legacy_training_without_teardown(make: Make) -> None:
    model = make(release="8.3.74")
    rows = watched(model)
    model.add_callback("on_train_epoch_end", raise_boom)
    with pytest.raises(RuntimeError, match="boom"):
        model.train(epochs=2, batch=4, imgsz=96)
    assert rows[-1]["event"] == "on_train_epoch_end"


def test_some_events_are_never_fired(make: Make) -> None:
    model = make()
    rows = watched(model)
    model.train(epochs=1, batch=4, imgsz=96)
    assert set(NEVER).isdisjoint(row["event"] for row in rows)
    assert REAL["never_fired"] == list(NEVER)


@pytest.mark.parametrize(("release", "epochs"), [("8.4.190", [0, 1, 2]), ("8.3.74", [0, 1, 1])])
def test_epoch_after_the_last_validation(release: str, epochs: list[int], make: Make) -> None:
    model = make(release=release)
    seen: list[int] = []
    model.add_callback("on_fit_epoch_end", lambda trainer: seen.append(trainer.epoch))
    model.train(epochs=2, batch=4, imgsz=96)
    assert seen == epochs


@pytest.mark.parametrize(
    ("task", "kind"),
    [
        ("detect", "Detection"),
        ("segment", "Segmentation"),
        ("classify", "Classification"),
        ("pose", "Pose"),
        ("obb", "OBB"),
    ],
)
def test_objects_have_the_names_of_the_real_ones(task: str, kind: str, make: Make) -> None:
    model = make(task)
    rows = watched(model)
    model.train(epochs=1, batch=4, imgsz=96)
    model.predict(imgsz=96)
    names = {row["object"] for row in rows}
    assert names == {f"{kind}Trainer", f"{kind}Validator", f"{kind}Predictor"}
