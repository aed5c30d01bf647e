"""The shares of the liver that the future remnant of a case makes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from hepaboard.assess.scores import scores
from hepaboard.case.model import Recorded
from hepaboard.case.value import ValueProblem, read_value
from hepaboard.logic import Bounds
from hepaboard.report.figures.material import Material

SHARE, DENOMINATOR = "flr_pct", "flr_denominator"
WORDS = {
    "total": "total liver volume",
    "tumour_free": "liver volume without tumour",
    "standard": "standard liver volume",
    "functional": "liver function",
}


@dataclass(frozen=True)
class Share:
    """The remnant as a share of one denominator: lowest and highest value in percent."""

    low: float
    high: float
    on: date | None = None
    earlier: tuple[tuple[date, float], ...] = ()

    @property
    def words(self) -> str:
        """The share in percent, a span where it is not exact."""
        if self.low == self.high:
            return f"{self.low:.1f} %".replace(".0 %", " %")
        return f"{self.low:.0f}-{self.high:.0f} %"


def remnant_shares_of(material: Material) -> dict[str, Share]:
    """The shares that are known, by denominator: as recorded, else worked out from volumes.

    A recorded share without a denominator belongs to none.
    """
    facts = material.facts.patient
    found: dict[str, Share] = {}
    for result in scores({name: known.value for name, known in facts.items()}):
        name = result.score.removeprefix("flr_of_")
        if name in WORDS and result.value is not None:
            found[name] = Share(float(result.value), float(result.value))
    share, denominator = facts.get(SHARE), facts.get(DENOMINATOR)
    if share is not None and denominator is not None:
        low, high = _ends(share.value)
        name = str(denominator.value)
        found[name] = Share(low, high, share.on, _earlier(material, name, share.on))
    return found


def _ends(value: Any) -> tuple[float, float]:
    if isinstance(value, Bounds):
        low = 0.0 if value.low is None else float(value.low)
        return low, 100.0 if value.high is None else float(value.high)
    return float(value), float(value)


def _earlier(
    material: Material, denominator: str, latest: date | None
) -> tuple[tuple[date, float], ...]:
    """Exact shares of earlier days, where the denominator of that day was the same."""
    series = _entry(material, SHARE)
    if not isinstance(series, list) or latest is None:
        return ()
    found: dict[date, float] = {}
    for item in series:
        if isinstance(item, Recorded) and item.on is not None and item.on < latest:
            same = _denominator_on(material, item.on) == denominator
            if same and isinstance(item.value, int | Decimal) and item.unit in (None, "%"):
                found[item.on] = float(item.value)
    return tuple(sorted(found.items()))


def _denominator_on(material: Material, day: date) -> str | None:
    vocabulary = material.guideline.vocabulary
    entry = _entry(material, DENOMINATOR)
    try:
        read = read_value(vocabulary.types[DENOMINATOR], vocabulary.spec(DENOMINATOR), entry, day)
    except ValueProblem:
        return None
    return None if read is None else str(read.value)


def _entry(material: Material, fact: str) -> Any:
    """What the case records of a fact, under any of its names."""
    names = material.guideline.vocabulary.synonyms
    for section in material.file.case.sections().values():
        for word, entry in section.items():
            if names.get(word, word) == fact:
                return entry
    return None
