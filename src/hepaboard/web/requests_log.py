"""One line a request: method, name of the page, status, time. No path and no query."""

from __future__ import annotations

import logging
from collections.abc import Callable
from time import perf_counter

from django.http import HttpRequest, HttpResponse

logger = logging.getLogger("hepaboard.web.requests")


class RequestLog:
    """Middleware that writes the line; who asked stands in the audit trail."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, once it is noted."""
        begun = perf_counter()
        response = self.answer(request)
        match = request.resolver_match
        page = match.view_name if match else "other"
        took = (perf_counter() - begun) * 1000
        response["Server-Timing"] = f"app;dur={took:.1f}"
        if page != "other":
            logger.info("%s %s %d %.0f ms", request.method, page, response.status_code, took)
        return response
