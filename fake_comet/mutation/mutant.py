"""A mutant: the module with one fault planted, under a name that stays when lines move."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fake_comet.mutation.module import read_module
from fake_comet.mutation.operators import OPERATORS, Change, Operator
from fake_comet.mutation.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One fault in one place.

    Attributes:
        name: file, operator, function and what is changed there; with ``#2`` for the second such.
        file: its path from the root of the project.
        content: the whole file.
        diff: from the real module to this.
        fault: why it is not even Python; nothing is run for it then.
    """

    name: str
    file: str
    operator: str
    line: int
    content: bytes
    diff: str
    fault: str | None


def mutants_of(
    content: bytes, file: str, operators: Sequence[Operator] = OPERATORS
) -> tuple[Mutant, ...]:
    """All mutants of a module, ordered by line.

    Raises:
        Misuse: the file cannot be read as Python.
    """
    source = Source(content, Path(file))
    module = read_module(source)
    found = [(change, operator) for operator in operators for change in operator.find(module)]
    found.sort(key=lambda each: each[0].line)
    return tuple(_mutants(source, file, found))


def _mutants(
    source: Source, file: str, found: Sequence[tuple[Change, Operator]]
) -> Iterator[Mutant]:
    seen: Counter[str] = Counter()
    for change, operator in found:
        name = f"{file}:{operator.name}:{change.where}:{change.subject}"
        seen[name] += 1
        content = source.edited(change.edits)
        yield Mutant(
            name=f"{name}#{seen[name]}" if seen[name] > 1 else name,
            file=file,
            operator=operator.name,
            line=change.line,
            content=content,
            diff=source.diff(content, file),
            fault=_fault(content),
        )


def _fault(content: bytes) -> str | None:
    try:
        compile(content, "<mutant>", "exec", dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        return f"not Python: {error}"
    return None
