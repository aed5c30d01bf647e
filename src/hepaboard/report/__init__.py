"""An assessment as text and Markdown."""

from hepaboard.report.markdown import markdown
from hepaboard.report.sheet import Sheet, sheet
from hepaboard.report.text import print_sheet

__all__ = ["Sheet", "markdown", "print_sheet", "sheet"]
