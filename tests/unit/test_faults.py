"""Faults are due as often as they were asked for, and only for endpoints that there are."""

from __future__ import annotations

import pytest

from fake_comet.errors import Misuse
from fake_comet.faults import Faults


@pytest.fixture
def faults() -> Faults:
    return Faults()


def test_nothing_is_due_at_first(faults: Faults) -> None:
    assert faults.due("upload") is None


def test_fault_is_due_for_its_endpoint_only(faults: Faults) -> None:
    faults.fail("upload", status=404)
    fault = faults.due("upload")
    assert fault is not None
    assert (fault.status, fault.refuses) == (404, True)
    assert faults.due("metric") is None


def test_faults_come_one_after_the_other(faults: Faults) -> None:
    faults.fail("upload", status=500, times=1)
    faults.fail("upload", drop=True, times=1)
    due = [faults.due("upload") for _ in range(3)]
    assert [fault and (fault.status, fault.drop) for fault in due] == [
        (500, False),
        (None, True),
        None,
    ]


def test_delay_refuses_nothing(faults: Faults) -> None:
    faults.delay("metric", 0.5, times=1)
    fault = faults.due("metric")
    assert fault is not None
    assert (fault.delay, fault.refuses) == (0.5, False)


def test_everything_works_again(faults: Faults) -> None:
    faults.fail("upload")
    faults.throttle()
    faults.recover()
    assert (faults.due("upload"), faults.throttled) == (None, False)


def test_unknown_endpoint_is_answered_with_those_that_there_are(faults: Faults) -> None:
    with pytest.raises(Misuse, match=r"no endpoint 'uplaod'; did you mean 'upload'\? There are: "):
        faults.fail("uplaod")
    with pytest.raises(Misuse, match="no endpoint 'zzz'; There are: version, handshake, "):
        faults.delay("zzz", 1)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"status": 200}, "status is 200, expected one from 400 to 599"),
        ({"drop": True, "bad_json": True}, "a dropped connection answers nothing"),
        ({"times": 0}, "times is 0, expected a number from 1 on"),
    ],
)
def test_impossible_fault_is_refused(faults: Faults, options: dict[str, int], message: str) -> None:
    with pytest.raises(Misuse, match=message):
        faults.fail("upload", **options)  # type: ignore[arg-type]
