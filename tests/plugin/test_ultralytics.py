"""The guard by which Ultralytics turns its Comet callback off under pytest is lifted.

The package here is made up: it has what is assumed of the real one.
"""

from __future__ import annotations

import pytest

from tests.plugin.conftest import Run

UTILS = """
class Settings(dict):
    def __setitem__(self, name, value):
        raise AssertionError("the settings file would be written")

SETTINGS = Settings(comet=False, other=False)
TESTS_RUNNING = True
"""
CALLBACK = """
from ultralytics.utils import SETTINGS, TESTS_RUNNING

try:
    assert not TESTS_RUNNING
    assert SETTINGS["comet"] is True
    import comet_ml
except (ImportError, AssertionError):
    comet_ml = None
"""
SOURCE = """
    import ultralytics.utils
    from ultralytics.utils.callbacks import comet, other

    def test_callback_logs():
        assert comet.comet_ml is not None

    def test_other_callbacks_stay_off():
        assert other.comet_ml is None

    def test_everything_is_put_back():
        assert ultralytics.utils.TESTS_RUNNING is True
        assert ultralytics.utils.SETTINGS == {"comet": False, "other": False}
"""


@pytest.fixture(autouse=True)
def _ultralytics(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    package = pytester.path / "ultralytics" / "utils" / "callbacks"
    package.mkdir(parents=True)
    (package / "comet.py").write_text(CALLBACK)
    (package / "other.py").write_text(CALLBACK.replace('"comet"', '"other"'))
    (package / "__init__.py").touch()
    (package.parent / "__init__.py").write_text(UTILS)
    (package.parents[1] / "__init__.py").touch()
    monkeypatch.syspath_prepend(pytester.path)


def test_guard_is_lifted_under_the_fake(run: Run) -> None:
    run(SOURCE, "--comet-fake").assert_outcomes(passed=3)


def test_guard_holds_without_it(run: Run) -> None:
    run(SOURCE).assert_outcomes(passed=2, failed=1)
