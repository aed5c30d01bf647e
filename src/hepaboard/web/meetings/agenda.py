"""The meetings of a board: the days on which cases are planned, and their order."""

from __future__ import annotations

from datetime import date

from django.db.models import Count
from django.http import Http404

from hepaboard.web.accounts.models import Board
from hepaboard.web.cases.models import Case


def day_of(text: str) -> date:
    """The day of an address; 404 if it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None


def days_of(board: Board) -> list[tuple[date, int]]:
    """The meeting days of a board, latest first, with how many cases each has."""
    found = (
        Case.objects.filter(board=board, removed_at=None, meeting_on__isnull=False)
        .values_list("meeting_on")
        .annotate(cases=Count("pk"))
        .order_by("-meeting_on")
    )
    return [(day, count) for day, count in found if day is not None]


def cases_on(board: Board, day: date) -> list[Case]:
    """The cases of a meeting, by pseudonym: the order is the same on every page of it."""
    found = Case.objects.filter(board=board, removed_at=None, meeting_on=day)
    return list(found.select_related("board").order_by("pseudonym"))
