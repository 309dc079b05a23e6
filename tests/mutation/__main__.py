"""``make mutation``: mutates each integration under both suites, and writes docs/mutation.md."""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import platform
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any, Final

from tests.mutation.page import page
from tests.mutation.subjects import SUBJECTS, Subject

ROOT: Final = Path(__file__).parents[2]
BUILD: Final = ROOT / "build/mutation"
SUITES: Final = Path(__file__).with_name("suites")
INSTALLED: Final = Path(sysconfig.get_path("purelib"))
_ALWAYS: Final = ("pytest", "numpy", "fake_comet.pytest_run", "fake_comet.install")
OURS, THEIRS = "ours", "theirs"


def main() -> None:
    """Try all mutants, or those of the named integrations, then write the page."""
    parser = argparse.ArgumentParser(prog="make mutation")
    parser.add_argument("names", nargs="*", help="integrations (default: all)")
    parser.add_argument(
        "--upstream",
        type=Path,
        default=BUILD / "upstream",
        help="a folder with a checkout of each repository; what is missing there is cloned",
    )
    options = parser.parse_args()
    for subject in SUBJECTS:
        for suite in (OURS, THEIRS):
            if not options.names or subject.name in options.names:
                _mutate(subject, suite, options.upstream)
    results = {
        (subject.name, suite): json.loads(_answer(subject, suite).read_text("utf-8"))
        for subject in SUBJECTS
        for suite in (OURS, THEIRS)
    }
    (ROOT / "docs/mutation.md").write_text(page(results, _versions()), encoding="utf-8")


def _mutate(subject: Subject, suite: str, upstream: Path) -> None:
    project = BUILD / subject.name
    shutil.copytree(INSTALLED / subject.package, project / subject.package, dirs_exist_ok=True)
    ours, theirs = project / OURS, project / THEIRS
    for folder in (ours, theirs, project / "tests"):
        shutil.rmtree(folder, ignore_errors=True)
    if suite == OURS:
        ours.mkdir()
        shutil.copy(SUITES / f"{subject.name}.py", ours / "test_comet.py")
        tests, preload = ["--comet-fake", "ours/test_comet.py"], subject.preload
    else:
        _their_tests(subject, upstream, project)
        # Their mocks and archives need the real SDK.
        tests, preload = list(subject.select), (*subject.preload, "comet_ml")
    (project / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    preloaded = [f"--preload={name}" for name in (*_ALWAYS, *preload)]
    arguments = ["mutate", "--json", *preloaded, f"--project={project}", project / subject.module]
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    done = subprocess.run(
        [sys.executable, "-m", "fake_comet", *arguments, "--", *command],
        stdout=subprocess.PIPE,
        check=True,
    )
    _answer(subject, suite).write_bytes(done.stdout)


def _their_tests(subject: Subject, upstream: Path, project: Path) -> None:
    checkout = upstream / subject.repository.rpartition("/")[2]
    if not checkout.exists():
        tag = f"{subject.tag}{importlib.metadata.version(subject.distribution)}"
        clone = ["git", "clone", "--quiet", "--depth=1", f"--branch={tag}"]
        subprocess.run([*clone, subject.repository, str(checkout)], check=True)
    for there, here in subject.tests.items():
        (project / here).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(checkout / there, project / here)


def _answer(subject: Subject, suite: str) -> Path:
    return BUILD / f"{subject.name}-{suite}.json"


def _versions() -> dict[str, Any]:
    names = [subject.distribution for subject in SUBJECTS]
    found = {name: importlib.metadata.version(name) for name in ("comet_ml", *names)}
    return {**found, "python": platform.python_version()}


if __name__ == "__main__":
    main()
