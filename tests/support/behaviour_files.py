"""Makes the folder `d` that the calls of the behaviour rows refer to; it knows no call."""

import json
import pathlib
import struct
import sys
import wave

import numpy as np
from PIL import Image


def prepare(folder: str) -> None:
    d = pathlib.Path(folder)
    (d / "folder" / "sub").mkdir(parents=True, exist_ok=True)
    (d / "emptydir").mkdir(exist_ok=True)
    (d / "a.txt").write_text("hello")
    (d / "empty.txt").write_text("")
    (d / "t.csv").write_text("a,b\n1,2\n")
    (d / "folder" / "x.json").write_text("{}")
    (d / "folder" / "c.py").write_text("x=1")
    (d / "folder" / "sub" / "y.txt").write_text("y")
    (d / "model.bin").write_bytes(b"\0" * 100)
    (d / "v.mp4").write_bytes(b"\0" * 50)
    (d / "nb.ipynb").write_text(
        json.dumps({"cells": [], "nbformat": 4, "nbformat_minor": 0, "metadata": {}})
    )
    with wave.open(str(d / "s.wav"), "wb") as w:
        w.setnchannels(1)
        w.setsampwidth(2)
        w.setframerate(8000)
        w.writeframes(struct.pack("<100h", *range(100)))
    pixels = (np.arange(64 * 64 * 3) % 255).astype("uint8").reshape(64, 64, 3)
    Image.fromarray(pixels).save(d / "img.png")


if __name__ == "__main__":
    prepare(sys.argv[1])
