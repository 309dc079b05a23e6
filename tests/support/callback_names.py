"""The table of documented callback names, made from the code and the documented headings.

    python -m tests.support.callback_names

writes ``docs/callback-names.md``. What the functions do it tells from their docstrings; it tries
none of them.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from reference_impl import callback, legacy

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = ROOT / "docs" / "callback-names.md"
GENERATIONS: Final[Mapping[str, ModuleType]] = {"current": callback, "legacy": legacy}
_HEAD: Final = """\
# Documented callback names

The reference pages of the Ultralytics Comet callback document {current} functions in the current
generation and {legacy} in the legacy one. `reference_impl.callback` and `reference_impl.legacy`
have each of them. This page is made from them by `python -m tests.support.callback_names`; a test
fails when a name is missing or the page is stale.

| documented name | current | legacy | what it does |
|---|---|---|---|
"""


def documented() -> dict[str, dict[str, str]]:
    """The parameters of each documented function by generation and name, in order."""
    text = (ROOT / "tests" / "data" / "documented_callback.json").read_text()
    found: dict[str, dict[str, str]] = json.loads(text)
    return found


def parameters_of(function: Any) -> str:
    """The parameters of a function in the form of the data, without annotations."""
    bare = [
        parameter.replace(annotation=inspect.Parameter.empty)
        for parameter in inspect.signature(function).parameters.values()
    ]
    return str(inspect.Signature(bare))


def page() -> str:
    """The page as it should be."""
    headings = documented()
    names = dict.fromkeys(name for listed in headings.values() for name in listed)
    counts = {generation: len(listed) for generation, listed in headings.items()}
    return _HEAD.format(**counts) + "".join(_row(name, headings) for name in names)


def _row(name: str, headings: Mapping[str, Mapping[str, str]]) -> str:
    cells = [_cell(name, generation, headings) for generation in GENERATIONS]
    return f"| `{name}` | {' | '.join(cells)} | {_summary(name)} |\n"


def _cell(name: str, generation: str, headings: Mapping[str, Mapping[str, str]]) -> str:
    if name not in headings[generation]:
        return "not documented"
    return f"`{parameters_of(getattr(GENERATIONS[generation], name))}`"


def _summary(name: str) -> str:
    functions = [getattr(module, name, None) for module in GENERATIONS.values()]
    told = [_first_line(function) for function in functions if function is not None]
    return told[0] if len(set(told)) == 1 else " Legacy: ".join(told)


def _first_line(function: Any) -> str:
    return (inspect.getdoc(function) or "").partition("\n")[0].replace("``", "`")


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page())
