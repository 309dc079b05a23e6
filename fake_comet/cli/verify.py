"""``fake-comet verify``: which documented behaviours of the Comet callback a module has."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from typing import Final

from contracts.clause import Clause
from contracts.runner import run, select
from contracts.verdict import Outcome, Verdict
from fake_comet.cli.commands import Commands
from fake_comet.cli.show import table
from fake_comet.errors import Misuse, nearest
from fake_comet.install import ENGINES
from fake_comet.verifying.loading import GENERATIONS, TENSORS, Trial, clauses_for, load_trial
from fake_comet.verifying.releases import Release, release
from fake_comet.verifying.summary import (
    WORDS,
    as_json,
    as_junit,
    as_markdown,
    breaks,
    counts,
    explained,
    failures,
    totals,
)

FORMATS: Final = ("table", "json", "junit", "markdown")


def add_to(commands: Commands) -> None:
    """Add the command and its arguments."""
    command = commands.add_parser(
        "verify",
        help="judge a callback by what is documented of it",
        description="Judge a Comet callback for Ultralytics, sentence by sentence of its "
        "documentation: a module of yours, reference_impl.callback, or "
        "ultralytics.utils.callbacks.comet of the version that is installed.",
        epilog="exit codes: 0 all it must do it does, 1 it does not, 2 misuse",
    )
    command.add_argument(
        "module",
        metavar="MODULE",
        help="a module's name or path; with :NAME behind it, a dict of functions by event in it; "
        "comet_ml for the SDK itself",
    )
    command.add_argument(
        "--generation",
        choices=GENERATIONS,
        default="auto",
        help="the documents to judge by (default: as its names tell)",
    )
    command.add_argument(
        "--clause",
        metavar="PATTERN",
        action="append",
        default=[],
        help="only clauses whose id matches, as callback.log_model.*; may be repeated",
    )
    command.add_argument(
        "--name",
        action="append",
        default=[],
        help="only clauses about a documented name, as on_train_end; may be repeated",
    )
    command.add_argument("--tag", action="append", default=[], help="only clauses with this tag")
    command.add_argument("--format", choices=FORMATS, default="table", help="default: table")
    command.add_argument(
        "--against",
        metavar="VERSION",
        help="show beside it what that release of Ultralytics does, as it was measured",
    )
    command.add_argument(
        "--engine", choices=ENGINES, default="memory", help="the SDK it logs to (default: memory)"
    )
    command.add_argument(
        "--tensors",
        choices=TENSORS,
        default="auto",
        help="what batches are made of (default: torch for a module that uses it, else numpy)",
    )
    command.set_defaults(command=verify)


def verify(options: argparse.Namespace) -> int:
    """Judge and print; 1 if the module breaks what it must do."""
    against = None if options.against is None else release(options.against)
    # What the module prints, be it while it is imported, is none of the answer.
    with redirect_stdout(sys.stderr):
        trial = load_trial(
            options.module,
            generation=options.generation,
            engine=options.engine,
            tensors=options.tensors,
        )
        chosen = _chosen(clauses_for(trial), options)
        verdicts = list(run(chosen, trial.subject, trial.world))
    _print(verdicts, trial, options.format, against)
    return int(any(breaks(verdict) for verdict in verdicts))


def _chosen(clauses: Sequence[Clause], options: argparse.Namespace) -> tuple[Clause, ...]:
    """The clauses asked for.

    Raises:
        Misuse: one of the conditions fits none.
    """
    for one in options.clause:
        _check_any(select(clauses, ids=[one]), "id", one, [clause.id for clause in clauses])
    for one in options.name:
        names = [name for clause in clauses for name in clause.names]
        _check_any(select(clauses, names=[one]), "name", one, names)
    for one in options.tag:
        tags = [tag for clause in clauses for tag in clause.tags]
        _check_any(select(clauses, tags=[one]), "tag", one, tags)
    return select(clauses, ids=options.clause, names=options.name, tags=options.tag)


def _check_any(found: Sequence[Clause], kind: str, wanted: str, known: Sequence[str]) -> None:
    if not found:
        close = ", ".join(nearest(wanted, sorted(set(known)))) or "none is like it"
        raise Misuse(f"no clause has the {kind} {wanted!r}; nearest: {close}")


def _print(verdicts: Sequence[Verdict], trial: Trial, form: str, against: Release | None) -> None:
    generation = trial.subject.generation.value if trial.subject.generation else ""
    if form == "json":
        found = as_json(verdicts, trial.given, generation)
        if against is not None:
            found["against"] = against.as_json(verdicts)
        print(json.dumps(found, ensure_ascii=False))
    elif form == "junit":
        print(as_junit(verdicts, trial.given))
    elif form == "markdown":
        print(as_markdown(verdicts, trial.given), end="")
        if against is not None:
            print("\n".join(["", *(f"- {line}" for line in against.compared(verdicts))]))
    else:
        _print_table(verdicts, trial, generation, against)


def _print_table(
    verdicts: Sequence[Verdict], trial: Trial, generation: str, against: Release | None
) -> None:
    from rich.console import Console
    from rich.markup import escape

    console = Console()
    title = f"{trial.given}, {generation} generation" if generation else trial.given
    table(
        console, title, ("documented name", "passed", "failed", "not applicable"), counts(verdicts)
    )
    for verdict in failures(verdicts):
        mark = "red" if breaks(verdict) else "yellow"
        heading = f"{verdict.clause.id} ({verdict.clause.level.value})"
        console.print(f"\n[{mark}]{WORDS[verdict.outcome]}[/] {escape(heading)}", soft_wrap=True)
        for label, text in explained(verdict, trial.given):
            console.print(f"  {label:<10} {escape(text)}", soft_wrap=True, highlight=False)
    for line in () if against is None else against.compared(verdicts):
        console.print(escape(line), soft_wrap=True, highlight=False)
    found = totals(verdicts)
    if not found[WORDS[Outcome.ERROR]]:
        del found[WORDS[Outcome.ERROR]]
    console.print(
        f"\n{len(verdicts)} clauses: " + ", ".join(f"{n} {word}" for word, n in found.items())
    )
