"""The arguments of a call as text, and the parameters that they go to; knows no Comet."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from fake_comet.mutation.source import Source, Span
from fake_comet.surface import Parameter, ParameterKind

# Between two arguments stand brackets, space and comments, of which only the comma counts.
_COMMENT: Final = re.compile(rb"#[^\r\n]*")
_POSITIONAL: Final = (ParameterKind.POSITIONAL_ONLY, ParameterKind.POSITIONAL_OR_KEYWORD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One argument.

    Attributes:
        keyword: the name that the call gives it, None without one and for ``**``.
        parameter: the one that takes it, None if that is not known.
        span: all of it, with its keyword and brackets around it.
        value_span: what stands for its value.
        is_last_positional: whether no argument without a keyword follows.
    """

    node: ast.expr
    keyword: ast.keyword | None
    parameter: Parameter | None
    span: Span
    value_span: Span
    is_last_positional: bool

    @property
    def name(self) -> str:
        """The name of its parameter, or its keyword, or nothing."""
        if self.parameter is not None:
            return self.parameter.name
        return (self.keyword.arg or "") if self.keyword is not None else ""

    @property
    def is_unpacked(self) -> bool:
        """Whether it stands for any number of arguments."""
        if self.keyword is not None:
            return self.keyword.arg is None
        return isinstance(self.node, ast.Starred)

    @property
    def is_default(self) -> bool:
        """Whether the call would do the same without it."""
        return self.parameter is not None and ast.unparse(self.node) == self.parameter.default

    @property
    def is_optional(self) -> bool:
        """Whether the call can do without it."""
        if self.parameter is None:
            return self.keyword is not None
        return self.parameter.default is not None


def arguments_of(
    source: Source, call: ast.Call, parameters: Sequence[Parameter]
) -> tuple[Argument, ...]:
    """The arguments in the order of the text."""
    nodes: list[ast.expr | ast.keyword] = sorted([*call.args, *call.keywords], key=source.span)
    spans = list(_spans(source, call, nodes))
    taken = list(_parameters(call, nodes, parameters))
    last = call.args[-1] if call.args else None
    return tuple(
        _argument(source, node, span, parameter, is_last_positional=node is last)
        for node, span, parameter in zip(nodes, spans, taken, strict=True)
    )


def _argument(
    source: Source,
    node: ast.expr | ast.keyword,
    span: Span,
    parameter: Parameter | None,
    *,
    is_last_positional: bool,
) -> Argument:
    keyword = node if isinstance(node, ast.keyword) else None
    value = span
    if keyword is not None:
        name = len(keyword.arg.encode()) if keyword.arg else len("**")
        start = source.span(keyword).start + name
        rest = source.text(Span(start, span.end))
        skipped = len(rest) - len(rest.lstrip("= \t\r\n\\"))
        value = Span(start + skipped, span.end)
    return Argument(
        node=keyword.value if keyword is not None else node,  # type: ignore[arg-type]
        keyword=keyword,
        parameter=parameter,
        span=span,
        value_span=value,
        is_last_positional=is_last_positional,
    )


def _spans(
    source: Source, call: ast.Call, nodes: Sequence[ast.expr | ast.keyword]
) -> Iterator[Span]:
    """Each argument from after the comma before it up to the comma behind it, without space."""
    inner = [source.span(node) for node in nodes]
    opening, closing = source.span(call.func).end, source.span(call).end - 1
    starts, ends = [_after(source, Span(opening, closing), "(")], []
    for before, after in pairwise(inner):
        comma = _after(source, Span(before.end, after.start), ",")
        ends.append(comma - 1)
        starts.append(comma)
    if inner:
        ends.append(_before_last_comma(source, Span(min(inner[-1].end, closing), closing)))
    for start, end, span in zip(starts, ends, inner, strict=False):
        yield _trimmed(source, Span(start, end), span)


def _after(source: Source, span: Span, sign: str) -> int:
    """Behind the first such sign that is not in a comment."""
    return span.start + _bare(source, span).index(sign.encode()) + 1


def _before_last_comma(source: Source, span: Span) -> int:
    found = _bare(source, span).rfind(b",")
    return span.start + found if found >= 0 else span.end


def _bare(source: Source, span: Span) -> bytes:
    """The text with comments blanked, as long as before."""
    return _COMMENT.sub(lambda found: b" " * len(found[0]), source.text(span).encode())


def _trimmed(source: Source, outer: Span, inner: Span) -> Span:
    """The outer span without what is space and comments before and behind the inner one.

    A generator as the only argument is taken by the tree to have the call's own brackets.
    """
    inner = Span(max(inner.start, outer.start), min(inner.end, outer.end))
    before = _bare(source, Span(outer.start, inner.start))
    behind = _bare(source, Span(inner.end, outer.end))
    return Span(
        inner.start - len(before.lstrip()),
        inner.end + len(behind.rstrip()),
    )


def _parameters(
    call: ast.Call,
    nodes: Iterable[ast.expr | ast.keyword],
    parameters: Sequence[Parameter],
) -> Iterator[Parameter | None]:
    by_name = {parameter.name: parameter for parameter in parameters}
    positional = [each for each in parameters if each.kind in _POSITIONAL]
    unpacked = False
    for node in nodes:
        if isinstance(node, ast.keyword):
            yield by_name.get(node.arg or "")
            continue
        unpacked = unpacked or isinstance(node, ast.Starred)
        place = call.args.index(node)
        yield positional[place] if not unpacked and place < len(positional) else None
