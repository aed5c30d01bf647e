"""A case and its versions. A version, once written, never changes."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models

from hepaboard.web.accounts.models import Board

STATES = {
    "preparing": "being prepared",
    "ready": "ready for the board",
    "discussed": "discussed",
    "closed": "closed",
}
HOW = {
    "new": "new",
    "form": "form",
    "text": "text",
    "merged": "joined with another change",
    "restored": "earlier version restored",
}
_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


def new_key() -> str:
    """A key for addresses: it tells nothing, and nobody guesses it."""
    return "".join(secrets.choice(_LETTERS) for _ in range(12))


class Case(models.Model):
    """One patient's case on one board, known by a pseudonym alone.

    ``head`` is the number of the newest version. A removed case keeps its row, without a word of
    its content, so that its key in the trail still means something.
    """

    key = models.CharField(max_length=12, unique=True, default=new_key)
    board = models.ForeignKey(Board, models.PROTECT, related_name="cases")
    pseudonym = models.CharField(max_length=64)
    about = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=12, choices=list(STATES.items()), default="preparing")
    meeting_on = models.DateField(null=True, blank=True)
    head = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(auto_now=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["board", "pseudonym"], name="one_pseudonym_a_board")
        ]
        ordering = ["-changed_at"]

    def version(self, number: int | None = None) -> Version:
        """A version of the case; the newest if None."""
        return self.versions.select_related("by").get(number=number or self.head)


class Version(models.Model):
    """The case as it was saved once: the text in YAML or JSON that users know.

    ``based_on`` is the version it was made from, 0 for none.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    based_on = models.PositiveIntegerField()
    text = models.TextField()
    hash = models.CharField(max_length=64)
    how = models.CharField(max_length=10, choices=list(HOW.items()))
    note = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_of_a_number")]
        ordering = ["number"]
