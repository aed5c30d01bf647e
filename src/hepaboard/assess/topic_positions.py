"""What each source says on a topic."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hepaboard.assess.reading import Reading
from hepaboard.assess.schedule import window_words
from hepaboard.assess.topic_issue import at_issue, concerns
from hepaboard.assess.topic_model import Position
from hepaboard.assess.topic_voices import Speech
from hepaboard.guideline import Definition, Guideline, Statement, Topic

ANSWERS = {3: "yes", 1: "not known", 0: "no"}
DIRECTIONS = ("for", "consider", "against")
MOST = 2
HOLDS = {3: True, 1: None, 0: False}


def all_positions(guideline: Guideline, topic: Topic) -> list[Position]:
    """Every definition, statement and row on a topic, without a case."""
    found = [
        Position(
            source=term.source,
            says=term.meaning,
            rows=list(term.entry.rows),
            holds=None,
        )
        for term in topic.terms
    ]
    found += [
        Position(
            source=item.source,
            says=_said(guideline, [item]),
            rows=list(item.entry.rows),
            holds=None,
        )
        for item in topic.statements
    ]
    known = {tuple(position.rows) for position in found}
    found += [
        Position(source=entry.source, says=entry.says, rows=list(entry.rows), holds=None)
        for entry in topic.shown
        if entry.rows not in known
    ]
    return sorted(found, key=lambda position: position.source)


def case_positions(speech: Speech, topic: Topic) -> list[Position]:
    """The positions of the sources in scope: one a source and concept, one a source for advice.

    Where advice of a source holds, what it leaves open is left out. Rows that do not hold are not
    shown.
    """
    reading = speech.reading
    found = [_answer(reading, term, topic) for term in topic.terms if speech.inside(term.source)]
    by_source: dict[str, dict[int, list[Statement]]] = {}
    for item in topic.statements:
        value = _value(reading, item)
        if value and speech.inside(item.source):
            by_source.setdefault(item.source, {}).setdefault(value, []).append(item)
    holding = {source: values[3] for source, values in by_source.items() if 3 in values}
    issue = at_issue(reading.guideline, topic, holding)
    found += [
        _advice(reading.guideline, topic, source, values, issue)
        for source, values in by_source.items()
    ]
    known = {row for position in found for row in position.rows}
    for entry in topic.shown:
        value = 1 if entry.node is None else reading.truth(entry.node)
        if value and speech.inside(entry.source) and not known.issuperset(entry.rows):
            found.append(
                Position(
                    source=entry.source, says=entry.says, rows=list(entry.rows), holds=HOLDS[value]
                )
            )
    return sorted(found, key=lambda position: position.source)


def _answer(reading: Reading, term: Definition, topic: Topic) -> Position:
    value = reading.truth(term.node)
    assert term.entry.concept is not None
    label = reading.guideline.concepts[term.entry.concept].label
    several = len(topic.entry.compares.concepts) > 1
    return Position(
        source=term.source,
        says=term.meaning if value == 1 else f"{ANSWERS[value]}: {term.meaning}",
        rows=list(term.entry.rows),
        holds=HOLDS[value],
        stance=f"{label}: {ANSWERS[value]}" if several else ANSWERS[value],
    )


def _advice(
    guideline: Guideline,
    topic: Topic,
    source: str,
    values: dict[int, list[Statement]],
    issue: frozenset[str],
) -> Position:
    best = max(values)
    items = values[best]
    told = items
    if issue and best == 3:
        told = [item for item in items if concerns(guideline, item, issue)]
    sides = {(item.entry.option, item.entry.direction == "against") for item in items}
    return Position(
        source=source,
        says=_said(guideline, items) if best == 3 else _directions(guideline, items),
        rows=list(dict.fromkeys(row for item in items for row in item.entry.rows)),
        holds=HOLDS[best],
        stance=_stance(guideline, told, topic.entry.compares.timing),
        divided=any((option, not against) in sides for option, against in sides),
    )


def _value(reading: Reading, item: Statement) -> int:
    """The truth of a statement; of one on single lesions, for any listed lesion."""
    if item.entry.scope == "lesion":
        lesions = range(len(reading.facts.lesions))
        return max((reading.truth(item.node, lesion) for lesion in lesions), default=0)
    ahead = 0 if item.foresee is None else reading.truth(item.foresee)
    return max(reading.truth(item.node), ahead)


def _said(guideline: Guideline, items: Sequence[Statement]) -> str:
    """Direction and treatment, then the first statements themselves."""
    words = list(dict.fromkeys(item.entry.says for item in items))
    more = f" (and {len(words) - MOST} more)" if len(words) > MOST else ""
    return f"{_directions(guideline, items)}: {' '.join(words[:MOST])}{more}"


def _directions(guideline: Guideline, items: Iterable[Statement]) -> str:
    by: dict[str, dict[str, None]] = {}
    for item in items:
        if item.entry.direction and item.entry.option:
            name = guideline.treatments[item.entry.option].name
            by.setdefault(item.entry.direction, {})[name] = None
    for name in by.get("for", ()):
        by.get("consider", {}).pop(name, None)
    return "; ".join(f"{word} {', '.join(by[word])}" for word in DIRECTIONS if by.get(word))


def _stance(guideline: Guideline, items: Sequence[Statement], timing: Iterable[str]) -> str:
    """Advice in the fewest words: a kind stays unsaid beside its member; windows as they are."""
    actions = frozenset(timing)
    windows = [
        window_words(item.entry.timing)
        for item in items
        if item.entry.timing and item.entry.option in actions
    ]
    if windows:
        return ", ".join(dict.fromkeys(windows))
    is_a = guideline.treatments.is_a
    said = {(str(item.entry.option), item.entry.direction) for item in items}
    return _directions(
        guideline,
        [
            item
            for item in items
            if not any(
                name != item.entry.option
                and direction == item.entry.direction
                and is_a(name, str(item.entry.option))
                for name, direction in said
            )
        ],
    )
