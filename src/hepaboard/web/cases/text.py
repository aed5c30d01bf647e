"""The case as text: to read, to edit, to take away."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from hepaboard.errors import HepaboardError
from hepaboard.web.accounts.rights import Right
from hepaboard.web.audit.trail import record
from hepaboard.web.cases.conflict import conflict_page, field_id
from hepaboard.web.cases.data import case_text
from hepaboard.web.cases.editing import base_number
from hepaboard.web.cases.edits import edits, merged, put
from hepaboard.web.cases.identifiers import suspects
from hepaboard.web.cases.models import Case
from hepaboard.web.cases.saving import Conflict, Saved, save_change, save_text


@require_GET
def text(request: Any, case: str) -> HttpResponse:
    """The newest version as text."""
    found: Case = request.case
    record(request.user.username, "case_read", found.key, version=found.head)
    said = {"case": found, "version": found.version(), "text": found.version().text}
    said["may_edit"] = request.user.may(Right.edit_cases, found.board_id)
    return render(request, "case_text.html", said)


@require_GET
def download(request: Any, case: str) -> HttpResponse:
    """The newest version as a file."""
    found: Case = request.case
    record(request.user.username, "case_downloaded", found.key, version=found.head)
    response = HttpResponse(found.version().text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="case-{found.key}.yaml"'
    return response


@require_POST
def save(request: Any, case: str) -> HttpResponse:
    """Saves a whole text, or the choice between one's own values and those of others."""
    found: Case = request.case
    written = request.POST.get("text", "").replace("\r\n", "\n")
    said = {"case": found, "version": found.version(), "text": written, "may_edit": True}
    try:
        base = base_number(request, found)
        mine = case_text(written).data
        doubts = suspects(edits(case_text(found.version(base).text).data, mine))
        if doubts and "named_nobody" not in request.POST:
            return render(request, "case_text.html", {**said, "suspects": doubts}, status=422)
        saved = _chosen(request, found, base, written)
    except Conflict as conflict:
        return conflict_page(request, conflict, base, mine)
    except HepaboardError as error:
        said["problems"] = getattr(error, "problems", (error,))
        return render(request, "case_text.html", said, status=422)
    if request.htmx:
        return HttpResponse(
            status=204, headers={"HX-Redirect": f"/cases/{saved.version.case.key}/"}
        )
    return redirect("case", case=found.key)


def _chosen(request: Any, found: Case, base: int, written: str) -> Saved:
    """The text saved; where it met other changes, with the values that the person chose.

    The choice was made looking at one version (``against``): a later one is asked about again.
    """
    against = request.POST.get("against", "")
    if not against.isdigit() or not 1 <= int(against) <= found.head:
        return save_text(found, request.user, base, written)
    here = case_text(found.version(int(against)).text).data
    mine = edits(case_text(found.version(base).text).data, case_text(written).data)
    result = merged(here, mine)
    for change, _ in result.conflicts:
        if request.POST.get(f"take-{field_id(change.field)}") == "mine":
            put(result.data, change.field, change.after)
    return save_change(found, request.user, int(against), lambda _: result.data, "merged")
