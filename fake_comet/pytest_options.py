"""How a test is run under the fake: by command line, ini file and marker; it starts nothing."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import pytest

from fake_comet.errors import Misuse, nearest
from fake_comet.install import check_options
from fake_comet.session import MADE_UP_API_KEY


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What ``@pytest.mark.comet`` may set; the run has these too."""

    engine: str = "memory"
    strict: bool = True
    api_key: str | None = MADE_UP_API_KEY

    def check(self) -> None:
        """Whether a session can be had with them.

        Raises:
            Misuse: it cannot.
        """
        check_options(engine=self.engine, strict=self.strict, api_key=self.api_key)


NAMES = tuple(field.name for field in fields(Options))


def options_of_run(config: pytest.Config) -> Options:
    """What command line and ini file say, the command line first.

    Raises:
        pytest.UsageError: they ask for what cannot be.
    """
    given = config.known_args_namespace
    strict = getattr(given, "comet_strict", None)
    options = Options(
        engine=getattr(given, "comet_engine", None) or config.getini("comet_engine"),
        strict=config.getini("comet_strict") if strict is None else strict == "yes",
    )
    try:
        options.check()
    except Misuse as error:
        raise pytest.UsageError(f"--comet-engine or ini comet_engine: {error}") from None
    return options


def options_of_test(item: pytest.Item, options: Options) -> Options:
    """The options of the run as the markers on the test, its class and module change them.

    Raises:
        Misuse: a marker asks for what is not there, or cannot be.
    """
    for marker in reversed(list(item.iter_markers("comet"))):
        if marker.args:
            raise Misuse(f"@pytest.mark.comet takes keywords only, got {marker.args!r}")
        for name in marker.kwargs:
            if name not in NAMES:
                close = nearest(name, NAMES)
                hint = f"did you mean {close[0]}? " if close else ""
                raise Misuse(
                    f"@pytest.mark.comet has no option {name!r}; {hint}it has {', '.join(NAMES)}"
                )
        options = replace(options, **marker.kwargs)
    options.check()
    return options
