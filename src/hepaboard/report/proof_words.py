"""A case of a proof in words: where it differs from the typical patient."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

#: How the two encodings are told where they differ.
ENCODINGS = ("with every fact known", "with unknown facts")


def case_words(witness: Mapping[str, Any], unlike: Sequence[str] | None) -> str:
    """The facts in which a case differs from the one it is near to, and its lesions.

    Examples
    --------
    >>> case_words({"ras": "mutant", "bilobar": True}, ["ras", "msi"])
    'ras = mutant, msi not known'
    >>> case_words({}, [])
    'the typical patient'
    """
    told = [_fact(name, witness.get(name)) for name in unlike or ()]
    for k, lesion in enumerate(witness.get("lesions", ()), 1):
        facts = ", ".join(_fact(name, value) for name, value in lesion.items())
        told.append(f"lesion {k}: {facts or 'nothing known'}")
    return ", ".join(told) or "the typical patient"


def _fact(name: str, value: Any) -> str:
    if value is None:
        return f"{name} not known"
    if isinstance(value, bool):
        return f"{name} = {'yes' if value else 'no'}"
    if isinstance(value, dict) and value.keys() & {"at_least", "at_most"}:
        return f"{name} {', '.join(f'{end} {v}'.replace('_', ' ') for end, v in value.items())}"
    if isinstance(value, list):
        return f"{name} = {', '.join(value) or 'none'}"
    return f"{name} = {value}"


def seen_words(two_valued: object, kleene: object) -> str:
    """In which cases something holds, where that differs between the two encodings.

    Examples
    --------
    >>> seen_words(True, False)
    ' (with every fact known: True, with unknown facts: False)'
    """
    if two_valued == kleene:
        return ""
    values = zip(ENCODINGS, (two_valued, kleene), strict=True)
    told = [f"{words}: {value}" for words, value in values if value is not None]
    return f" ({', '.join(told)})" if len(told) > 1 else ""
