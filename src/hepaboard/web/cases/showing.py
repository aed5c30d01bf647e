"""The page of a case, and the parts of it that a change replaces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from hepaboard.assess import Assessment
from hepaboard.errors import HepaboardError
from hepaboard.web.accounts.rights import Right
from hepaboard.web.assessments.keeping import assessment_of
from hepaboard.web.assessments.page import page_of
from hepaboard.web.cases.data import Data, case_text
from hepaboard.web.cases.form import form_of, rows_of
from hepaboard.web.cases.models import STATES, Case, Version
from hepaboard.web.cases.tables import Tables, tables_of
from hepaboard.web.knowledge_in_use import guideline


@dataclass(frozen=True, slots=True)
class Seen:
    """One version with its data and its answer (None: the guideline in use cannot take it)."""

    version: Version
    data: Data
    answer: Assessment | None
    problems: tuple[HepaboardError, ...] = ()


def seen(version: Version, user: Any) -> Seen:
    """A version as the person sees it now."""
    data = case_text(version.text).data
    try:
        return Seen(version, data, assessment_of(version, user))
    except HepaboardError as error:
        return Seen(version, data, None, tuple(getattr(error, "problems", (error,))))


def case_page(request: Any, here: Seen, before: Seen | None) -> HttpResponse:
    """The whole page: facts, answer, what to ask next."""
    said = _said(request, here, before)
    if here.answer is not None:
        said["form"] = form_of(here.data, here.answer, guideline())
    return render(request, "case.html", said)


def changed_parts(request: Any, here: Seen, before: Seen, others: bool) -> HttpResponse:
    """What a change replaces: the answer, the head, the tables, and the facts that changed.

    The row of the fact that was changed is left alone, so that the cursor stays where it is.
    """
    said = _said(request, here, before)
    assert here.answer is not None
    if before.answer is not None:
        old = {row.name: row for row in rows_of(before.data, before.answer, guideline())}
        own = None if others else request.resolver_match.kwargs.get("fact")
        said["rows"] = [
            row
            for row in rows_of(here.data, here.answer, guideline())
            if row != old.get(row.name) and (row.name != own or row.control.series)
        ]
    said["others"] = others
    said["redraw_tables"] = others or "part" in request.resolver_match.kwargs
    return render(request, "_changed.html", said)


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
        "may_plan": request.user.may(Right.plan_cases, case.board_id),
    }
