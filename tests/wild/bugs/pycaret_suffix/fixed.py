"""Suffixes begin with a dot, and a page is logged by its text."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def fixed(comet_fake, monkeypatch):
    from pycaret.loggers import CometLogger

    def log_artifact(logger, file, type="artifact"):
        if Path(file).suffix == ".html":
            logger.run.log_html(Path(file).read_text())
        elif Path(file).suffix == ".csv":
            logger.run.log_table(file)
        else:
            logger.run.log_asset(file)

    monkeypatch.setattr(CometLogger, "log_artifact", log_artifact)
