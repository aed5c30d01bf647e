"""The catalogue of treatments as a graph of kinds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from hepaboard.guideline.schema import ChoiceEntry, TreatmentEntry


class Treatments(Mapping[str, TreatmentEntry]):
    """Treatments by id, with their ancestors and the choices they belong to."""

    def __init__(
        self, entries: Mapping[str, TreatmentEntry], choices: Mapping[str, ChoiceEntry]
    ) -> None:
        self._entries = dict(entries)
        self.choices = dict(choices)
        self._ancestors: dict[str, tuple[str, ...]] = {}
        try:
            order = tuple(
                TopologicalSorter({k: e.parents for k, e in entries.items()}).static_order()
            )
        except CycleError as error:
            raise ValueError(f"parents form a circle: {' > '.join(error.args[1])}") from None
        for name in order:
            if name not in entries:
                continue  # an unknown parent; the check of references names it
            found: dict[str, None] = {}
            for parent in entries[name].parents:
                found[parent] = None
                found.update(dict.fromkeys(self._ancestors.get(parent, ())))
            self._ancestors[name] = tuple(found)

    def __getitem__(self, name: str) -> TreatmentEntry:
        return self._entries[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def ancestors(self, name: str) -> tuple[str, ...]:
        """All kinds that a treatment is one of, itself left out, nearest first."""
        return self._ancestors[name]

    def is_a(self, name: str, kind: str) -> bool:
        """Whether a treatment is of this kind."""
        return name == kind or kind in self._ancestors.get(name, ())

    def choices_of(self, name: str) -> list[str]:
        """The choices that a treatment is a member of."""
        return [choice for choice, entry in self.choices.items() if name in entry.members]
