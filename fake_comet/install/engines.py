"""What each engine puts in place for a session, and takes away after it."""

from __future__ import annotations

from typing import Final

from fake_comet.errors import Misuse
from fake_comet.install.stand_in import place
from fake_comet.session import Session

MEMORY: Final = "memory"
SDK: Final = "sdk"
ENGINES: Final = (MEMORY, SDK)

_entered: list[str] = []  # the engines of the sessions that are active


def is_any_on() -> bool:
    """Whether a session is active."""
    return bool(_entered)


def check_alone(engine: str) -> None:
    """Whether a session of that engine can begin now.

    Raises:
        Misuse: one of the other engine is active; there is only one ``comet_ml`` at a time.
    """
    other = next((known for known in _entered if known != engine), None)
    if other is not None:
        raise Misuse(
            f"engine {engine!r} cannot begin inside of a session of engine {other!r}: `comet_ml` "
            "is either fake-comet's stand-in or the real SDK; give all of them the same engine"
        )


def enter(session: Session) -> None:
    """Put in place what the session's engine needs.

    Raises:
        Misuse: the engine needs what is not installed.
    """
    if session.engine == SDK:
        from fake_comet.install.real import real_sdk

        real_sdk.enter(session)
    else:
        place.enter()
    _entered.append(session.engine)


def leave(session: Session) -> None:
    """Undo ``enter``."""
    _entered.remove(session.engine)
    if session.engine == SDK:
        from fake_comet.install.real import real_sdk

        real_sdk.leave(session)
    else:
        place.leave()


def enter_inner(session: Session) -> None:
    """The same for a session inside of one of the same engine: the stand-in is there already."""
    if session.engine != MEMORY:
        enter(session)


def leave_inner(session: Session) -> None:
    """Undo ``enter_inner``."""
    if session.engine != MEMORY:
        leave(session)
