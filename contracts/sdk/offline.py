"""Clauses on offline experiments: an archive holds what Comet would have received."""

from __future__ import annotations

import io
from typing import Any, Final

from contracts.evidence import Evidence, Received
from contracts.expectation import expect
from contracts.sdk.stage import contexts, epochs, family, logged, points
from contracts.subject import Subject
from contracts.world import World

OFFLINE: Final = family(
    "offline", ["OfflineExperiment"], page="OfflineExperiment", tags=["offline"]
)
FAMILIES: Final = (OFFLINE,)


def _program(made: Any) -> None:
    made.set_name("n")
    made.add_tags(["a", "b"])
    made.log_parameters({"p": 1, "q": {"r": "x"}})
    made.log_other("o", 2)
    with made.train():
        for step in range(3):
            made.log_metric("m", step / 2, step=step, epoch=1)
    made.log_asset(io.BytesIO(b"data"), file_name="f.bin")


def _metrics(received: Received) -> Any:
    return points(received, "m"), epochs(received, "m"), contexts(received, "m")


@OFFLINE.must
def needs_no_api_key(subject: Subject, world: World, evidence: Evidence) -> None:
    """An offline experiment needs no API key."""
    world.set_environment(COMET_API_KEY=None)
    received = logged(subject, world, evidence, _program, offline=True)
    expect((received.offline, received.ended), (True, True), "offline and ended")


@OFFLINE.must
def has_the_same_metrics(subject: Subject, world: World, evidence: Evidence) -> None:
    """A program logs the same points offline as online."""
    online = logged(subject, world, evidence, _program)
    offline = logged(subject, world, evidence, _program, offline=True)
    expect(_metrics(offline), _metrics(online), "the points")


@OFFLINE.must
def has_the_same_metadata(subject: Subject, world: World, evidence: Evidence) -> None:
    """A program logs the same name, tags, parameters and others offline as online."""
    found = [
        (one.name, sorted(one.tags), dict(one.parameters), one.others.get("o"))
        for one in (
            logged(subject, world, evidence, _program),
            logged(subject, world, evidence, _program, offline=True),
        )
    ]
    expect(found[1], found[0], "what was logged offline")


@OFFLINE.must
def has_the_same_files(subject: Subject, world: World, evidence: Evidence) -> None:
    """A program uploads the same files offline as online."""
    received = logged(subject, world, evidence, _program, offline=True)
    found = [(one.name, one.content) for one in received.assets.all]
    expect(found, [("f.bin", b"data")], "the files")


@OFFLINE.must
def knows_no_addresses(subject: Subject, world: World, evidence: Evidence) -> None:
    """What an offline experiment answers to an upload names no address."""
    answers: list[Any] = []

    def program(made: Any) -> None:
        answers.append(made.log_asset(io.BytesIO(b"data"), file_name="f.bin"))

    logged(subject, world, evidence, program, offline=True)
    expect((answers[0]["web"], answers[0]["api"]), (None, None), "the addresses")
