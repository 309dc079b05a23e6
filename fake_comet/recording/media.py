"""Texts, sounds, films and embeddings as a reader sees them."""

from __future__ import annotations

import io
import re
import wave
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from fake_comet.errors import UnreadableContent
from fake_comet.recording.assets import Asset, JsonAsset
from fake_comet.recording.records import Upload

if TYPE_CHECKING:
    from fake_comet.recording.snapshot import Array

_ASSET_ID: Final = re.compile(r"assetId=(\w+)")
_SAMPLES: Final = {1: "u1", 2: "<i2", 4: "<i4"}


class Text(Asset):
    """One text of ``log_text``; Comet gives it no name of its own."""

    @property
    def text(self) -> str:
        """The text."""
        return self.content.decode("utf-8", "replace")

    def __str__(self) -> str:
        return self.text


class Audio(Asset):
    """One sound."""

    @property
    def sample_rate(self) -> int:
        """Samples a second.

        Raises:
            UnreadableContent: it is no uncompressed wav.
        """
        return self._read()[0]

    @property
    def samples(self) -> Array:
        """The samples; where there are several channels, a column each.

        Raises:
            UnreadableContent: it is no uncompressed wav.
        """
        return self._read()[1]

    def _read(self) -> tuple[int, Array]:
        import numpy as np

        try:
            with wave.open(io.BytesIO(self.content)) as sound:
                kind = _SAMPLES[sound.getsampwidth()]
                samples = np.frombuffer(sound.readframes(sound.getnframes()), dtype=kind)
                channels = sound.getnchannels()
                shaped = samples if channels == 1 else samples.reshape(-1, channels)
                return sound.getframerate(), shaped
        except (wave.Error, EOFError, KeyError, ValueError) as error:
            raise UnreadableContent(
                f"{self!r} is no uncompressed wav ({error}); read .content"
            ) from None


class Video(Asset):
    """One film; it is not decoded."""


class Embedding(JsonAsset):
    """One embedding: a configuration of the projector and the tables that it names.

    Args:
        by_id: every upload of the recording by asset id.
    """

    def __init__(self, upload: Upload, by_id: Mapping[str, Upload]) -> None:
        super().__init__(upload)
        self._by_id = by_id

    @property
    def titles(self) -> list[str]:
        """The titles of the groups of vectors."""
        return [str(group.get("tensorName")) for group in self._groups()]

    @property
    def vectors(self) -> Array:
        """The vectors of the first group."""
        import numpy as np

        lines = self._file("tensorPath").decode().splitlines()
        return np.array([[float(cell) for cell in line.split("\t")] for line in lines])

    @property
    def labels(self) -> list[str]:
        """The labels of the first group, a line each."""
        return self._file("metadataPath").decode().splitlines()

    def _groups(self) -> list[dict[str, Any]]:
        return list(self._field("embeddings"))

    def _file(self, path: str) -> bytes:
        found = _ASSET_ID.search(str(self._groups()[0].get(path)))
        upload = self._by_id.get(found.group(1)) if found else None
        if upload is None or upload.content is None:
            raise UnreadableContent(f"{self!r} names no {path} that was uploaded; read .data")
        return upload.content.data
