"""The list of cases, with search, state and meeting day."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from hepaboard.errors import HepaboardError
from hepaboard.examples import Example, shipped
from hepaboard.web.accounts.models import Board, User
from hepaboard.web.accounts.rights import Right
from hepaboard.web.audit.trail import record
from hepaboard.web.cases.models import STATES, Case

PAGE = 50


@require_GET
def home(request: Any) -> HttpResponse:
    """To what the person may open first."""
    return redirect("cases" if request.user.may(Right.see_cases) else "guideline")


@require_GET
def cases(request: Any) -> HttpResponse:
    """The cases of the person's boards."""
    user: User = request.user
    asked = request.GET.get("q", "").strip()[:100]
    state = request.GET.get("state", "")
    boards = boards_of(user, Right.see_cases)
    found = Case.objects.select_related("board").filter(board__in=boards, removed_at=None)
    for word in asked.split():
        found = found.filter(Q(pseudonym__icontains=word) | Q(about__icontains=word))
    if state in STATES:
        found = found.filter(state=state)
    record(user.username, "cases_listed", searched=int(bool(asked)))
    said = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "asked": asked,
        "state": state,
        "states": STATES,
        "several_boards": user.memberships.count() > 1,
        "examples": _examples(),
        "may_edit": user.may(Right.edit_cases),
    }
    return render(request, "_case_rows.html" if request.htmx else "cases.html", said)


@require_POST
def plan(request: Any, case: str) -> HttpResponse:
    """Sets state and meeting day."""
    found: Case = request.case
    state = request.POST.get("state", "")
    day = request.POST.get("meeting_on", "")
    if state not in STATES:
        raise HepaboardError("There is no such state.", field="state", allowed=", ".join(STATES))
    try:
        meeting = date.fromisoformat(day) if day else None
    except ValueError:
        raise HepaboardError(
            "That is not a date.", field="meeting_on", allowed="a day such as 2026-06-01"
        ) from None
    with transaction.atomic():
        Case.objects.filter(pk=found.pk).update(state=state, meeting_on=meeting)
        record(
            request.user.username,
            "case_planned",
            found.key,
            state=state,
            meeting_on=meeting.isoformat() if meeting else None,
        )
    return redirect("case", case=found.key)


@lru_cache(maxsize=1)
def _examples() -> dict[str, list[Example]]:
    """The shipped examples by group; they do not change while the program runs."""
    found: dict[str, list[Example]] = {}
    for example in shipped():
        found.setdefault(example.group, []).append(example)
    return found


def boards_of(user: User, right: Right) -> list[Board]:
    """The boards on which the person has the right."""
    held = user.memberships.select_related("board").order_by("board__name")
    return [item.board for item in held if user.may(right, item.board_id)]
