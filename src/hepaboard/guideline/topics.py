"""What the packs hold on each topic, gathered once so that a case only reads truth values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from hepaboard.guideline.model import Option, Shown, Statement, Topic
from hepaboard.guideline.parts import Parts
from hepaboard.guideline.schema.catalogue import Compared
from hepaboard.guideline.treatments import Treatments


def topics_of(
    parts: Parts, treatments: Treatments, tables: Iterable[Mapping[str, Option]]
) -> dict[str, Topic]:
    """Every topic with the definitions, statements and rows that it compares."""
    places = {source: place for place, source in enumerate(parts.sources)}
    statements = list(_statements(parts))
    entries = [*statements, *_definitions(parts)]
    by_row: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        for row in entry.rows:
            by_row.setdefault(row, []).append(number)
    found = {}
    for name, topic in parts.topics.topics.items():
        compared = topic.compares
        names = dict.fromkeys(
            [
                *compared.options,
                *(m for choice in compared.choices for m in treatments.choices[choice].members),
            ]
        )
        items = {
            item.id: item
            for treatment in names
            for table in tables
            if treatment in table
            for item in table[treatment].statements
        }
        items.update(_windows(parts, compared))
        found[name] = Topic(
            entry=topic,
            node=parts.topic_nodes.get(name),
            treatments=tuple(names),
            terms=tuple(t for t in parts.definitions if t.entry.concept in compared.concepts),
            statements=tuple(sorted(items.values(), key=lambda item: places[item.source])),
            shown=tuple(entries[i] for i in _closest(compared, entries, by_row, len(statements))),
        )
    return found


def _windows(parts: Parts, compared: Compared) -> Iterator[tuple[str, Statement]]:
    if compared.timing:
        for item in parts.statements:
            if item.entry.timing and item.entry.option in compared.timing:
                yield item.id, item


def _definitions(parts: Parts) -> Iterator[Shown]:
    for term in parts.definitions:
        yield Shown(term.source, term.entry.rows, term.meaning, term.node)


def _statements(parts: Parts) -> Iterator[Shown]:
    """What a source says of the patient, of its scope and of itself."""
    for item in parts.statements:
        yield Shown(item.source, item.entry.rows, item.entry.says, item.node)
    for name, source in parts.sources.items():
        yield Shown(name, source.scope.rows, source.scope.says, parts.scopes[name])
        for entry in source.metadata:
            yield Shown(name, entry.rows, entry.says, None)


def _closest(
    compared: Compared, entries: list[Shown], by_row: Mapping[str, list[int]], first: int
) -> list[int]:
    """The entries that encode each row most closely: those with the fewest rows.

    Definitions (from ``first`` on) stand back where a statement is as close.
    """
    found: set[int] = set()
    for row in compared.rows:
        here = by_row.get(row, ())
        ranks = {i: (len(entries[i].rows), i >= first) for i in here}
        best = min(ranks.values(), default=None)
        found.update(i for i, rank in ranks.items() if rank == best)
    return sorted(found)
