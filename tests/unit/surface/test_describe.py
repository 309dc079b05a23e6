"""How live objects are put into lines."""

from __future__ import annotations

import functools
import math

import pytest

from fake_comet.surface.describe import describe, describe_member, literal


def everything(
    a: int, /, b: str = "x", *rest: int, c: bool, d: object = None, **more: int
) -> None: ...


class Owner:
    @property
    def computed(self) -> int:
        return 1

    @functools.cached_property
    def computed_once(self) -> int:
        return 1

    @classmethod
    def made(cls, key: str) -> None: ...

    @staticmethod
    def loose(key: str) -> None: ...

    def method(self, step: int | None = None) -> None: ...

    class Inner: ...

    limit = 5


def test_a_function_shows_names_kinds_and_defaults_but_no_annotations() -> None:
    assert describe(everything) == "def (a, /, b='x', *rest, c, d=None, **more)"


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("computed", "property"),
        ("computed_once", "property"),
        ("made", "classmethod (key)"),
        ("loose", "staticmethod (key)"),
        ("method", "def (step=None)"),
        ("limit", "= 5"),
        ("Inner", "= ..."),
    ],
)
def test_a_member_is_shown_without_what_it_is_bound_to(name: str, line: str) -> None:
    assert describe_member(vars(Owner)[name]) == line


def test_a_method_of_an_object_is_a_function_of_the_module_that_offers_it() -> None:
    assert describe(Owner().method) == "def (step=None)"


def test_a_function_that_hides_its_parameters_is_an_opaque_value() -> None:
    assert describe(max) == "= ..."


def test_a_decorated_function_shows_the_parameters_of_what_it_wraps() -> None:
    assert describe(functools.lru_cache(everything)) == describe(everything)


@pytest.mark.parametrize("value", [None, True, 3, 0.5, "text", b"bytes", (1, "a"), [1], {"a": [2]}])
def test_plain_values_are_shown(value: object) -> None:
    assert literal(value) == repr(value)


@pytest.mark.parametrize("value", [object(), {1, 2}, [object()], {"a": math.sin}, int])
def test_values_whose_text_may_change_are_opaque(value: object) -> None:
    assert literal(value) == "..."
