"""Turns one recorded entry into a value of the language, or says why it cannot be used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NoReturn

from hepaboard.case.model import Recorded
from hepaboard.case.units import UnitError, convert
from hepaboard.errors import HepaboardError
from hepaboard.logic import Bounds, FactType, Members, Value
from hepaboard.types import FactSpec


class ValueProblem(HepaboardError):
    """A recorded value does not fit its fact."""


def likely_unit(fact: FactType, spec: FactSpec, value: Any) -> str | None:
    """The unit that a value out of range was probably meant in, in words; None if there is none."""
    if fact.unit is None or isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    mass = None if spec.molar_mass_g_mol is None else Decimal(spec.molar_mass_g_mol)
    for unit in spec.units:
        meant = convert(Decimal(value), unit, fact.unit, mass)
        if (fact.low is None or meant >= fact.low) and (fact.high is None or meant <= fact.high):
            return f"{value} {unit}, that is {meant:.3g} {fact.unit}; write the unit if it is meant"
    return None


@dataclass(frozen=True, slots=True)
class Read:
    """A value with its day and author; ``converted`` tells that the unit was changed."""

    value: Value
    on: date | None = None
    by: str | None = None
    converted: str | None = None


def read_value(fact: FactType, spec: FactSpec, entry: Any, on: date | None) -> Read | None:
    """The value that an entry gives a fact on a day; None if it gives none.

    Parameters
    ----------
    entry
        A plain value, a ``Recorded``, or a series of those, of which the latest on or before
        ``on`` counts.

    Raises
    ------
    ValueProblem
        Wrong type, unknown member, out of range, too many digits, unknown unit.
    """
    if entry is None:
        return None
    if isinstance(entry, list) and entry and isinstance(entry[0], Recorded):
        entry = _latest(entry, on)
        if entry is None:
            return None
    if not isinstance(entry, Recorded):
        return Read(_plain(fact, entry))
    if on is not None and entry.on is not None and entry.on > on:
        return None
    if entry.unit is None or entry.unit == fact.unit:
        return Read(_recorded(fact, entry), entry.on, entry.by)
    return _converted(fact, spec, entry)


def _latest(series: Sequence[Recorded], on: date | None) -> Recorded | None:
    """The latest entry not after the day; of two on one day the one listed last."""
    dated = [item for item in series if item.on is None or on is None or item.on <= on]
    return max(reversed(dated), key=lambda item: item.on or date.min, default=None)


def _recorded(fact: FactType, entry: Recorded) -> Value:
    if entry.at_least is None and entry.at_most is None:
        value = _plain(fact, entry.value)
        if isinstance(value, Members) and entry.lacks is not None:
            lacks = frozenset(_member(fact, word) for word in entry.lacks)
            if both := value.has & lacks:
                _refuse(fact, ", ".join(sorted(both)), "It is both there and lacking.")
            return Members(value.has, lacks)
        return value
    if not fact.bounded:
        _refuse(fact, "bounds", f"{fact.name} is recorded as one value, not as bounds.")
    low = None if entry.at_least is None else _number(fact, entry.at_least)
    high = None if entry.at_most is None else _number(fact, entry.at_most)
    if low is not None and high is not None:
        if low > high:
            _refuse(fact, entry.at_least, f"at_least {low} is more than at_most {high}.")
        if low == high:
            return low
    return Bounds(low, high)


def _converted(fact: FactType, spec: FactSpec, entry: Recorded) -> Read:
    assert entry.unit is not None
    if not fact.numeric or fact.unit is None:
        _refuse(fact, entry.unit, f"{fact.name} has no unit.")
    if not isinstance(entry.value, int | Decimal) or isinstance(entry.value, bool):
        _refuse(fact, entry.unit, f"Only a single number is converted; give it in {fact.unit}.")
    mass = spec.molar_mass_g_mol
    try:
        value = convert(
            Decimal(entry.value), entry.unit, fact.unit, None if mass is None else Decimal(mass)
        )
    except UnitError as error:
        allowed = ", ".join(dict.fromkeys((fact.unit, *spec.units)))
        raise ValueProblem(
            f"The unit {entry.unit!r} cannot be used for {fact.name}.",
            value=entry.unit,
            allowed=allowed,
        ) from error
    # A fact of declared precision takes a conversion only where it is exact (45 mm = 4.5 cm);
    # float noise in the thirteenth digit is not a digit of the value.
    number = value if fact.computed else _number(fact, Decimal(repr(round(value, 12))))
    text = f"{entry.value} {entry.unit} = {value:.4g} {fact.unit}"
    _in_range(fact, Decimal(repr(value)))
    return Read(number, entry.on, entry.by, text)


def _plain(fact: FactType, value: Any) -> Value:
    match fact.kind:
        case "boolean":
            if not isinstance(value, bool):
                _refuse(fact, value, "It is a yes/no fact.", "true or false")
            return value
        case "enum":
            return _member(fact, value)
        case "set":
            if not isinstance(value, list):
                _refuse(fact, value, "It is a set.", f"a list of {', '.join(fact.values)}")
            return Members(frozenset(_member(fact, word) for word in value))
    return _number(fact, value)


def _member(fact: FactType, value: Any) -> str:
    if not isinstance(value, str) or value not in fact.values:
        shown = "true" if value is True else "false" if value is False else value
        likely = None
        if isinstance(value, str):
            close = [word for word in fact.values if word.lower() == value.lower().strip()]
            likely = f"{close[0]} (exact spelling)" if close else None
        raise ValueProblem(
            f"{shown!r} is not a value of {fact.name}.",
            value=value,
            allowed=", ".join(fact.values),
            likely=likely,
            todo="Leave the fact out if it is not known.",
        )
    return value


def _number(fact: FactType, value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        _refuse(fact, value, "It is a number.", _range_words(fact))
    number = Decimal(value)
    if not number.is_finite():
        _refuse(fact, value, "It is a number.", _range_words(fact))
    _in_range(fact, number)
    if not fact.computed and number != number.quantize(Decimal(1).scaleb(-fact.digits)):
        step = Decimal(1).scaleb(-fact.digits)
        _refuse(
            fact,
            value,
            f"It is recorded in steps of {step}; nothing is rounded.",
            _range_words(fact),
        )
    return number


def _in_range(fact: FactType, number: Decimal) -> None:
    low, high = fact.low, fact.high
    if (low is not None and number < low) or (high is not None and number > high):
        _refuse(fact, number, f"{number} is outside the accepted range.", _range_words(fact))


def _range_words(fact: FactType) -> str:
    return f"{fact.low} to {fact.high}{' ' + fact.unit if fact.unit else ''}"


def _refuse(fact: FactType, value: Any, why: str, allowed: str | None = None) -> NoReturn:
    raise ValueProblem(
        f"{fact.name} cannot take {str(value)[:60]!r}. {why}", value=value, allowed=allowed
    )
