"""The pictures of a case: which there are, and each as an image."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hepaboard.errors import HepaboardError
from hepaboard.recent import Recent
from hepaboard.report.figures import Drawn, draw_figures
from hepaboard.web.assessments.answering import in_turn
from hepaboard.web.audit.trail import record
from hepaboard.web.cases.data import case_text
from hepaboard.web.cases.history import version_of
from hepaboard.web.cases.models import Version
from hepaboard.web.headers import PICTURE
from hepaboard.web.knowledge_in_use import guideline

_drawn: Recent[Drawn] = Recent(8)
#: The page has a map of its own, on which one can act.
OWN = "liver-map"


@require_GET
def figures(request: Any, case: str, number: int) -> HttpResponse:
    """The pictures that the case records enough for, and what the others need."""
    version = version_of(request.case, number)
    said: dict[str, Any] = {"case": version.case, "version": version}
    try:
        found = drawn_of(version)
        said["figures"] = [figure for figure in found.figures if figure.name != OWN]
        said["needs"] = [(name, what) for name, what in found.needs if name != OWN]
    except HepaboardError as error:
        said["problems"] = getattr(error, "problems", (error,))
    record(request.user.username, "case_read", version.case.key, version=number)
    return render(request, "_figures.html" if request.htmx else "figures.html", said)


@require_GET
def figure(request: Any, case: str, number: int, figure: str) -> HttpResponse:
    """One picture as SVG."""
    version = version_of(request.case, number)
    found = next((item for item in drawn_of(version).figures if item.name == figure), None)
    if found is None:
        raise Http404
    record(request.user.username, "case_read", version.case.key, version=number)
    return HttpResponse(
        found.render("svg"),
        content_type="image/svg+xml",
        headers={"Content-Security-Policy": PICTURE},
    )


def drawn_of(version: Version) -> Drawn:
    """The pictures of a version; the latest few are remembered.

    Raises
    ------
    HepaboardError
        The extra that draws is not installed, or the guideline in use cannot take the case.
    """
    key = f"{guideline().hash} {version.hash}"
    file = case_text(version.text).file
    known = _drawn.get(key)
    return known or _drawn.put(key, in_turn(lambda: draw_figures(file, guideline())))
