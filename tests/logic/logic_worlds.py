"""Random conditions, random cases, and a naive evaluator: what the engines are measured against.

A *world* knows everything of one patient. A *view* is what a record tells of a world: facts may be
missing, numbers may be bounded, sets and lists of lesions may be incomplete.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from hepaboard.logic import Bounds, FactType, Graph, Members, Valuation, check
from hepaboard.logic import syntax as s
from hepaboard.logic.parse import parse

FALSE, UNKNOWN, TRUE = 0, 1, 3

FACTS = {
    fact.name: fact
    for fact in (
        FactType("fever", "boolean"),
        FactType("fit", "boolean"),
        FactType("ras", "enum", ("wild_type", "mutant")),
        FactType("liver", "enum", ("normal", "sos", "fatty")),
        FactType("signs", "set", ("pain", "jaundice", "fall")),
        FactType("age", "integer", unit="years", low=Decimal(0), high=Decimal(120)),
        FactType("flr", "number", unit="%", digits=1, low=Decimal(0), high=Decimal(100)),
        FactType("gain", "number", unit="%", digits=2, low=Decimal(-50), high=Decimal(50)),
        FactType("loss", "number", unit="%", computed=True, low=Decimal(0), high=Decimal(100)),
        FactType("bili", "number", unit="mg/dl", computed=True, low=Decimal(0), high=Decimal(60)),
        FactType(
            "n", "integer", low=Decimal(0), high=Decimal(200), bounded=True, counts_lesions=True
        ),
        FactType(
            "widest", "number", unit="cm", digits=1, low=Decimal(0), high=Decimal(40), bounded=True
        ),
        FactType(
            "volume",
            "number",
            unit="cm3",
            computed=True,
            low=Decimal(0),
            high=Decimal(99),
            bounded=True,
        ),
        FactType("central", "boolean", scope="lesion"),
        FactType("place", "enum", ("dome", "edge", "hilum"), scope="lesion"),
        FactType("seg", "set", ("1", "4a", "8"), scope="lesion"),
        FactType(
            "cm",
            "number",
            unit="cm",
            digits=1,
            low=Decimal(0),
            high=Decimal(40),
            scope="lesion",
        ),
        FactType(
            "gap",
            "number",
            unit="cm",
            computed=True,
            low=Decimal(0),
            high=Decimal(40),
            scope="lesion",
        ),
        FactType(
            "reach",
            "number",
            unit="mm",
            digits=0,
            low=Decimal(0),
            high=Decimal(90),
            bounded=True,
            scope="lesion",
        ),
    )
}
DEFINITIONS = {
    "fair": "fit OR (ras = 'wild_type' AND NOT fever)",
    "S2.small_remnant": "flr < 30 AND NOT liver = 'normal'",
    "near": "gap < 1 OR place = 'hilum'",
}
LESION_DEFINITIONS = {"near"}


# ---------------------------------------------------------------- conditions as text


def numerals(low: int, high: int, digits: int) -> st.SearchStrategy[str]:
    """Numbers as an author writes them, with at most so many decimals."""
    scale = 10**digits

    def written(n: int) -> str:
        return f"{Decimal(n) / scale:f}" if n % scale else str(n // scale)

    return st.integers(low * scale, high * scale).map(written)


@st.composite
def terms(draw: Any, unit: str, lesion: bool, depth: int) -> tuple[str, int | None]:
    """A number expression and its decimals (None: float64)."""
    leaves: dict[str, list[tuple[str, int | None]]] = {
        "%": [("flr", 1), ("gain", 2), ("loss", None)],
        "years": [("age", 0)],
        "mg/dl": [("bili", None)],
        "cm": [("cm", 1), ("gap", None)],
        "%%": [("flr * gain", 3), ("gain * gain", 4), ("loss * flr", None)],
    }
    kind = draw(st.sampled_from(["leaf", "shift", "turn", "times", "part", "pair", "pair"]))
    if depth == 0 or kind == "leaf":
        return draw(st.sampled_from(leaves[unit]))
    text, digits = draw(terms(unit, lesion, depth - 1))
    if kind == "pair":
        other, more = draw(terms(unit, lesion, depth - 1))
        sign = draw(st.sampled_from("+-"))
        both = None if digits is None or more is None else max(digits, more)
        return f"({text} {sign} {other})", both
    decimals = 2 if digits is None else digits
    number = draw(numerals(-20, 20, min(decimals, 2)))
    if kind == "shift":
        return f"({text} {draw(st.sampled_from('+-'))} {number})", digits
    if kind == "turn":
        return f"({number} {draw(st.sampled_from('+-'))} {text})", digits
    usual = numerals(-3, 3, 1).filter(lambda word: Decimal(word) != 0)
    factor = draw(usual | st.sampled_from(["-1", "-0.1", "1", "0.1"]))
    if kind == "part":
        return f"({text} / {factor})", None
    more = None if digits is None else digits + (1 if "." in factor else 0)
    return draw(st.sampled_from([f"({text} * {factor})", f"({factor} * {text})"])), more


OPS = st.sampled_from(["=", "<>", "<", "<=", ">", ">="])


@st.composite
def comparisons(draw: Any, lesion: bool) -> str:
    """A comparison, BETWEEN or IN on numbers."""
    simple = {
        "age": (0, 120, 0),
        "flr": (0, 100, 1),
        "gain": (-50, 50, 2),
        "loss": (0, 100, 2),
        "bili": (0, 60, 2),
        "n": (0, 9, 0),
        "widest": (0, 12, 1),
        "volume": (0, 99, 2),
        **({"cm": (0, 12, 1), "gap": (0, 12, 2), "reach": (0, 90, 0)} if lesion else {}),
    }
    if draw(st.booleans()):
        fact = draw(st.sampled_from(sorted(simple)))
        number = numerals(*simple[fact])
        form = draw(st.sampled_from(["plain", "plain", "mirrored", "between", "outside", "in"]))
        if form == "plain":
            return f"{fact} {draw(OPS)} {draw(number)}"
        if form == "mirrored":
            return f"{draw(number)} {draw(OPS)} {fact}"
        if form == "in":
            return f"{fact} IN ({draw(number)}, {draw(number)})"
        no = "NOT " if form == "outside" else ""
        return f"{fact} {no}BETWEEN {draw(number)} AND {draw(number)}"
    unit = draw(st.sampled_from(["%", "%", "years", "mg/dl", "%%", *(["cm"] if lesion else [])]))
    left, digits = draw(terms(unit, lesion, 2))
    if draw(st.booleans()):
        right, _ = draw(terms(unit, lesion, 1))
        return f"{left} {draw(OPS)} {right}"
    if left in simple:
        left = f"({left} + 0 * {left})"  # a sum has no range, a bare fact has one
    number_ = draw(numerals(-30, 120, 2 if digits is None else min(digits, 2)))
    return f"{left} {draw(OPS)} {number_}"


@st.composite
def conditions(draw: Any, lesion: bool = False, depth: int = 3) -> str:
    """A condition over the vocabulary above, as text; every construct of the language occurs."""
    kinds = ["fact", "enum", "set", "number", "number", "name"]
    if not lesion:  # a constant can take the lesion out of a lesion condition
        kinds.append("constant")
    if depth:
        kinds += ["and", "or", "not", "count_true"] * 2
        kinds += ["all", "any", "count"] * (1 if lesion else 2)
    kind = draw(st.sampled_from(kinds))
    here = lesion and draw(st.booleans())
    if kind == "fact":
        fact = "central" if here else draw(st.sampled_from(["fever", "fit"]))
        forms = ["{}", "NOT {}", "{} = TRUE", "{} <> TRUE", "{} = FALSE", "FALSE <> {}"]
        return draw(st.sampled_from(forms)).format(fact)
    if kind == "enum":
        fact = "place" if here else draw(st.sampled_from(["ras", "liver"]))
        words = draw(st.lists(st.sampled_from(FACTS[fact].values), min_size=1, unique=True))
        listed = ", ".join(f"'{word}'" for word in words)
        forms = ["{0} = {1}", "{0} <> {1}", "{1} = {0}", "{0} IN ({2})", "{0} NOT IN ({2})"]
        return draw(st.sampled_from(forms)).format(fact, f"'{words[0]}'", listed)
    if kind == "set":
        fact = "seg" if here else "signs"
        return f"has({fact}, '{draw(st.sampled_from(FACTS[fact].values))}')"
    if kind == "number":
        return draw(comparisons(lesion))
    if kind == "name":
        return "near" if here else draw(st.sampled_from(["fair", "S2.small_remnant"]))
    if kind == "constant":
        return draw(st.sampled_from(["TRUE", "FALSE"]))
    parts = [draw(conditions(lesion, depth - 1)) for _ in range(draw(st.integers(2, 3)))]
    if kind in ("and", "or"):
        return f" {kind.upper()} ".join(f"({part})" for part in parts)
    if kind == "not":
        return f"NOT ({parts[0]})"
    if kind == "count_true":
        return f"count_true({', '.join(parts)}) {draw(OPS)} {draw(st.integers(0, 4))}"
    about = draw(conditions(True, depth - 1))
    about = f"(central AND ({about}))" if draw(st.booleans()) else f"(near OR ({about}))"
    if kind == "count":
        return f"count({about}) {draw(OPS)} {draw(st.integers(0, 4))}"
    return f"{kind}({about})"


def compiled(text: str, graph: Graph | None = None, scope: Any = "patient") -> tuple[Graph, int]:
    """A condition entered into a graph."""
    graph = Graph(counter="n") if graph is None else graph
    nodes: dict[str, int] = {}

    def definition(name: str) -> int | None:
        if name in DEFINITIONS and name not in nodes:
            own = "lesion" if name in LESION_DEFINITIONS else "patient"
            tree = parse(DEFINITIONS[name])
            nodes[name] = check(tree, graph, FACTS, definition, scope=own, text=text)
            graph.names.setdefault(nodes[name], []).append(name)
        return nodes.get(name)

    return graph, check(parse(text), graph, FACTS, definition, scope=scope, text=text)


# ---------------------------------------------------------------- worlds and views


@dataclass(frozen=True)
class World:
    """Everything about one patient; ``lesions`` are all there are."""

    patient: dict[str, Any]
    lesions: list[dict[str, Any]]


def values_of(fact: FactType) -> st.SearchStrategy[Any]:
    if fact.kind == "boolean":
        return st.booleans()
    if fact.kind == "enum":
        return st.sampled_from(fact.values)
    if fact.kind == "set":
        return st.frozensets(st.sampled_from(fact.values))
    digits = 2 if fact.computed else fact.digits
    scale = 10**digits
    assert fact.low is not None and fact.high is not None
    top = min(int(fact.high), 120) if not fact.bounded else min(int(fact.high), 12)
    return st.integers(int(fact.low) * scale, top * scale).map(lambda n: Decimal(n) / scale)


@st.composite
def worlds(draw: Any) -> World:
    patient = {
        name: draw(values_of(fact))
        for name, fact in FACTS.items()
        if fact.scope == "patient" and name != "n"
    }
    lesions = [
        {name: draw(values_of(fact)) for name, fact in FACTS.items() if fact.scope == "lesion"}
        for _ in range(draw(st.integers(0, 4)))
    ]
    patient["n"] = Decimal(len(lesions))
    return World(patient, lesions)


def shown(draw: Any, fact: FactType, value: Any, steps: int) -> list[Any]:
    """What ever fuller records tell of one value; None where they are silent."""
    levels = sorted(draw(st.lists(st.integers(0, 2), min_size=steps, max_size=steps)))
    found: list[Any] = []
    if fact.kind == "set":
        hidden = {m: draw(st.integers(0, steps)) for m in fact.values}
        for step, level in enumerate(levels):
            told = [m for m in fact.values if hidden[m] <= step]
            has = frozenset(m for m in told if m in value)
            lacks = frozenset(m for m in told if m not in value)
            partial = Members(has, lacks)
            found.append([None, partial, Members(value, None)][level])
        return found
    if not fact.bounded:
        exact = float(value) if fact.computed and draw(st.booleans()) else value
        return [exact if level == 2 else None for level in levels]
    slack = [
        sorted(draw(st.lists(st.integers(0, 4), min_size=steps, max_size=steps)), reverse=True)
        for _ in range(2)
    ]
    open_low, open_high = draw(st.integers(0, steps)), draw(st.integers(0, steps))
    for step, level in enumerate(levels):
        low = None if step < open_low else value - slack[0][step]
        high = None if step < open_high else value + slack[1][step]
        found.append([None, Bounds(low, high), value][level])
    return found


@st.composite
def records(draw: Any, world: World, steps: int = 2) -> list[Valuation]:
    """Ever fuller records of one world, the last one of them not necessarily complete."""
    told = {
        name: shown(draw, FACTS[name], value, steps) for name, value in world.patient.items()
    }
    each = [
        {name: shown(draw, FACTS[name], value, steps) for name, value in lesion.items()}
        for lesion in world.lesions
    ]
    listed = sorted(
        draw(st.lists(st.integers(0, len(each)), min_size=steps, max_size=steps)),
    )
    return [
        Valuation(
            {name: seen[i] for name, seen in told.items() if seen[i] is not None},
            [
                {name: seen[i] for name, seen in lesion.items() if seen[i] is not None}
                for lesion in each[: listed[i]]
            ],
        )
        for i in range(steps)
    ]


def whole(world: World) -> Valuation:
    """The record that tells everything."""

    def value(v: Any) -> Any:
        return Members(v, None) if isinstance(v, frozenset) else v

    return Valuation(
        {name: value(v) for name, v in world.patient.items()},
        [{name: value(v) for name, v in lesion.items()} for lesion in world.lesions],
    )


# ---------------------------------------------------------------- the naive evaluator


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
            return among(lambda vs: (min if function == "all" else max)(
                vs, default=TRUE if function == "all" else FALSE
            ), part, known, lesions)
        case s.Compare(op, s.Call("count", (part,)), s.Number(k)):
            return among(lambda vs: counted(op, vs, int(k)), part, known, lesions)
        case s.Compare(op, s.Call("count_true", parts), s.Number(k)):
            return counted(op, [truth(part) for part in parts], int(k))
        case s.Compare(op, left, s.Constant() as right) | s.Compare(op, s.Constant() as right, left):
            same = truth(left) if right.value else truth(s.Negation(left, 0))
            return same if op == "=" else 3 - same if same != UNKNOWN else UNKNOWN
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
