"""Real offline archives, in and out. It knows the archive's format, no SDK and no session."""

from fake_comet.offline.loading import load
from fake_comet.offline.reader import read_archive
from fake_comet.offline.writer import export_offline

__all__ = ["export_offline", "load", "read_archive"]
