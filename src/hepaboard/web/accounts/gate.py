"""The gate before every page: who may not, does not reach the view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from hepaboard.web.accounts.models import User
from hepaboard.web.accounts.rights import PAGES, Right
from hepaboard.web.audit.trail import record
from hepaboard.web.failures import refused


class Gate:
    """Middleware: asks ``PAGES`` for the right a page needs, and finds its case or board.

    Another board and its cases do not exist for this person (404); on a board of theirs a missing
    right is refused (403) and noted in the trail.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer of the page behind the gate."""
        return self.answer(request)

    def process_view(
        self, request: Any, view: Any, args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """None lets the view answer."""
        name = request.resolver_match.view_name
        right = PAGES.get(name)
        if right is None:
            return refused(request)
        if right is Right.anyone:
            return None
        user = request.user
        if not isinstance(user, User):
            return _sign_in(request)
        board = None
        if "case" in kwargs:
            request.case = _case(kwargs["case"], user)
            board = request.case.board_id
        elif "board" in kwargs:
            request.board = _board(kwargs["board"], user)
            board = request.board.pk
        if not user.may(right, board):
            record(user.username, "refused", kwargs.get("case", ""), page=name)
            return refused(request)
        return None


def _case(key: str, user: User) -> Any:
    """The case, if the person sits on its board in any role."""
    from hepaboard.web.cases.models import Case

    boards = [item.board_id for item in user.memberships.all()]
    known = Case.objects.select_related("board").filter(removed_at=None)
    found = known.filter(key=key, board__in=boards).first()
    if found is None:
        raise Http404
    return found


def _board(key: int, user: User) -> Any:
    """The board, if the person sits on it in any role."""
    held = user.memberships.select_related("board")
    found = next((item.board for item in held if item.board_id == key), None)
    if found is None:
        raise Http404
    return found


def _sign_in(request: Any) -> HttpResponse:
    """To the sign-in page, and back afterwards."""
    back = request.get_full_path() if request.method == "GET" and not request.htmx else "/"
    where = f"{reverse('sign-in')}?{urlencode({'next': back})}"
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": where})
    return HttpResponseRedirect(where)
