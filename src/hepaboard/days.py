"""Days as people read them."""

from __future__ import annotations

from datetime import date

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_words(day: date, year: bool = True) -> str:
    """1 Jun 2026, or 1 Jun; the same in every locale."""
    return f"{day.day} {MONTHS[day.month - 1]}{f' {day.year}' if year else ''}"
