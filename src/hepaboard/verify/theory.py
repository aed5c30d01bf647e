"""A guideline as proofs see it: its node array, the rules of plausibility, where numbers matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from hepaboard.guideline import Guideline, Implication
from hepaboard.logic import Bounds, FactType, Graph
from hepaboard.verify.cuts import Cuts, cuts_of, scaled

#: Operators that make a number of numbers; facts below them have values of their own.
ARITHMETIC = ("sum", "product", "scale")
Asked = dict[str, list[tuple[str, Fraction | int | float]]]


@dataclass(frozen=True, slots=True)
class Extreme:
    """The largest (or smallest) value of a lesion fact is a fact of the patient."""

    fact: str
    of: str
    largest: bool


@dataclass(frozen=True, slots=True)
class Theory:
    """What proofs assume and speak of.

    ``graph`` is a copy of the guideline's: proofs may add nodes to it. ``lesions`` is the number
    of listed lesions up to which cases are looked at.
    """

    graph: Graph
    rules: tuple[Implication, ...]
    rule_graph: Graph
    facts: Mapping[str, FactType]
    cuts: Mapping[str, Cuts]
    numbers: frozenset[str]
    extremes: tuple[Extreme, ...]
    lesions: int


def copy_of(graph: Graph) -> Graph:
    """The same node array, to which nodes can be added without touching the guideline's."""
    copy = Graph(counter=graph.counter)
    for fact in graph.facts.values():
        copy.fact(fact)
    for node in graph:
        copy.add(node.op, node.args, node.payload, sort=node.sort, scope=node.scope)
    copy.names.update(graph.names)
    return copy


def theory_of(guideline: Guideline, graph: Graph, lesions: int) -> Theory:
    """The theory of a guideline.

    Parameters
    ----------
    graph
        ``copy_of`` the guideline's node array, with every node that claims will speak of.
    lesions
        Listed lesions are looked at up to this number.
    """
    rule_graph = guideline.implication_program.graph
    rules = guideline.implications
    facts = {**graph.facts, **rule_graph.facts}
    facts.update({name: guideline.vocabulary.types[name] for rule in rules for name in rule.then})
    return theory_with(graph, facts, lesions, rules, rule_graph, tuple(_extremes(guideline, facts)))


def theory_with(
    graph: Graph,
    facts: Mapping[str, FactType],
    lesions: int,
    rules: tuple[Implication, ...] = (),
    rule_graph: Graph | None = None,
    extremes: tuple[Extreme, ...] = (),
) -> Theory:
    """The theory of a node array over these facts, with rules between them if there are any."""
    rule_graph = Graph(counter=graph.counter) if rule_graph is None else rule_graph
    asked = _asked(facts, (graph, rule_graph), rules)
    if graph.counter is not None and graph.counter in facts:
        deepest = max((int(n.payload) for n in graph if n.op == "count"), default=0)
        asked[graph.counter] += [(">=", k) for k in range(lesions + deepest + 2)]
    for of in dict.fromkeys(extreme.of for extreme in extremes):
        # Compared with one another, so cut at the same places.
        group = [of, *(extreme.fact for extreme in extremes if extreme.of == of)]
        shared = [cut for name in group for cut in (*asked[name], *_range(facts[name]))]
        asked.update({name: list(shared) for name in group})
    return Theory(
        graph=graph,
        rules=rules,
        rule_graph=rule_graph,
        facts=facts,
        cuts={name: cuts_of(facts[name], cut) for name, cut in asked.items()},
        numbers=frozenset(_numbers(graph)) | frozenset(_numbers(rule_graph)),
        extremes=extremes,
        lesions=lesions,
    )


def _asked(
    facts: Mapping[str, FactType], graphs: tuple[Graph, ...], rules: tuple[Implication, ...]
) -> Asked:
    """Every constant that a number is compared with, or that a rule gives it."""
    asked: Asked = {name: [] for name, fact in facts.items() if fact.numeric}
    for graph in graphs:
        for node in graph:
            if node.op == "compare" and graph.nodes[node.args[0]].op == "number":
                asked[graph.nodes[node.args[0]].payload].append(node.payload)
    for rule in rules:
        for name, value in rule.then.items():
            if name in asked:
                ends = (value.low, value.high) if isinstance(value, Bounds) else (value, value)
                for op, end in zip((">=", ">"), ends, strict=True):
                    if end is not None:
                        asked[name].append((op, scaled(facts[name], end)))  # type: ignore[arg-type]
    return asked


def _extremes(guideline: Guideline, facts: Mapping[str, FactType]) -> Iterator[Extreme]:
    for name, fact in facts.items():
        derive = guideline.vocabulary[name].entry.derive or {}
        for word in ("largest", "smallest"):
            of = derive.get(word)
            if isinstance(of, str) and of in facts and fact.computed == facts[of].computed:
                yield Extreme(name, of, word == "largest")


def _range(fact: FactType) -> Iterator[tuple[str, Fraction]]:
    for op, end in ((">=", fact.low), (">", fact.high)):
        if end is not None:
            yield op, scaled(fact, end)


def _numbers(graph: Graph) -> Iterator[str]:
    """Facts that stand in arithmetic."""
    for node in graph:
        if node.op in ARITHMETIC:
            yield from (
                graph.nodes[arg].payload for arg in node.args if graph.nodes[arg].op == "number"
            )
