"""A session from begin to end: what is put in place for it and undone after it."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from types import TracebackType
from typing import Any, TypeVar, cast

from fake_comet.errors import Misuse
from fake_comet.install import engines, environment
from fake_comet.install.engines import ENGINES as ENGINES
from fake_comet.machine import comet_variables
from fake_comet.session import MADE_UP_API_KEY, Session, pop, push

F = TypeVar("F", bound=Callable[..., Any])


def check_options(
    *, engine: str = "memory", strict: bool = True, api_key: str | None = None
) -> None:
    """Whether a session can be had with these options.

    Raises:
        Misuse: it cannot; the message says what came and what can be.
    """
    if engine not in ENGINES:
        raise Misuse(f"engine: got {engine!r}, expected {' or '.join(map(repr, ENGINES))}")
    if not isinstance(strict, bool):
        raise Misuse(f"strict: got {strict!r}, expected True or False")
    if api_key is not None and (not isinstance(api_key, str) or not api_key.strip()):
        raise Misuse(f"api_key: got {api_key!r}, expected a made-up key, or None for none")


def start_session(
    *,
    engine: str = "memory",
    strict: bool = True,
    api_key: str | None = MADE_UP_API_KEY,
    hide_machine: bool = True,
) -> Session:
    """Begin a session; ``stop_session`` ends it.

    Args:
        hide_machine: whether all COMET_* variables of the machine are hidden, or only its API key.

    Raises:
        Misuse: an argument has a value that it cannot have.
    """
    check_options(engine=engine, strict=strict, api_key=api_key)
    engines.check_alone(engine)
    session = Session(engine=engine, strict=strict, api_key=api_key)
    session.environment_before = comet_variables()
    if not engines.is_any_on():
        environment.hide_machine(only_api_key=not hide_machine)
    environment.configure_api_key(api_key)
    push(session)
    try:
        engines.enter(session)
    except BaseException:
        pop(session)
        environment.restore(session.environment_before)
        raise
    return session


def stop_session(session: Session, *, at_exit: bool = False) -> None:
    """End a session: experiments that nobody ended are ended, and everything is put back."""
    from fake_comet.sdk.state import end_all

    try:
        end_all(session, at_exit=at_exit)
    finally:
        engines.leave(session)
        pop(session)
        environment.restore(session.environment_before)
        session.close()


class Activation:
    """A context manager and decorator: each entry and each decorated call is a session."""

    def __init__(self, *, engine: str, strict: bool, api_key: str | None) -> None:
        check_options(engine=engine, strict=strict, api_key=api_key)
        self._options: dict[str, Any] = {"engine": engine, "strict": strict, "api_key": api_key}
        self._entered: list[Session] = []

    def __enter__(self) -> Session:
        self._entered.append(start_session(**self._options))
        return self._entered[-1]

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        __tracebackhide__ = True
        session = self._entered.pop()
        stop_session(session)
        if kind is None:
            session.check()

    def __call__(self, function: F) -> F:
        """Run every call of a function, or of a coroutine function, in a session of its own.

        Raises:
            Misuse: it is something else, whose body runs only after the call.
        """
        if inspect.iscoroutinefunction(function):
            return cast(F, self._around_coroutine(function))
        if not inspect.isroutine(function) or _runs_later(function):
            raise Misuse(
                f"activate() decorates functions and coroutine functions, not {function!r}; "
                "write `with fake_comet.activate():` inside"
            )

        @functools.wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            __tracebackhide__ = True
            with Activation(**self._options):
                return function(*args, **kwargs)

        return cast(F, call)

    def _around_coroutine(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        async def call(*args: Any, **kwargs: Any) -> Any:
            __tracebackhide__ = True
            with Activation(**self._options):
                return await function(*args, **kwargs)

        return call


def _runs_later(function: Callable[..., Any]) -> bool:
    return inspect.isgeneratorfunction(function) or inspect.isasyncgenfunction(function)


def activate(
    *, engine: str = "memory", strict: bool = True, api_key: str | None = MADE_UP_API_KEY
) -> Activation:
    """A block, or a decorated function, in which ``comet_ml`` is fake-comet's stand-in.

    Args:
        engine: ``memory``, the fake SDK, or ``sdk``, the real one on fake-comet's own server.
        strict: fail at the end of the block on problems of level warning and error.
        api_key: the made-up API key that the code finds configured; None for none.

    Raises:
        ProblemsFound: at the end of a strict block with problems.
        Misuse: an argument has a value that it cannot have.
    """
    return Activation(engine=engine, strict=strict, api_key=api_key)
