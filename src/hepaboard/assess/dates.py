"""Days and durations of the calendar."""

from __future__ import annotations

from datetime import date

from dateutil.relativedelta import relativedelta


def add(day: date, duration: str) -> date:
    """A day plus "8 weeks" or "3 months"; the 31st becomes the last day of a shorter month."""
    return _moved(day, duration, 1)


def before(day: date, duration: str) -> date:
    """A day minus "8 weeks" or "3 months"."""
    return _moved(day, duration, -1)


def _moved(day: date, duration: str, sign: int) -> date:
    number, unit = duration.split()
    count = sign * int(number)
    match unit.rstrip("s"):
        case "day":
            return day + relativedelta(days=count)
        case "week":
            return day + relativedelta(weeks=count)
        case "month":
            return day + relativedelta(months=count)
    return day + relativedelta(years=count)
