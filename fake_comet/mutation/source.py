"""The text of a module: where its syntax tree stands in it, and edits to it; knows no Comet."""

from __future__ import annotations

import ast
import difflib
import io
import tokenize
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fake_comet.errors import Misuse

Node = ast.expr | ast.stmt | ast.keyword


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A piece of the text, in bytes of its UTF-8 form."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Edit:
    """What to write in place of a piece."""

    span: Span
    text: str


class Source:
    """A module's text and tree; edits leave its layout and comments as they are."""

    def __init__(self, content: bytes, path: Path) -> None:
        """Read it.

        Raises:
            Misuse: it is not Python that this interpreter can read.
        """
        self.path = path
        try:
            self._encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
            text = content.decode(self._encoding)
            self.tree = ast.parse(text)
        except (SyntaxError, UnicodeDecodeError, ValueError) as error:
            raise Misuse(f"mutate: cannot read {path} as Python: {error}") from error
        self._bytes = text.encode()  # the columns of a tree count in UTF-8
        self._lines = [0]
        for line in self._bytes.splitlines(keepends=True):
            self._lines.append(self._lines[-1] + len(line))

    def span(self, node: Node) -> Span:
        """Where a node stands; brackets around it are not part of it."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return Span(
            self._lines[node.lineno - 1] + node.col_offset,
            self._lines[node.end_lineno - 1] + node.end_col_offset,
        )

    def text(self, span: Span) -> str:
        """The text of a piece."""
        return self._bytes[span.start : span.end].decode()

    def indentation(self, statement: ast.stmt) -> str | None:
        """What stands before a statement on its line; None if that is not only space."""
        start = self.span(statement).start
        before = self.text(Span(self._lines[statement.lineno - 1], start))
        return None if before.strip() else before

    def edited(self, edits: Iterable[Edit]) -> bytes:
        """The text with the edits made, which must not overlap, in its own encoding."""
        content = self._bytes
        for edit in sorted(edits, key=lambda each: each.span, reverse=True):
            content = content[: edit.span.start] + edit.text.encode() + content[edit.span.end :]
        return content.decode().encode(self._encoding)

    def diff(self, content: bytes, name: str) -> str:
        """The unified diff from this text to another."""
        before, after = self._bytes.decode(), content.decode(self._encoding)
        lines = difflib.unified_diff(
            before.splitlines(), after.splitlines(), f"a/{name}", f"b/{name}", lineterm="", n=2
        )
        return "\n".join(lines)
