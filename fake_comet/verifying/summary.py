"""Verdicts gathered: by documented name, as JSON, JUnit or Markdown; it judges nothing."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple
from xml.etree import ElementTree

from contracts.clause import Level
from contracts.verdict import Outcome, Verdict

WORDS: Final = {
    Outcome.PASSED: "passed",
    Outcome.FAILED: "failed",
    Outcome.NOT_APPLICABLE: "not applicable",
    Outcome.ERROR: "error",
}


class Count(NamedTuple):
    """How the clauses about one documented name ended."""

    name: str
    passed: int
    failed: int
    not_applicable: int


def breaks(verdict: Verdict) -> bool:
    """Whether a verdict makes the judged module break what it must do.

    A check that went wrong counts too, since nothing is known then.
    """
    if verdict.outcome is Outcome.ERROR:
        return True
    return verdict.outcome is Outcome.FAILED and verdict.clause.level is Level.MUST


def counts(verdicts: Iterable[Verdict]) -> list[Count]:
    """One count for each documented name, in the order of the clauses."""
    found: dict[str, list[int]] = {}
    for verdict in verdicts:
        for name in dict.fromkeys(verdict.clause.names):
            figures = found.setdefault(name, [0, 0, 0])
            figures[_column(verdict.outcome)] += 1
    return [Count(name, *figures) for name, figures in found.items()]


def _column(outcome: Outcome) -> int:
    return {Outcome.PASSED: 0, Outcome.NOT_APPLICABLE: 2}.get(outcome, 1)


def totals(verdicts: Sequence[Verdict]) -> dict[str, int]:
    """How many verdicts there are of each outcome, by its word."""
    return {
        word: sum(verdict.outcome is outcome for verdict in verdicts)
        for outcome, word in WORDS.items()
    }


def failures(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """The clauses that failed or could not be checked."""
    return [one for one in verdicts if one.outcome in (Outcome.FAILED, Outcome.ERROR)]


def explained(verdict: Verdict, subject: str) -> list[tuple[str, str]]:
    """What there is to say of a failure, as label and text."""
    clause = verdict.clause
    told = [("documented", clause.sentence), ("source", clause.source), ("found", verdict.reason)]
    if verdict.expected is not None:
        told += [("expected", verdict.expected), ("got", verdict.got or "")]
    return [*told, ("reproduce", reproduction(verdict, subject))]


def reproduction(verdict: Verdict, subject: str) -> str:
    """The command that judges by this one clause."""
    return f"fake-comet verify {shlex.quote(subject)} --clause {verdict.clause.id}"


def as_json(verdicts: Sequence[Verdict], subject: str, generation: str) -> dict[str, Any]:
    """Everything, as JSON has it."""
    return {
        "subject": subject,
        "generation": generation,
        "totals": totals(verdicts),
        "names": [count._asdict() for count in counts(verdicts)],
        "verdicts": [_verdict_as_json(verdict) for verdict in verdicts],
    }


def _verdict_as_json(verdict: Verdict) -> dict[str, Any]:
    clause = verdict.clause
    return {
        "clause": clause.id,
        "outcome": WORDS[verdict.outcome],
        "level": clause.level.value,
        "names": list(clause.names),
        "sentence": clause.sentence,
        "source": clause.source,
        "reason": verdict.reason,
        "expected": verdict.expected,
        "got": verdict.got,
    }


def as_junit(verdicts: Sequence[Verdict], subject: str) -> str:
    """A test suite in the XML that CI servers read, a clause a case."""
    found = totals(verdicts)
    suite = ElementTree.Element(
        "testsuite",
        name=f"Comet contracts: {subject}",
        tests=str(len(verdicts)),
        failures=str(found["failed"]),
        errors=str(found["error"]),
        skipped=str(found["not applicable"]),
        time=f"{sum(verdict.seconds for verdict in verdicts):.3f}",
    )
    for verdict in verdicts:
        family, _, name = verdict.clause.id.rpartition(".")
        case = ElementTree.SubElement(
            suite, "testcase", classname=family, name=name, time=f"{verdict.seconds:.3f}"
        )
        _describe(case, verdict, subject)
    suites = ElementTree.Element("testsuites")
    suites.append(suite)
    ElementTree.indent(suites)
    return ElementTree.tostring(suites, encoding="unicode", xml_declaration=True)


def _describe(case: ElementTree.Element, verdict: Verdict, subject: str) -> None:
    if verdict.outcome is Outcome.NOT_APPLICABLE:
        ElementTree.SubElement(case, "skipped", message=_xml_text(verdict.reason))
    elif verdict.outcome is not Outcome.PASSED:
        tag = "failure" if verdict.outcome is Outcome.FAILED else "error"
        element = ElementTree.SubElement(case, tag, message=_xml_text(verdict.reason))
        lines = (f"{label}: {text}" for label, text in explained(verdict, subject))
        element.text = _xml_text("\n".join(lines))


def _xml_text(text: str) -> str:
    """The text without what XML cannot hold at all."""
    return "".join(
        one if one in "\t\n" or one >= " " else "\N{REPLACEMENT CHARACTER}" for one in text
    )


def as_markdown(verdicts: Sequence[Verdict], subject: str) -> str:
    """A table by documented name, and every failure below it."""
    lines = [
        f"# Comet contracts: {_cell(subject)}",
        "",
        ", ".join(f"{number} {word}" for word, number in totals(verdicts).items()),
        "",
        "| documented name | passed | failed | not applicable |",
        "|---|---:|---:|---:|",
        *(
            f"| `{_cell(one.name)}` | " + " | ".join(map(str, one[1:])) + " |"
            for one in counts(verdicts)
        ),
    ]
    for verdict in failures(verdicts):
        lines += [
            "",
            f"## {verdict.clause.id} ({WORDS[verdict.outcome]}, {verdict.clause.level.value})",
            "",
        ]
        lines += [f"- {label}: {_cell(text)}" for label, text in explained(verdict, subject)]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")
