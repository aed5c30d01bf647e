"""Two answers side by side: what if, two versions, two days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from hepaboard.assess import Assessment, Difference
from hepaboard.assess.difference import OptionChange, difference
from hepaboard.errors import HepaboardError
from hepaboard.guideline import Verdict
from hepaboard.report.sheet import sheet
from hepaboard.report.side_by_side import BlockPair, side_by_side
from hepaboard.web.assessments.answering import whole
from hepaboard.web.assessments.keeping import assessment_of
from hepaboard.web.assessments.scratch import Scratch, choices_of
from hepaboard.web.audit.trail import record
from hepaboard.web.cases.conflict import value_words
from hepaboard.web.cases.control import posted
from hepaboard.web.cases.data import case_text
from hepaboard.web.cases.history import version_of
from hepaboard.web.cases.models import Case, Version
from hepaboard.web.cases.tables import tables_of
from hepaboard.web.knowledge_in_use import guideline


@dataclass(frozen=True, slots=True)
class Compared:
    """Both answers as sheets, and their difference in short."""

    before: str
    after: str
    blocks: tuple[BlockPair, ...]
    difference: Difference
    moved: tuple[tuple[Verdict | None, Verdict | None, tuple[OptionChange, ...]], ...]


def compared(before: Assessment, after: Assessment, one: str, other: str) -> Compared:
    """Two answers compared; ``one`` and ``other`` say what each is."""
    found = difference(before, after)
    moves: dict[tuple[Verdict | None, Verdict | None], list[OptionChange]] = {}
    for option in found.options:
        if option.before != option.after:
            moves.setdefault((option.before, option.after), []).append(option)
    return Compared(
        before=one,
        after=other,
        blocks=tuple(side_by_side(sheet(before), sheet(after))),
        difference=found,
        moved=tuple((a, b, tuple(options)) for (a, b), options in moves.items()),
    )


@require_http_methods(["GET", "POST"])
def what_if(request: Any, case: str, number: int) -> HttpResponse:
    """A scratch copy of a version: any fact changed, both answers side by side."""
    version = version_of(request.case, number)
    record(request.user.username, "case_read", version.case.key, version=number)
    answer = assessment_of(version, request.user)
    data = case_text(version.text).data
    said: dict[str, Any] = {"case": version.case, "version": version}
    said["choices"] = choices_of(guideline(), tables_of(data, answer, guideline()))
    form = request.POST
    scratch = Scratch(guideline(), data)
    try:
        scratch = Scratch(guideline(), data, form.get("scratch", ""))
        key = form.get("fact", "")
        if form.get("do") == "drop":
            scratch.changes.pop(key, None)
        elif form.get("do") == "set":
            entry = scratch.entry(key)
            scratch.set(key, posted(scratch.fact(key), form, entry))
        elif key:
            said |= {"asked": key, "row": scratch.row(key), "label": scratch.label(key)}
        if scratch.changes:
            then = whole(scratch.file())
            said["compared"] = compared(answer, then, "as recorded", "with these changes")
    except HepaboardError as error:
        said["problems"] = getattr(error, "problems", (error,))
    said["scratch"] = scratch.text
    said["changes"] = [
        (key, scratch.label(key), value_words(entry, scratch.fact(key)))
        for key, entry in scratch.changes.items()
    ]
    status = 422 if "problems" in said else 200
    return render(request, "what_if.html", said, status=status)


@require_GET
def compare(request: Any, case: str) -> HttpResponse:
    """Two versions, or one version on two days."""
    found: Case = request.case
    record(request.user.username, "case_read", found.key, version=found.head)
    numbers = list(found.versions.values_list("number", flat=True).order_by("-number"))
    ask = request.GET
    said: dict[str, Any] = {"case": found, "numbers": numbers}
    chosen = {
        "a": _number(ask.get("a", ""), max(1, found.head - 1)),
        "b": _number(ask.get("b", ""), found.head),
        "on_a": ask.get("on_a", ""),
        "on_b": ask.get("on_b", ""),
    }
    said |= {"chosen": chosen}
    try:
        one = version_of(found, chosen["a"])
        other = version_of(found, chosen["b"])
        said["compared"] = compared(
            answer_on(one, request.user, chosen["on_a"]),
            answer_on(other, request.user, chosen["on_b"]),
            _title(one, chosen["on_a"]),
            _title(other, chosen["on_b"]),
        )
    except HepaboardError as error:
        said["problems"] = getattr(error, "problems", (error,))
    return render(request, "compare.html", said, status=422 if "problems" in said else 200)


def answer_on(version: Version, user: Any, day: str) -> Assessment:
    """The answer of a version as of a day; its own day if none is given. Only that is kept.

    Raises
    ------
    HepaboardError
        That is no day, or the case cannot be assessed on it.
    """
    if not day:
        return assessment_of(version, user)
    try:
        on = date.fromisoformat(day)
    except ValueError:
        raise HepaboardError(
            "That is not a date.", field="on", allowed="a day such as 2026-06-01"
        ) from None
    return whole(case_text(version.text).file, on)


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isdigit() and len(text) < 9 else otherwise


def _title(version: Version, day: str) -> str:
    return f"version {version.number}" + (f" on {day}" if day else "")
