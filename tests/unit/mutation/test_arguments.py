"""Arguments of calls: where they stand, and which parameters they go to."""

from __future__ import annotations

import ast

import pytest

from fake_comet.mutation.arguments import Argument, arguments_of
from fake_comet.mutation.known import parameters
from tests.support.mutants import source_of

LOG_METRIC = parameters("comet_ml:CometExperiment.log_metric")


def arguments(code: str) -> tuple[Argument, ...]:
    source = source_of(code)
    call = next(node for node in ast.walk(source.tree) if isinstance(node, ast.Call))
    return arguments_of(source, call, LOG_METRIC)


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ("f()", []),
        ("f(a, step=b)", ["a", "step=b"]),
        ("f( a , step = b , )", ["a", "step = b"]),
        ("f((a), ((b)),)", ["(a)", "((b))"]),
        ("f(lambda a, b: a, 'c, d')", ["lambda a, b: a", "'c, d'"]),
        ("f(*a, **b)", ["*a", "**b"]),
        ("f(x for x in y)", ["x for x in y"]),
        ("f(  # one, two\n  a,  # three, four\n  b  # five\n)", ["a", "b"]),
        ("f(a, # (\n b)", ["a", "b"]),
        ("f(g(a, b), [c, d])", ["g(a, b)", "[c, d]"]),
        ("f(step=(b), name=c)", ["step=(b)", "name=c"]),
        ('f("é", "ü")', ['"é"', '"ü"']),
    ],
)
def test_texts(code: str, texts: list[str]) -> None:
    source = source_of(code)
    assert [source.text(each.span) for each in arguments(code)] == texts


@pytest.mark.parametrize("code", ["f(step=(b))", "f(step = (b) )", "f(step=\\\n(b))", "f(**(b))"])
def test_values_have_no_keyword(code: str) -> None:
    (argument,) = arguments(code)
    assert source_of(code).text(argument.value_span) == "(b)"


def test_names_are_those_of_the_parameters() -> None:
    found = arguments("f(a, b, 3, epoch=4, other=5)")
    assert [each.name for each in found] == ["name", "value", "step", "epoch", "other"]


def test_behind_unpacked_ones_nothing_is_known() -> None:
    found = arguments("f('loss', *rest, 3, **more)")
    assert [each.name for each in found] == ["name", "", "", ""]
    assert [each.is_unpacked for each in found] == [False, True, False, True]


def test_what_is_too_much_has_no_name() -> None:
    assert arguments("f(1, 2, 3, 4, 5, 6)")[-1].name == ""


def test_only_what_has_a_default_is_optional() -> None:
    found = arguments("f(a, b, 3, other=1)")
    assert [each.is_optional for each in found] == [False, False, True, True]
    assert not arguments("f(*a)")[0].is_optional


def test_a_default_that_is_written_out() -> None:
    found = arguments("f(a, b, step=None, epoch=1, include_context=True)")
    assert [each.is_default for each in found] == [False, False, True, False, True]


def test_the_last_one_without_keyword() -> None:
    found = arguments("f(a, b, step=3)")
    assert [each.is_last_positional for each in found] == [False, True, False]
