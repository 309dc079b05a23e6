"""Kept programs, among them every one that once differed: the fake does what the real SDK did."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conformance import kept
from tests.support.installed import skip_reason
from tests.support.noise import NOISE

pytestmark = NOISE
RECORDED_WITH = {"pictures": "matplotlib>=3.11"}  # which draws otherwise than the ones before


@pytest.mark.parametrize("side", kept.SIDES)
@pytest.mark.parametrize("name", kept.names())
def test_fake_does_what_the_real_sdk_did(name: str, side: str, folder: Path) -> None:
    if reason := skip_reason(RECORDED_WITH.get(name, "python")):
        pytest.skip(reason)
    assert kept.fake_differences(name, side, folder) == []
