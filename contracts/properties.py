"""Properties: a check on many made-up values, always the same ones; it knows no clause.

They need Hypothesis (`pip install fake-comet[hypothesis]`); without it they are not applicable.
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any, Final

from contracts.expectation import NotApplicable

EXAMPLES: Final = 15


def strategies() -> ModuleType:
    """``hypothesis.strategies``.

    Raises:
        NotApplicable: Hypothesis is not installed.
    """
    try:
        from hypothesis import strategies
    except ImportError:
        raise NotApplicable(
            "properties need Hypothesis: pip install fake-comet[hypothesis]"
        ) from None
    return strategies


def for_all(check: Callable[..., None], /, *, examples: int = EXAMPLES, **drawn: Any) -> None:
    """Check with values drawn from strategies by name; the simplest that fails is reported."""
    strategies()
    from hypothesis import HealthCheck, Phase, given, settings

    def one(**values: Any) -> None:
        check(**values)

    settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        print_blob=False,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )(given(**drawn)(one))()
