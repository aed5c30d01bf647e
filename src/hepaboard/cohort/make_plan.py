"""Makes the plan of a guideline."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import get_args

from hepaboard.cohort.circuit import TRUE, Circuit
from hepaboard.cohort.known import known_facts
from hepaboard.cohort.node_planes import NodePlanes
from hepaboard.cohort.plan import MASK_BITS, Plan
from hepaboard.cohort.planes import Planes
from hepaboard.cohort.topic_planes import topic_planes
from hepaboard.cohort.verdict_planes import verdict_planes
from hepaboard.cohort.voices import Voices
from hepaboard.errors import HepaboardError
from hepaboard.guideline import Guideline, Option, Verdict

#: The verdicts in the order of their codes.
VERDICT_WORDS: tuple[Verdict, ...] = get_args(Verdict)


#: Adds outputs to a plan: codes and masks by name.
More = Callable[[NodePlanes], tuple[dict[str, tuple[int, ...]], dict[str, tuple[int, ...]]]]


def make_plan(
    guideline: Guideline, masks: bool = False, nodes: Sequence[int] = (), more: More | None = None
) -> Plan:
    """The plan of a guideline.

    Parameters
    ----------
    masks
        Whether the fired and unknown masks of all statements are wanted.
    nodes
        Nodes of the guideline's graph whose three-valued results are wanted as ``node_<place>``:
        1 true, 2 false, 0 unknown.
    more
        Further outputs, made of the planes of the graph's nodes.
    """
    known = known_facts(guideline)
    lesions = known.lesions
    planes = NodePlanes(guideline.graph, known.facts, lesions)
    codes = {
        "ended": _ended(guideline, planes),
        **dict(_scenarios(guideline, planes)),
        **dict(_verdicts(guideline, planes)),
        **dict(_topics(guideline, planes)),
        **{f"node_{place}": tuple(planes(place)) for place in nodes},
    }
    statements = dict(_masks(guideline, planes)) if masks else {}
    if more is not None:
        further = more(planes)
        codes |= further[0]
        statements |= further[1]
    _refuse_changing(guideline, planes.expressions.values())
    return Plan(
        known.facts.circuit,
        guideline.graph,
        codes,
        statements,
        known.contradictions,
        lesions.counted,
        known.summaries,
        planes.expressions,
        known.highest,
    )


def _refuse_changing(guideline: Guideline, expressions: Iterable[int]) -> None:
    """Arithmetic is done on recorded values: none of them may come from a rule or a setting."""
    given = {*guideline.settings, *(name for rule in guideline.implications for name in rule.then)}
    for place in expressions:
        changing = sorted(guideline.graph.support(place) & given)
        if changing:
            raise HepaboardError(
                f"Cohorts cannot compute with {', '.join(changing)} yet: a rule or a setting of "
                "the guideline may give it a value.",
                todo="Compare it directly instead of adding or multiplying it.",
            )


def _bits(circuit: Circuit, by_code: dict[int, int]) -> tuple[int, ...]:
    """Gates of the bits of a code, from the gates that say when each code holds."""
    most = max(by_code, default=0)
    return tuple(
        circuit.disjunction(gate for code, gate in by_code.items() if code >> bit & 1)
        for bit in range(most.bit_length())
    )


def _ended(guideline: Guideline, planes: NodePlanes) -> tuple[int, ...]:
    """The first stop that ends the assessment, counted from 1."""
    circuit = planes.circuit
    before, codes = TRUE, {}
    for code, stop in enumerate(ending_stops(guideline), 1):
        holds = planes(guideline_stop(guideline, stop), listed=False).true
        codes[code] = circuit.conjunction((before, holds))
        before = circuit.conjunction((before, circuit.negation(holds)))
    return _bits(circuit, codes)


def ending_stops(guideline: Guideline) -> list[str]:
    """The stops that end an assessment, in order."""
    return [stop.entry.id for stop in guideline.stops if stop.entry.ends_assessment]


def guideline_stop(guideline: Guideline, name: str) -> int:
    """The node of a stop."""
    return next(stop.node for stop in guideline.stops if stop.entry.id == name)


def _scenarios(guideline: Guideline, planes: NodePlanes) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Each scenario: bit 0 holds, bit 1 possible."""
    circuit = planes.circuit
    for term in guideline.definitions:
        if term.entry.scenario is None:
            continue
        scope = planes(guideline.scopes[term.source])
        here = planes(term.node, listed=False)
        holds = circuit.conjunction((here.true, scope.true))
        never = circuit.disjunction((here.false, scope.false))
        possible = circuit.negation(circuit.disjunction((holds, never)))
        yield f"scenario_{term.source}_{term.entry.scenario}", (holds, possible)


def _verdicts(guideline: Guideline, planes: NodePlanes) -> Iterator[tuple[str, tuple[int, ...]]]:
    circuit = planes.circuit
    for name, option in guideline.options.items():
        roots = option.roots
        nodes = (roots.stop, roots.for_, roots.consider, roots.against)
        words = verdict_planes(circuit, [planes(node) for node in nodes])
        if guideline.policy.unreviewed_alone == "acceptable" and "recommended" in words:
            alone = circuit.negation(_reviewed(guideline, planes, option))
            lowered = circuit.conjunction((words["recommended"], alone))
            words["recommended"] = circuit.conjunction(
                (words["recommended"], circuit.negation(alone))
            )
            words["acceptable"] = circuit.disjunction((words.get("acceptable", 0), lowered))
        codes = {VERDICT_WORDS.index(word): gate for word, gate in words.items()}
        yield f"verdict_{name}", _bits(circuit, codes)


def _reviewed(guideline: Guideline, planes: NodePlanes, option: Option) -> int:
    """Whether a source that is not pending review speaks in favour."""
    return planes.circuit.disjunction(
        planes(item.node).true
        for item in option.statements
        if item.entry.direction in ("for", "consider")
        and guideline.sources[item.source].review != "pending"
    )


def _topics(guideline: Guideline, planes: NodePlanes) -> Iterator[tuple[str, tuple[int, ...]]]:
    voices = Voices(guideline, planes)
    for name, topic in guideline.topics.items():
        types = topic_planes(voices, topic)
        yield f"topic_{name}", _bits(planes.circuit, dict(enumerate(types, 1)))


def _masks(guideline: Guideline, planes: NodePlanes) -> Iterator[tuple[str, tuple[int, ...]]]:
    """What fired, and what is unknown; a statement on single lesions for any listed one."""
    circuit = planes.circuit
    found: list[Planes] = []
    for item in guideline.statements:
        here = planes(item.node)
        unknown = circuit.negation(circuit.disjunction(here))
        if guideline.graph.nodes[item.node].scope == "lesion":
            fired = planes.lesions.any(here.true)
            unknown = circuit.conjunction((planes.lesions.any(unknown), circuit.negation(fired)))
            found.append(Planes(fired, unknown))
        else:
            found.append(Planes(here.true, unknown))
    for start in range(0, len(found), MASK_BITS):
        group = found[start : start + MASK_BITS]
        yield f"fired_{start // MASK_BITS}", tuple(pair.true for pair in group)
        yield f"unknown_{start // MASK_BITS}", tuple(pair.false for pair in group)
