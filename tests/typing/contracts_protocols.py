"""Only mypy reads this: the fake's world, sessions and recordings are what clauses ask for."""

from __future__ import annotations

from contracts.evidence import Evidence, Received
from contracts.subject import NamedSubject, Subject
from contracts.world import World
from fake_comet.recording.recording import Recording
from fake_comet.verifying.world import FakeWorld, SessionEvidence


def players(
    subject: NamedSubject, world: FakeWorld, evidence: SessionEvidence, recording: Recording
) -> tuple[Subject, World, Evidence, Received]:
    return subject, world, evidence, recording
