"""Python's garbage collector, set so that it never stops a page for long."""

from __future__ import annotations

import gc

#: Young objects are looked at often and in small portions; old ones never (a remembered answer
#: has ten thousand of them, and looking through all takes half a second).
THRESHOLDS = (10_000, 5, 1_000_000)
#: A process is replaced after so many requests: what old garbage there is goes with it.
REQUESTS, SPREAD = 10_000, 2_000


def settle() -> None:
    """Called once all that stays for good is there: it is not looked at again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
