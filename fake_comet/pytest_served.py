"""The fixture ``comet_server`` at work: a server for one test, judged as the test's session is."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any, Final

import pytest

from fake_comet.errors import Misuse
from fake_comet.pytest_options import options_of_run, options_of_test
from fake_comet.pytest_report import as_seen_from, recordings_text
from fake_comet.serving import CometServer
from fake_comet.session import complaint

_SERVER: Final = pytest.StashKey[CometServer]()
_PASSED: Final = pytest.StashKey[bool]()


class PytestServed:
    """A plugin that exists only in runs that use the fixture."""

    def __init__(self, config: pytest.Config) -> None:
        self._options = options_of_run(config)
        self._folder = config.invocation_params.dir

    @contextmanager
    def server_of(self, item: pytest.Item) -> Iterator[CometServer]:
        """The server of a test; problems fail the test unless it failed for another reason."""
        try:
            options = options_of_test(item, self._options)
            server = CometServer(strict=options.strict)
        except Misuse as error:
            raise pytest.fail.Exception(str(error), pytrace=False) from None
        item.stash[_SERVER] = server
        try:
            yield server
        finally:
            server.close()
        failures = server.session.failures
        if failures and server.session.strict and item.stash.get(_PASSED, False):
            pytest.fail(as_seen_from(self._folder, complaint(failures)), pytrace=False)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Generator[None, Any, Any]:
        """Show what the server had received if the test failed."""
        report = yield
        if report.when == "call":
            item.stash[_PASSED] = report.passed
        server = item.stash.get(_SERVER, None)
        if server is not None and report.failed:
            told = server.session.failures if report.when == "teardown" else ()
            text = recordings_text(server.session, told, self._folder)
            report.sections.append(("Comet recordings of comet_server", text))
        return report
