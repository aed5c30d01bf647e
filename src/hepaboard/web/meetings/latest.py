"""The decision that counts for a case."""

from __future__ import annotations

from hepaboard.web.cases.models import Case
from hepaboard.web.meetings.models import Decision


def latest_decision(case: Case) -> Decision | None:
    """The last decision that was written down, None if there is none yet."""
    return Decision.objects.filter(case=case).select_related("by", "version").last()
