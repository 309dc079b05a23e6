"""What the fake does otherwise than the real SDK on purpose, each with its reason.

This is the one table of such differences; ``COVERAGE.md`` shows it.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class ByDesign(NamedTuple):
    """One difference on purpose.

    Attributes:
        what: what of the SDK it is about.
        real: what the real SDK does.
        fake: what the fake does.
        why: the reason.
    """

    what: str
    real: str
    fake: str
    why: str


BY_DESIGN: Final = (
    ByDesign(
        "logger `comet_ml`",
        "does not propagate",
        "propagates",
        "pytest's `caplog` sees what the SDK says",
    ),
    ByDesign(
        "log-once messages",
        "once a process",
        "once a session",
        "a test must not depend on the tests before it",
    ),
    ByDesign(
        "time of file reading",
        "in an upload thread, later",
        "at the call",
        "no threads; deterministic",
    ),
    ByDesign(
        "repeated parameters",
        "online, those of a minute are merged and the last is sent",
        "all are recorded",
        "what is kept would depend on how fast the code runs",
    ),
    ByDesign(
        "offline archive",
        "written at `end()`",
        "not written",
        "no files outside of the session; `fake_comet.export_offline` writes one",
    ),
    ByDesign(
        "environment, git, output",
        "logged automatically",
        "not recorded",
        "they belong to the machine, not to the tested code",
    ),
    ByDesign(
        "logging of frameworks",
        "automatic where torch, keras or others are imported",
        "not recorded",
        "it lives in the SDK's patches of those frameworks; the engine `sdk` has it",
    ),
    ByDesign(
        "names that an object lacks",
        "`AttributeError`",
        "`AttributeError` that tells the nearest names",
        "a misspelt name is found at once",
    ),
    ByDesign(
        "`flush()` after `end()`",
        "waits for ever",
        "returns `False`",
        "a test must end",
    ),
    ByDesign(
        "files of artifacts",
        "sent with step, epoch and context of the experiment",
        "recorded without them",
        "Comet shows them nowhere",
    ),
    ByDesign(
        "notification at the end",
        "sums up what was called",
        "sums up what was received",
        "the recording is what the summary is made of",
    ),
    ByDesign(
        "keys, addresses, names, times",
        "given by the server",
        "made up",
        "there is no server",
    ),
)
