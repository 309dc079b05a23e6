"""Makes the calls of a recording again on the SDK of this environment: run as a process of its own.

``python -m fake_comet.replay.playing RECORDING OUTPUT`` writes what was received to ``OUTPUT`` and
prints as JSON which version it was, what it refused, what could not be called, and which uploads
are missing because of that.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

from fake_comet.install import activate
from fake_comet.offline import load
from fake_comet.recording.kinds import shown_in
from fake_comet.recording.recording import Recording
from fake_comet.replay.steps import Step, creation, steps


def play(recording: Recording) -> tuple[Recording, dict[str, Any]]:
    """Log it again with the real SDK.

    Returns:
        What was received, and what is told of it, as the first lines of this module say.
    """
    with activate(engine="sdk", strict=False) as session, _working_folder() as folder:
        import comet_ml

        told: dict[str, Any] = {"version": comet_ml.__version__}
        told |= {"refused": [], "skipped": [], "missing": []}
        experiment = _created(comet_ml, recording)
        for step in steps(recording, Path(folder)):
            _make(experiment, step, told)
        experiment.end()
    return session.experiments[-1], told


class _working_folder(AbstractContextManager[str]):
    """A folder to work in that goes away again."""

    def __enter__(self) -> str:
        self._folder = tempfile.TemporaryDirectory()
        self._before = os.getcwd()
        os.chdir(self._folder.name)
        return self._folder.name

    def __exit__(self, *exception: object) -> None:
        os.chdir(self._before)
        self._folder.cleanup()


def _created(comet_ml: Any, recording: Recording) -> Any:
    name = creation(recording)
    header = recording.recorder.header
    kwargs: dict[str, Any] = {"project_name": header.project_name}
    return getattr(comet_ml, name.replace("Existing", ""))(**kwargs)


def _make(experiment: Any, step: Step, told: dict[str, Any]) -> None:
    if step.skipped:
        told["skipped"].append(f"{step.call}: {step.skipped}")
        told["missing"] += [[shown_in(upload), upload.name or ""] for upload in step.uploads]
        return
    within = nullcontext() if step.context is None else experiment.context_manager(step.context)
    try:
        with within:
            getattr(experiment, step.call.method)(*step.args, **step.kwargs)
    except Exception as error:  # whatever a version raises is what is asked for
        if not step.call.raised:
            told["refused"].append(f"{step.call}: {type(error).__name__}: {error}")


def main(source: str, output: str) -> None:
    """Play one file."""
    del sys.argv[1:]  # which the SDK would log
    received, told = play(load(source))
    received.save(output)
    # The SDK may have printed something itself.
    print(f"\n{json.dumps(told)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
