"""Removing a case: its content goes for good, the trail and the key stay."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from hepaboard.errors import HepaboardError
from hepaboard.web.audit.trail import record
from hepaboard.web.cases.models import Case


@require_GET
def ask(request: Any, case: str) -> HttpResponse:
    """Asks for the pseudonym, so that nothing is removed by a slip."""
    return render(request, "case_remove.html", {"case": request.case})


@require_POST
def remove(request: Any, case: str) -> HttpResponse:
    """Removes versions, answers and decisions of a case whose pseudonym was typed."""
    found: Case = request.case
    if request.POST.get("pseudonym", "").strip() != found.pseudonym:
        problem = HepaboardError(
            "That is not the pseudonym of this case.",
            field="pseudonym",
            todo="Type it as it stands above.",
        )
        said = {"case": found, "problems": (problem,)}
        return render(request, "case_remove.html", said, status=422)
    with transaction.atomic():
        locked = Case.objects.select_for_update().get(pk=found.pk)
        record(request.user.username, "case_removed", locked.key, versions=locked.head)
        _erase(locked)
    return redirect("cases")


def _erase(case: Case) -> None:
    """The database lets rows of a case go once it is marked as removed."""
    from hepaboard.web.assessments.models import Shown
    from hepaboard.web.meetings.models import Decision

    case.removed_at = timezone.now()
    # Its name is free again; nothing of what it was about stays.
    case.pseudonym, case.about, case.meeting_on, case.head = case.key, "", None, 0
    case.save()
    Decision.objects.filter(case=case).delete()
    Shown.objects.filter(version__case=case).delete()
    case.versions.all().delete()
