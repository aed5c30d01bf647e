"""The naive evaluator of the language's tests, set to the shipped vocabulary and definitions."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import logic_naive
import pytest

from hepaboard.guideline import Guideline, Statement
from hepaboard.logic import Valuation
from hepaboard.logic.parse import parse


class Naive:
    """Evaluates statements from their text."""

    def __init__(self, guideline: Guideline, patch: pytest.MonkeyPatch) -> None:
        self.guideline = guideline
        self.patch = patch
        patch.setattr(logic_naive, "FACTS", guideline.vocabulary.types)
        patch.setattr(logic_naive, "parse", lru_cache(maxsize=None)(parse))

    def value(self, item: Statement, record: Valuation) -> int | list[int]:
        """A statement within its source's scope; of one on lesions a list, the unlisted last."""
        definitions = {
            term.name: term.entry.when
            for term in self.guideline.definitions
            if term.source == item.source
        }
        self.patch.setattr(logic_naive, "DEFINITIONS", definitions)
        counter = self.guideline.vocabulary.counter
        known = {**record.patient, "n": record.patient.get(counter or "")}
        lesions = [dict(lesion) for lesion in record.lesions]

        def truth(text: str, here: dict[str, Any] | None = None) -> int:
            return logic_naive.naive(logic_naive.parse(text), known, lesions, here)

        scope = truth(self.guideline.sources[item.source].scope.when)
        when = item.entry.when
        if when is None:
            return scope
        if item.entry.scope == "lesion":
            return [min(scope, truth(when, here)) for here in [*lesions, {}]]
        return min(scope, truth(when))
