"""Real offline archives: reading them into recordings. It knows the archive's format, no SDK and no session."""

from fake_comet.offline.reader import read_archive

__all__ = ["read_archive"]
