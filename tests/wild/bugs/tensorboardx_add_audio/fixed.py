"""`log_audio` gets its arguments by name."""

import pytest


@pytest.fixture(autouse=True)
def fixed(comet_fake, monkeypatch):
    from tensorboardX.comet_utils import CometLogger

    def log_audio(logger, audio_data, sample_rate=None, file_name=None, *, step=None, **options):
        logger._experiment.log_audio(
            audio_data, sample_rate=sample_rate, file_name=file_name, step=step, **options
        )

    monkeypatch.setattr(CometLogger, "log_audio", CometLogger._requiresComet(log_audio))
