"""A three-valued thing as two gates."""

from __future__ import annotations

from typing import NamedTuple

from hepaboard.cohort.circuit import FALSE


class Planes(NamedTuple):
    """Certainly true and certainly false; unknown is neither, both is a contradiction."""

    true: int
    false: int

    @property
    def swapped(self) -> Planes:
        """NOT."""
        return Planes(self.false, self.true)


UNKNOWN = Planes(FALSE, FALSE)
