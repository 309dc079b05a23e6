"""A script of nearly every SDK call logs under the fake what the real SDK archived."""

from __future__ import annotations

from pathlib import Path

import pytest

import fake_comet
from tests.support.installed import skip_reason
from tests.support.scripts import real_archive, run_script

# How long the process took is in both, and in neither the same.
DURATION = "metrics:process duration"


def test_nearly_every_sdk_call_equals_the_real_archive(tmp_path: Path) -> None:
    ours = run_script("sdk_kitchen_sink", tmp_path)
    drawn_otherwise = ["figures"] if skip_reason("matplotlib>=3.11") else []
    ignored = [DURATION, *drawn_otherwise]
    difference = fake_comet.diff(real_archive("sdk_kitchen_sink"), ours, ignore=ignored)
    assert not difference, str(difference)


def test_comparison_with_an_archive_can_fail(tmp_path: Path) -> None:
    ours = run_script("sdk_kitchen_sink", tmp_path)
    assert fake_comet.diff(real_archive("accelerate_tracker"), ours, ignore=[DURATION])


@pytest.mark.parametrize(
    ("name", "series", "points"),
    [
        ("sdk_kitchen_sink", "m", 3),
        ("lightning_cometlogger", "p_train/loss_step", 8),
        ("accelerate_tracker", "g/a", 3),
        ("ultralytics_detect", "train/box_loss", 3),
        ("ultralytics_detect_gen1_8.3.74", "train/box_loss", 3),
        ("ultralytics_segment", "train/seg_loss", 3),
        ("ultralytics_classify", "train/loss", 3),
    ],
)
def test_real_archives_load(name: str, series: str, points: int) -> None:
    assert len(real_archive(name).metrics[series]) == points
