"""Tries all mutants of some files of a project against its tests; prints nothing."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Generator, Sequence
from concurrent.futures import Executor, Future, as_completed
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Final

import fake_comet
from fake_comet.errors import Misuse
from fake_comet.mutation.mutant import Mutant, mutants_of
from fake_comet.mutation.operators import OPERATORS, Operator
from fake_comet.mutation.project import Project, snapshot
from fake_comet.mutation.results import Outcome, Result, Store
from fake_comet.mutation.trial import Ending, Trial, marking, run_trial

# Mutants share the cores, which the run without faults had for itself.
_PATIENCE: Final = 5
_LEAST: Final = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be done.

    Attributes:
        files: the files that are mutated, by path from the root.
        python_path: the folders in the project from which they are imported.
    """

    root: Path
    project: Project
    command: tuple[str, ...]
    files: dict[str, bytes]
    python_path: tuple[str, ...]
    mutants: tuple[Mutant, ...]

    def store(self) -> Store:
        """The results of the very same plan."""
        known = [self.project.digest, *self.command, fake_comet.__version__, sys.version]
        return Store(self.root, hashlib.sha256("\0".join(known).encode()).hexdigest())


def find_mutants(
    files: Sequence[Path], *, root: Path, operators: Sequence[Operator] = OPERATORS
) -> tuple[dict[str, bytes], tuple[Mutant, ...]]:
    """The files by path from the root, and their mutants.

    Raises:
        Misuse: a file is not in the project, not Python, or none of them calls Comet.
    """
    contents = {_relative(file, root.resolve()): file.read_bytes() for file in files}
    found = (mutants_of(content, file, operators) for file, content in contents.items())
    mutants = tuple(chain.from_iterable(found))
    if not mutants:
        raise Misuse(_nothing_found(contents))
    return contents, mutants


def plan(
    files: Sequence[Path],
    command: Sequence[str],
    *,
    root: Path,
    exclude: Sequence[str] = (),
    operators: Sequence[Operator] = OPERATORS,
) -> Plan:
    """Read the project and find its mutants.

    Raises:
        Misuse: there are none, or nothing to try them with.
    """
    root = root.resolve()
    contents, mutants = find_mutants(files, root=root, operators=operators)
    return Plan(
        root=root,
        project=snapshot(root, exclude=exclude),
        command=_command(command),
        files=contents,
        python_path=tuple({_import_root(root, file): None for file in contents}),
        mutants=mutants,
    )


def measure(plan: Plan, executor: Executor, place: Any) -> float:
    """Run the tests without any fault, and give the seconds that they take.

    Raises:
        Misuse: they fail, or do not import the files that are to be mutated.
    """
    marked = {file: marking(content) for file, content in plan.files.items()}
    ending = executor.submit(run_trial, place, _trial(plan, marked)).result()
    if ending.exit_code:
        raise Misuse(_baseline_failed(plan, ending))
    if unseen := sorted(plan.files.keys() - ending.seen):
        raise Misuse(_not_imported(unseen))
    return ending.seconds


def patience(baseline: float) -> float:
    """How many seconds a mutant may take."""
    return max(_LEAST, _PATIENCE * baseline)


def try_all(
    plan: Plan, mutants: Sequence[Mutant], executor: Executor, place: Any, *, timeout: float
) -> Generator[Result, None, None]:
    """Try the mutants, and give each result when it is there.

    If the caller stops early, those that have not begun are not begun.
    """
    futures: dict[Future[Ending], Mutant] = {}
    for mutant in mutants:
        if mutant.fault is not None:
            yield Result(mutant=mutant, outcome=Outcome.INVALID, reason=mutant.fault)
        else:
            trial = _trial(plan, {mutant.file: mutant.content}, timeout=timeout)
            futures[executor.submit(run_trial, place, trial)] = mutant
    try:
        for future in as_completed(futures):
            yield _result(futures[future], future)
    finally:
        for future in futures:
            future.cancel()


def _trial(plan: Plan, files: dict[str, bytes], *, timeout: float | None = None) -> Trial:
    return Trial(command=plan.command, files=files, python_path=plan.python_path, timeout=timeout)


def _result(mutant: Mutant, future: Future[Ending]) -> Result:
    error = future.exception()
    if error is not None:
        return Result(mutant=mutant, outcome=Outcome.INVALID, reason=f"not run: {error}")
    ending = future.result()
    if ending.exit_code is None:
        outcome = Outcome.TIMED_OUT
    else:
        outcome = Outcome.KILLED if ending.exit_code else Outcome.SURVIVED
    return Result(
        mutant=mutant, outcome=outcome, seconds=ending.seconds, exit_code=ending.exit_code
    )


def _relative(file: Path, root: Path) -> str:
    try:
        return file.resolve().relative_to(root).as_posix()
    except ValueError:
        raise Misuse(
            f"mutate: {file} is not in the project {root}; name its folder with --project"
        ) from None


def _import_root(root: Path, file: str) -> str:
    """The folder from which the file is imported: the first one above it that is no package."""
    folder = (root / file).parent
    while folder != root and (folder / "__init__.py").exists():
        folder = folder.parent
    return folder.relative_to(root).as_posix()


def _command(command: Sequence[str]) -> tuple[str, ...]:
    """The command with the path of its program, which may lie in what is not copied."""
    if not command:
        raise Misuse("mutate: no command; write it behind --, as in `-- pytest tests`")
    program = shutil.which(command[0])
    if program is None:
        raise Misuse(f"mutate: there is no program {command[0]!r}")
    # Links are not followed: an environment's python knows by its path where it belongs.
    return (os.path.abspath(program) if os.sep in command[0] else command[0], *command[1:])


def _nothing_found(files: dict[str, bytes]) -> str:
    return (
        f"mutate: no calls of Comet in {', '.join(files)}: neither of comet_ml, nor of what it "
        "gives, nor of anything called experiment"
    )


def _baseline_failed(plan: Plan, ending: Ending) -> str:
    return (
        f"mutate: without any fault, `{' '.join(plan.command)}` ends with exit code "
        f"{ending.exit_code} in a copy of the project; the tests have to pass first. They said:\n"
        f"{ending.output.rstrip()}"
    )


def _not_imported(files: Sequence[str]) -> str:
    return (
        f"mutate: the tests pass, but do not import {', '.join(files)} from the copy of the "
        "project: no fault in there would be noticed. Do they load it at all, or another copy, by "
        "an absolute path?"
    )
