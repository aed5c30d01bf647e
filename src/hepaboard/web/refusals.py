"""An error that a user can put right becomes a page that says so, never a trace."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hepaboard.errors import HepaboardError


class Refusals:
    """Middleware: a ``HepaboardError`` that no page dealt with is shown with status 422."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer of the page."""
        return self.answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page of the error."""
        if not isinstance(error, HepaboardError):
            return None
        problems = getattr(error, "problems", (error,))
        return render(request, "refused.html", {"problems": problems}, status=422)
