"""Sessions from begin to end, as context manager and decorator."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import threading
from collections.abc import Iterator

import pytest

import fake_comet
from fake_comet.errors import Misuse, NoSession, ProblemsFound
from fake_comet.session import current


def test_comet_ml_is_the_stand_in_inside_and_gone_outside() -> None:
    before = sys.modules.get("comet_ml")
    with fake_comet.activate():
        import comet_ml

        assert comet_ml.__spec__.origin == "fake-comet"
    assert sys.modules.get("comet_ml") is before


def test_session_is_the_current_one_for_all_threads() -> None:
    seen = []
    with fake_comet.activate() as session:
        thread = threading.Thread(target=lambda: seen.append(current()))
        thread.start()
        thread.join()
    assert seen == [session]


def test_nested_sessions_are_apart_and_the_outer_one_goes_on() -> None:
    with fake_comet.activate() as outer:
        with fake_comet.activate() as inner:
            assert current() is inner
        assert current() is outer
        import comet_ml

        comet_ml.Experiment().end()
    assert (len(outer.experiments), len(inner.experiments)) == (1, 0)


def test_stand_in_used_outside_of_a_session_says_so() -> None:
    with fake_comet.activate():
        from comet_ml import Experiment
    with pytest.raises(NoSession, match="no session is active"):
        Experiment()


def test_strict_session_fails_at_its_end_with_all_problems() -> None:
    with pytest.raises(ProblemsFound, match=r"2 problems(.|\n)*metric-none(.|\n)*call-after-end"):
        log_badly_in_a_session(strict=True)


def test_session_that_is_not_strict_only_keeps_problems() -> None:
    session = log_badly_in_a_session(strict=False)
    assert [problem.kind for problem in session.problems] == ["metric-none", "call-after-end"]


def log_badly_in_a_session(*, strict: bool) -> fake_comet.Session:
    with fake_comet.activate(strict=strict) as session:
        import comet_ml

        experiment = comet_ml.Experiment()
        experiment.log_metric("loss", None)
        experiment.end()
        experiment.log_metric("late", 1)
    return session


def test_exception_of_the_block_is_not_hidden_by_problems() -> None:
    @fake_comet.activate()
    def fail() -> None:
        import comet_ml

        comet_ml.Experiment()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()


def test_everything_is_undone_after_an_exception() -> None:
    @fake_comet.activate(api_key="mine")
    def fail() -> None:
        os.environ["COMET_LEFT_BEHIND"] = "1"
        raise ZeroDivisionError

    before = (dict(os.environ), list(sys.meta_path), sys.modules.get("comet_ml"))
    with pytest.raises(ZeroDivisionError):
        fail()
    assert (dict(os.environ), list(sys.meta_path), sys.modules.get("comet_ml")) == before


def test_logger_propagates_inside_and_is_as_before_outside(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    logger = logging.getLogger("comet_ml")
    monkeypatch.setattr(logger, "propagate", False)
    level = logger.level
    log_badly_in_a_session(strict=False)
    assert "The given value of the metric loss was None; ignoring" in caplog.text
    assert (logger.propagate, logger.level) == (False, level)


def test_handler_that_is_on_both_loggers_hears_everything_once() -> None:
    logger, root, heard = logging.getLogger("comet_ml"), logging.getLogger(), logging.Handler()
    messages: list[str] = []
    heard.emit = lambda record: messages.append(record.getMessage())  # type: ignore[method-assign]
    for one in (logger, root):
        one.addHandler(heard)
    try:
        log_badly_in_a_session(strict=False)
        ignored = "The given value of the metric loss was None; ignoring"
        assert len([text for text in messages if text.startswith(ignored)]) == 1
        assert heard in logger.handlers
    finally:
        for one in (logger, root):
            one.removeHandler(heard)


def test_handler_that_has_left_does_not_come_back() -> None:
    logger, root, gone = logging.getLogger("comet_ml"), logging.getLogger(), logging.NullHandler()
    for one in (logger, root):
        one.addHandler(gone)
    with fake_comet.activate(strict=False):
        root.removeHandler(gone)
    assert gone not in logger.handlers


def test_decorated_function_has_a_session_of_its_own_at_each_call() -> None:
    @fake_comet.activate(strict=False)
    def sessions(times: int) -> list[fake_comet.Session]:
        return [current(), *(sessions(times - 1) if times else [])]

    assert len(set(map(id, sessions(2) + sessions(0)))) == 4
    assert sessions.__name__ == "sessions"


def test_decorated_coroutine_has_its_session_while_it_runs() -> None:
    @fake_comet.activate(api_key="mine")
    async def key() -> str:
        await asyncio.sleep(0)
        return os.environ["COMET_API_KEY"]

    assert asyncio.run(key()) == "mine"
    assert "COMET_API_KEY" not in os.environ


def test_decorated_function_fails_on_problems() -> None:
    @fake_comet.activate()
    def log() -> None:
        import comet_ml

        comet_ml.Experiment()

    with pytest.raises(ProblemsFound, match="experiment-not-ended"):
        log()


@pytest.mark.parametrize("kind", ["class", "generator", "lambda result"])
def test_what_would_run_after_its_session_cannot_be_decorated(kind: str) -> None:
    def generator() -> Iterator[None]:
        yield

    target = {"class": type("Suite", (), {}), "generator": generator, "lambda result": 3}[kind]
    with pytest.raises(Misuse, match=r"activate\(\) decorates functions and coroutine functions"):
        fake_comet.activate()(target)  # type: ignore[type-var]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"engine": "quick"}, "engine: got 'quick', expected 'memory' or 'sdk'"),
        ({"engine": None}, "engine: got None, expected 'memory' or 'sdk'"),
        ({"strict": "no"}, "strict: got 'no', expected True or False"),
        ({"strict": 1}, "strict: got 1, expected True or False"),
        ({"api_key": ""}, "api_key: got '', expected a made-up key, or None for none"),
        ({"api_key": 5}, "api_key: got 5, expected a made-up key, or None for none"),
    ],
)
def test_wrong_options_are_told_at_once(options: dict[str, object], message: str) -> None:
    with pytest.raises(Misuse) as caught:
        fake_comet.activate(**options)  # type: ignore[arg-type]
    assert str(caught.value) == message
