"""The versions of a case: who changed what, and going back."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from hepaboard.web.accounts.rights import Right
from hepaboard.web.audit.trail import record
from hepaboard.web.cases.conflict import conflict_page, difference
from hepaboard.web.cases.data import case_text
from hepaboard.web.cases.editing import base_number
from hepaboard.web.cases.edits import edits
from hepaboard.web.cases.models import HOW, Case, Version
from hepaboard.web.cases.saving import Conflict, save_text
from hepaboard.web.cases.showing import (
    case_page,
    changed_parts,
    seen,
    seen_at_once,
    seen_saved,
)
from hepaboard.web.knowledge_in_use import guideline

#: The list shows what changed for so many of the newest versions.
LATEST = 50


@require_GET
def versions(request: Any, case: str) -> HttpResponse:
    """All versions, newest first, each with what it changed."""
    found: Case = request.case
    record(request.user.username, "case_read", found.key, version=found.head)
    listed = list(found.versions.select_related("by").order_by("-number")[: LATEST + 1])
    data = [case_text(item.text).data for item in listed]
    rows = []
    for i, item in enumerate(listed[:LATEST]):
        before = data[i + 1] if i + 1 < len(data) else {}
        changes = edits(before, data[i]) if before else []
        rows.append((item, HOW[item.how], [difference(c, guideline()) for c in changes]))
    may = request.user.may(Right.edit_cases, found.board_id)
    said = {"case": found, "rows": rows, "may_edit": may}
    return render(request, "case_versions.html", said)


@require_GET
def version(request: Any, case: str, number: int) -> HttpResponse:
    """One version as it was, with its answer; nothing can be changed on it.

    ``?on=DATE`` compares that answer with the one as of another day.
    """
    found: Case = request.case
    item = version_of(found, number)
    if on := request.GET.get("on", ""):
        asked = urlencode({"a": number, "b": number, "on_b": on})
        return redirect(f"{reverse('compare', kwargs={'case': found.key})}?{asked}")
    record(request.user.username, "case_read", found.key, version=number)
    before = found.versions.filter(number=number - 1).first()
    here = seen(item, request.user)
    return case_page(request, here, seen_at_once(before) if before else None)


@require_POST
def restore(request: Any, case: str, number: int) -> HttpResponse:
    """An earlier version made the newest one; what came between stays in the list."""
    found: Case = request.case
    item = version_of(found, number)
    base = base_number(request, found)
    try:
        saved = save_text(found, request.user, base, item.text, "restored", f"version {number}")
    except Conflict as conflict:
        return conflict_page(request, conflict, base, case_text(item.text).data)
    if request.htmx:
        here = seen_saved(saved.version, saved.assessment)
        return changed_parts(request, here, seen_at_once(found.version(base)), everything=True)
    return redirect("case", case=saved.version.case.key)


def version_of(found: Case, number: int) -> Version:
    """A version of a case, with who made it; 404 if there is none of that number."""
    item = found.versions.select_related("by", "case").filter(number=number).first()
    if item is None:
        raise Http404
    return item
