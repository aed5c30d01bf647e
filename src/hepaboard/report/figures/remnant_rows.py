"""The future liver remnant of a case beside every source's minimum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from hepaboard.assess.scores import scores
from hepaboard.case.calculators import REMNANT_RULES, RemnantRule, judge_remnant
from hepaboard.case.model import Recorded
from hepaboard.case.value import ValueProblem, read_value
from hepaboard.logic import Bounds
from hepaboard.report.figures.material import Material

SHARE, DENOMINATOR, QUALITY, SEGMENTS = (
    "flr_pct",
    "flr_denominator",
    "liver_quality",
    "flr_segments",
)
WORDS = {
    "total": "total liver volume",
    "tumour_free": "liver volume without tumour",
    "standard": "standard liver volume",
    "functional": "liver function",
}
ARGUMENTS = {name: f"of_{name}_pct" for name in WORDS}
Span = tuple[float, float]
#: Rules that are written for another liver stay visible, but pale.
FADED = 0.35


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


def remnant_rows(material: Material) -> list[dict[str, Any]]:
    """One row per minimum of a source in use and denominator: minimum, share and verdict."""
    shares = remnant_shares_of(material)
    facts = material.facts.patient
    quality = facts[QUALITY].value if QUALITY in facts else None
    segments = facts.get(SEGMENTS)
    exact = segments.value if segments and isinstance(segments.value, Decimal) else None
    more: dict[str, Any] = {
        "liver_quality": quality,
        "flr_segments": None if exact is None else int(exact),
    }
    livers = set(material.guideline.vocabulary.types[QUALITY].values)
    rules = [rule for rule in REMNANT_RULES if rule.source in material.guideline.sources]
    rows = []
    for rule in rules:
        for denominator in rule.denominators:
            share = shares.get(denominator)
            rule_is_open = quality is None and not livers <= set(rule.qualities)
            rows.append(
                {
                    "rule": rule.name,
                    "label": f"{rule.name}|of the {WORDS[denominator]}",
                    "denominator": denominator,
                    "minimum": rule.minimum_pct,
                    "grey_from": rule.grey_from_pct,
                    "needs": _minimum_words(rule) + (", liver not known" if rule_is_open else ""),
                    "low": share and share.low,
                    "high": share and share.high,
                    "share": share.words if share else "",
                    "earlier": [pct for _, pct in share.earlier] if share else [],
                    "opacity": 1.0 if quality is None or quality in rule.qualities else FADED,
                    "verdict": (f"{share.words}: " if share else "")
                    + _verdict(rule, denominator, share, more),
                    "rows": ", ".join(rule.rows),
                }
            )
    return rows


def _verdict(
    rule: RemnantRule, denominator: str, share: Share | None, more: Mapping[str, Any]
) -> str:
    """What the rule says over the whole span of the share, in words."""
    said: dict[str, None] = {}
    missing: dict[str, None] = {}
    for value in (None,) if share is None else (share.low, share.high):
        given: dict[str, Any] = {ARGUMENTS[denominator]: value, **more}
        readings = judge_remnant(**given)
        for reading in readings:
            if reading.rule == rule.name and reading.denominator == denominator:
                said.update(dict.fromkeys(reading.possible))
                missing.update(dict.fromkeys(reading.missing))
    if list(said) == ["not applicable"]:
        return "for other livers"
    if len(said) == 1:
        return next(iter(said))
    if share is None:
        return "share not known"
    if QUALITY in missing:
        rest = [word for word in said if word != "not applicable"]
        return f"if so, {' or '.join(rest)}"
    return " or ".join(said)


def _minimum_words(rule: RemnantRule) -> str:
    parts = []
    if rule.minimum_pct is not None:
        number = f"{rule.minimum_pct:.1f}".removesuffix(".0")
        parts.append(f"{'more than' if rule.strict else 'at least'} {number} %")
    elif rule.grey_from_pct is not None:
        parts.append(f"no minimum from {rule.grey_from_pct:.0f} %")
    if rule.or_segments is not None:
        parts.append(f"{rule.or_segments} segments")
    return " or ".join(parts) or "no minimum"


def _ends(value: Any) -> Span:
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
