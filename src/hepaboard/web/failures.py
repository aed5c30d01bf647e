"""Pages for what went wrong: not found, not allowed, forged, broken."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """There is no such page, or none that this person may know of."""
    return render(request, "failure.html", {"kind": "not_found"}, status=404)


def refused(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """The person may not do this."""
    return render(request, "failure.html", {"kind": "refused"}, status=403)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form did not come from a page of this session."""
    return render(request, "failure.html", {"kind": "forged"}, status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Something is wrong in the program; nothing of it is told but that."""
    return render(request, "failure.html", {"kind": "broken"}, status=500)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """The request makes no sense."""
    return render(request, "failure.html", {"kind": "bad_request"}, status=400)
