"""One record of the trail."""

from __future__ import annotations

import json
from hashlib import sha256

from django.db import models


class Record(models.Model):
    """What one person did at one time.

    ``detail`` is JSON without any content of a case: numbers of versions, hashes, names of pages.
    ``hash`` covers every field and the hash of the record before.
    """

    seq = models.PositiveBigIntegerField(primary_key=True)
    at = models.CharField(max_length=40)
    actor = models.CharField(max_length=40)
    action = models.CharField(max_length=40)
    subject = models.CharField(max_length=64, db_index=True)
    detail = models.TextField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["seq"]

    def computed_hash(self) -> str:
        """The hash that the record must have."""
        parts = [
            self.seq,
            self.at,
            self.actor,
            self.action,
            self.subject,
            self.detail,
            self.previous,
        ]
        text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
        return sha256(text.encode()).hexdigest()
