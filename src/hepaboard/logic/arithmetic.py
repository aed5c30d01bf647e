"""Numbers inside conditions: scaled integers, float64, intervals; units and precision checked."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NoReturn, Protocol

from hepaboard.logic.fact_type import FactType
from hepaboard.logic.nodes import Graph, Sort
from hepaboard.logic.syntax import Expr, Number

#: Comparisons of computed values tolerate this much; folded into the constant, once, here.
TOLERANCE = 1e-9


class Fail(Protocol):
    """Raises the error that names the place."""

    def __call__(self, what: str, at: Expr, allowed: str | None = None) -> NoReturn:
        """Raises."""
        ...


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in the making.

    ``node`` is None for a plain constant. ``digits`` is None for float64, else the decimals by
    which the integer is scaled. ``plus`` is a constant still to be added; it ends up on the
    other side of the comparison, so that no rounding happens at run time.
    """

    node: int | None
    digits: int | None
    unit: str | None
    plus: Decimal = Decimal(0)
    fact: FactType | None = None
    interval: bool = False


class Sums:
    """Builds the number nodes of one condition."""

    def __init__(self, graph: Graph, fail: Fail) -> None:
        self.graph = graph
        self.fail = fail

    def fact(self, fact: FactType) -> Quantity:
        """A numeric fact as it is."""
        sort: Sort = "interval" if fact.bounded else "float" if fact.computed else "scaled"
        node = self.graph.add("number", payload=self.graph.fact(fact), sort=sort, scope=fact.scope)
        digits = None if fact.computed else fact.digits
        return Quantity(node, digits, fact.unit, fact=fact, interval=fact.bounded)

    def literal(self, number: Number) -> Quantity:
        """A constant; it has no unit of its own."""
        return Quantity(None, 0, None, plus=number.value)

    def compare(self, quantity: Quantity, op: str, limit: Number, at: Expr) -> int:
        """``quantity op constant``, reduced to ``>=`` and ``>``."""
        if quantity.node is None:
            self.fail("Two constants are compared.", at)
            raise AssertionError
        cut = limit.value - quantity.plus
        fact = quantity.fact
        if fact is not None and quantity.plus == 0:
            self.within(fact, cut, limit)
        payload: int | float
        if quantity.digits is None:
            payload = float(cut)
        else:
            scaled = cut.scaleb(quantity.digits)
            if scaled != scaled.to_integral_value():
                self.fail(
                    f"{limit.value} is finer than the precision of the fact.",
                    limit,
                    allowed=f"at most {quantity.digits} decimals",
                )
            payload = int(scaled)
        return self.reduced(quantity.node, op, payload)

    def compare_two(self, left: Quantity, op: str, right: Quantity, at: Expr) -> int:
        """``left op right`` as ``left - right op 0``."""
        both = self.join("-", left, right, at)
        return self.compare(both, op, Number(Decimal(0), at.offset), at)

    def reduced(self, node: int, op: str, cut: int | float) -> int:
        """A comparison with a constant in terms of ``>=`` and ``>``; tolerance for float64."""
        graph = self.graph
        slack = TOLERANCE if isinstance(cut, float) else 0

        def reaches() -> int:
            return graph.add("compare", (node,), payload=(">=", cut - slack))

        def exceeds() -> int:
            return graph.add("compare", (node,), payload=(">", cut + slack))

        match op:
            case ">=":
                return reaches()
            case ">":
                return exceeds()
            case "<":
                return graph.negation(reaches())
            case "<=":
                return graph.negation(exceeds())
        exact = graph.conjunction([reaches(), graph.negation(exceeds())])
        return exact if op == "=" else graph.negation(exact)

    def within(self, fact: FactType, cut: Decimal, at: Number) -> None:
        """Refuses a constant outside the range of its fact."""
        low, high = fact.low, fact.high
        if (low is not None and cut < low) or (high is not None and cut > high):
            self.fail(
                f"{at.value} lies outside the range of {fact.name}.",
                at,
                allowed=f"{low} to {high}{' ' + fact.unit if fact.unit else ''}",
            )

    def join(self, op: str, left: Quantity, right: Quantity, at: Expr) -> Quantity:
        """``left op right``."""
        if left.interval or right.interval:
            self.fail(
                "A fact that may be known as an interval is compared with constants only.",
                at,
                allowed="fact >= number",
            )
        if op in "+-":
            return self.added(left, right, 1 if op == "+" else -1, at)
        if op == "/":
            if right.node is not None or right.plus == 0:
                self.fail("Division is by a number other than zero only.", at)
            if left.node is None:
                return Quantity(None, 0, None, plus=self.quotient(left.plus, right.plus, at))
            return self.scaled(self.as_float(left), 1 / float(right.plus), Decimal(1) / right.plus)
        return self.multiplied(left, right, at)

    def quotient(self, left: Decimal, right: Decimal, at: Expr) -> Decimal:
        """One constant divided by another, if a decimal can hold it."""
        found = left / right
        if Fraction(found) * Fraction(right) != Fraction(left):
            self.fail(f"{left} / {right} is no finite decimal.", at, allowed="fact / number")
        return found

    def added(self, left: Quantity, right: Quantity, sign: int, at: Expr) -> Quantity:
        """Sum or difference; the units must be the same."""
        plus = left.plus + sign * right.plus
        if left.node is None and right.node is None:
            return Quantity(None, 0, None, plus=plus)
        if right.node is None:
            return Quantity(left.node, left.digits, left.unit, plus=plus)
        right = right if sign == 1 else self.scaled(right, -1, Decimal(-1))
        if left.node is None:
            return Quantity(right.node, right.digits, right.unit, plus=plus)
        if left.unit != right.unit:
            self.fail(
                f"{left.unit or 'a plain number'} and {right.unit or 'a plain number'} "
                "cannot be added or compared.",
                at,
                allowed="the same unit on both sides",
            )
        if left.digits is None or right.digits is None:
            left, right = self.as_float(left), self.as_float(right)
        else:
            digits = max(left.digits, right.digits)
            left, right = self.finer(left, digits), self.finer(right, digits)
        assert left.node is not None and right.node is not None
        sort: Sort = "float" if left.digits is None else "scaled"
        node = self.graph.add("sum", (left.node, right.node), sort=sort)
        return Quantity(node, left.digits, left.unit, plus=plus)

    def multiplied(self, left: Quantity, right: Quantity, at: Expr) -> Quantity:
        """Product; scaled integers stay exact."""
        if left.node is None:
            left, right = right, left
        if left.node is None:
            return Quantity(None, 0, None, plus=left.plus * right.plus)
        if right.node is None:
            exponent = right.plus.as_tuple().exponent
            digits = max(0, -exponent) if isinstance(exponent, int) else 0
            if left.digits is None:
                return self.scaled(left, float(right.plus), right.plus)
            whole = self.scaled(left, int(right.plus.scaleb(digits)), right.plus)
            return Quantity(whole.node, left.digits + digits, left.unit, plus=whole.plus)
        if left.plus or right.plus:
            self.fail("Write the product of a sum as a sum of products.", at)
        if left.digits is None or right.digits is None:
            left, right = self.as_float(left), self.as_float(right)
        assert left.node is not None and right.node is not None
        both = None if left.digits is None else left.digits + (right.digits or 0)
        sort: Sort = "float" if both is None else "scaled"
        node = self.graph.add("product", sorted((left.node, right.node)), sort=sort)
        unit = "·".join(sorted(unit for unit in (left.unit, right.unit) if unit)) or None
        return Quantity(node, both, unit)

    def scaled(self, quantity: Quantity, factor: int | float, plus: Decimal) -> Quantity:
        """The number times a constant; ``plus`` is what its constant part is multiplied by."""
        constant = quantity.plus * plus
        if quantity.node is None:
            return Quantity(None, 0, None, plus=constant)
        sort: Sort = "float" if quantity.digits is None else "scaled"
        node = self.graph.add("scale", (quantity.node,), payload=factor, sort=sort)
        return Quantity(node, quantity.digits, quantity.unit, plus=constant)

    def finer(self, quantity: Quantity, digits: int) -> Quantity:
        """The same number with more decimals."""
        if quantity.digits is None or quantity.digits == digits:
            return quantity
        node = self.graph.add(
            "scale",
            (quantity.node,) if quantity.node is not None else (),
            payload=10 ** (digits - quantity.digits),
            sort="scaled",
        )
        return Quantity(node, digits, quantity.unit, plus=quantity.plus)

    def as_float(self, quantity: Quantity) -> Quantity:
        """The same number as float64."""
        if quantity.digits is None or quantity.node is None:
            return quantity
        node = self.graph.add(
            "scale", (quantity.node,), payload=float(10.0**-quantity.digits), sort="float"
        )
        return Quantity(node, None, quantity.unit, plus=quantity.plus)
