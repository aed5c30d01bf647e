"""A condition in words: each part as people say it, joined as the condition joins them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hepaboard.guideline.model import Guideline
from hepaboard.logic.nodes import Node

JOINS = {"and": "all of", "or": "any of", "not": "not"}
#: The other side of a comparison, for one that is negated.
NEGATED = {">=": "below", ">": "at most"}
STATED = {">=": "at least", ">": "more than"}
LESIONS = {"all": "every lesion", "any": "at least one lesion"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """One part of a condition; ``term`` is the source's own word for it, if it has one.

    ``join`` says how the parts below belong together; a part without any is a finding by itself.
    """

    node: int
    text: str
    term: str | None = None
    join: str = ""
    parts: tuple[Phrase, ...] = ()


def phrase(guideline: Guideline, node: int) -> Phrase:
    """The condition of a node in words."""
    graph = guideline.graph
    here = graph.nodes[node]
    names = graph.names.get(node)
    term = names[0] if names else None
    if here.op == "not":
        below = graph.nodes[here.args[0]]
        turned = _turned(guideline, below)
        if turned is not None:
            return Phrase(node, turned, term)
    text = _finding(guideline, here)
    if text is not None:
        return Phrase(node, text, term)
    join = _join(guideline, here)
    return Phrase(node, term or join, term, join, tuple(_parts(guideline, here)))


def _parts(guideline: Guideline, node: Node) -> Iterator[Phrase]:
    for arg in node.args:
        part = phrase(guideline, arg)
        # Scope and condition are joined by the program: what is joined alike reads as one list.
        if part.join == JOINS.get(node.op) and part.term is None and node.op in ("and", "or"):
            yield from part.parts
        else:
            yield part


def _join(guideline: Guideline, node: Node) -> str:
    if node.op in ("count", "at_least"):
        things = "lesions for which" if node.op == "count" else "of"
        return f"at least {node.payload} {things}"
    if node.op in LESIONS:
        return f"for {LESIONS[node.op]}"
    return JOINS.get(node.op, node.op)


def _finding(guideline: Guideline, node: Node) -> str | None:
    """A part that is a finding by itself; None if it joins others."""
    vocabulary = guideline.vocabulary
    match node.op:
        case "const":
            return "always" if node.payload else "never"
        case "is":
            return f"{vocabulary[node.payload].entry.label}: yes"
        case "in":
            fact = vocabulary[node.payload[0]]
            members = " or ".join(fact.word(member) for member in node.payload[1])
            return f"{fact.entry.label}: {members}"
        case "has":
            fact = vocabulary[node.payload[0]]
            return f"{fact.entry.label} includes {fact.word(node.payload[1])}"
        case "compare":
            return _compared(guideline, node, STATED)
    return None


def _turned(guideline: Guideline, node: Node) -> str | None:
    """The opposite of a finding, said directly."""
    vocabulary = guideline.vocabulary
    match node.op:
        case "is":
            return f"{vocabulary[node.payload].entry.label}: no"
        case "in":
            fact = vocabulary[node.payload[0]]
            members = " nor ".join(fact.word(member) for member in node.payload[1])
            return f"{fact.entry.label}: known, and not {members}"
        case "has":
            fact = vocabulary[node.payload[0]]
            return f"{fact.entry.label} known not to include {fact.word(node.payload[1])}"
        case "compare":
            return _compared(guideline, node, NEGATED)
    return None


def _compared(guideline: Guideline, node: Node, words: dict[str, str]) -> str:
    op, cut = node.payload
    graph = guideline.graph
    below = graph.nodes[node.args[0]]
    if below.op == "number":
        fact = graph.facts[below.payload]
        entry = guideline.vocabulary[fact.name].entry
        shown = round(cut, 6) if isinstance(cut, float) else cut / 10**fact.digits
        unit = f" {entry.unit}" if entry.unit else ""
        return f"{entry.label} {words[op]} {shown:g}{unit}"
    labels = [guideline.vocabulary[name].entry.label for name in graph.support(node.args[0])]
    return f"{' and '.join(sorted(labels))} together {words[op]} {cut:g}"
