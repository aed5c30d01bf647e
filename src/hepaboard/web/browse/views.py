"""The guideline as pages: every statement has an address that stays."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hepaboard.assess.disagreements import all_disagreements
from hepaboard.errors import HepaboardError
from hepaboard.guideline import coverage as rows_of
from hepaboard.guideline.phrase import phrase
from hepaboard.report.proof_text import KINDS as KINDS_OF_PROOF
from hepaboard.web.browse.readings import readings as read_readings
from hepaboard.web.browse.search import search as found_in
from hepaboard.web.browse.statements import page_of, topics_of
from hepaboard.web.kept_proofs import kept_proofs
from hepaboard.web.knowledge_in_use import guideline

KINDS = ("encoded", "evidence", "metadata", "not_encoded")


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """The sources with their standing."""
    knowledge = guideline()
    counts = dict.fromkeys(knowledge.sources, 0)
    for item in knowledge.statements:
        counts[item.source] += 1
    sources = [(name, source, counts[name]) for name, source in knowledge.sources.items()]
    said = {"guideline": knowledge, "sources": sources, "readings": len(read_readings())}
    return render(request, "guideline.html", said)


@require_GET
def source(request: HttpRequest, source: str) -> HttpResponse:
    """One source: its scope, terms, statements by section, errata."""
    knowledge = guideline()
    found = knowledge.sources.get(source)
    if found is None:
        raise Http404
    sections: dict[str, list[Any]] = {}
    for item in knowledge.statements:
        if item.source == source:
            sections.setdefault(item.entry.where, []).append(item)
    said = {
        "source": found,
        "sections": sections,
        "scope": phrase(knowledge, knowledge.scopes[source]),
        "terms": [
            (term, phrase(knowledge, term.node))
            for term in knowledge.definitions
            if term.source == source
        ],
        "errata": knowledge.errata.get(source, ()),
    }
    return render(request, "source.html", said)


@require_GET
def statement(request: HttpRequest, statement: str) -> HttpResponse:
    """One statement, stop or alert with its condition in words."""
    knowledge = guideline()
    try:
        found = page_of(knowledge, statement)
    except HepaboardError:
        raise Http404 from None
    said = {"item": found, "topics": topics_of(knowledge, found)}
    return render(request, "statement.html", said)


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Statements, stops and alerts that hold every word that was asked for."""
    asked = request.GET.get("q", "").strip()[:100]
    said = {"asked": asked, "found": found_in(guideline(), asked) if asked else []}
    return render(request, "search.html", said)


@require_GET
def disagreements(request: HttpRequest) -> HttpResponse:
    """Every topic on which sources differ."""
    return render(request, "disagreements.html", {"topics": all_disagreements(guideline())})


@require_GET
def errata(request: HttpRequest) -> HttpResponse:
    """Misprints and contradictions inside each source."""
    return render(request, "errata.html", {"errata": guideline().errata})


@require_GET
def readings(request: HttpRequest) -> HttpResponse:
    """Where a source is ambiguous, and the reading chosen."""
    return render(request, "readings.html", {"sections": read_readings()})


@require_GET
def coverage(request: HttpRequest) -> HttpResponse:
    """Every row of the sources and what became of it."""
    rows = rows_of(guideline())
    by_source: dict[str, list[Any]] = {}
    for row in rows:
        by_source.setdefault(row.id.split("-")[0], []).append(row)
    said = {
        "sources": [
            (name, here, [(kind, sum(r.status == kind for r in here)) for kind in KINDS])
            for name, here in by_source.items()
        ],
        "kinds": KINDS,
        "statements": {item.id for item in guideline().statements},
    }
    return render(request, "coverage.html", said)


@require_GET
def proofs(request: HttpRequest) -> HttpResponse:
    """What was proved of the guideline in use, and what was not; nothing if nothing was kept."""
    found = kept_proofs()
    kinds: dict[str, list[Any]] = {}
    for item in found.obligations if found else ():
        kinds.setdefault(KINDS_OF_PROOF.get(item.kind, item.kind), []).append(item)
    said = {
        "proofs": found,
        "current": found is not None and found.guideline.hash == guideline().hash,
        "kinds": [
            (name, items, sum(item.status == "proved" for item in items))
            for name, items in kinds.items()
        ],
        "statements": {item.id for item in guideline().statements},
        "guideline": guideline(),
    }
    return render(request, "proofs.html", said)


@require_GET
def safety(request: HttpRequest) -> HttpResponse:
    """The hard stops, timing stops and joint alerts."""
    knowledge = guideline()
    said = {
        "stops": [(stop.entry, phrase(knowledge, stop.node)) for stop in knowledge.stops],
        "delays": [(delay.entry, phrase(knowledge, delay.node)) for delay in knowledge.delays],
        "caps": [(cap.entry, phrase(knowledge, cap.node)) for cap in knowledge.caps],
        "alerts": [(alert.entry, phrase(knowledge, alert.node)) for alert in knowledge.alerts],
        "treatments": knowledge.treatments,
    }
    return render(request, "safety.html", said)
