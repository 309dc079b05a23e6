"""What pytest sees of fake-comet: options, the marker, the fixtures and the summary.

It is imported in every run of everyone who has fake-comet installed, so it does nothing until used;
``fake_comet.pytest_run`` does the work.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

if TYPE_CHECKING:
    from fake_comet.golden import CometGolden
    from fake_comet.pytest_golden import PytestGolden
    from fake_comet.pytest_run import PytestRun
    from fake_comet.pytest_samples import PytestSamples
    from fake_comet.pytest_served import PytestServed
    from fake_comet.samples import Samples
    from fake_comet.serving import CometServer
    from fake_comet.session import Session

T = TypeVar("T")
GOLDEN = pytest.StashKey["PytestGolden"]()
RUN = pytest.StashKey["PytestRun"]()
SAMPLES = pytest.StashKey["PytestSamples"]()
SERVED = pytest.StashKey["PytestServed"]()
MARKER = (
    "comet(*, engine='memory', strict=True, api_key='...'): how fake-comet runs this test; "
    "api_key=None takes the made-up key away"
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options and the ini settings of the same names."""
    group = parser.getgroup("comet", "fake-comet: tests see what Comet would have received")
    group.addoption(
        "--comet-fake",
        action="store_true",
        default=None,
        help="give every test a fake comet_ml and a clean session of it",
    )
    group.addoption(
        "--comet-engine",
        choices=("memory", "sdk"),
        help="memory (default): the fake SDK; sdk: the real one on a fake backend",
    )
    group.addoption(
        "--comet-strict",
        choices=("yes", "no"),
        help="whether problems with what was logged fail a test (default: yes)",
    )
    group.addoption(
        "--comet-golden-update",
        action="store_true",
        help="once all tests have passed, write the goldens that are missing or differ",
    )
    group.addoption(
        "--comet-golden-new",
        action="store_true",
        help="once all tests have passed, write the goldens that are missing",
    )
    group.addoption(
        "--comet-seed",
        type=int,
        metavar="N",
        help="seed of comet_samples in every test (default: made from the id of each test)",
    )
    group.addoption(
        "--comet-contracts",
        metavar="MODULE",
        action="append",
        default=[],
        help="also judge this Comet callback by what is documented of it, a test for each clause",
    )
    group.addoption(
        "--comet-report",
        metavar="DIR",
        help="write a page for each test that recorded something, and an index, into this folder",
    )
    parser.addini("comet_fake", "as --comet-fake", type="bool", default=False)
    parser.addini("comet_engine", "as --comet-engine", default="memory")
    parser.addini("comet_strict", "as --comet-strict", type="bool", default=True)
    parser.addini("comet_seed", "as --comet-seed")
    parser.addini("comet_report", "as --comet-report")
    parser.addini("comet_contracts", "as --comet-contracts", type="args", default=[])
    parser.addini(
        "comet_contracts_deviations",
        "clauses that the callback is known to break, a line PATTERN: REASON each",
        type="linelist",
        default=[],
    )


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Put the stand-in there before anything of the tested project is imported."""
    if _wanted(early_config):
        _run(early_config).start()


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker, and start here if the plugin was loaded too late to do so before."""
    config.addinivalue_line("markers", MARKER)
    engine = getattr(config.known_args_namespace, "comet_engine", None)
    if (engine or config.getini("comet_engine")) != "memory":
        _run(config)  # says what is wrong with the engine
    if _wanted(config):
        _run(config).start()
    modules = config.getoption("comet_contracts") or config.getini("comet_contracts")
    if modules:
        from fake_comet.pytest_contracts import PytestContracts

        config.pluginmanager.register(PytestContracts(config, modules), "fake-comet-contracts")
    folder = config.getoption("comet_report") or config.getini("comet_report")
    if folder:
        from fake_comet.pytest_pages import PytestPages

        config.pluginmanager.register(PytestPages(config, folder), "fake-comet-pages")


@pytest.fixture
def comet_fake(request: pytest.FixtureRequest) -> Iterator[Session]:
    """The test's session of fake-comet; without --comet-fake it lasts as long as this fixture."""
    with _run(request.config).session_of(request.node) as session:
        yield session


@pytest.fixture
def comet_golden(request: pytest.FixtureRequest) -> CometGolden:
    """The goldens of the test: ``comet_golden.check(recording)``, or compare with ``==``."""
    return _golden(request.config).golden_of(request)


@pytest.fixture
def comet_samples(request: pytest.FixtureRequest) -> Samples:
    """Makers of payloads like those of real trainings, seeded from the id of the test."""
    return _samples(request.config).samples_of(request.node)


@pytest.fixture
def comet_server(request: pytest.FixtureRequest) -> Iterator[CometServer]:
    """A fake Comet server of the test for the real SDK in other processes."""
    with _served(request.config).server_of(request.node) as server:
        yield server


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say how much was recorded."""
    reports = [
        report.comet
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "comet", None)
    ]
    collected_only = config.getoption("collectonly")
    if (reports or RUN in config.stash) and not collected_only:
        _run(config).summarize(terminalreporter, reports)
    if GOLDEN in config.stash and not collected_only:
        _golden(config).summarize(terminalreporter)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what a worker of xdist knows of goldens."""
    found = getattr(node, "workeroutput", {}).get("comet_golden")
    if found is not None:
        _golden(node.config).take(found)


def pytest_deselected(items: list[pytest.Item]) -> None:
    """Keep the goldens of tests that do not run from counting as unused."""
    if any("comet_golden" in getattr(item, "fixturenames", ()) for item in items):
        _golden(items[0].config).deselected(items)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Watch the tests from the first one on if any of them has a golden."""
    if any("comet_golden" in getattr(item, "fixturenames", ()) for item in session.items):
        _golden(session.config)


def _wanted(config: pytest.Config) -> bool:
    # The early namespace is all there is before conftests are loaded; it lacks the option if the
    # plugin itself is loaded by one.
    given = getattr(config.known_args_namespace, "comet_fake", config.getoption("comet_fake", None))
    return bool(config.getini("comet_fake") if given is None else given)


def _run(config: pytest.Config) -> PytestRun:
    return _part(config, RUN, "run", "PytestRun")


def _golden(config: pytest.Config) -> PytestGolden:
    return _part(config, GOLDEN, "golden", "PytestGolden")


def _samples(config: pytest.Config) -> PytestSamples:
    return _part(config, SAMPLES, "samples", "PytestSamples")


def _served(config: pytest.Config) -> PytestServed:
    return _part(config, SERVED, "served", "PytestServed")


def _part(config: pytest.Config, key: pytest.StashKey[T], name: str, plugin: str) -> T:
    """The plugin of ``fake_comet.pytest_<name>``, made and registered when first asked for."""
    if key not in config.stash:
        module = importlib.import_module(f"fake_comet.pytest_{name}")
        config.stash[key] = getattr(module, plugin)(config)
        config.pluginmanager.register(config.stash[key], f"fake-comet-{name}")
    return config.stash[key]
