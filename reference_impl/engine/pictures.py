"""Picture files from pixels, without a library for pictures: exact PNG, and JPEG in blocks.

The JPEG files are valid baseline ones of any decoder, but a block of 8 by 8 pixels has one colour:
only the constant term of a block is written. What is drawn for them lies on that grid.
"""

from __future__ import annotations

import struct
import zlib
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from reference_impl.engine.tensors import Array

BLOCK: Final = 8
_TO_YCBCR: Final = np.array(
    [[0.299, 0.587, 0.114], [-0.168736, -0.331264, 0.5], [0.5, -0.418688, -0.081312]]
)
_SIZES: Final = 12  # how many lengths the difference of two constant terms may have in bits


def write_picture(path: Path, pixels: Array) -> None:
    """Write pixels, height by width by 3 of uint8, in the format that the name asks for."""
    encode = jpeg if path.suffix in (".jpg", ".jpeg") else png
    path.write_bytes(encode(pixels))


def png(pixels: Array) -> bytes:
    """Pixels as a PNG file."""
    height, width, _ = pixels.shape
    rows = np.zeros((height, 1 + width * 3), np.uint8)  # each row begins with its filter: none
    rows[:, 1:] = pixels.reshape(height, -1)
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows.tobytes(), 1)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def jpeg(pixels: Array) -> bytes:
    """Pixels as a JPEG file, each block in the colour of its middle."""
    height, width, _ = pixels.shape
    segments = (
        (
            0xDB,
            bytes([0]) + bytes([BLOCK]) * 64,
        ),  # with it a constant term is the mean of its block
        (0xC0, struct.pack(">BHHB", 8, height, width, 3) + b"\1\x11\0\2\x11\0\3\x11\0"),
        (0xC4, bytes([0, 0, 0, 0, _SIZES, *[0] * 12, *range(_SIZES)])),  # four bits name a length
        (0xC4, bytes([0x10, 1, *[0] * 15, 0])),  # one bit ends a block
        (0xDA, b"\3\1\0\2\0\3\0\0\x3f\0"),
    )
    header = b"".join(
        struct.pack(">BBH", 0xFF, kind, len(data) + 2) + data for kind, data in segments
    )
    return b"\xff\xd8" + header + _scan(_colours(pixels)) + b"\xff\xd9"


def _colours(pixels: Array) -> Array:
    """Luminance and colour in the middle of each block, in reading order, around zero."""
    rows, columns = (
        np.minimum(np.arange(BLOCK // 2, side + BLOCK // 2, BLOCK), side - 1)
        for side in pixels.shape[:2]
    )
    middles = pixels[rows][:, columns].reshape(-1, 3)
    terms: Array = np.rint(middles @ _TO_YCBCR.T - (128, 0, 0)).astype(int)
    return terms


def _scan(terms: Array) -> bytes:
    differences = np.diff(terms, axis=0, prepend=np.zeros((1, 3), int))
    bits = "".join(map(_code, differences.ravel().tolist()))
    bits += "1" * (-len(bits) % 8)
    packed = int(bits, 2).to_bytes(len(bits) // 8, "big")
    return packed.replace(b"\xff", b"\xff\0")  # a bare FF would begin a segment


@cache
def _code(difference: int) -> str:
    """The bits of a block: length of the difference, the difference, and the end."""
    length = abs(difference).bit_length()
    value = difference if difference > 0 else difference + (1 << length) - 1
    return f"{length:04b}" + (f"{value:0{length}b}" if length else "") + "0"
