"""What the board decided: written down once for each time it decided, never changed."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from hepaboard.assess import Assessment
from hepaboard.errors import HepaboardError
from hepaboard.report.option_lines import VERDICTS, WORK_UP
from hepaboard.web.accounts.rights import Right
from hepaboard.web.assessments.keeping import assessment_of
from hepaboard.web.audit.trail import record
from hepaboard.web.cases.identifiers import suspects_in
from hepaboard.web.cases.models import Case
from hepaboard.web.meetings.models import MOST_LETTERS, Decision


@require_GET
def decision(request: Any, case: str) -> HttpResponse:
    """The decisions so far, newest first, and the form for the next one."""
    record(request.user.username, "case_read", request.case.key, version=request.case.head)
    return _page(request, {})


@require_POST
def new(request: Any, case: str) -> HttpResponse:
    """Writes down a decision."""
    found: Case = request.case
    text = request.POST.get("text", "").replace("\r\n", "\n").strip()
    chosen = request.POST.getlist("options")
    kept = {"text": text, "chosen": chosen}
    answer = assessment_of(found.version(), request.user)
    try:
        _check(text, chosen, answer)
        after = len(found.decisions.all())
        if request.POST.get("after") != str(after):
            raise HepaboardError(
                "Somebody wrote down a decision meanwhile; it stands below.",
                todo="Look at it, then save yours again if it still counts.",
            )
        doubts = suspects_in(text, "decision")
        if doubts and "named_nobody" not in request.POST:
            return _page(request, {**kept, "suspects": doubts}, status=422)
        _written(found, request.user, after + 1, text, chosen, answer)
    except HepaboardError as error:
        return _page(request, {**kept, "problems": (error,)}, status=422)
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/meetings/"):
        return redirect(back)
    return redirect("decision", case=found.key)


def _check(text: str, chosen: list[str], answer: Assessment) -> None:
    if not text:
        raise HepaboardError("A decision needs words.", field="text")
    if len(text) > MOST_LETTERS:
        raise HepaboardError(
            "The decision is too long.", field="text", allowed=f"at most {MOST_LETTERS} letters"
        )
    known = {option.treatment for option in answer.options}
    if not set(chosen) <= known:
        raise HepaboardError("There is no such option.", field="options")


def _written(
    case: Case, user: Any, number: int, text: str, chosen: list[str], answer: Assessment
) -> None:
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=case.pk, removed_at=None)
        if case.decisions.count() != number - 1:
            raise HepaboardError(
                "Somebody wrote down a decision at the same moment.", todo="Save yours again."
            )
        version = case.version()
        Decision.objects.create(
            case=case,
            number=number,
            version=version,
            guideline_hash=answer.guideline.hash,
            text=text,
            options=list(dict.fromkeys(chosen)),
            by=user,
        )
        record(
            user.username,
            "case_decided",
            case.key,
            decision=number,
            version=version.number,
            text=sha256(text.encode()).hexdigest(),
        )


def _page(request: Any, said: dict[str, Any], status: int = 200) -> HttpResponse:
    case: Case = request.case
    answer = assessment_of(case.version(), request.user)
    treating = [o for o in answer.options if o.modality not in WORK_UP]
    groups = [(word, [o for o in treating if o.verdict == word]) for word in VERDICTS]
    decisions = list(case.decisions.select_related("by", "version").order_by("-number"))
    said |= {
        "case": case,
        "groups": [(word, options) for word, options in groups if options],
        "decisions": decisions,
        "after": len(decisions),
        "may_decide": request.user.may(Right.decide, case.board_id),
        "next": request.POST.get("next", request.GET.get("next", "")),
        "most": MOST_LETTERS,
    }
    return render(request, "decision.html", said, status=status)
