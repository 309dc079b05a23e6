"""What differs between two recordings: found kind by kind, as data, and as text."""

from fake_comet.recording.diff.comparing import diff
from fake_comet.recording.diff.model import KINDS, Change, Detail, Diff, Difference

__all__ = ["KINDS", "Change", "Detail", "Diff", "Difference", "diff"]
