"""New cases: from the form, from a text or file, from an example."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from hepaboard.document import MAX_BYTES
from hepaboard.errors import HepaboardError
from hepaboard.examples import case_source
from hepaboard.web.accounts.models import Board, User
from hepaboard.web.accounts.rights import Right
from hepaboard.web.cases.data import case_text, long_form
from hepaboard.web.cases.identifiers import suspects_of
from hepaboard.web.cases.listing import boards_of
from hepaboard.web.cases.models import Case
from hepaboard.web.cases.saving import save_new
from hepaboard.web.cases.writing import yaml_text

NAME = "the pasted text"


@require_http_methods(["GET", "POST"])
def new(request: Any) -> HttpResponse:
    """Asks for a pseudonym and a few words; everything else is asked on the case's page."""
    boards = boards_of(request.user, Right.edit_cases)
    said = {key: request.POST.get(key, "").strip() for key in ("pseudonym", "about", "day")}
    if request.method == "GET":
        return render(request, "case_new.html", {"boards": boards})
    data: dict[str, Any] = {"id": said["pseudonym"]}
    if said["about"]:
        data["about"] = said["about"]
    if said["day"]:
        data["assessed_on"] = said["day"]
    return _made(request, yaml_text(data), "case_new.html", {"boards": boards, **said})


@require_http_methods(["GET", "POST"])
def paste(request: Any) -> HttpResponse:
    """A case as text: pasted, or an uploaded file."""
    boards = boards_of(request.user, Right.edit_cases)
    if request.method == "GET":
        return render(request, "case_paste.html", {"boards": boards})
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
        raise HepaboardError("The file is too large.", allowed=f"at most {MAX_BYTES:,} bytes")
    text, name = request.POST.get("text", ""), NAME
    upload = request.FILES.get("file")
    if upload is not None:
        name, text = "the uploaded file", _uploaded(upload)
    return _made(request, text, "case_paste.html", {"boards": boards, "text": text}, name)


@require_POST
def example(request: Any, name: str) -> HttpResponse:
    """Opens a shipped example as a case of its own."""
    source = case_source(f"example:{name}")
    assert isinstance(source, dict)
    board = _board(request)
    data = long_form(source)
    there = Case.objects.filter(board=board, pseudonym=data["id"])
    found = there.first()
    if found is None:
        try:
            found = save_new(board, request.user, yaml_text(data)).version.case
        except HepaboardError:
            # Somebody else opened it in the same moment.
            found = there.first()
            if found is None:
                raise
    return redirect("case", case=found.key)


def _made(
    request: Any, text: str, template: str, said: dict[str, Any], name: str = NAME
) -> HttpResponse:
    """The new case's page; the form again with problems, or with what may name a person."""
    text = text.replace("\r\n", "\n")
    try:
        suspects = suspects_of(case_text(text, name).data)
        if suspects and "named_nobody" not in request.POST:
            return render(request, template, {**said, "suspects": suspects}, status=422)
        saved = save_new(_board(request), request.user, text, name)
    except HepaboardError as error:
        problems = getattr(error, "problems", (error,))
        return render(request, template, {**said, "problems": problems}, status=422)
    return redirect("case", case=saved.version.case.key)


def _uploaded(upload: Any) -> str:
    try:
        return str(upload.read().decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise HepaboardError(
            "The file is not text in UTF-8.", allowed="a YAML or JSON file in UTF-8"
        ) from None


def _board(request: Any) -> Board:
    """The board that the form names, or the person's only one."""
    user: User = request.user
    boards = boards_of(user, Right.edit_cases)
    asked = request.POST.get("board")
    if asked is None:
        return boards[0]
    chosen = get_object_or_404(Board, pk=asked if asked.isdigit() else 0)
    if chosen not in boards:
        raise HepaboardError("You may not make cases on this board.", field="board")
    return chosen
