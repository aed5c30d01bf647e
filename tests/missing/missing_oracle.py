"""What completions are, written down a second time without cells or diagrams: try all values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import combinations, combinations_with_replacement, product
from typing import Any

from hepaboard.guideline import Guideline, Option, Verdict, verdict
from hepaboard.logic import Bounds, FactType, Members, Valuation, interpret


def values_of(guideline: Guideline, fact: FactType) -> list[Any]:
    """Values of a fact that tell every condition apart: all of them, or those beside each cut."""
    if fact.kind == "boolean":
        return [False, True]
    if fact.kind == "enum":
        return list(fact.values)
    if fact.kind == "set":
        sizes = range(len(fact.values) + 1)
        return [Members(frozenset(c)) for k in sizes for c in combinations(fact.values, k)]
    step = Decimal("0.01") if fact.computed else Decimal(1).scaleb(-fact.digits)
    found = {fact.low, fact.high}
    for cut in _cuts(guideline, fact):
        found |= {cut - step, cut, cut + step}
    return sorted(value for value in found if fact.low <= value <= fact.high)


def _cuts(guideline: Guideline, fact: FactType) -> Iterator[Decimal]:
    for graph in (guideline.graph, guideline.implication_program.graph):
        for node in graph:
            if node.op != "compare":
                continue
            below = graph.nodes[node.args[0]]
            if below.op == "number" and below.payload == fact.name:
                cut = Decimal(repr(node.payload[1])) if fact.computed else node.payload[1]
                yield round(Decimal(cut), 6) if fact.computed else Decimal(cut).scaleb(-fact.digits)
            elif fact.name in graph.support(node.args[0]) and not fact.computed:
                span = range(int(fact.low), int(fact.high) + 1)
                yield from (Decimal(value) for value in span)
    for rule in guideline.implications:
        value = rule.then.get(fact.name)
        ends = (value.low, value.high) if isinstance(value, Bounds) else (value,)
        yield from (Decimal(str(end)) for end in ends if end is not None)


def agrees(value: Any, known: Any) -> bool:
    """Whether a value is one that what is known allows."""
    if isinstance(known, Bounds):
        return (known.low is None or value >= known.low) and (
            known.high is None or value <= known.high
        )
    if isinstance(known, Members) and isinstance(value, Members):
        if known.lacks is None:
            return known.has == value.has
        return known.has <= value.has and not known.lacks & value.has
    return bool(value == known)


def plausible(guideline: Guideline, patient: Mapping[str, Any]) -> bool:
    """Whether a complete patient keeps every rule.

    Facts that fulfil a rule by being recorded at all, whatever they are, are left out of it.
    """
    graph = guideline.implication_program.graph
    for rule in guideline.implications:
        telling = {
            name: value
            for name, value in patient.items()
            if not by_being_recorded(guideline, rule.node, name)
        }
        if interpret(graph, Valuation(telling))[rule.node] != 3:
            continue
        if not all(agrees(patient[name], then) for name, then in rule.then.items()):
            return False
    return True


_RECORDED: dict[tuple[int, int, str], bool] = {}


def by_being_recorded(guideline: Guideline, node: int, name: str) -> bool:
    """Whether a fact alone fulfils a condition, whatever its value."""
    key = (id(guideline), node, name)
    if key not in _RECORDED:
        graph = guideline.implication_program.graph
        fact = graph.facts.get(name)
        _RECORDED[key] = name in graph.support(node) and all(
            interpret(graph, Valuation({name: value}))[node] == 3
            for value in values_of(guideline, fact)
        )
    return _RECORDED[key]


def completions(
    guideline: Guideline, known: Valuation, missing: list[str], most_lesions: int = 3
) -> Iterator[Valuation]:
    """Every complete case that agrees with what is known; lesions up to a number.

    ``missing`` are the patient's facts that are not known, or known in part; every other one that
    conditions read is known. Lesions have no facts but those of the graph.
    """
    types = guideline.vocabulary.types
    graph = guideline.graph
    counter = graph.counter
    lesion_facts = [fact for fact in graph.facts.values() if fact.scope == "lesion"]
    profiles = [
        dict(zip((fact.name for fact in lesion_facts), row, strict=True))
        for row in product(*(values_of(guideline, fact) for fact in lesion_facts))
    ]
    fixed = {name: value for name, value in known.patient.items() if name not in missing}
    free = [name for name in missing if name != counter]
    rows = [
        [v for v in values_of(guideline, types[n]) if _fits(v, known.patient.get(n))] for n in free
    ]
    for row in product(*rows):
        patient = {**fixed, **dict(zip(free, row, strict=True))}
        for lesions in _lesions(known, profiles, most_lesions):
            case = dict(patient)
            if counter is not None:
                case[counter] = Decimal(len(lesions))
                if not _fits(case[counter], known.patient.get(counter)):
                    continue
            if plausible(guideline, case):
                yield Valuation(case, lesions)


def _fits(value: Any, known: Any) -> bool:
    return known is None or agrees(value, known)


def _lesions(
    known: Valuation, profiles: list[dict[str, Any]], most: int
) -> Iterator[list[dict[str, Any]]]:
    """The listed lesions in every way their missing facts allow, with any that are not listed."""
    listed = [
        list({str(made): made for made in ({**p, **facts} for p in profiles)}.values())
        for facts in known.lesions
    ]
    for first in product(*listed):
        for more in range(most - len(known.lesions) + 1):
            for rest in combinations_with_replacement(profiles, more):
                yield [*first, *rest]


def verdict_of(
    guideline: Guideline, option: Option, case: Valuation, lesion: int | None = None
) -> Verdict:
    """The verdict of the table for a complete case; a policy that lowers it is not looked at."""
    values = guideline.program(case)

    def truth(node: int) -> int:
        value = values[node]
        return value[lesion] if isinstance(value, list) else value

    roots = option.roots
    row = (truth(roots.stop), truth(roots.for_), truth(roots.consider), truth(roots.against))
    assert 1 not in row
    return verdict(*row)
