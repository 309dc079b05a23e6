"""What a fresh interpreter loads: whoever has fake-comet installed pays for it in every run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "comet_ml",
    "faker",
    "matplotlib",
    "numpy",
    "pandas",
    "PIL",
    "requests",
    "responses",
    "rich",
    "torch",
)
BARE_RUN = "import pytest; pytest.main(['-q', '-p', 'fake_comet.pytest_plugin', {folder!r}])"
PLUGIN = {"fake_comet", "fake_comet.machine", "fake_comet.pytest_plugin"}


def loaded_by(code: str, folder: Path) -> set[str]:
    """The modules that a fresh interpreter has loaded after running the code."""
    script = f"import sys\n{code}\nprint('LOADED', *sys.modules)"
    environment = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": str(root())}
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.partition("LOADED ")[2].split())


def root() -> Path:
    return Path(__file__).parents[1]


@pytest.mark.parametrize(
    "code",
    [
        "import fake_comet",
        "import fake_comet.pytest_plugin",
        "import fake_comet; fake_comet.activate().__enter__(); import comet_ml.exceptions",
        "import fake_comet.pytest_run",
        "import fake_comet.cli",
    ],
)
def test_nothing_heavy_is_loaded(code: str, tmp_path: Path) -> None:
    assert loaded_by(code, tmp_path) & set(HEAVY) <= ({"comet_ml"} if "comet_ml" in code else set())


def test_package_loads_nothing_of_its_own(tmp_path: Path) -> None:
    assert own(loaded_by("import fake_comet", tmp_path)) == PLUGIN - {"fake_comet.pytest_plugin"}


def test_plugin_loads_nothing_more_in_a_run_that_does_not_use_it(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text("def test_it(): pass")
    assert own(loaded_by(BARE_RUN.format(folder=str(tmp_path)), tmp_path)) == PLUGIN


def test_plugin_loads_only_what_pytest_has_loaded_already(tmp_path: Path) -> None:
    before = loaded_by("import pytest", tmp_path)
    after = loaded_by("import pytest, fake_comet.pytest_plugin", tmp_path)
    assert after - before == PLUGIN


def own(modules: set[str]) -> set[str]:
    return {name for name in modules if name.partition(".")[0] == "fake_comet"}
