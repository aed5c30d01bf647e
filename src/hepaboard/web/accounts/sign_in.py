"""Local accounts: a user name and a password."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from hepaboard.web.accounts.models import User


class LocalAccounts:
    """Django's backend for them; an unknown name costs as much time as a wrong password."""

    def authenticate(
        self, request: HttpRequest | None, username: str = "", password: str = "", **_: Any
    ) -> User | None:
        """The person, or None."""
        user = User.objects.filter(username=username.lower(), is_active=True).first()
        if user is None:
            make_password(password)
            return None
        return user if user.check_password(password) else None

    def get_user(self, user_id: int) -> User | None:
        """The person of a session, with their roles; None once the account is closed."""
        found = User.objects.prefetch_related("memberships").filter(pk=user_id, is_active=True)
        return found.first()
