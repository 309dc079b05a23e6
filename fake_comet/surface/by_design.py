"""What differs on purpose between the fake and the real SDK and between the engines, with reasons.

These are the only tables of such differences; ``COVERAGE.md`` shows them.
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
        "answers of `API`",
        "kept, and some given again after what they tell of has changed",
        "always new",
        "a test wants to see what it has just written",
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
        "archive with odd values",
        "writes values of types that Comet has for no such field",
        "`fake_comet.load` refuses it as damaged",
        "a damaged archive and one of odd values cannot be told apart",
    ),
    ByDesign(
        "keys, addresses, names, times",
        "given by the server",
        "made up",
        "there is no server",
    ),
)


class OfEngines(NamedTuple):
    """One difference between the engines, in which the same code gives the same recordings else.

    Attributes:
        what: what it is about.
        memory: what the engine ``memory`` does.
        sdk: what the engine ``sdk`` does, which is the real SDK.
        why: the reason.
    """

    what: str
    memory: str
    sdk: str
    why: str


OF_ENGINES: Final = (
    OfEngines(
        "values that the SDK alters without a word",
        "a problem",
        "no problem",
        "nothing tells of them",
    ),
    OfEngines(
        "several values at one step",
        "problem `duplicate-point`",
        "no problem",
        "points come in batches, without the line that logged them",
    ),
    OfEngines(
        "what a failing server loses while the SDK says nothing",
        "a problem",
        "no problem",
        "the SDK is silent",
    ),
    OfEngines(
        "logging of frameworks, source code, output",
        "not recorded",
        "recorded",
        "the real SDK does it; host, git and load are off, environment variables turn them on",
    ),
    OfEngines(
        "fault `output`",
        "no effect",
        "as asked",
        "no output is logged",
    ),
    OfEngines(
        "fault `ping`",
        "counts at the start of an experiment",
        "also every two seconds after it",
        "nothing runs in the background",
    ),
    OfEngines(
        "delays on demand",
        "where the call waits for the answer",
        "everywhere; `end()` waits for the rest",
        "what nobody waits for is recorded at once",
    ),
    OfEngines(
        "`times` of a fault",
        "calls, the first request of each",
        "requests: of many metrics each, and of a call several",
        "there are no requests",
    ),
    OfEngines(
        "errors that name an address",
        "the address without its query",
        "the whole address",
        "there are no requests",
    ),
    OfEngines(
        "offline experiments",
        "recorded at once",
        "read from the archive at `end()`",
        "that is what there is",
    ),
    OfEngines(
        "archives whose messages are damaged by what was logged",
        "recorded",
        "a problem, and nothing recorded",
        "the SDK's thread that writes stops in the middle of a message",
    ),
    OfEngines(
        "metadata that JSON cannot hold or sort",
        "a problem; the rest is recorded",
        "a problem; what is logged after it is lost",
        "the SDK's thread that sends dies of it, and `end()` would wait for it for hours",
    ),
    OfEngines(
        "`register_model()` right before `end()`",
        "recorded",
        "recorded",
        "by itself the real SDK may lose it: it puts the message back into a queue that is being "
        "closed; here it waits for the files of the model",
    ),
)
