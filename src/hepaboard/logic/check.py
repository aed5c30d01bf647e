"""Checks a condition against the vocabulary and enters it into the node array.

Only what is listed here is allowed, and everything that is listed is monotone: a fact that
becomes known can settle an UNKNOWN, but never turn TRUE into FALSE or back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, NoReturn

from hepaboard.logic.arithmetic import Quantity, Sums
from hepaboard.logic.condition_error import ConditionError
from hepaboard.logic.fact_type import FactType, Scope
from hepaboard.logic.nodes import Graph
from hepaboard.logic.syntax import (
    Arithmetic,
    Call,
    Compare,
    Constant,
    Expr,
    Junction,
    Member,
    Name,
    Negation,
    Number,
    Text,
)

MIRROR = {"=": "=", "<>": "<>", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


def check(
    tree: Expr,
    graph: Graph,
    facts: Mapping[str, FactType],
    definition: Callable[[str], int | None] = lambda name: None,
    *,
    scope: Scope = "patient",
    text: str = "",
) -> int:
    """Enters a condition into the graph and returns its node.

    Parameters
    ----------
    tree
        The condition as parsed.
    graph
        Receives the nodes; unchanged in meaning, nodes are only added.
    facts
        The vocabulary.
    definition
        The node of a definition by its name, or None if there is none.
    scope
        ``patient``: lesion facts may stand inside all, any and count only.
    text
        The condition as written, for messages.

    Raises
    ------
    ConditionError
        Unknown name or member, wrong type or unit, a number outside the fact's range or finer
        than its precision, something that is not a truth value.
    """
    checker = _Checker(graph, facts, definition, text)
    node = checker.truth(tree)
    if scope == "patient" and graph.nodes[node].scope == "lesion":
        checker.fail(
            "A condition about the patient speaks of single lesions.",
            tree,
            allowed="all(..), any(..) or count(..) >= k around the lesion facts, or scope: lesion",
        )
    return node


class _Checker:
    def __init__(
        self,
        graph: Graph,
        facts: Mapping[str, FactType],
        definition: Callable[[str], int | None],
        text: str,
    ) -> None:
        self.graph = graph
        self.facts = facts
        self.definition = definition
        self.text = text
        self.sums = Sums(graph, self.fail)

    def fail(self, what: str, at: Expr, allowed: str | None = None) -> NoReturn:
        raise ConditionError(what, text=self.text, offset=at.offset, allowed=allowed)

    def truth(self, tree: Expr) -> int:
        """The node of an expression that must be true, false or unknown."""
        match tree:
            case Constant(value):
                return self.graph.add("const", payload=3 if value else 0)
            case Junction("AND", parts):
                return self.graph.conjunction([self.truth(part) for part in parts])
            case Junction(_, parts):
                return self.graph.disjunction([self.truth(part) for part in parts])
            case Negation(part):
                return self.graph.negation(self.truth(part))
            case Name():
                return self.name(tree)
            case Member():
                return self.member(tree)
            case Compare():
                return self.compare(tree)
            case Call():
                return self.call(tree)
            case _:
                self.fail(
                    "A condition must be true, false or unknown; this is a value.",
                    tree,
                    allowed="a comparison, a yes/no fact or a definition",
                )

    def fact(self, name: Name) -> FactType:
        fact = self.facts.get(name.name)
        if fact is None:
            near = _near(name.name, self.facts)
            self.fail(
                f"{name.name} is neither a fact of the vocabulary nor a definition of this source.",
                name,
                allowed=f"perhaps {near}" if near else "a name of vocabulary.yaml",
            )
        return fact

    def name(self, name: Name) -> int:
        node = self.definition(name.name)
        if node is not None:
            return node
        fact = self.fact(name)
        if fact.kind != "boolean":
            self.fail(
                f"{fact.name} is not a yes/no fact (it is of type {fact.kind}).",
                name,
                allowed=_usage(fact),
            )
        return self.graph.add("is", payload=self.graph.fact(fact), scope=fact.scope)

    def member(self, tree: Member) -> int:
        if not isinstance(tree.item, Name):
            self.fail("IN asks for a fact on its left.", tree, allowed="fact IN ('a', 'b')")
        fact = self.fact(tree.item)
        if fact.numeric:
            numbers = [value for value in tree.values if isinstance(value, Number)]
            if len(numbers) != len(tree.values):
                self.fail(f"{fact.name} is a number.", tree, allowed=_usage(fact))
            return self.graph.disjunction(
                [self.compare(Compare("=", tree.item, value, tree.offset)) for value in numbers]
            )
        return self.among(fact, tree.values, tree)

    def among(self, fact: FactType, values: tuple[Text | Number, ...], at: Expr) -> int:
        """Membership of an enumerated fact; members are put into the vocabulary's order."""
        if fact.kind != "enum":
            self.fail(f"{fact.name} cannot be compared with a word.", at, allowed=_usage(fact))
        wanted: list[str] = []
        for value in values:
            word = value.value if isinstance(value, Text) else str(value.value)
            if isinstance(value, Number) or word not in fact.values:
                self.fail(
                    f"{fact.name} has no member {word!r}.",
                    value,
                    allowed=", ".join(repr(member) for member in fact.values),
                )
            if word in wanted:
                self.fail(f"{word!r} stands twice in the list.", value)
            wanted.append(word)
        members = tuple(member for member in fact.values if member in wanted)
        return self.graph.add("in", payload=(self.graph.fact(fact), members), scope=fact.scope)

    def compare(self, tree: Compare) -> int:
        left, right, op = tree.left, tree.right, tree.op
        if isinstance(left, Number | Text | Constant) and not isinstance(
            right, Number | Text | Constant
        ):
            left, right, op = right, left, MIRROR[op]
        if isinstance(left, Call):
            return self.counted(tree, left, op, right)
        if isinstance(right, Text):
            if not isinstance(left, Name):
                self.fail("A word can only be compared with a fact.", tree)
            if op not in ("=", "<>"):
                self.fail(
                    f"{left.name} has no order: {op} is not defined on it.",
                    tree,
                    allowed="=, <>, IN",
                )
            node = self.among(self.fact(left), (right,), tree)
            return node if op == "=" else self.graph.negation(node)
        if isinstance(right, Constant):
            if op not in ("=", "<>"):
                self.fail("TRUE and FALSE have no order.", tree, allowed="=, <>")
            node = self.truth(left)
            return node if right.value == (op == "=") else self.graph.negation(node)
        quantity = self.quantity(left)
        if isinstance(right, Number):
            return self.sums.compare(quantity, op, right, tree)
        return self.sums.compare_two(quantity, op, self.quantity(right), tree)

    def quantity(self, tree: Expr) -> Quantity:
        """The number that an expression stands for."""
        match tree:
            case Name():
                if self.definition(tree.name) is not None:
                    self.fail(f"{tree.name} is true or false, not a number.", tree)
                fact = self.fact(tree)
                if not fact.numeric:
                    self.fail(f"{fact.name} is not a number.", tree, allowed=_usage(fact))
                return self.sums.fact(fact)
            case Number():
                return self.sums.literal(tree)
            case Arithmetic(op, left, right):
                return self.sums.join(op, self.quantity(left), self.quantity(right), tree)
            case _:
                self.fail(
                    "A comparison asks for numbers on both sides.",
                    tree,
                    allowed="a < b AND b < c instead of a < b < c",
                )

    def call(self, tree: Call) -> int:
        if tree.function == "has":
            return self.has(tree)
        if tree.function in ("count", "count_true"):
            self.fail(
                f"{tree.function}(..) is a number.", tree, allowed=f"{tree.function}(..) >= 2"
            )
        function: Literal["all", "any"] = "all" if tree.function == "all" else "any"
        return self.graph.add(function, (self.lesion_part(tree),), scope="patient")

    def has(self, tree: Call) -> int:
        match tree.arguments:
            case (Name() as name, Text() as member):
                fact = self.fact(name)
            case _:
                self.fail("has asks for a set and one member.", tree, allowed="has(fact, 'member')")
        if fact.kind != "set":
            self.fail(f"{fact.name} is not a set.", tree, allowed=_usage(fact))
        if member.value not in fact.values:
            self.fail(
                f"{fact.name} has no member {member.value!r}.",
                member,
                allowed=", ".join(repr(value) for value in fact.values),
            )
        payload = (self.graph.fact(fact), member.value)
        return self.graph.add("has", payload=payload, scope=fact.scope)

    def lesion_part(self, tree: Call) -> int:
        if len(tree.arguments) != 1:
            self.fail(f"{tree.function} takes one condition on a lesion.", tree)
        node = self.truth(tree.arguments[0])
        if self.graph.nodes[node].scope != "lesion":
            self.fail(f"{tree.function}(..) asks for a condition on a lesion.", tree)
        if self.graph.counter is None:
            self.fail("The vocabulary names no fact that counts the lesions.", tree)
        self.graph.fact(self.facts[self.graph.counter])
        return node

    def counted(self, tree: Compare, call: Call, op: str, right: Expr) -> int:
        """count_true(..) or count(..) against a whole number, reduced to ``at least k``."""
        if call.function not in ("count", "count_true"):
            self.fail(f"{call.function}(..) is true or false, not a number.", call)
        if not isinstance(right, Number) or right.value != right.value.to_integral_value():
            self.fail("A count is compared with a whole number.", tree, allowed=">= 2")
        limit = int(right.value)

        if call.function == "count":
            lesion = self.lesion_part(call)

            def at_least(k: int) -> int:
                return self.graph.add("count", (lesion,), payload=k, scope="patient")

        else:
            parts = [self.truth(part) for part in call.arguments]
            if len(parts) < 2:
                self.fail("count_true asks for two conditions or more.", tree)

            def at_least(k: int) -> int:
                return self.graph.add("at_least", parts, payload=k)

        negate = self.graph.negation
        if op == ">=":
            return at_least(limit)
        if op == ">":
            return at_least(limit + 1)
        if op == "<":
            return negate(at_least(limit))
        if op == "<=":
            return negate(at_least(limit + 1))
        exact = self.graph.conjunction([at_least(limit), negate(at_least(limit + 1))])
        return exact if op == "=" else negate(exact)


def _near(name: str, names: Mapping[str, object]) -> str:
    from difflib import get_close_matches

    return ", ".join(get_close_matches(name, names, n=3))


def _usage(fact: FactType) -> str:
    """How a fact of this type is used."""
    if fact.kind == "boolean":
        return f"{fact.name}, NOT {fact.name}"
    if fact.kind == "set":
        return f"has({fact.name}, '{fact.values[0]}')"
    if fact.kind == "enum":
        return f"{fact.name} = '{fact.values[0]}', {fact.name} IN (..)"
    return f"{fact.name} >= number{' ' + fact.unit if fact.unit else ''}"
