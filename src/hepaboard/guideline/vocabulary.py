"""The facts of a guideline and the words for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hepaboard.guideline.schema import FactEntry, VocabularyFile
from hepaboard.logic import Bounds, FactType, Members


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: its type for the language, its entry for people, its section."""

    type: FactType
    entry: FactEntry
    section: str

    @property
    def name(self) -> str:
        """Canonical name."""
        return self.type.name

    def words(self, value: Any) -> str:
        """A value as people say it, with its unit."""
        unit = f" {self.entry.unit}" if self.entry.unit else ""
        if value is None:
            return "not known"
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, Bounds):
            if value.high is None:
                return f"at least {value.low}{unit}"
            if value.low is None:
                return f"at most {value.high}{unit}"
            return f"{value.low} to {value.high}{unit}"
        if isinstance(value, Members):
            has = ", ".join(self.word(member) for member in sorted(value.has))
            return has or ("none" if value.lacks is None else "not known")
        if isinstance(value, str):
            return self.word(value)
        return f"{value:.3g}{unit}" if isinstance(value, float) else f"{value}{unit}"

    def word(self, member: str) -> str:
        """A member of the enumeration in words."""
        return (self.entry.values or {}).get(member, member)


class Vocabulary(Mapping[str, Fact]):
    """All facts by name."""

    def __init__(self, facts: Mapping[str, Fact]) -> None:
        self._facts = dict(facts)
        self.types: dict[str, FactType] = {name: fact.type for name, fact in facts.items()}
        self.counter: str | None = next(
            (name for name, fact in facts.items() if fact.type.counts_lesions), None
        )
        self.synonyms = {word: name for name, fact in facts.items() for word in fact.entry.synonyms}

    def __getitem__(self, name: str) -> Fact:
        return self._facts[name]

    def spec(self, name: str) -> FactEntry:
        """How a fact is recorded."""
        return self._facts[name].entry

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)


def vocabulary_of(files: Mapping[str, VocabularyFile]) -> Vocabulary:
    """The vocabulary of these files, by section."""
    return Vocabulary(
        {
            name: _fact(name, entry, section)
            for section, file in files.items()
            for name, entry in file.facts.items()
        }
    )


def _fact(name: str, entry: FactEntry, section: str) -> Fact:
    """The fact behind an entry of a vocabulary file."""
    low, high = entry.range or (None, None)
    return Fact(
        FactType(
            name,
            entry.type,
            tuple(entry.values or ()),
            entry.unit,
            digits=_digits(entry),
            computed=entry.computed,
            low=None if low is None else Decimal(low),
            high=None if high is None else Decimal(high),
            bounded=entry.bounded,
            scope=entry.scope,
            counts_lesions=entry.counts == "lesions",
        ),
        entry,
        section,
    )


def _digits(entry: FactEntry) -> int:
    if entry.precision is None:
        return 0
    exponent = Decimal(entry.precision).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
