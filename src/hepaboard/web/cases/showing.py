"""The page of a case, and the parts of it that a change replaces."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from hepaboard.assess import Assessment
from hepaboard.case import CaseFile
from hepaboard.errors import HepaboardError
from hepaboard.report.liver_map import ROMAN
from hepaboard.web.accounts.rights import Right
from hepaboard.web.assessments.answering import at_once
from hepaboard.web.assessments.keeping import assessment_of, kept_of
from hepaboard.web.assessments.page import page_of
from hepaboard.web.cases.data import Data, case_text
from hepaboard.web.cases.form import first_row, form_of, rows_of
from hepaboard.web.cases.liver import liver_of
from hepaboard.web.cases.models import STATES, Case, Version
from hepaboard.web.cases.tables import Tables, tables_of
from hepaboard.web.knowledge_in_use import guideline
from hepaboard.web.meetings.latest import latest_decision


@dataclass(frozen=True, slots=True)
class Seen:
    """One version with its data and its answer (None: the guideline in use cannot take it)."""

    version: Version
    data: Data
    answer: Assessment | None
    problems: tuple[HepaboardError, ...] = ()


def seen(version: Version, user: Any) -> Seen:
    """A version as the person sees it now, with the whole answer, which is kept."""
    return _seen(version, lambda file: assessment_of(version, user))


def seen_at_once(version: Version) -> Seen:
    """The same where it was shown before; otherwise with the answer that is there at once."""
    return _seen(version, lambda file: kept_of(version) or at_once(file))


def seen_saved(version: Version, answer: Assessment) -> Seen:
    """A version just saved, with the answer that saving it made."""
    return _seen(version, lambda file: answer)


def _seen(version: Version, answer: Callable[[CaseFile], Assessment]) -> Seen:
    read = case_text(version.text)
    try:
        return Seen(version, read.data, answer(read.file))
    except HepaboardError as error:
        return Seen(version, read.data, None, tuple(getattr(error, "problems", (error,))))


def case_page(request: Any, here: Seen, before: Seen | None) -> HttpResponse:
    """The whole page: facts, answer, what to ask next."""
    said = _said(request, here, before)
    said["decision"] = latest_decision(here.version.case)
    if here.answer is not None:
        said |= _liver(here, said["tables"])
        said["form"] = form_of(here.data, here.answer, guideline())
        said["question"] = first_row(here.data, here.answer, guideline())
    return render(request, "case.html", said)


def changed_parts(
    request: Any, here: Seen, before: Seen, others: bool = False, everything: bool = False
) -> HttpResponse:
    """What a change replaces: the answer, the head, the tables, and the facts that changed.

    The row of the fact that was changed is left alone, so that the cursor stays where it is. The
    ranking of what to ask next follows in a request of its own, see ``ranked_parts``.
    """
    said = _said(request, here, before)
    assert here.answer is not None
    if before.answer is not None:
        old = {row.name: row for row in rows_of(before.data, before.answer, guideline())}
        elsewhere = others or everything or "asked" in request.POST
        own = None if elsewhere else request.resolver_match.kwargs.get("fact")
        said["rows"] = [
            row
            for row in rows_of(here.data, here.answer, guideline())
            if row != old.get(row.name) and (row.name != own or row.control.series)
        ]
    said["others"] = others
    said["redraw_tables"] = others or everything or "part" in request.resolver_match.kwargs
    if said["redraw_tables"] or "liver" in request.POST:
        said |= _liver(here, said["tables"])
        said["placing"] = request.POST.get("do") == "place"
    said["since"] = before.version.number
    return render(request, "_changed.html", said)


def ranked_parts(request: Any, here: Seen, before: Seen | None) -> HttpResponse:
    """What follows a change: the whole answer, what to ask next and the first question."""
    said = _said(request, here, before)
    if here.answer is None:
        return HttpResponse(status=204)
    said["question"] = first_row(here.data, here.answer, guideline())
    # Somebody else may have saved meanwhile: what is typed into this page is joined with it.
    said["may_edit"] = request.user.may(Right.edit_cases, here.version.case.board_id)
    return render(request, "_ranked.html", said)


def _liver(here: Seen, tables: Tables) -> dict[str, Any]:
    assert here.answer is not None
    file = case_text(here.version.text).file
    return {"liver": liver_of(file, tables, here.answer, guideline()), "segments": ROMAN}


def _said(request: Any, here: Seen, before: Seen | None) -> dict[str, Any]:
    case: Case = here.version.case
    answer = here.answer
    tables: Tables = tables_of(here.data, answer, guideline())
    return {
        "case": case,
        "version": here.version,
        "problems": here.problems,
        "page": None if answer is None else page_of(answer, before.answer if before else None),
        "tables": tables,
        "states": STATES,
        "newest": here.version.number == case.head,
        "may_edit": here.version.number == case.head
        and request.user.may(Right.edit_cases, case.board_id),
        "may_remove": request.user.may(Right.remove_cases, case.board_id),
        "may_plan": request.user.may(Right.plan_cases, case.board_id),
    }
