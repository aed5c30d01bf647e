"""An assessment as it was shown; it never changes."""

from __future__ import annotations

import zlib

from django.db import models

from hepaboard.assess import Assessment
from hepaboard.web.cases.models import Version


class Shown(models.Model):
    """The answer for one version of a case under one guideline on one day.

    ``answer`` is the JSON of the assessment, compressed; ``answer_hash`` is that of the JSON.
    """

    version = models.ForeignKey(Version, models.PROTECT, related_name="shown")
    guideline_version = models.CharField(max_length=20)
    guideline_hash = models.CharField(max_length=64)
    case_hash = models.CharField(max_length=64)
    answer_hash = models.CharField(max_length=64)
    answer = models.BinaryField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "guideline_hash"], name="shown_once")
        ]

    @property
    def json(self) -> str:
        """The JSON of the assessment."""
        return zlib.decompress(bytes(self.answer)).decode()

    def assessment(self) -> Assessment:
        """The assessment as it was."""
        return Assessment.model_validate_json(self.json)
