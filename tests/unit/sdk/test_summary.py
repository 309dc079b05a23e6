from __future__ import annotations

import logging

import pytest

import fake_comet
from fake_comet.recording.recorder import Recorder
from fake_comet.sdk import summary


def _summary(level: int, code: str) -> dict[str, object]:
    with fake_comet.activate(strict=False) as session:
        import comet_ml

        options = {"log_code": False, "log_env_details": False}
        e = comet_ml.Experiment(display_summary_level=level, **options)
        exec(code, {"e": e})
        e.end()
    data = session.experiment.notifications[-1].additional_data
    return {heading: lines for heading, lines in data.items() if heading != "Data"}


@pytest.mark.parametrize(
    ("code", "summary"),
    [
        (
            "e.log_metric('m', 2); e.log_metric('m', 1)",
            {"Metrics [count] (min, max)": {"m [2]": [1, 2]}},
        ),
        ("e.log_metric('m', 1); e.log_metric('m', 1)", {"Metrics": {"m": 1}}),
        ("e.log_metric('m', 'x'); e.log_metric('m', 5)", {"Metrics": {"m": 5}}),
        ("with e.train(): e.log_metric('m', 1)", {"Metrics": {"train_m": 1}}),
        ("with e.test(): e.log_other('o', 1)", {"Others": {"test_o": 1}}),
        ("e.set_step(3); e.log_metric('m', 1, step=4)", {"Metrics": {"m": 1}}),
        ("e.log_system_info('k', 'v')", {"System Information": {"k": "v"}}),
        ("e.log_html('a'); e.log_html('b')", {"Uploads": {"html": 2}}),
        ("e.log_asset_data('x' * 9, 'n')", {"Uploads": {"asset": 1}}),
        ("e.log_remote_asset('s3://a/b')", {"Uploads": {"asset": "1 (8 bytes)"}}),
        ("e.log_text('x')", {"Uploads": {"text-sample": 1}}),
        ("e._log_other('o', 1, framework='keras')", {"Others": {"o": 1}}),
    ],
)
def test_summary_shows_what_was_logged(code: str, summary: dict[str, object]) -> None:
    assert _summary(1, code) == summary


def test_highest_level_shows_what_the_sdk_logged_by_itself() -> None:
    shown = _summary(2, "e.set_step(3)\ne._log_other('o', 1, framework='keras')")
    assert shown == {"Parameters": {"curr_step": 3}, "Others": {"o": 1, "Created from": "keras"}}


def test_lowest_level_logs_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        _summary(0, "e.log_metric('m', 1)")
    assert "comet_ml.summary" not in {record.name for record in caplog.records}


def test_lines_are_aligned_and_sorted(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        _summary(1, "e.log_metric('long', 1)\ne.log_metric('b', 2)")
    lines = [record.getMessage() for record in caplog.records if record.name == "comet_ml.summary"]
    start = lines.index("  Metrics:")
    assert lines[start : start + 3] == ["  Metrics:", "    b    : 2", "    long : 1"]


@pytest.mark.parametrize(
    ("size", "shown"),
    [(9, "9 bytes"), (2048, "2.00 KB"), (3 * 1024**2, "3.00 MB"), (1024**3, "1.00 GB")],
)
def test_sizes_are_shown_in_fitting_units(size: int, shown: str) -> None:
    assert summary.format_bytes(size) == shown


def test_user_without_a_name_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("uid")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert summary.summary_title("n") == "unknown - n Experiment summary"
    assert summary.summary_title(None) == "unknown Experiment summary"


def test_empty_recording_has_an_empty_summary() -> None:
    from fake_comet.recording.recorder import Header

    assert summary.summarise("Experiment", {}, Recorder(Header(key="k")), 0) == {}
