"""Turns arrays into WAV files, as the SDK does it."""

from __future__ import annotations

import io
from enum import Enum
from typing import Any

from fake_comet.sdk import media_messages as messages
from fake_comet.sdk.voice import ERROR, say


class AudioNormalization(Enum):
    """How samples are made to fit: not at all, or stretched to 16 bits."""

    OFF = "OFF"
    PCM_16_BIT = "PCM_16_BIT"


def normalization_named(name: Any) -> AudioNormalization:
    """The normalization of that name.

    Raises:
        ValueError: there is none.
    """
    try:
        return AudioNormalization[name]
    except KeyError as error:
        known = [one.name for one in AudioNormalization]
        raise ValueError(messages.AUDIO_NORMALIZATION % (name, known)) from error


def check_samples(samples: Any) -> None:
    """Let nothing pass but a numpy array.

    Raises:
        TypeError: it is something else, or numpy is missing.
    """
    try:
        import numpy as np
    except ImportError:
        raise TypeError(messages.AUDIO_NEEDS_NUMPY) from None
    if not isinstance(samples, np.ndarray):
        raise TypeError(messages.AUDIO_TYPE % type(samples))


def check_rate(sample_rate: Any) -> None:
    """Let no rate pass that is missing or zero.

    Raises:
        TypeError: it is.
    """
    if sample_rate is None:
        raise TypeError(messages.AUDIO_RATE_NONE)
    if sample_rate == 0:
        raise TypeError(messages.AUDIO_RATE_ZERO)


def wav(samples: Any, sample_rate: Any, normalization: AudioNormalization) -> bytes:
    """The bytes of a WAV file; without scipy there are none, and the SDK uploads an empty file."""
    try:
        import numpy as np
        from scipy.io.wavfile import write  # type: ignore[import-untyped]
    except ImportError:
        say("missing-package", messages.AUDIO_NEEDS_SCIPY, level=ERROR, logger="convert_utils")
        return b""
    if normalization is AudioNormalization.PCM_16_BIT:
        samples = np.int16(samples / np.max(np.abs(samples)) * 32767)
    file = io.BytesIO()
    write(file, sample_rate, samples)
    return file.getvalue()
