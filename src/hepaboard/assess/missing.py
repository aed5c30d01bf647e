"""The unknown facts that keep statements open, ranked by how many each would decide.

A count, not a proof: it follows the three-valued evaluation and may name a fact whose statement
is decided by others in every completion.
"""

from __future__ import annotations

from hepaboard.assess.model import MissingFact
from hepaboard.assess.reading import Reading

#: Where two facts decide as many statements, the one that costs the patient less comes first.
EFFORT = {"record": 0, "question": 1, "judgement": 2, "blood": 3, "imaging": 4, "tissue": 5}
#: An alert of these levels that cannot be judged is never taken as "no": its facts are asked.
ASKED = frozenset({"urgent", "stop", "warn"})


def missing(reading: Reading) -> list[MissingFact]:
    """Every unknown fact that an open statement, stop or alert waits for."""
    guideline = reading.guideline
    waiting: dict[str, set[str]] = {}
    changes: dict[str, dict[str, None]] = {}
    for option in guideline.options.values():
        items = [(s.entry.id, s.node) for s in option.stops]
        items += [(s.id, s.node) for s in option.statements]
        items += [(cap.entry.id, cap.node) for cap in option.offers]
        items += [(c.cap.entry.id, c.cap.node) for c in option.caps if reading.truth(c.node) == 1]
        for item, node in items:
            if reading.truth(node) != 1:
                continue
            for name in reading.deciding.facts(node):
                if guideline.vocabulary.types[name].scope == "patient" and reading.open(name):
                    waiting.setdefault(name, set()).add(item)
                    changes.setdefault(name, {})[option.treatment] = None
    for statement in guideline.statements:
        entry = statement.entry
        if entry.kind == "alert" and (entry.if_unknown or entry.alert in ASKED):
            for name in reading.needs([statement.node]):
                waiting.setdefault(name, set()).add(entry.id)
    for alert in guideline.alerts:
        if alert.entry.if_unknown or alert.entry.level in ASKED:
            for name in reading.needs([alert.node]):
                waiting.setdefault(name, set()).add(alert.entry.id)
    found = []
    for name, items_ in waiting.items():
        fact = guideline.vocabulary[name]
        found.append(
            MissingFact(
                fact=name,
                label=fact.entry.label,
                question=fact.entry.question,
                supplier=fact.entry.supplier,
                asking=fact.entry.asking,
                score=len(items_),
                could_change=list(changes.get(name, ())),
            )
        )
    return sorted(found, key=lambda item: (-item.score, EFFORT[item.asking], item.fact))
