"""Texts and trees of modules."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from fake_comet.errors import Misuse
from fake_comet.mutation.source import Edit, Source, Span


def source(content: bytes) -> Source:
    return Source(content, Path("callback.py"))


def test_spans_count_bytes_and_not_letters() -> None:
    read = source('é = "é"; log("x")\n'.encode())
    call = next(node for node in ast.walk(read.tree) if isinstance(node, ast.Call))
    assert read.text(read.span(call)) == 'log("x")'


def test_spans_go_over_lines() -> None:
    read = source(b"a = 1\r\nlog(\r\n  1,\r\n)\r\n")
    assert read.text(read.span(read.tree.body[1])) == "log(\r\n  1,\r\n)"


def test_edits_leave_the_rest_as_it_is() -> None:
    read = source(b"a = 1  # one\nb = 2\n")
    assert read.edited([Edit(Span(4, 5), "10"), Edit(Span(17, 18), "20")]) == (
        b"a = 10  # one\nb = 20\n"
    )


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8-sig"])
def test_the_encoding_is_kept(encoding: str) -> None:
    text = f"# -*- coding: {encoding.removesuffix('-sig')} -*-\n'é'; a\n"
    read = source(text.encode(encoding))
    span = read.span(read.tree.body[-1])
    assert read.edited([Edit(span, "b")]).decode(encoding) == text.replace("a\n", "b\n")


def test_diffs_name_the_file() -> None:
    read = source(b"a = 1\n")
    assert read.diff(b"a = 2\n", "here/callback.py").splitlines() == [
        "--- a/here/callback.py",
        "+++ b/here/callback.py",
        "@@ -1 +1 @@",
        "-a = 1",
        "+a = 2",
    ]


@pytest.mark.parametrize(
    ("code", "indentation"),
    [("if a:\n    b\n", "    "), ("if a: b\n", None), ("if a:\n\tb\n", "\t")],
)
def test_indentation(code: str, indentation: str | None) -> None:
    read = source(code.encode())
    (statement,) = read.tree.body
    assert isinstance(statement, ast.If)
    assert read.indentation(statement.body[0]) == indentation


@pytest.mark.parametrize("content", [b"def", b"a = '\xff'\n", b"# coding: nonsense\n", b"\0"])
def test_what_is_not_python_is_misuse(content: bytes) -> None:
    with pytest.raises(Misuse, match=r"mutate: cannot read callback\.py as Python: "):
        source(content)
