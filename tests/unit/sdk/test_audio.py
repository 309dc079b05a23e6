from __future__ import annotations

import sys

import numpy as np
import pytest

import fake_comet
from fake_comet.sdk.audio import AudioNormalization, check_samples, wav


def test_without_scipy_the_file_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy.io.wavfile", None)
    with fake_comet.activate(strict=False) as session:
        assert wav(np.zeros(3), 8000, AudioNormalization.OFF) == b""
    assert [problem.kind for problem in session.problems] == ["missing-package"]


def test_samples_need_numpy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numpy", None)
    with pytest.raises(TypeError, match=r"^Numpy is needed when passing a numpy array"):
        check_samples([1])
