"""People, boards, and who is what on which board."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models

from hepaboard.web.accounts.rights import BOARD_ROLES, Right, Role, holds


class People(BaseUserManager["User"]):
    """All people with an account."""

    def make(self, username: str, **fields: Any) -> User:
        """A person who cannot sign in until a password is set."""
        user = self.model(username=username.lower(), **fields)
        user.set_unusable_password()
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """The person of this user name, however it is written."""
        return self.get(username=(username or "").lower())


class User(AbstractBaseUser):
    """One person. ``is_administrator`` manages accounts and sees no case by that alone."""

    username = models.CharField(
        max_length=40,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9][a-z0-9._-]*\Z", "Small letters, digits, . _ -")],
    )
    name = models.CharField(max_length=80)
    is_administrator = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    objects = People()

    def __str__(self) -> str:
        return self.name

    def roles(self, board_id: int | None = None) -> frozenset[Role]:
        """The person's roles: on one board, or on any."""
        found = {
            Role(item.role)
            for item in self.memberships.all()
            if board_id is None or item.board_id == board_id
        }
        if self.is_administrator:
            found.add(Role.administrator)
        return frozenset(found)

    def may(self, right: Right, board_id: int | None = None) -> bool:
        """Whether the person may do this, on one board or on any."""
        return holds(self.roles(board_id), right)


class Board(models.Model):
    """One tumour board. Its cases are seen by its people alone."""

    name = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """What one person is on one board."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    board = models.ForeignKey(Board, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(r.value, r.value) for r in BOARD_ROLES])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "board"], name="one_role_a_board")]


class Invitation(models.Model):
    """A link that works once: it sets a password, or makes the first administrator (no user).

    Only the hash of the link's secret is kept.
    """

    secret_hash = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(User, models.CASCADE, null=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class Attempt(models.Model):
    """One failed attempt to sign in, by the hash of the user name or of the address."""

    key = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField()
