"""Whatever is no text and no dict is a metric, as numbers of numpy and torch are."""

import pytest


@pytest.fixture(autouse=True)
def fixed(comet_fake, monkeypatch):
    from accelerate.tracking import CometMLTracker

    log = CometMLTracker.log

    def plain(value):
        return value.item() if hasattr(value, "item") else value

    def logged(tracker, values, step=None, **options):
        log(tracker, {name: plain(value) for name, value in values.items()}, step, **options)

    monkeypatch.setattr(CometMLTracker, "log", logged)
