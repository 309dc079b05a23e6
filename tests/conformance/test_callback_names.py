"""Every documented callback name is there, and the page that says so is up to date."""

from __future__ import annotations

import pytest

from tests.support.callback_names import GENERATIONS, PAGE, documented, page, parameters_of

NAMES = [
    (generation, name, parameters)
    for generation, names in documented().items()
    for name, parameters in names.items()
]


def test_the_pages_document_51_names() -> None:
    assert {generation: len(names) for generation, names in documented().items()} == {
        "current": 27,
        "legacy": 24,
    }


@pytest.mark.parametrize(("generation", "name", "parameters"), NAMES)
def test_documented_function_is_there_with_its_parameters(
    generation: str, name: str, parameters: str
) -> None:
    module = GENERATIONS[generation]
    assert parameters_of(getattr(module, name)) == parameters
    assert name in module.__all__


@pytest.mark.parametrize(
    ("generation", "events"),
    [
        (
            "current",
            "on_pretrain_routine_start on_train_epoch_end on_fit_epoch_end on_train_end teardown",
        ),
        ("legacy", "on_pretrain_routine_start on_train_epoch_end on_fit_epoch_end on_train_end"),
    ],
)
def test_callbacks_hold_the_events_of_their_generation(generation: str, events: str) -> None:
    module = GENERATIONS[generation]
    assert module.callbacks == {event: getattr(module, event) for event in events.split()}


def test_page_of_names_is_up_to_date() -> None:
    """Write it anew with `python -m tests.support.callback_names`."""
    assert PAGE.read_text() == page()
