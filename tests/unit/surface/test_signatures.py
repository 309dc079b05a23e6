"""How lines become records."""

from __future__ import annotations

from fake_comet.surface import (
    Alias,
    Binding,
    CallableSurface,
    ClassSurface,
    Parameter,
    ParameterKind,
    PropertySurface,
    ValueSurface,
)
from fake_comet.surface.signatures import read, read_line

LINES = {
    "sdk:Base": "class ()",
    "sdk:Base.log": "def (name, step=None)",
    "sdk:Base.url": "property",
    "sdk:Other": "alias sdk:Base",
    "sdk.config:LIMIT": "= 5",
}


def test_every_kind_of_parameter_is_read() -> None:
    entry = read_line("def (a, /, b, c='x', *rest, d, e=[1, 2], **more)")
    kind = ParameterKind
    assert entry == CallableSurface(
        Binding.FUNCTION,
        (
            Parameter(name="a", kind=kind.POSITIONAL_ONLY),
            Parameter(name="b", kind=kind.POSITIONAL_OR_KEYWORD),
            Parameter(name="c", kind=kind.POSITIONAL_OR_KEYWORD, default="'x'"),
            Parameter(name="rest", kind=kind.VAR_POSITIONAL),
            Parameter(name="d", kind=kind.KEYWORD_ONLY),
            Parameter(name="e", kind=kind.KEYWORD_ONLY, default="[1, 2]"),
            Parameter(name="more", kind=kind.VAR_KEYWORD),
        ),
    )


def test_class_methods_and_static_methods_are_told_apart() -> None:
    assert read_line("classmethod ()") == CallableSurface(Binding.CLASS, ())
    assert read_line("staticmethod ()") == CallableSurface(Binding.STATIC, ())


def test_bases_keep_their_order() -> None:
    assert read_line("class (sdk:Base, Exception)") == ClassSurface(("sdk:Base", "Exception"), {})


def test_members_belong_to_their_class() -> None:
    base = read("1", LINES).find("sdk:Base")
    assert isinstance(base, ClassSurface)
    assert list(base.members) == ["log", "url"]


def test_names_and_members_are_found_and_aliases_followed() -> None:
    surface = read("1", LINES)
    assert surface.find("sdk:Base.url") == PropertySurface()
    assert surface.find("sdk:Other.url") == PropertySurface()
    assert surface.find("sdk.config:LIMIT") == ValueSurface("5")
    assert surface.entries["sdk:Other"] == Alias("sdk:Base")


def test_what_is_not_there_is_found_as_none() -> None:
    surface = read("1", LINES)
    assert surface.find("sdk:Base.missing") is None
    assert surface.find("sdk.config:LIMIT.missing") is None


def test_the_modules_of_a_surface_are_listed() -> None:
    assert read("1", LINES).modules == ("sdk", "sdk.config")
