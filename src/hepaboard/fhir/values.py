"""Values of facts as the value of a FHIR Observation."""

from __future__ import annotations

from typing import Any

from hepaboard.guideline import Fact

#: Units as UCUM spells them; one that is not named here is written as text alone.
UCUM = {
    "years": "a",
    "months": "mo",
    "%": "%",
    "cm": "cm",
    "mm": "mm",
    "cm3": "cm3",
    "ml": "mL",
    "kg": "kg",
    "Gy": "Gy",
    "ng/ml": "ng/mL",
    "mg/dl": "mg/dL",
    "g/dl": "g/dL",
    "mmol/l": "mmol/L",
    "10^9/L": "10*9/L",
}
UCUM_SYSTEM = "http://unitsofmeasure.org"


def value_of(fact: Fact, value: Any, own: str, at_least: bool = False) -> dict[str, Any]:
    """The elements of an Observation that hold a value.

    Parameters
    ----------
    own
        The code system of members that have no other code.
    at_least
        The value is a lower end ("more than 10").
    """
    kind = fact.type.kind
    if kind == "boolean":
        return {"valueBoolean": bool(value)}
    if kind == "enum":
        return {"valueCodeableConcept": concept(own, fact.name, str(value))}
    if kind == "set":
        return {
            "component": [
                {"code": concept(own, fact.name, member), "valueBoolean": member in value}
                for member in fact.type.values
            ]
        }
    if fact.type.digits == 0 and fact.entry.unit is None and not at_least:
        return {"valueInteger": int(value)}
    return {"valueQuantity": quantity(value, fact.entry.unit, at_least)}


def quantity(value: float, unit: str | None, at_least: bool = False) -> dict[str, Any]:
    """A FHIR Quantity; its code is given where UCUM has the unit."""
    found: dict[str, Any] = {"value": value}
    if at_least:
        found["comparator"] = ">="
    if unit is not None:
        found["unit"] = unit
        if unit in UCUM:
            found |= {"system": UCUM_SYSTEM, "code": UCUM[unit]}
    return found


def concept(own: str, fact: str, member: str) -> dict[str, Any]:
    """A member of a fact as a CodeableConcept of the project's own system."""
    words = member.replace("_", " ")
    return {"coding": [{"system": f"{own}:{fact}", "code": member}], "text": words}
