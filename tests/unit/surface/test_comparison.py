"""Every kind of difference between a surface and live modules is seen and told."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from fake_comet.surface import Surface, compare
from fake_comet.surface.signatures import read

SURFACE = {
    "sdk:Error": "class (Exception)",
    "sdk:Experiment": "class ()",
    "sdk:Experiment.log": "def (name, value, step=None)",
    "sdk:Experiment.url": "property",
    "sdk:LIMIT": "= 5",
    "sdk:LOGGER": "= ...",
    "sdk:Run": "alias sdk:Experiment",
    "sdk:start": "def (key=None, *, mode='get')",
    "sdk.more:Experiment": "alias sdk:Experiment",
}


class Error(Exception): ...


class Experiment:
    def log(self, name: str, value: float, step: int | None = None) -> None: ...

    @property
    def url(self) -> str:
        return ""


def start(key: str | None = None, *, mode: str = "get") -> None: ...


def sdk(**changed: object) -> SimpleNamespace:
    names = {
        "Error": Error,
        "Experiment": Experiment,
        "LIMIT": 5,
        "LOGGER": object(),
        "Run": changed.get("Experiment", Experiment),
        "start": start,
    }
    return SimpleNamespace(**names | changed)


def surface() -> Surface:
    return read("1", SURFACE)


def texts(**modules: object) -> list[str]:
    return [str(difference) for difference in compare(surface(), modules)]


def test_an_equal_module_has_no_differences() -> None:
    assert compare(surface(), {"sdk": sdk(), "sdk.more": sdk()}) == []


def test_modules_that_are_not_given_are_not_judged() -> None:
    assert compare(surface(), {}) == []


def test_a_missing_name_is_told() -> None:
    module = sdk()
    del module.start
    assert texts(sdk=module) == ["sdk:start: missing name"]


def log_without_step(self: object, name: str, value: float) -> None: ...
def log_with_epoch(
    self: object, name: str, value: float, step: None = None, epoch: int = 0
) -> None: ...
def log_turned_round(self: object, value: float, name: str, step: None = None) -> None: ...
def log_by_default(self: object, name: str, value: float, step: int = 1) -> None: ...
def log_at_step(self: object, name: str, value: float, step: int) -> None: ...
def log_by_keyword(self: object, name: str, value: float, *, step: None = None) -> None: ...


@pytest.mark.parametrize(
    ("log", "text"),
    [
        (log_without_step, "missing parameter step"),
        (log_with_epoch, "extra parameter epoch"),
        (
            log_turned_round,
            "order of the parameters: value, name, step, the SDK has name, value, step",
        ),
        (log_by_default, "default of a parameter step: 1, the SDK has None"),
        (log_at_step, "default of a parameter step: nothing, the SDK has None"),
        (
            log_by_keyword,
            "kind of a parameter step: keyword only, the SDK has positional or keyword",
        ),
        (staticmethod(start), "another sort of thing: a static method, the SDK has a function"),
        (classmethod(start), "another sort of thing: a class method, the SDK has a function"),
        (property(start), "another sort of thing: a property, the SDK has a function"),
        (7, "another sort of thing: a value, the SDK has a function"),
    ],
)
def test_a_method_that_differs_is_told(log: object, text: str) -> None:
    changed = type("Experiment", (Experiment,), {"log": log})
    assert texts(sdk=sdk(Experiment=changed)) == [f"sdk:Experiment.log: {text}"]


def test_a_missing_member_is_told() -> None:
    bare = type("Experiment", (), {"log": Experiment.log})
    assert texts(sdk=sdk(Experiment=bare)) == ["sdk:Experiment.url: missing name"]


def test_a_missing_base_class_is_told() -> None:
    assert texts(sdk=sdk(Error=Experiment)) == ["sdk:Error: missing base class Exception"]


def test_a_value_that_differs_is_told() -> None:
    assert texts(sdk=sdk(LIMIT=6)) == ["sdk:LIMIT: value: 6, the SDK has 5"]


def test_of_an_opaque_value_only_the_existence_counts() -> None:
    assert texts(sdk=sdk(LOGGER=start)) == []


def test_something_else_in_place_of_a_class_is_told() -> None:
    text = "sdk:Error: another sort of thing: a function, the SDK has a class"
    assert texts(sdk=sdk(Error=start)) == [text]


def test_a_second_name_has_to_name_the_same_object() -> None:
    copy = type("Run", (Experiment,), {})
    assert texts(sdk=sdk(Run=copy)) == ["sdk:Run: not the same object as sdk:Experiment"]


def test_a_second_name_is_judged_alone_where_the_first_is_not_given() -> None:
    bare = type("Experiment", (), {"log": Experiment.log})
    module = SimpleNamespace(Experiment=bare)
    assert [str(difference) for difference in compare(surface(), {"sdk.more": module})] == [
        "sdk.more:Experiment.url: missing name"
    ]


def test_a_missing_second_name_is_told() -> None:
    differences = compare(surface(), {"sdk": sdk(), "sdk.more": SimpleNamespace()})
    assert [str(difference) for difference in differences] == ["sdk.more:Experiment: missing name"]
