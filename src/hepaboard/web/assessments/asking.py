"""One question: what each answer that is still possible would change."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hepaboard.assess import Asked, ask
from hepaboard.recent import Recent
from hepaboard.report.effect_words import effect_words
from hepaboard.web.assessments.answering import in_turn
from hepaboard.web.audit.trail import record
from hepaboard.web.cases.data import case_text
from hepaboard.web.cases.history import version_of
from hepaboard.web.knowledge_in_use import guideline

_asked: Recent[Asked] = Recent(8)


@require_GET
def question(request: Any, case: str, number: int, fact: str) -> HttpResponse:
    """The answers of one question, each with what it settles or rules out."""
    version = version_of(request.case, number)
    label = guideline().vocabulary.get(fact)
    if label is None:
        raise Http404
    key = f"{guideline().hash} {version.hash}"
    file = case_text(version.text).file
    found = _asked.get(key) or _asked.put(key, in_turn(lambda: ask(file, guideline())))
    record(request.user.username, "case_read", version.case.key, version=number)
    asked = next((item for item in found.questions if item.fact == fact), None)
    answers = asked.answers if asked else []
    said = {
        "case": version.case,
        "version": version,
        "label": label.entry.label,
        "asked": asked,
        "answers": [(answer.words, list(effect_words(answer.effects))) for answer in answers],
    }
    return render(request, "_question.html" if request.htmx else "question.html", said)
