"""Hepaboard's own engines on the workloads of the benchmark: the one module that calls them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from hepaboard.bench.table import Case, RuleTable
from hepaboard.logic import FactType, Graph, Program, Valuation, check, interpret
from hepaboard.logic.direct import direct
from hepaboard.logic.parse import parse

#: One truth value a rule, as the engine gives it: 0 false, 1 unknown, 3 true.
Evaluator = Callable[[Case], Sequence[int]]
EXAMPLE = "example:s0-index"


def ten_rules_evaluators(table: RuleTable) -> Mapping[str, Evaluator]:
    """Return the own engines for the ten rules, by name; the first one is the base of ratios.

    Parameters
    ----------
    table
        The rules and the vocabulary to check them against.

    Returns
    -------
    mapping of str to function
        A function takes one case (fact to value, None or absent being unknown) and returns the
        truth of every rule in order. Parsing, checking and compiling lie before it.
    """
    graph, _, roots = ten_rules_graph(table)
    program = Program(graph)

    def known(case: Case) -> Valuation:
        return Valuation({name: value for name, value in case.items() if value is not None})

    def explained(case: Case) -> Sequence[int]:
        values = program(known(case))
        return [values[root] for root in roots]

    def interpreted(case: Case) -> Sequence[int]:
        values = interpret(graph, known(case))
        return [values[root] for root in roots]

    return {
        "hepaboard compiled, results only": direct(graph, roots),
        "hepaboard compiled, all node values": explained,
        "hepaboard interpreter": interpreted,
    }


def ten_rules_graph(table: RuleTable) -> tuple[Graph, dict[str, FactType], list[int]]:
    """Return the node array of the ten rules, their facts, and the node of each rule."""
    facts = ten_rules_facts(table)
    graph = Graph()
    roots = [check(parse(rule.when), graph, facts, text=rule.when) for rule in table.rules]
    return graph, facts, roots


def ten_rules_facts(table: RuleTable) -> dict[str, FactType]:
    """Return the vocabulary of the ten rules."""
    return {name: _fact(table, name) for name in table.facts}


def _fact(table: RuleTable, name: str) -> FactType:
    fact = table.facts[name]
    if fact.type == "enum":
        return FactType(name, "enum", fact.values)
    if fact.type == "boolean":
        return FactType(name, "boolean")
    low, high = Decimal(str(fact.low)), Decimal(str(fact.high))
    return FactType(name, "number", computed=True, low=low, high=high)


def guideline_runs() -> Mapping[str, Callable[[], object]]:
    """Return the runs of the workload ``guideline``, by engine name.

    Returns
    -------
    mapping of str to function
        Each function takes one bundled case through all statements of the guideline, loaded
        beforehand, and is timed in microseconds.
    """
    from hepaboard import assess, load_guideline, read_case
    from hepaboard.assess.implied import with_implied
    from hepaboard.assess.reading import read
    from hepaboard.case import facts_of
    from hepaboard.examples import case_source
    from hepaboard.guideline import verdict

    guideline = load_guideline()
    case = read_case(case_source(EXAMPLE))
    facts = facts_of(case, guideline.vocabulary, guideline.treatments)
    valuation = with_implied(facts, guideline).valuation()
    count = len(guideline.statements)
    roots = [option.roots for option in guideline.options.values()]

    def verdicts() -> list[str]:
        """From the case as recorded to the verdict of every treatment; nothing is worded."""
        known = with_implied(facts_of(case, guideline.vocabulary, guideline.treatments), guideline)
        truth = read(guideline, known).truth
        return [
            verdict(truth(r.stop), truth(r.for_), truth(r.consider), truth(r.against))
            for r in roots
        ]

    return {
        f"hepaboard compiled, {count} statements": lambda: guideline.program(valuation),
        f"hepaboard case to {len(roots)} verdicts": verdicts,
        "hepaboard assessment with JSON": lambda: assess(case, guideline).model_dump_json(),
    }
