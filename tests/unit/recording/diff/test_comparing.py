import pytest

import fake_comet
from fake_comet.errors import Misuse
from tests.support.recordings import log_other, log_parameter, log_point, new_recording


@pytest.fixture
def found():
    one, other = new_recording(), new_recording()
    log_point(one, "loss", 1.0)
    log_point(other, "loss", 2.0)
    log_point(one, "lost", 1.0)
    log_parameter(one, "curr_step", 1)
    log_other(other, "k", "v")
    return one, other


def test_a_diff_is_true_if_something_differs(found):
    one, other = found
    difference = fake_comet.diff(one, other)
    assert difference
    assert len(difference) == 4
    assert not fake_comet.diff(one, one)
    assert repr(difference) == "<Diff: 4 differences>"


def test_a_diff_reads_as_text(found):
    assert str(fake_comet.diff(*found)) == (
        "4 differences (first | second recording)\n"
        "metrics:\n"
        "  'lost': only in the first (1 point)\n"
        "  'loss': 1 of 1 point changed, point 0: 1.0 | 2.0 (100 %)\n"
        "parameters:\n"
        "  'curr_step': only in the first (1 value)\n"
        "others:\n"
        "  'k': only in the second (1 value)"
    )
    assert str(fake_comet.diff(found[0], found[0])) == "the recordings are equal"


def test_a_long_diff_is_cut_kind_by_kind():
    recording = new_recording()
    for number in range(25):
        log_point(recording, f"m{number:02}", 1.0)
    lines = str(fake_comet.diff(recording, new_recording())).splitlines()
    assert lines[0] == "25 differences (first | second recording)"
    assert len(lines) == 23
    assert lines[-1] == "  … and 5 more"


@pytest.mark.parametrize(
    ("ignore", "left"),
    [
        ("metrics", ["curr_step", "k"]),
        (["metrics"], ["curr_step", "k"]),
        ("metrics:los*", ["curr_step", "k"]),
        ("metrics:loss", ["lost", "curr_step", "k"]),
        (("metrics", "parameters:curr_*", "others:k"), []),
        ("others:K", ["lost", "loss", "curr_step", "k"]),
        ((), ["lost", "loss", "curr_step", "k"]),
    ],
)
def test_kinds_and_names_can_be_ignored(found, ignore, left):
    assert [difference.name for difference in fake_comet.diff(*found, ignore=ignore)] == left


def test_differences_can_be_asked_for_by_kind(found):
    difference = fake_comet.diff(*found)
    assert [entry.name for entry in difference.of_kind("metrics")] == ["lost", "loss"]
    assert difference[-1].kind == "others"


def test_an_unknown_kind_is_told_with_the_nearest(found):
    with pytest.raises(Misuse) as caught:
        fake_comet.diff(*found, ignore="artefacts:data")
    message = str(caught.value)
    assert message.startswith(
        "no kind of difference 'artefacts'; did you mean artifacts, texts? there are: metrics, "
    )
    with pytest.raises(Misuse, match=r"no kind of difference 'xyzzy'; there are: metrics, "):
        fake_comet.diff(*found).of_kind("xyzzy")


def test_ignore_takes_texts_only(found):
    with pytest.raises(Misuse, match=r"ignore takes texts as 'metrics' or 'metrics:loss\*', not 3"):
        fake_comet.diff(*found, ignore=[3])


def test_only_recordings_are_compared(found, tmp_path):
    with pytest.raises(Misuse) as caught:
        fake_comet.diff(found[0], str(tmp_path))
    assert str(caught.value) == (
        "diff compares two recordings, but the second is a str; "
        "read a saved one with fake_comet.load(path)"
    )
