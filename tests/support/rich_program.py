"""A program of SDK calls, run in a process whose sockets, threads and written files are watched.

``python -m tests.support.rich_program sockets|threads|files [broken]`` prints a line for each event
of that sort; ``broken`` causes one.
"""

from __future__ import annotations

import os
import socket
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

# Loaded before anything is watched: they write caches and start threads by themselves.
import matplotlib as mpl
import numpy as np
import pandas as pd
from PIL import Image

import fake_comet
from fake_comet.samples import Samples

mpl.use("Agg")
from matplotlib import pyplot as plt

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
EVENTS = {
    "sockets": ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo"),
    "threads": (),  # Python 3.10 and 3.11 have no event for them
    "files": ("open", "os.mkdir", "os.rename", "os.remove", "os.symlink", "os.link"),
}
MADE = Samples(0)
PICTURE = MADE.picture()


def watch(sort: str) -> list[str]:
    """Everything of that sort that happens from now on."""
    seen: list[str] = []
    ours = os.path.join(tempfile.gettempdir(), "fake-comet-")

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event not in EVENTS[sort]:
            return
        if event == "open":
            path, _, flags = arguments
            if not isinstance(path, str | bytes) or not flags & WRITING:
                return
        if sort == "files" and os.fsdecode(arguments[0]).startswith(ours):
            return
        seen.append(f"{event} {arguments[:1]}")

    def start(thread: threading.Thread) -> None:
        seen.append(f"start {thread}")

    sys.addaudithook(hook)
    if sort == "threads":
        threading.Thread.start = start  # type: ignore[method-assign]
    return seen


def log_online(folder: Path) -> None:
    """Every family of calls once."""
    import comet_ml

    experiment = comet_ml.Experiment(project_name="rich")
    experiment.set_name("rich")
    experiment.add_tags(["one", "two"])
    experiment.log_parameters(MADE.parameter_tree())
    experiment.log_others({"note": "some", "number": 3})
    experiment.log_html("<b>bold</b>")
    for step, loss in enumerate(MADE.learning_curve(2000)):
        experiment.log_metric("loss", loss, step=step)
    with experiment.validate():
        experiment.log_metrics({"accuracy": 0.5, "f1": 0.4}, epoch=1)
    log_files(experiment, folder)
    log_pictures(experiment)
    experiment.end()


def log_files(experiment: Any, folder: Path) -> None:
    experiment.log_asset(str(folder / "notes.txt"))
    experiment.log_asset_data({"a": 1}, name="data.json")
    experiment.log_asset_folder(str(folder), log_file_name=True)
    experiment.log_model("net", str(folder / "notes.txt"))
    experiment.log_code(str(folder / "notes.txt"))
    experiment.log_table("rows.csv", [[1, 2]], headers=["a", "b"])
    experiment.log_table("frame.csv", pd.DataFrame({"a": [1]}))
    experiment.log_text("some text")
    experiment.log_confusion_matrix([0, 1, 1], [0, 1, 0])
    experiment.log_curve("roc", [0, 1], [0, 1])
    experiment.log_histogram_3d([1, 2, 3], name="weights")
    experiment.log_system_info("key", "value")
    experiment.set_model_graph("graph")


def log_pictures(experiment: Any) -> None:
    experiment.log_image(PICTURE.pixels, name="array", annotations=PICTURE.annotations)
    experiment.log_image(Image.fromarray(PICTURE.pixels), name="picture")
    figure, axes = plt.subplots()
    axes.plot([1, 2])
    experiment.log_figure("figure", figure)
    plt.close(figure)
    experiment.log_audio(np.linspace(-1, 1, 100), sample_rate=8000, file_name="silence.wav")


def log_offline() -> None:
    """An offline experiment, whose archive the real SDK would write into the working folder."""
    import comet_ml

    experiment = comet_ml.OfflineExperiment(project_name="rich")
    experiment.log_metric("loss", 1, step=1)
    experiment.log_image(PICTURE.pixels, name="array")
    experiment.end()


def misbehave(sort: str) -> None:
    """Do what is watched for."""
    if sort == "sockets":
        with socket.socket() as made:
            made.connect_ex(("127.0.0.1", 9))
    elif sort == "threads":
        threading.Thread(target=int).start()
    else:
        Path("left_behind").touch()


def main(sort: str, broken: bool) -> None:
    folder = Path(tempfile.mkdtemp())
    (folder / "notes.txt").write_text("notes")
    seen = watch(sort)
    with fake_comet.activate() as session:
        log_online(folder)
        log_offline()
        if broken:
            misbehave(sort)
    contents = [asset.content for made in session.experiments for asset in made.assets.all]
    assert all(content is not None for content in contents)
    events = list(seen)
    print("EVENTS", *events, sep="\n")


if __name__ == "__main__":
    main(sys.argv[1], "broken" in sys.argv[2:])
