"""Functions are called in the order added, and each run has lists of its own."""

from __future__ import annotations

from typing import Any

from reference_impl.engine import SimulatedYOLO


def train(model: SimulatedYOLO) -> Any:
    return model.train(epochs=1, batch=4, imgsz=96, plots=False)


def test_functions_of_an_event_are_called_in_the_order_added(make: Any) -> None:
    model = make()
    calls: list[str] = []
    for name in ("first", "second"):
        model.add_callback("on_train_start", lambda trainer, name=name: calls.append(name))
    train(model)
    assert calls == ["first", "second"]


def test_cleared_events_call_nothing(make: Any) -> None:
    model = make()
    calls: list[Any] = []
    model.add_callback("on_train_start", calls.append)
    model.add_callback("on_train_end", calls.append)
    model.clear_callback("on_train_start")
    train(model)
    assert len(calls) == 1


def test_reset_callbacks_forgets_those_that_were_added(make: Any) -> None:
    model = make()
    calls: list[Any] = []
    model.add_callback("on_train_start", calls.append)
    model.reset_callbacks()
    train(model)
    assert calls == []


def test_events_of_ones_own_can_be_run(make: Any) -> None:
    model = make()
    calls: list[Any] = []
    model.add_callback("on_my_own", calls.append)
    model.add_callback("on_train_end", lambda trainer: trainer.run_callbacks("on_my_own"))
    train(model)
    assert calls == [model.trainer]


def test_callbacks_of_a_trainer_do_not_leak_into_the_next_one(make: Any) -> None:
    model = make()
    calls: list[Any] = []

    def add(trainer: Any) -> None:
        trainer.add_callback("on_train_end", calls.append)

    model.add_callback("on_train_start", add)
    train(model)
    train(model)
    assert calls == [calls[0], model.trainer]
    assert calls[0] is not model.trainer
