"""Tables as text in the SDK's way, and what that loses; it knows no experiment."""

from __future__ import annotations

import csv
import io
import numbers
from collections.abc import Iterator, Mapping
from typing import Any, Final

from fake_comet.sdk.values import is_list_like

_ATOMS: Final = (numbers.Number, str)


def is_dataframe(value: Any) -> bool:
    """Whether a value is a pandas DataFrame or Series; pandas itself need not be loaded to tell."""
    return getattr(value, "_typ", None) in ("dataframe", "series") and not isinstance(value, type)


def format_of(filename: str) -> str:
    """What follows the last dot of a name, in its own case."""
    return filename.rpartition(".")[2] if "." in filename else ""


def dataframe_text(dataframe: Any, form: str, options: Mapping[str, Any]) -> str:
    """A DataFrame written by pandas as ``json``, ``csv``, ``md`` or ``html``."""
    writer = "to_markdown" if form == "md" else f"to_{form}"
    out = io.StringIO()
    getattr(dataframe, writer)(out, **options)
    return out.getvalue()


def table_text(table: Any, headers: Any, form: str) -> str:
    """A table as comma-separated (``csv``) or tab-separated text; its first row sets the width.

    Args:
        headers: False for none, True for ``column1``, ``column2`` …, or the names.
    """
    dialect = csv.excel if form == "csv" else csv.excel_tab
    width = _width(table)
    out = io.StringIO()
    writer: Any
    if isinstance(headers, bool) and not headers:
        names = None
        writer = csv.writer(out, dialect)
    else:
        names = _names(headers, width)
        writer = csv.DictWriter(out, names, dialect=dialect)
        writer.writeheader()
    for row in table:
        cells = [row] if width == 1 else flat(row)
        if names is not None and len(names) == width:
            cells = {names[place]: cell for place, cell in enumerate(cells)}
        writer.writerow(cells)
    return out.getvalue()


def _width(table: Any) -> int:
    first = table[0]
    return 1 if isinstance(first, _ATOMS) else len(flat(first))


def _names(headers: Any, width: int) -> Any:
    if isinstance(headers, bool):
        return [f"column{place + 1}" for place in range(width)]
    return headers[:width]


def flat(items: Any) -> Any:
    """Nested sequences and arrays as one list, of dictionaries the keys; numbers and text kept."""
    return items if isinstance(items, _ATOMS) else list(_flat(items))


# What flattens to an array of itself (numpy.bool_, tensors of no dimension) keeps the real SDK busy
# for ever; here it ends in a RecursionError.
def _flat(items: Any) -> Iterator[Any]:
    for item in items.flatten() if hasattr(items, "flatten") else items:
        if isinstance(item, _ATOMS):
            yield item
            continue
        inner = item.flatten() if hasattr(item, "flatten") else item
        try:
            opened = iter(inner)
        except TypeError:
            yield inner
        else:
            yield from _flat(opened)


def losses(table: Any, headers: Any) -> list[str]:
    """What of a table does not arrive as a person would expect, though the SDK says nothing."""
    rows = list(table)
    found = []
    if any(isinstance(row, Mapping) for row in rows):
        found.append("rows that are dictionaries are written as their keys, without their values")
    elif _width(table) == 1 and any(is_list_like(row) for row in rows):
        found.append("rows of one cell are written as their repr, brackets included")
    if not isinstance(headers, bool) and len(headers) > _width(table):
        found.append(f"{len(headers)} headers for {_width(table)} columns: the last are cut")
    return found
