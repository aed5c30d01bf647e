"""Letters to take away: of one case, or of all cases of a meeting with their agenda."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from hepaboard.days import day_words
from hepaboard.errors import HepaboardError
from hepaboard.report.letter import Bundle, Form, Letter, letter_of, meeting, single
from hepaboard.web.assessments.answering import in_turn
from hepaboard.web.audit.trail import record
from hepaboard.web.cases.data import case_text
from hepaboard.web.cases.history import version_of
from hepaboard.web.cases.models import Version
from hepaboard.web.knowledge_in_use import guideline
from hepaboard.web.meetings.agenda import cases_on, day_of
from hepaboard.web.meetings.latest import latest_decision
from hepaboard.web.meetings.models import Decision

TYPES = {
    "pdf": (Form.pdf, "application/pdf"),
    "docx": (
        Form.docx,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "md": (Form.markdown, "text/markdown; charset=utf-8"),
}


@require_GET
def letter(request: Any, case: str, number: int, form: str) -> HttpResponse:
    """The letter of a version, with the board's decision if there is one by then."""
    version = version_of(request.case, number)
    written = single(_letter(version))
    record(request.user.username, "letter_downloaded", version.case.key, version=number, form=form)
    return _file(written, form, f"letter-{version.case.key}-{number}")


@require_GET
def letters(request: Any, board: int, day: str, form: str) -> HttpResponse:
    """The agenda of a meeting and every letter."""
    on = day_of(day)
    cases = cases_on(request.board, on)
    if not cases:
        raise Http404
    written = _all(case.version() for case in cases)
    for case in cases:
        record(request.user.username, "letter_downloaded", case.key, version=case.head, form=form)
    return _file(meeting(written, on), form, f"meeting-{on.isoformat()}")


def decided_lines(decision: Decision, version: Version) -> tuple[str, ...]:
    """The decision as paragraphs; last, on which version it was made and what has changed since."""
    names = guideline().treatments
    chosen = ", ".join(names[name].name for name in decision.options if name in names)
    words = [line.strip() for line in decision.text.splitlines() if line.strip()]
    made = f"Decided on {day_words(decision.at.date())}, on version {decision.version.number}"
    changed = "; the case was changed since" if decision.version_id != version.pk else ""
    return (*([f"Chosen: {chosen}"] if chosen else []), *words, f"{made}{changed}.")


def _letter(version: Version) -> Letter:
    decided = latest_decision(version.case)
    said: tuple[str, ...] = ()
    if decided is not None and decided.version.number <= version.number:
        said = decided_lines(decided, version)
    file = case_text(version.text).file
    found: Letter = in_turn(lambda: letter_of(file, guideline(), decision=said))
    return found


def _all(versions: Iterable[Version]) -> list[Letter]:
    """Every letter, or an error that names each case that has none."""
    found, problems = [], []
    for version in versions:
        try:
            found.append(_letter(version))
        except HepaboardError as error:
            error.what = f"{version.case.pseudonym}: {error.what}"
            problems.append(error)
    if problems:
        failed = HepaboardError("The letters cannot be written.")
        failed.problems = tuple(problems)  # type: ignore[attr-defined]
        raise failed
    return found


def _file(bundle: Bundle, form: str, name: str) -> HttpResponse:
    if form not in TYPES:
        raise Http404
    kind, content_type = TYPES[form]
    response = HttpResponse(kind.write(bundle), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}{kind.value}"'
    return response
