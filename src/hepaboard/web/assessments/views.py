"""What stands behind an answer: the statements on an option, the reasons of one, what was shown."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_POST

from hepaboard.assess.why import why as why_of
from hepaboard.errors import HepaboardError
from hepaboard.report.flow import chart_of, flow_svg
from hepaboard.web.assessments.keeping import assessment_of, compare
from hepaboard.web.assessments.models import Shown
from hepaboard.web.audit.trail import record
from hepaboard.web.cases.data import case_text
from hepaboard.web.cases.history import version_of
from hepaboard.web.cases.models import Case
from hepaboard.web.headers import PICTURE
from hepaboard.web.knowledge_in_use import guideline

FLOW_PX = 640
DIRECTIONS = ("stop", "for", "consider", "against")


@require_GET
def option(request: Any, case: str, number: int, option: str) -> HttpResponse:
    """Every statement on one option that holds or is open, and its evidence."""
    version = version_of(request.case, number)
    answer = assessment_of(version, request.user)
    found = next((o for o in answer.options if o.treatment == option), None)
    if found is None:
        raise Http404
    record(request.user.username, "case_read", version.case.key, version=number)
    sides = [
        (direction, [s for s in found.statements if s.direction == direction])
        for direction in DIRECTIONS
    ]
    labels = {f.fact: f.label for f in answer.facts} | {m.fact: m.label for m in answer.missing}
    said = {
        "case": version.case,
        "version": version,
        "option": found,
        "sides": [(direction, items) for direction, items in sides if items],
        "labels": labels,
        "stars": {c.source: "*" for c in answer.citations if c.review_status == "pending"},
    }
    return render(request, "_option.html" if request.htmx else "option.html", said)


@require_GET
def why(request: Any, case: str, number: int, statement: str) -> HttpResponse:
    """The reasons of one statement, stop or alert."""
    version = version_of(request.case, number)
    try:
        reasons = why_of(case_text(version.text).file, guideline(), statement)
    except HepaboardError:
        raise Http404 from None
    record(request.user.username, "case_read", version.case.key, version=number)
    knowledge = guideline()
    topics = [
        topic
        for topic in assessment_of(version, request.user).disagreements
        if any(set(position.rows) & set(reasons.rows) for position in topic.positions)
    ]
    said = {
        "case": version.case,
        "version": version,
        "why": reasons,
        "source": knowledge.sources.get(reasons.source or ""),
        "topics": topics,
    }
    return render(request, "_why.html" if request.htmx else "why.html", said)


@require_GET
def flow(request: Any, case: str, number: int, source: str) -> HttpResponse:
    """The pathway of one source as a picture, with the patient's place in it."""
    version = version_of(request.case, number)
    answer = assessment_of(version, request.user)
    found = next((item for item in answer.flows if item.source == source), None)
    if found is None or source not in guideline().flows:
        raise Http404
    record(request.user.username, "case_read", version.case.key, version=number)
    chart = chart_of(guideline(), source, found, f"case {version.case.pseudonym}")
    picture = flow_svg(chart, FLOW_PX)
    return HttpResponse(
        picture,
        content_type="image/svg+xml",
        headers={"Content-Security-Policy": PICTURE},
    )


@require_GET
def shown(request: Any, case: str) -> HttpResponse:
    """Every assessment of the case that was shown."""
    found: Case = request.case
    kept = (
        Shown.objects.filter(version__case=found)
        .select_related("version")
        .defer("answer")
        .order_by("-pk")
    )
    said = {"case": found, "kept": kept, "now": guideline()}
    return render(request, "shown.html", said)


@require_POST
def reproduce(request: Any, case: str, kept: int) -> HttpResponse:
    """Makes a kept assessment again and compares the two."""
    found = get_object_or_404(Shown, pk=kept, version__case=request.case)
    result = compare(found)
    record(
        request.user.username,
        "assessment_reproduced",
        request.case.key,
        version=found.version.number,
        same=int(result.same),
    )
    said = {"case": request.case, "kept": found, "result": result, "now": guideline()}
    return render(request, "reproduced.html", said)
