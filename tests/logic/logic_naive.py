"""A naive evaluator on the syntax tree: the semantics in words, in exact fractions.

It shares no code with the engines. Where something is open it asks every way it may turn out.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from logic_vocabulary import DEFINITIONS, FACTS, FALSE, TRUE, UNKNOWN

from hepaboard.logic import Bounds, Valuation
from hepaboard.logic import syntax as s
from hepaboard.logic.parse import parse


def naive(tree: s.Expr, known: dict[str, Any], lesions: Any, here: dict[str, Any] | None) -> int:
    """The truth value of a syntax tree: the semantics in words, on exact fractions."""

    def truth(t: s.Expr, at: dict[str, Any] | None = here) -> int:
        return naive(t, known, lesions, at)

    match tree:
        case s.Constant(value):
            return TRUE if value else FALSE
        case s.Name(name) if name in DEFINITIONS:
            return truth(parse(DEFINITIONS[name]))
        case s.Name(name):
            return {True: TRUE, False: FALSE, None: UNKNOWN}[look(name, known, here)]
        case s.Negation(part):
            return {TRUE: FALSE, FALSE: TRUE, UNKNOWN: UNKNOWN}[truth(part)]
        case s.Junction(op, parts):
            return (min if op == "AND" else max)(truth(part) for part in parts)
        case s.Member(item, values):
            return max(truth(s.Compare("=", item, value, 0)) for value in values)
        case s.Call("has", (s.Name(name), s.Text(member))):
            told = look(name, known, here)
            if told is None or not (member in told.has or told.lacks is None):
                return FALSE if told is not None and member in told.lacks else UNKNOWN
            return TRUE if member in told.has else FALSE
        case s.Call(function, (part,)):
            return among(
                lambda vs: (min if function == "all" else max)(
                    vs, default=TRUE if function == "all" else FALSE
                ),
                part,
                known,
                lesions,
            )
        case s.Compare(op, s.Call("count", (part,)), s.Number(k)):
            return among(lambda vs: counted(op, vs, int(k)), part, known, lesions)
        case s.Compare(op, s.Call("count_true", parts), s.Number(k)):
            return counted(op, [truth(part) for part in parts], int(k))
        case s.Compare(op, part, s.Constant(c)) | s.Compare(op, s.Constant(c), part):
            same = truth(part if c else s.Negation(part, 0))
            return same if op == "=" else truth(s.Negation(part if c else s.Negation(part, 0), 0))
        case s.Compare(op, s.Name(name), s.Text(word)) | s.Compare(op, s.Text(word), s.Name(name)):
            told = look(name, known, here)
            return UNKNOWN if told is None else TRUE if (told == word) == (op == "=") else FALSE
        case s.Compare(op, left, right):
            difference, tolerant = amount(s.Arithmetic("-", left, right, 0), known, here)
            return holds(op, *difference, Fraction(1, 10**9) if tolerant else Fraction(0))
    raise AssertionError(tree)


def look(name: str, known: dict[str, Any], here: dict[str, Any] | None) -> Any:
    return (here or {}).get(name) if FACTS[name].scope == "lesion" else known.get(name)


def among(join: Any, part: s.Expr, known: dict[str, Any], lesions: Any) -> int:
    """A question about all lesions: asked for every number of lesions that may not be listed."""
    least, most = span(known.get("n"))
    fewest = max(0, least - len(lesions))
    answers = set()
    for more in range(int(max(fewest, 0)), int(min(max(most - len(lesions), 0), fewest + 6)) + 1):
        every = [*lesions, *({},) * more]
        answers.add(join([naive(part, known, lesions, lesion) for lesion in every]))
    return answers.pop() if len(answers) == 1 else UNKNOWN


def counted(op: str, values: list[int], k: int) -> int:
    """How many are TRUE, compared with k, asked of every way the UNKNOWN ones may turn out."""
    sure, open_ = values.count(TRUE), values.count(UNKNOWN)
    answers = {holds(op, Fraction(n - k), Fraction(n - k)) for n in range(sure, sure + open_ + 1)}
    return answers.pop() if len(answers) == 1 else UNKNOWN


def holds(op: str, low: Any, high: Any, slack: Fraction = Fraction(0)) -> int:
    """``x op 0`` for an x that lies between low and high."""
    if op in ("<", "<=", "<>"):
        other = holds({"<": ">=", "<=": ">", "<>": "="}[op], low, high, slack)
        return {TRUE: FALSE, FALSE: TRUE, UNKNOWN: UNKNOWN}[other]
    if op == "=":
        return min(holds(">=", low, high, slack), holds("<=", low, high, slack))
    cut = -slack if op == ">=" else slack
    over = [end >= cut if op == ">=" else end > cut for end in (low, high)]
    return TRUE if over[0] else UNKNOWN if over[1] else FALSE


def span(value: Any) -> tuple[Any, Any]:
    """A number as the interval that it is known to lie in."""
    if value is None:
        return -math.inf, math.inf
    if isinstance(value, Bounds):
        low = -math.inf if value.low is None else Fraction(value.low)
        return low, math.inf if value.high is None else Fraction(value.high)
    exact = Fraction(str(value))
    return exact, exact


def amount(tree: s.Expr, known: dict[str, Any], here: Any) -> tuple[tuple[Any, Any], bool]:
    """The interval of a number expression, and whether it is computed (tolerance)."""
    match tree:
        case s.Number(value):
            return (Fraction(value), Fraction(value)), False
        case s.Name(name):
            fact = FACTS[name]
            return span(look(name, known, here)), fact.computed
        case s.Arithmetic(op, left, right):
            (a, b), one = amount(left, known, here)
            (c, d), two = amount(right, known, here)
            tolerant = one or two or op == "/"
            if op == "+":
                return (a + c, b + d), tolerant
            if op == "-":
                return (a - d, b - c), tolerant
            if math.inf in (b, d):  # one factor is not known at all
                return (-math.inf, math.inf), tolerant
            ends = [x * y if op == "*" else x / y for x in (a, b) for y in (c, d)]
            return (min(ends), max(ends)), tolerant
    raise AssertionError(tree)


def evaluate(text: str, record: Valuation) -> int:
    """The naive answer to a condition on a record."""
    patient = dict(record.patient)
    return naive(parse(text), patient, [dict(lesion) for lesion in record.lesions], None)
