"""What can go wrong in a benchmark through something a user can change."""

from __future__ import annotations

from hepaboard.errors import HepaboardError


class BenchError(HepaboardError):
    """A benchmark that was asked for something it does not have."""
