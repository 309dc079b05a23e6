"""Recordings as a page to look at: one file, which opens without any server or network."""

from fake_comet.report.document import Comparison
from fake_comet.report.live import Live
from fake_comet.report.outcomes import Outcome, Part, index_page
from fake_comet.report.page import live_page, page
from fake_comet.report.writing import page_name, write_page

__all__ = [
    "Comparison",
    "Live",
    "Outcome",
    "Part",
    "index_page",
    "live_page",
    "page",
    "page_name",
    "write_page",
]
