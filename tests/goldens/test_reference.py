"""The reference callback logs what its golden says, and its golden sees a change of one line."""

from __future__ import annotations

from pathlib import Path

from tests.goldens.running import ROOT, changed_copy, run_suite


def test_the_reference_callback_logs_what_its_golden_says(tmp_path: Path) -> None:
    done = run_suite("reference", tmp_path)
    assert done.returncode == 0, done.stdout
    assert "comet goldens" not in done.stdout


def test_a_change_of_one_line_is_seen(tmp_path: Path) -> None:
    change = ('trainer.tloss, prefix="train")', 'trainer.tloss, prefix="training")')
    changed_copy(ROOT / "reference_impl", tmp_path, "callback.py", change)
    done = run_suite("reference", tmp_path)
    assert done.returncode == 1
    assert "'train/box_loss': renamed to 'training/box_loss' (the same 2 points)" in done.stdout
