"""Published minima of the future liver remnant, each with its denominator and its sign."""

from __future__ import annotations

from dataclasses import dataclass

from hepaboard.case.calculators.score import Status

QUALITIES = (
    "normal",
    "chemotherapy_exposed",
    "sos",
    "cholestatic",
    "steatotic",
    "cirrhotic",
    "hepatocyte_damage",
)
VOLUMES = ("total", "tumour_free", "standard")
"""Denominators that a reference tabulated without one is held against, one after the other."""


@dataclass(frozen=True, kw_only=True)
class RemnantRule:
    """One minimum of the future liver remnant.

    Parameters
    ----------
    name, source
        Id of the rule and where it comes from.
    denominators
        "total", "tumour_free", "standard", "functional".
    qualities
        Liver backgrounds it is written for.
    minimum_pct
        Smallest adequate share; None = none is stated for this background.
    strict
        The share has to exceed the minimum, not only to reach it.
    grey_from_pct
        From here up to the minimum the rule does not decide.
    or_segments, or_clearance
        Alternatives that make the remnant adequate by themselves: at least so many segments;
        scintigraphic clearance above so many %/min/m2.
    rows, note
        Statement rows, and what to say about the rule.
    """

    name: str
    source: str
    denominators: tuple[str, ...]
    qualities: tuple[str, ...] = QUALITIES
    minimum_pct: float | None = None
    strict: bool = False
    grey_from_pct: float | None = None
    or_segments: int | None = None
    or_clearance: float | None = None
    rows: tuple[str, ...] = ()
    status: Status = "confirmed"
    note: str | None = None


_NO_DENOMINATOR = "Denominator not named in the table: judged against each."
_DUTCH = "Dutch guideline on colorectal liver metastases, locoregional module"
_TABLE = "tabulated in PMC6422720"

RULES: tuple[RemnantRule, ...] = (
    RemnantRule(
        name="S1 total",
        source="S1",
        denominators=("total",),
        minimum_pct=30,
        strict=True,
        rows=("S1-029",),
        note="S1 adds: about two segments.",
    ),
    RemnantRule(
        name="S1 functional",
        source="S1",
        denominators=("functional",),
        minimum_pct=30,
        strict=True,
        rows=("S1-006",),
        note="S1 prints functional volume here and total volume elsewhere (D06).",
    ),
    RemnantRule(
        name="S2 normal liver",
        source="S2",
        denominators=("total",),
        qualities=("normal",),
        minimum_pct=25,
        grey_from_pct=20,
        rows=("S2-035", "S2-036", "S2-216"),
        note="S2 prints 20-25 % and 25 %: 20 to below 25 is a grey band for the board (E01).",
    ),
    RemnantRule(
        name="S2 diseased liver",
        source="S2",
        denominators=("total",),
        qualities=("sos", "cholestatic", "steatotic", "cirrhotic"),
        minimum_pct=40,
        rows=("S2-217",),
    ),
    RemnantRule(
        name="S2 other background",
        source="S2",
        denominators=("total",),
        qualities=("chemotherapy_exposed", "hepatocyte_damage"),
        grey_from_pct=20,
        rows=("S2-036",),
        note="No source gives a minimum for this background; under 20 % fails every figure of S2.",
    ),
    RemnantRule(
        name="S3",
        source="S3",
        denominators=("standard",),
        minimum_pct=100 / 3,
        or_segments=2,
        rows=("S3-021",),
        note="S3 says about one third: a share close to it is a matter of judgement.",
    ),
    RemnantRule(
        name="S4",
        source="S4",
        denominators=("standard",),
        minimum_pct=30,
        rows=("S4-008",),
        note="S4 adds: about two segments.",
    ),
    RemnantRule(
        name="Kishi",
        source=f"Kishi, {_TABLE}",
        denominators=("standard",),
        qualities=("normal",),
        minimum_pct=20,
    ),
    RemnantRule(
        name="Vauthey, Shoup",
        source=f"Vauthey; Shoup, {_TABLE}",
        denominators=VOLUMES,
        qualities=("normal",),
        minimum_pct=25,
        note=_NO_DENOMINATOR,
    ),
    RemnantRule(
        name="Schindl",
        source=f"Schindl, {_TABLE}",
        denominators=("tumour_free",),
        qualities=("normal",),
        minimum_pct=26.6,
    ),
    RemnantRule(
        name="Shindoh",
        source=f"Shindoh, {_TABLE}",
        denominators=("standard",),
        qualities=("chemotherapy_exposed",),
        minimum_pct=30,
        note="Written for more than 3 months of chemotherapy.",
    ),
    RemnantRule(
        name="Azoulay",
        source=f"Azoulay, {_TABLE}",
        denominators=VOLUMES,
        qualities=("cirrhotic",),
        minimum_pct=40,
        note=f"Chronic hepatitis or cirrhosis. {_NO_DENOMINATOR}",
    ),
    RemnantRule(
        name="Kubota",
        source=f"Kubota, {_TABLE}",
        denominators=VOLUMES,
        qualities=("cirrhotic",),
        minimum_pct=50,
        grey_from_pct=40,
        note=f"Printed as 40-50 %: in between is a grey band. {_NO_DENOMINATOR}",
    ),
    *(
        RemnantRule(
            name="common 20-30-40",
            source=f"common rule, {_TABLE}",
            denominators=VOLUMES,
            qualities=(quality,),
            minimum_pct=minimum,
            note=_NO_DENOMINATOR,
        )
        for quality, minimum in (("normal", 20), ("chemotherapy_exposed", 30), ("cirrhotic", 40))
    ),
    RemnantRule(
        name="Dutch guideline",
        source=_DUTCH,
        denominators=VOLUMES,
        qualities=("normal",),
        minimum_pct=20,
        strict=True,
        or_clearance=2.69,
        note=f"Healthy liver without induction chemotherapy. {_NO_DENOMINATOR}",
    ),
    RemnantRule(
        name="Dutch guideline, other livers",
        source=_DUTCH,
        denominators=("functional",),
        qualities=tuple(quality for quality in QUALITIES if quality != "normal"),
        or_clearance=2.69,
        note="No volume is given for these livers; scintigraphic clearance alone decides.",
    ),
)
