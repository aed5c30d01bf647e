"""Slows down guessing: after some failures a user name, or an address, has to wait."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from hepaboard.web.accounts.models import Attempt

WINDOW = timedelta(minutes=15)
FAILURES_OF_A_NAME = 5
FAILURES_OF_AN_ADDRESS = 30


def address_of(request: HttpRequest) -> str:
    """Where a request comes from; behind a proxy the address that the proxy itself has seen."""
    seen = str(request.META.get("REMOTE_ADDR", ""))
    if settings.BEHIND_TLS:
        return request.headers.get("X-Forwarded-For", seen).rsplit(",", 1)[-1].strip()
    return seen


def must_wait(username: str, address: str) -> bool:
    """Whether this name or this address has failed too often of late."""
    recent = Attempt.objects.filter(at__gte=timezone.now() - WINDOW)
    return (
        recent.filter(key=_key("name", username)).count() >= FAILURES_OF_A_NAME
        or recent.filter(key=_key("address", address)).count() >= FAILURES_OF_AN_ADDRESS
    )


def failed(username: str, address: str) -> None:
    """Notes a failure; old ones are forgotten."""
    now = timezone.now()
    Attempt.objects.filter(at__lt=now - WINDOW).delete()
    for key in (_key("name", username), _key("address", address)):
        Attempt.objects.create(key=key, at=now)


def succeeded(username: str) -> None:
    """Forgets the failures of a name."""
    Attempt.objects.filter(key=_key("name", username)).delete()


def _key(kind: str, text: str) -> str:
    return sha256(f"{kind}:{text.lower()}".encode()).hexdigest()
