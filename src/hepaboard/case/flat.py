"""A case as a flat set of facts, for scripts: ``{fact: value}``; what is not named is unknown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hepaboard.case.facts import Facts, facts_of
from hepaboard.case.read import CaseFile, read_case
from hepaboard.document import read_document
from hepaboard.errors import HepaboardError
from hepaboard.types import CatalogueLike, VocabularyLike


def flat_facts(
    source: str | Path | dict[str, Any], vocabulary: VocabularyLike, catalogue: CatalogueLike
) -> tuple[CaseFile, Facts]:
    """The facts of a flat set, checked as those of a case are.

    Parameters
    ----------
    source
        A JSON or YAML file, or a dict. A number may be ``{"at_least": 11}``; ``lesions`` is a
        list of such sets, ``declined`` a list of treatments.

    Raises
    ------
    HepaboardError
        Unknown facts, values that do not fit.
    """
    if isinstance(source, dict):
        data: Any = source
        name = "<dict>"
    else:
        document = read_document(source)
        data, name = document.data, document.file
    if not isinstance(data, dict):
        raise HepaboardError(
            "A set of facts is a mapping.", file=name, line=1, allowed='{"ras": "mutant", ...}'
        )
    rest = {key: value for key, value in data.items() if key not in ("lesions", "declined")}
    lesions = data.get("lesions")
    case: dict[str, Any] = {"id": "facts", "facts": rest, "declined": data.get("declined", [])}
    if lesions is not None:
        if not isinstance(lesions, list):
            raise HepaboardError("lesions is a list of fact sets.", file=name, field="lesions")
        case["lesions"] = {
            "complete": False,
            "listed": [{"id": f"L{i}", "findings": item} for i, item in enumerate(lesions, 1)],
        }
    file = read_case(json.loads(json.dumps(case, default=_number)))
    return file, facts_of(file, vocabulary, catalogue)


def _number(value: Any) -> Any:
    """Decimals as JSON numbers; their digits survive because they are read as Decimal again."""
    from decimal import Decimal

    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value)
