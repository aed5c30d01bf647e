"""Calendar arithmetic."""

from __future__ import annotations

import calendar
from datetime import date


def add_months(start: date, months: int) -> date:
    """The same day so many calendar months later; at most the last day of that month.

    Examples
    --------
    >>> add_months(date(2025, 1, 31), 1)
    datetime.date(2025, 2, 28)
    """
    place = start.year * 12 + start.month - 1 + months
    year, month = divmod(place, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
