"""The entry for what no message says is as distrusted as any other."""

import json

import pytest

from fake_comet.errors import RecordingFileError
from fake_comet.offline import read_archive
from tests.support.archives import message, metric, write_archive


def archive(path, lines, messages=()):
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    return write_archive(path, messages, entries={"fake_comet.json": text.encode()})


def other(value, **place):
    return {**message("log_other", key="k", value=value), **place}


def test_lines_stand_before_or_instead_of_messages(tmp_path):
    lines = [
        other(1, at=1),
        other(3, at=2),
        other({"$": "tuple", "items": [4]}, at=2, instead=True),
        other(5, at=3),
    ]
    messages = [message("log_other", key="k", value=value) for value in (2, "nearly 4")]
    found = read_archive(archive(tmp_path / "a", lines, messages)).others.history("k")
    assert [record.value for record in found] == [1, 2, 3, (4,), 5]


def test_the_experiment_may_be_told_of(tmp_path):
    facts = {"offline": False, "generated_name": "n", "ended": False, "tags": ["a\nb"]}
    path = archive(tmp_path / "a", [{"type": "experiment", "payload": facts}])
    recording = read_archive(path)
    assert not recording.recorder.header.offline
    assert (recording.name, recording.ended, recording.tags) == ("n", False, {"a\nb"})


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "is not JSON: "),
        (other(1), "says no place in order"),
        (other(1, at="1"), "says no place in order"),
        (other(1, at=0), "says no place in order"),
        (other(1, at=7), "there is no message 7"),
        (other(1, at=2, instead=True), "there is no message 2"),
        (other({"$": "Decimal", "text": "x"}, at=1), "cannot be decoded: InvalidOperation"),
        (other({"$": "Content", "sha256": "x"}, at=1), "cannot be decoded: ValueError"),
        (other({"$": "nothing"}, at=1), "cannot be decoded: KeyError"),
        (metric(name=1) | {"at": 1}, "message 'metric_msg': metricName is a number, not text"),
        (message("artifact_version", name="a") | {"at": 1}, "message 'artifact_version': "),
        (message("notification", title=1) | {"at": 1}, "message 'notification': title is a number"),
    ],
)  # fmt: skip
def test_a_wrong_line_is_refused(tmp_path, line, reason):
    path = archive(tmp_path / "a", [line], [metric()])
    with pytest.raises(RecordingFileError) as caught:
        read_archive(path)
    assert str(caught.value).startswith(f"{path}: entry 'fake_comet.json' line 1: {reason}")


def test_lines_out_of_order_are_refused(tmp_path):
    path = archive(tmp_path / "a", [other(1, at=2), other(1, at=1)], [metric()])
    with pytest.raises(RecordingFileError, match="line 2: says no place in order"):
        read_archive(path)


def test_wrong_facts_are_refused(tmp_path):
    path = archive(tmp_path / "a", [{"type": "experiment", "payload": {"offline": []}}])
    with pytest.raises(RecordingFileError, match="offline is a list, not text or a number"):
        read_archive(path)
