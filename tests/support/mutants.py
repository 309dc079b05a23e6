"""The mutants of a few lines of code, as the lines that they change."""

from __future__ import annotations

import textwrap
from fnmatch import fnmatch
from pathlib import Path

from fake_comet.mutation.module import Module, read_module
from fake_comet.mutation.mutant import Mutant, mutants_of
from fake_comet.mutation.operators import OPERATORS
from fake_comet.mutation.source import Source

# An experiment, for tests that are not about how one is found.
STARTED = "import comet_ml\ne = comet_ml.start()\n"


def module_of(code: str) -> Module:
    """The module with that code."""
    return read_module(source_of(code))


def source_of(code: str) -> Source:
    """The code as a source."""
    return Source(textwrap.dedent(code).encode(), Path("callback.py"))


def calls_of(code: str) -> list[str]:
    """What of the SDK the code calls, in the order of the text."""
    return [call.key for call in module_of(code).calls]


def mutants(code: str, pattern: str = "*") -> list[Mutant]:
    """The mutants of the code by the operators of that name."""
    operators = [each for each in OPERATORS if fnmatch(each.name, pattern)]
    return list(mutants_of(textwrap.dedent(code).encode(), "callback.py", operators))


def changes(line: str, pattern: str) -> list[str]:
    """What becomes of one statement with an experiment before it, mutant by mutant."""
    found = (mutant.content.decode() for mutant in mutants(STARTED + line, pattern))
    return [text.removeprefix(STARTED) for text in found if text.startswith(STARTED)]
