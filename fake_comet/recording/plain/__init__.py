"""A recording as plain text, as goldens are: one point or record a line, and back."""

from fake_comet.recording.plain.reading import is_plain, load, read, rounding_of
from fake_comet.recording.plain.style import Style, style_in
from fake_comet.recording.plain.writing import written

__all__ = ["Style", "is_plain", "load", "read", "rounding_of", "style_in", "written"]
