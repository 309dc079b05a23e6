"""``fake-comet mutate``: which faults in calls of Comet a project's own tests do not notice."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Final

from fake_comet.cli.commands import Commands
from fake_comet.errors import Misuse
from fake_comet.mutation.campaign import Plan, find_mutants, measure, patience, plan, try_all
from fake_comet.mutation.executors import executor_at, warm_executor
from fake_comet.mutation.mutant import Mutant
from fake_comet.mutation.operators import OPERATORS, Operator
from fake_comet.mutation.results import Outcome, Result, Score, result_as_json, score_of
from fake_comet.mutation.trial import Workplace

NAME: Final = "mutate"
_DASHES: Final = "--"
_INTERRUPTED: Final = 130  # 128 + SIGINT, as a shell reports it


def add_to(commands: Commands) -> None:
    """Add the command and its arguments."""
    command = commands.add_parser(
        NAME,
        help="plant faults in a module's calls of Comet, and see which ones its tests notice",
        usage="fake-comet mutate [OPTIONS] FILE [FILE ...] -- COMMAND [ARGS ...]",
        description="Plant faults in the calls of Comet of a module, one at a time, and run the "
        "tests on each in a copy of the project, as in `fake-comet mutate callback.py -- pytest -x "
        "tests`. A fault that no test notices has survived. Run again after an interruption, it "
        "goes on where it was.",
        epilog="exit codes: 0 fine, 1 the score is below --min-score, 2 misuse, or the tests fail "
        "without any fault",
    )
    add_arguments(command)
    command.set_defaults(command=mutate)


def add_arguments(command: argparse.ArgumentParser) -> None:
    """What may be said before ``--``; the rest is the command, see `split`."""
    command.add_argument(
        "files", metavar="FILE", nargs="+", type=Path, help="a module of the project to mutate"
    )
    command.add_argument(
        "--project", metavar="DIR", type=Path, default=Path(), help="what is copied (default: .)"
    )
    command.add_argument(
        "--exclude",
        metavar="PATTERN",
        action="append",
        default=[],
        help="leave files or folders out of the copies; may be repeated",
    )
    command.add_argument(
        "--operator",
        metavar="PATTERN",
        action="append",
        default=[],
        help="only these kinds of faults, as step-*; may be repeated",
    )
    command.add_argument(
        "--timeout",
        metavar="SECONDS",
        type=float,
        help="for each mutant (default: 5 times what the tests take without, at least 10)",
    )
    command.add_argument(
        "--executor",
        metavar="ADDRESS",
        help="dask://HOST:PORT: on that cluster, and not on the cores of this machine",
    )
    command.add_argument(
        "--workers",
        metavar="N",
        type=int,
        help="mutants at a time here (default: cores)",
    )
    command.add_argument(
        "--preload",
        metavar="MODULE",
        action="append",
        default=[],
        help="import this, as torch, once, and fork for each mutant; the command has to be "
        "`python -m ...`, and the module none of the project; may be repeated",
    )
    command.add_argument("--fresh", action="store_true", help="forget the results of earlier runs")
    command.add_argument("--list", action="store_true", help="list the mutants, and run nothing")
    command.add_argument(
        "--min-score", metavar="PERCENT", type=float, default=0.0, help="exit with 1 below it"
    )
    command.add_argument("--json", action="store_true", help="print one JSON object")


def split(argv: Sequence[str]) -> tuple[list[str], list[str]]:
    """The arguments of ``mutate`` and the command behind ``--``; else all of them and nothing."""
    arguments = list(argv)
    if arguments[:1] != [NAME] or _DASHES not in arguments:
        return arguments, []
    place = arguments.index(_DASHES)
    return arguments[:place], arguments[place + 1 :]


def mutate(options: argparse.Namespace) -> int:
    """Try every mutant, tell what survived; 1 if the score is below what was asked for."""
    operators = _operators(options.operator)
    if options.list:
        _, mutants = find_mutants(options.files, root=options.project, operators=operators)
        print("\n".join(f"{mutant.name}\n{mutant.diff}\n" for mutant in mutants))
        return 0
    planned = plan(
        options.files,
        options.program,
        root=options.project,
        exclude=options.exclude,
        operators=operators,
    )
    try:
        results = _results(planned, options)
    except KeyboardInterrupt:
        print("fake-comet: stopped; the same command goes on where it was", file=sys.stderr)
        return _INTERRUPTED
    score = score_of(results)
    if options.json:
        print(json.dumps(as_json(planned, results, score), ensure_ascii=False))
    else:
        for line in _report(results, score):
            print(line)
    return int(score.percent < options.min_score)


def as_json(planned: Plan, results: Iterable[Result], score: Score) -> dict[str, Any]:
    """All that was found out."""
    return {
        "files": list(planned.files),
        "command": list(planned.command),
        "score": score.percent,
        "counts": {each.value: score.counts[each] for each in Outcome},
        "mutants": [result_as_json(result) for result in results],
    }


def _results(planned: Plan, options: argparse.Namespace) -> list[Result]:
    """One result for each mutant, in the order of the text; those of an earlier run are kept."""
    store = planned.store()
    if options.fresh:
        store.forget()
    found = {result.mutant.name: result for result in store.results(planned.mutants)}
    missing = [mutant for mutant in planned.mutants if mutant.name not in found]
    if missing:
        for result in _progress(_run(planned, missing, options), len(found), len(planned.mutants)):
            found[result.mutant.name] = result
    return [found[mutant.name] for mutant in planned.mutants]


def _run(planned: Plan, missing: list[Mutant], options: argparse.Namespace) -> Iterator[Result]:
    store = planned.store()
    with _executor(planned, options) as (executor, place):
        baseline = store.baseline()
        if baseline is None:
            baseline = measure(planned, executor, place)
            store.keep_baseline(baseline)
        timeout = options.timeout or patience(baseline)
        for result in try_all(planned, missing, executor, place, timeout=timeout):
            if result.reason is None:
                store.keep(result)
            yield result


def _executor(
    planned: Plan, options: argparse.Namespace
) -> AbstractContextManager[tuple[Executor, Any]]:
    place = Workplace(planned.project)
    if not options.preload:
        return executor_at(options.executor, place, workers=options.workers)
    if options.executor:
        raise Misuse("mutate: --preload is for this machine, and not for --executor")
    return warm_executor(options.preload, planned.command, place, workers=options.workers)


def _progress(results: Iterator[Result], done: int, total: int) -> Iterator[Result]:
    """The same results, and a bar on standard error if that is a terminal."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[survivors]} survived"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("mutants", total=total, completed=done, survivors=0)
        survivors = 0
        for result in results:
            survivors += result.outcome is Outcome.SURVIVED
            progress.update(task, advance=1, survivors=survivors)
            yield result


def _report(results: Iterable[Result], score: Score) -> Iterator[str]:
    for result in results:
        if result.outcome is Outcome.SURVIVED:
            yield f"survived: {result.mutant.name}\n{result.mutant.diff}\n"
        elif result.outcome is not Outcome.KILLED:
            reason = f": {result.reason}" if result.reason else ""
            yield f"{result.outcome.value}: {result.mutant.name}{reason}\n"
    yield str(score)


def _operators(patterns: Sequence[str]) -> list[Operator]:
    if not patterns:
        return list(OPERATORS)
    found = [each for each in OPERATORS if any(fnmatch(each.name, one) for one in patterns)]
    if not found:
        known = ", ".join(each.name for each in OPERATORS)
        raise Misuse(f"mutate: no operator {', '.join(patterns)}; there are {known}")
    return found
