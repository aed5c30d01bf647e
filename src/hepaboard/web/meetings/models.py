"""What a board decided on a case. A decision, once written, never changes; a later one counts."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hepaboard.web.cases.models import Case, Version

MOST_LETTERS = 6000


class Decision(models.Model):
    """The decision in words, with the options that were chosen; ``number`` counts from 1.

    ``version`` is the version of the case that the board had before it, ``guideline_hash`` the
    guideline whose answer was shown with it.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="decisions")
    number = models.PositiveIntegerField()
    version = models.ForeignKey(Version, models.PROTECT, related_name="decisions")
    guideline_hash = models.CharField(max_length=64)
    text = models.TextField(max_length=MOST_LETTERS)
    options = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="one_decision_of_a_number")
        ]
        ordering = ["number"]
