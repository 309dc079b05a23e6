"""How the contents of two uploads of one name differ, a module for each kind of content."""

from fake_comet.recording.diff.contents.describing import contents_differ

__all__ = ["contents_differ"]
