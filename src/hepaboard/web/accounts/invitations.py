"""Links that work once: for the first administrator, for new people, for a lost password."""

from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from hepaboard.web.accounts.models import Board, Invitation, Membership, User
from hepaboard.web.accounts.rights import Role
from hepaboard.web.audit.trail import record

VALID = timedelta(hours=48)
FIRST_BOARD = "Liver board"


def invite(user: User | None) -> str:
    """The secret of a new link; earlier links for the same person stop working."""
    secret = secrets.token_urlsafe(24)
    with transaction.atomic():
        Invitation.objects.filter(user=user, used_at=None).delete()
        Invitation.objects.create(
            secret_hash=_hash(secret), user=user, expires_at=timezone.now() + VALID
        )
    return secret


def open_invitation(secret: str) -> Invitation | None:
    """The invitation of a link that can still be used."""
    found = Invitation.objects.select_related("user").filter(
        secret_hash=_hash(secret), used_at=None, expires_at__gt=timezone.now()
    )
    return found.first()


def nobody_yet() -> bool:
    """Whether there is no administrator who can sign in."""
    return not User.objects.filter(is_administrator=True, is_active=True).exists()


def accept(secret: str, password: str, username: str = "", name: str = "") -> User | None:
    """The person of the link with the password set; None if the link was used meanwhile.

    The first administrator also coordinates the first board, so that one person can begin.
    """
    with transaction.atomic():
        found = (
            Invitation.objects.select_for_update()
            .filter(secret_hash=_hash(secret), used_at=None, expires_at__gt=timezone.now())
            .first()
        )
        if found is None:
            return None
        found.used_at = timezone.now()
        found.save(update_fields=["used_at"])
        user = found.user
        if user is None:
            if not nobody_yet():
                return None
            user = User.objects.make(username, name=name, is_administrator=True)
            board, _ = Board.objects.get_or_create(name=FIRST_BOARD)
            Membership.objects.create(user=user, board=board, role=Role.coordinator)
            record(user.username, "first_administrator_made")
        user.set_password(password)
        user.save()
        record(user.username, "password_set")
        return user


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
