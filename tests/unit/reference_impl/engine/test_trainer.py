"""What trainers carry, what they leave behind, and how knobs and arguments change it."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from reference_impl.engine import SimulatedYOLO

Train = Callable[..., Any]

LOSSES = {
    "detect": ["box_loss", "cls_loss", "dfl_loss"],
    "segment": ["box_loss", "seg_loss", "cls_loss", "dfl_loss", "sem_loss"],
    "classify": ["loss"],
    "pose": ["box_loss", "pose_loss", "kobj_loss", "cls_loss", "dfl_loss"],
    "obb": ["box_loss", "cls_loss", "dfl_loss", "angle_loss"],
}
RESULTS = ["metrics/precision", "metrics/recall", "metrics/mAP50", "metrics/mAP50-95"]
MEASURED = {
    "detect": [f"{name}(B)" for name in RESULTS],
    "segment": [f"{name}({part})" for part in "BM" for name in RESULTS],
    "classify": ["metrics/accuracy_top1", "metrics/accuracy_top5"],
    "pose": [f"{name}({part})" for part in "BP" for name in RESULTS],
    "obb": [f"{name}(B)" for name in RESULTS],
}
CURVES = ["F1_curve.png", "PR_curve.png", "P_curve.png", "R_curve.png"]
ALWAYS = ["args.yaml", "results.csv", "weights"]
PLOTS = [
    *("confusion_matrix.png", "confusion_matrix_normalized.png", "results.png"),
    *("train_batch0.jpg", "train_batch1.jpg", "train_batch2.jpg"),
    *("val_batch0_labels.jpg", "val_batch0_pred.jpg"),
]


def rows(trainer: Any) -> list[dict[str, str]]:
    with trainer.csv.open() as file:
        return list(csv.DictReader(file))


def files(trainer: Any) -> list[str]:
    return sorted(path.name for path in trainer.save_dir.iterdir())


@pytest.mark.parametrize("task", LOSSES)
def test_table_has_a_row_per_epoch_with_the_columns_of_the_task(task: str, train: Train) -> None:
    table = rows(train(task))
    losses, measured = LOSSES[task], MEASURED[task]
    assert [row["epoch"] for row in table] == ["1", "2"]
    assert list(table[0]) == [
        *("epoch", "time", *(f"train/{name}" for name in losses), *measured),
        *(*(f"val/{name}" for name in losses), "lr/pg0", "lr/pg1", "lr/pg2"),
    ]


def test_columns_of_the_table_are_read_again(train: Train) -> None:
    trainer = train()
    columns = trainer.read_results_csv()
    assert columns["epoch"] == [1, 2]
    assert columns["lr/pg0"] == [float(row["lr/pg0"]) for row in rows(trainer)]


@pytest.mark.parametrize("task", MEASURED)
def test_metrics_of_the_best_weights_are_without_losses(task: str, train: Train) -> None:
    assert list(train(task).metrics) == MEASURED[task]


def test_precision_by_size_is_told_where_predictions_are_kept(train: Train) -> None:
    sizes = [f"metrics/mAP_{size}(B)" for size in ("small", "medium", "large")]
    assert list(train(save_json=True).metrics) == [*MEASURED["detect"], *sizes]


@pytest.mark.parametrize(
    ("task", "prefixes"),
    [
        ("detect", ["Box"]),
        ("segment", ["Box", "Mask"]),
        ("classify", []),
        ("pose", ["Box", "Pose"]),
        ("obb", ["Box"]),
    ],
)
def test_plots_are_left_behind(task: str, prefixes: list[str], train: Train) -> None:
    labels = [] if task == "classify" else ["labels.jpg"]
    curves = [prefix + curve for prefix in prefixes for curve in CURVES]
    assert files(train(task, plots=True)) == sorted([*ALWAYS, *PLOTS, *labels, *curves])


def test_no_plots_are_left_behind_without_them(train: Train) -> None:
    assert files(train()) == ALWAYS


def test_plots_are_pictures(train: Train) -> None:
    trainer = train("segment", plots=True)
    plots = [path for path in trainer.save_dir.iterdir() if path.suffix in (".png", ".jpg")]
    for path in plots:
        with Image.open(path) as image:
            image.load()
            assert image.format == {".png": "PNG", ".jpg": "JPEG"}[path.suffix]


def test_trainer_and_validator_keep_their_plots(train: Train) -> None:
    trainer = train(plots=True)
    kept = {path.name for path in (*trainer.plots, *trainer.validator.plots)}
    assert kept == {name for name in files(trainer) if name.endswith(("png", "jpg"))}
    assert all(path.exists() for path in trainer.plots)


def test_legacy_plots_have_no_prefix_and_a_correlogram(train: Train) -> None:
    trainer = train(knobs={"release": "8.3.74"}, plots=True)
    wanted = [*ALWAYS, *PLOTS, *CURVES, "labels.jpg", "labels_correlogram.jpg"]
    assert files(trainer) == sorted(wanted)


def test_legacy_training_that_finds_nothing_has_no_curves(train: Train) -> None:
    trainer = train(knobs={"release": "8.3.74", "learns": False}, plots=True)
    assert not [name for name in files(trainer) if "curve" in name]


def test_predictions_are_written_where_they_are_kept(train: Train) -> None:
    trainer = train(save_json=True)
    written = json.loads((trainer.save_dir / "predictions.json").read_text())
    assert written == trainer.validator.jdict


def test_arguments_are_written(train: Train) -> None:
    trainer = train(lr0=0.02, name="mine: 1")
    text = (trainer.save_dir / "args.yaml").read_text()
    lines = dict(line.split(": ", 1) for line in text.splitlines())
    assert set(lines) == set(vars(trainer.args))
    assert (lines["lr0"], lines["name"], lines["freeze"]) == ("0.02", '"mine: 1"', "null")


def test_losses_have_their_names_and_are_rounded(train: Train) -> None:
    trainer = train("pose")
    losses = trainer.label_loss_items(trainer.tloss, prefix="train")
    assert list(losses) == [f"train/{name}" for name in LOSSES["pose"]]
    assert all(loss == round(loss, 5) > 0 for loss in losses.values())
    assert trainer.label_loss_items() == list(losses)


def test_legacy_losses_are_one_tensor(train: Train) -> None:
    trainer = train("obb", knobs={"release": "8.3.74"})
    assert trainer.tloss.shape == (3,)
    assert trainer.loss_names == ("box_loss", "cls_loss", "dfl_loss")


def test_losses_fall_and_metrics_rise(train: Train) -> None:
    table = rows(train("segment", epochs=12))
    for name in ("train/box_loss", "train/seg_loss", "val/cls_loss"):
        assert float(table[-1][name]) < 0.6 * float(table[0][name])
    for name in ("metrics/mAP50(B)", "metrics/mAP50-95(M)"):
        assert float(table[-1][name]) > 2 * float(table[0][name])


def test_learning_rate_warms_up_and_falls(train: Train) -> None:
    rates = [float(row["lr/pg0"]) for row in rows(train(epochs=10))]
    assert np.argmax(rates) == 2
    assert rates[-1] < rates[0]


def test_training_that_does_not_learn_stays_at_zero(train: Train) -> None:
    trainer = train(knobs={"learns": False}, epochs=3)
    assert set(trainer.metrics.values()) == {0.0}
    first, *_, last = (float(row["train/cls_loss"]) for row in rows(trainer))
    assert last > 0.8 * first


def test_attributes_come_when_they_do_in_a_real_run(make: Any) -> None:
    model = make()
    seen: dict[str, set[str]] = {}
    for event in ("on_pretrain_routine_start", "on_pretrain_routine_end", "on_train_end"):
        model.add_callback(event, lambda trainer, e=event: seen.update({e: set(vars(trainer))}))
    model.train(epochs=1, batch=4, imgsz=96, plots=False)
    start, end, last = seen.values()
    assert not {"tloss", "train_loader", "model", "epoch"} & start
    assert {"tloss", "train_loader", "test_loader", "model", "optimizer", "stopper"} <= end - start
    assert {"epoch", "loss_items", "lr", "epoch_time"} <= last - end


def test_seeds_decide_everything(tmp_path: Path) -> None:
    def trained(folder: str, **args: Any) -> list[bytes]:
        model = SimulatedYOLO(task="segment", folder=tmp_path / folder)
        model.train(epochs=2, batch=4, imgsz=96, save_json=True, **args)
        kept = (path for path in model.trainer.save_dir.iterdir() if path.suffix in KEPT)
        return [path.read_bytes() for path in sorted(kept)]

    KEPT = (".csv", ".json", ".png", ".jpg")
    assert trained("a") == trained("b")
    assert trained("a", exist_ok=True) != trained("c", seed=1)


def test_steps_follow_from_data_and_batch(make: Any) -> None:
    model = make(train_pictures=11)
    batches: list[Any] = []
    model.add_callback("on_train_batch_end", batches.append)
    model.train(epochs=2, batch=4, imgsz=96, plots=False)
    assert len(batches) == 6
    assert len(model.trainer.train_loader.dataset) == 11
    assert model.trainer.batch_size == 4


def test_small_data_sets_are_one_batch(train: Train) -> None:
    trainer = train(knobs={"train_pictures": 1, "val_pictures": 1}, plots=True)
    assert len(trainer.train_loader) == len(trainer.test_loader) == 1
    assert len(trainer.train_loader.dataset) // trainer.batch_size == 0


@pytest.mark.parametrize(
    ("period", "kept"),
    [(-1, []), (1, ["epoch0.pt", "epoch1.pt", "epoch2.pt"]), (2, ["epoch0.pt", "epoch2.pt"])],
)
def test_save_period_keeps_weights(period: int, kept: list[str], train: Train) -> None:
    trainer = train(epochs=3, save_period=period)
    weights = sorted(path.name for path in trainer.wdir.iterdir())
    assert weights == ["best.pt", *kept, "last.pt"]


def test_training_without_saving_saves_in_the_end(make: Any) -> None:
    model = make()
    saved: list[int] = []
    model.add_callback("on_model_save", lambda trainer: saved.append(trainer.epoch))
    model.train(epochs=3, batch=4, imgsz=96, plots=False, save=False)
    assert saved == [2]


def test_failure_comes_in_the_epoch_asked_for(make: Any) -> None:
    model = make(fail_in_epoch=2)
    seen: list[int] = []
    model.add_callback("teardown", lambda trainer: seen.append(trainer.epoch))
    with pytest.raises(RuntimeError, match="simulated failure in epoch 2"):
        model.train(epochs=3, batch=4, imgsz=96, plots=False)
    assert seen == [1]
    assert len(rows(model.trainer)) == 1


def test_training_goes_on_where_it_failed(make: Any) -> None:
    failing = make(fail_in_epoch=3)
    with pytest.raises(RuntimeError):
        failing.train(epochs=4, batch=4, imgsz=96, plots=False)
    model = SimulatedYOLO(failing.trainer.last, folder=failing.folder)
    started: list[int] = []
    model.add_callback("on_train_epoch_start", lambda trainer: started.append(trainer.epoch))
    model.train(resume=True)
    assert started == [2, 3]
    assert model.trainer.save_dir == failing.trainer.save_dir
    assert [row["epoch"] for row in rows(model.trainer)] == ["1", "2", "3", "4"]
    assert model.trainer.best_fitness >= failing.trainer.best_fitness


def test_finished_training_cannot_be_resumed(make: Any) -> None:
    model = make()
    model.train(epochs=1, batch=4, imgsz=96, plots=False)
    with pytest.raises(AssertionError, match="nothing to resume"):
        model.train(resume=True)


def test_resuming_needs_weights(make: Any) -> None:
    with pytest.raises(FileNotFoundError, match="no checkpoint"):
        make().train(resume="nowhere/last.pt")


def test_callback_can_stop_a_training(make: Any) -> None:
    model = make()
    events: list[str] = []
    model.add_callback("on_train_epoch_end", lambda trainer: setattr(trainer, "stop", True))
    model.add_callback("on_train_end", lambda trainer: events.append("on_train_end"))
    model.train(epochs=5, batch=4, imgsz=96, plots=False)
    assert events == ["on_train_end"]
    assert len(rows(model.trainer)) == 1


def test_training_that_gets_no_better_is_stopped(train: Train) -> None:
    trainer = train(epochs=60, patience=2)
    assert trainer.epoch < 59
    assert trainer.stopper.best_epoch == trainer.epoch - 1


def test_other_ranks_write_nothing_and_have_no_metrics(
    make: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RANK", "1")
    monkeypatch.setenv("WORLD_SIZE", "2")
    model = make()
    events: list[str] = []
    for event in ("on_fit_epoch_end", "on_val_start", "on_model_save", "on_train_end", "teardown"):
        model.add_callback(event, lambda subject, event=event: events.append(event))
    model.train(epochs=1, batch=4, imgsz=96)
    assert events == ["on_val_start", "on_fit_epoch_end"] * 2 + ["teardown"]
    assert model.trainer.world_size == 2
    assert model.trainer.metrics is None
    assert not model.trainer.save_dir.exists()


@pytest.mark.parametrize(("rank", "world"), [("0", "2"), ("1", "1"), ("1", None)])
def test_main_process_writes(
    rank: str, world: str | None, train: Train, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RANK", rank)
    if world:
        monkeypatch.setenv("WORLD_SIZE", world)
    assert train().csv.exists()


def test_directories_are_numbered_unless_they_may_exist(train: Train) -> None:
    names = [train().save_dir.name for _ in range(3)]
    assert names == ["train", "train-2", "train-3"]
    assert train(exist_ok=True).save_dir.name == "train"


@pytest.mark.parametrize(
    ("release", "directory"), [("8.4.190", "runs/detect/mine/name"), ("8.3.74", "mine/name")]
)
def test_project_and_name_make_the_directory(
    release: str, directory: str, train: Train, tmp_path: Path
) -> None:
    trainer = train(knobs={"release": release}, project="mine", name="name")
    assert trainer.save_dir == tmp_path / directory
    assert trainer.args.save_dir == str(trainer.save_dir)


def test_legacy_directories_are_numbered_without_a_dash(train: Train) -> None:
    train(knobs={"release": "8.3.74"})
    assert train(knobs={"release": "8.3.74"}).save_dir.name == "train2"
