"""Meetings: their days, the agenda of one, and one case a screen for the projector."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hepaboard.report.letter.brief import brief
from hepaboard.web.accounts.rights import Right
from hepaboard.web.assessments.page import page_of
from hepaboard.web.audit.trail import record
from hepaboard.web.cases.data import case_text
from hepaboard.web.cases.listing import boards_of
from hepaboard.web.cases.liver import liver_of
from hepaboard.web.cases.showing import seen
from hepaboard.web.cases.tables import tables_of
from hepaboard.web.knowledge_in_use import guideline
from hepaboard.web.meetings.agenda import cases_on, day_of, days_of
from hepaboard.web.meetings.latest import latest_decision


@require_GET
def meetings(request: Any) -> HttpResponse:
    """The meeting days of the person's boards."""
    boards = boards_of(request.user, Right.see_cases)
    return render(request, "meetings.html", {"boards": [(b, days_of(b)) for b in boards]})


@require_GET
def meeting(request: Any, board: int, day: str) -> HttpResponse:
    """The agenda: each case in a few words, and what the board decided."""
    on = day_of(day)
    rows = []
    for case in cases_on(request.board, on):
        here = seen(case.version(), request.user)
        said = brief(here.answer) if here.answer is not None else None
        rows.append((case, said, latest_decision(case), here.problems))
        record(request.user.username, "case_read", case.key, version=case.head)
    return render(request, "meeting.html", {"board": request.board, "on": on, "rows": rows})


@require_GET
def screen(request: Any, board: int, day: str, place: int) -> HttpResponse:
    """The case at this place of the agenda, counted from 1, for a projector."""
    on = day_of(day)
    cases = cases_on(request.board, on)
    if not 1 <= place <= len(cases):
        raise Http404
    case = cases[place - 1]
    here = seen(case.version(), request.user)
    record(request.user.username, "case_read", case.key, version=case.head)
    said: dict[str, Any] = {
        "board": request.board,
        "on": on,
        "place": place,
        "count": len(cases),
        "case": case,
        "version": here.version,
        "decision": latest_decision(case),
        "may_decide": request.user.may(Right.decide, case.board_id),
        "problems": here.problems,
    }
    if here.answer is not None:
        tables = tables_of(here.data, here.answer, guideline())
        said["page"] = page_of(here.answer)
        if tables.lesions:
            file = case_text(here.version.text).file
            said["liver"] = liver_of(file, tables, here.answer, guideline())
    return render(request, "screen.html", said)
