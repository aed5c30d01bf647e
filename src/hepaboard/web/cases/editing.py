"""The page of a case, and its changes: each one a version, assessed at once."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from hepaboard.errors import HepaboardError
from hepaboard.web.audit.trail import record
from hepaboard.web.cases.conflict import conflict_page
from hepaboard.web.cases.control import posted
from hepaboard.web.cases.data import Data, case_text
from hepaboard.web.cases.edits import ABSENT, edits, put
from hepaboard.web.cases.form import entries, place_of
from hepaboard.web.cases.identifiers import suspects
from hepaboard.web.cases.models import Case
from hepaboard.web.cases.records import changed
from hepaboard.web.cases.saving import Change, Conflict, save_change
from hepaboard.web.cases.showing import (
    case_page,
    changed_parts,
    ranked_parts,
    seen,
    seen_at_once,
    seen_saved,
)
from hepaboard.web.knowledge_in_use import guideline


@require_GET
def case(request: Any, case: str) -> HttpResponse:
    """The page: facts, answer, what to ask next. What the last change changed is marked."""
    found: Case = request.case
    record(request.user.username, "case_read", found.key, version=found.head)
    here = seen(found.version(), request.user)
    based_on = here.version.number - 1
    before = seen_at_once(found.version(based_on)) if based_on else None
    return case_page(request, here, before)


@require_GET
def ranked(request: Any, case: str, number: int) -> HttpResponse:
    """The whole answer of a version with what to ask next, asked for right after a change.

    ``since`` is the version against which changes are marked.
    """
    found: Case = request.case
    item = found.versions.select_related("by", "case").filter(number=number).first()
    if item is None:
        raise Http404
    since = request.GET.get("since", "")
    before = found.versions.filter(number=int(since)).first() if since.isdigit() else None
    record(request.user.username, "case_read", found.key, version=number)
    earlier = seen_at_once(before) if before else None
    return ranked_parts(request, seen(item, request.user), earlier)


@require_POST
def fact(request: Any, case: str, fact: str) -> HttpResponse:
    """Sets one fact, or makes it unknown."""
    found = guideline().vocabulary.get(fact)
    if found is None or found.type.scope != "patient" or found.entry.setting:
        raise Http404

    def change(data: Data) -> Data:
        place, before = entries(data, guideline()).get(fact, (place_of(found), ABSENT))
        put(data, place, posted(found, request.POST, before))
        return data

    return _saved(request, change, f"fact-{fact}")


@require_POST
def entry(request: Any, case: str, part: str) -> HttpResponse:
    """Changes one of the tables: head, days, lesions, treatments, examinations, declined."""
    return _saved(request, lambda data: changed(data, part, request.POST, guideline()), part)


def _saved(request: Any, change: Change, anchor: str) -> HttpResponse:
    """Saves the change; shows what it changed, what is wrong with it, or whom it met."""
    found: Case = request.case
    try:
        base = found.version(base_number(request, found))
        data = case_text(base.text).data
        mine = edits(data, change(case_text(base.text).data))
        doubts = suspects(mine)
        if doubts and "named_nobody" not in request.POST:
            return _problems(request, found, anchor, suspects=doubts)
        saved = save_change(found, request.user, base.number, change)
    except Conflict as conflict:
        return conflict_page(request, conflict, base.number, change(data))
    except HepaboardError as error:
        problems = getattr(error, "problems", (error,))
        for problem in problems:
            problem.line = None  # of a text that the person has not before them
        return _problems(request, found, anchor, problems=problems)
    if not request.htmx:
        where = redirect("case", case=found.key)
        where["Location"] += f"#{anchor}"
        return where
    here = seen_saved(saved.version, saved.assessment)
    return changed_parts(request, here, seen_at_once(base), bool(saved.others))


def base_number(request: Any, found: Case) -> int:
    """The version that the person had before them.

    Raises
    ------
    HepaboardError
        The form names none.
    """
    text = request.POST.get("base") or request.POST.get("shown") or ""
    if not (text.isdigit() and 1 <= int(text) <= found.head):
        raise HepaboardError(
            "The form does not say which version it was made from.",
            field="base",
            todo="Load the page again.",
        )
    return int(text)


def _problems(request: Any, found: Case, anchor: str, **said: Any) -> HttpResponse:
    """What was refused, at its place; nothing was saved and what was typed stays."""
    said |= {"case": found, "anchor": anchor, "posted": _kept(request)}
    said["action"] = request.path
    if not request.htmx:
        return render(request, "case_refused.html", said, status=422)
    response = render(request, "_refused.html", said, status=422)
    response["HX-Retarget"] = "#messages"
    response["HX-Reswap"] = "innerHTML"
    return response


def _kept(request: Any) -> list[tuple[str, str]]:
    """What was posted, to be posted again once it is confirmed."""
    return [
        (key, value)
        for key, values in request.POST.lists()
        if key not in ("csrfmiddlewaretoken", "named_nobody")
        for value in values
    ]
