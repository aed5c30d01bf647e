"""Calls one calculator by its name with inputs as text: for the command line."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import asdict, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from hepaboard.case import calculators
from hepaboard.errors import HepaboardError

#: These take lists of records; they are called from Python, or fed by a case with dated diameters.
FROM_CASES = frozenset(
    {
        "best_response",
        "choose_targets",
        "find_outcomes",
        "judge_morphology",
        "measure_response_depth",
        "nadir_mm",
        "sum_targets",
    }
)


def names() -> list[str]:
    """The calculators that take single values, by name."""
    return sorted(
        name
        for name in calculators.__all__
        if inspect.isfunction(getattr(calculators, name)) and name not in FROM_CASES
    )


def describe(name: str) -> str:
    """What a calculator takes and gives: its documentation."""
    return inspect.getdoc(_calculator(name)) or ""


def calculate(name: str, inputs: Mapping[str, str]) -> Any:
    """The result of one calculator; what is not given is missing, never a default.

    Parameters
    ----------
    name
        One of ``names()``.
    inputs
        Text by input name: a number, true or false, a day, a word, or words joined by commas for
        a list.

    Raises
    ------
    HepaboardError
        There is no such calculator or input, or a value is out of its range.
    """
    function = _calculator(name)
    signature = inspect.signature(function)
    for key in inputs:
        if key not in signature.parameters:
            raise HepaboardError(
                f"{name} takes no input {key!r}.",
                field=key,
                allowed=", ".join(signature.parameters),
            )
    values: dict[str, Any] = {}
    for key, parameter in signature.parameters.items():
        if key in inputs:
            values[key] = _value(inputs[key], str(parameter.annotation))
        elif parameter.default is inspect.Parameter.empty:
            values[key] = None
    positional = [
        values.pop(key)
        for key, parameter in signature.parameters.items()
        if parameter.kind is not inspect.Parameter.KEYWORD_ONLY and key in values
    ]
    try:
        found = function(*positional, **values)
    except (TypeError, ValueError) as error:
        if isinstance(error, HepaboardError):
            raise
        raise HepaboardError(f"{name} cannot use these inputs: {error}.") from None
    return _plain(found)


def _calculator(name: str) -> Callable[..., Any]:
    if name not in names():
        raise HepaboardError(f"There is no calculator {name!r}.", allowed=", ".join(names()))
    found: Callable[..., Any] = getattr(calculators, name)
    return found


def _value(text: str, annotation: str) -> Any:
    """A text as the kind of value that the calculator asks for."""
    if "Iterable" in annotation or "Sequence" in annotation:
        return [part.strip() for part in text.split(",") if part.strip()]
    if text in ("true", "false"):
        return text == "true"
    if "date" in annotation:
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise HepaboardError(f"{text!r} is not a day.", allowed="2026-06-01") from None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    return int(number) if number == number.to_integral_value() else float(number)


def _plain(found: Any) -> Any:
    """A result as JSON holds it."""
    if is_dataclass(found) and not isinstance(found, type):
        return _plain(asdict(found))
    if isinstance(found, dict):
        return {str(key): _plain(value) for key, value in found.items()}
    if isinstance(found, list | tuple | set | frozenset):
        return [_plain(value) for value in found]
    return found.isoformat() if isinstance(found, date) else found
