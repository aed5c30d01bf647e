"""Makes answers for the pages: one thread at a time where the diagrams need that."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from functools import lru_cache
from threading import Lock
from typing import Any

from hepaboard.assess import Assessment, assess, first_answer
from hepaboard.case import CaseFile
from hepaboard.examples import case_source
from hepaboard.missing.space import space_of
from hepaboard.recent import Recent
from hepaboard.web.knowledge_in_use import guideline

_first: Recent[Assessment] = Recent(16)


@lru_cache(maxsize=1)
def _turn() -> AbstractContextManager[Any]:
    """The pure Python library of diagrams does not bear two threads at once."""
    safe = space_of(guideline()).diagrams.engine == "cudd"
    return nullcontext() if safe else Lock()


def in_turn(make: Callable[[], Any]) -> Any:
    """What is made, while no other thread makes any such thing if the diagrams need that."""
    with _turn():
        return make()


def whole(file: CaseFile, on: date | None = None) -> Assessment:
    """The whole answer as of a day (the case's own if None).

    Raises
    ------
    HepaboardError
        The guideline in use cannot take the case.
    """
    found: Assessment = in_turn(lambda: assess(file, guideline(), on))
    return found


def at_once(file: CaseFile) -> Assessment:
    """The answer without what takes long, see ``first_answer``; the latest few are remembered.

    Raises
    ------
    HepaboardError
        The guideline in use cannot take the case.
    """
    key = f"{guideline().hash} {file.hash}"
    known = _first.get(key)
    return known or _first.put(key, in_turn(lambda: first_answer(file, guideline())))


def warm() -> None:
    """Makes what all answers share, so that nobody waits for it."""
    from hepaboard.case import read_case

    whole(read_case(case_source("example:s0-index")))
