"""The future liver remnant of a case beside every source's minimum."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from hepaboard.case.calculators import REMNANT_RULES, RemnantRule, judge_remnant
from hepaboard.report.figures.material import Material
from hepaboard.report.figures.remnant_share import WORDS, Share, remnant_shares_of
from hepaboard.report.voices import star

QUALITY, SEGMENTS = "liver_quality", "flr_segments"
ARGUMENTS = {name: f"of_{name}_pct" for name in WORDS}
#: Rules that are written for another liver stay visible, but pale.
FADED = 0.35


def remnant_rows(material: Material) -> list[dict[str, Any]]:
    """One row per minimum and denominator, of the sources that speak of this patient."""
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
    silent = {s.source for s in material.assessment.scopes if s.status == "out_of_scope"}
    speaking = set(material.guideline.sources) - silent
    rules = [rule for rule in REMNANT_RULES if rule.source in speaking]
    rows = []
    for rule in rules:
        for denominator in rule.denominators:
            share = shares.get(denominator)
            rule_is_open = quality is None and not livers <= set(rule.qualities)
            rows.append(
                {
                    "rule": rule.name,
                    "label": f"{_name(material, rule)}|of the {WORDS[denominator]}",
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


def _name(material: Material, rule: RemnantRule) -> str:
    """The rule with the mark of a source whose text is pending review."""
    return rule.name.replace(rule.source, rule.source + star(material.assessment, rule.source), 1)


def _minimum_words(rule: RemnantRule) -> str:
    parts = []
    if rule.minimum_pct is not None:
        number = f"{rule.minimum_pct:.1f}".removesuffix(".0")
        parts.append(f"{'more than' if rule.strict else 'at least'} {number} %")
    elif rule.grey_from_pct is not None:
        parts.append(f"fails below {rule.grey_from_pct:.0f} %")
    if rule.or_segments is not None:
        parts.append(f"{rule.or_segments} segments")
    return " or ".join(parts) or "no minimum"
