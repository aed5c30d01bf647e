"""Random conditions as text, over the small vocabulary; every construct of the language occurs."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from logic_vocabulary import FACTS


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
def conditions(draw: Any, lesion: bool = False, depth: int = 3, within: int = 0) -> str:
    """A condition as text; ``within`` counts the all, any or count around it (two at most)."""
    kinds = ["fact", "enum", "set", "number", "number", "name"]
    if not lesion:  # a constant can take the lesion out of a lesion condition
        kinds.append("constant")
    if depth:
        kinds += ["and", "or", "not", "count_true"] * 2
        kinds += ["all", "any", "count"] * (2 - within)
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
    parts = [draw(conditions(lesion, depth - 1, within)) for _ in range(draw(st.integers(2, 3)))]
    if kind in ("and", "or"):
        return f" {kind.upper()} ".join(f"({part})" for part in parts)
    if kind == "not":
        return f"NOT ({parts[0]})"
    if kind == "count_true":
        return f"count_true({', '.join(parts)}) {draw(OPS)} {draw(st.integers(0, 4))}"
    about = draw(conditions(True, min(depth - 1, 1), within + 1))
    about = f"(central AND ({about}))" if draw(st.booleans()) else f"(near OR ({about}))"
    if kind == "count":
        return f"count({about}) {draw(OPS)} {draw(st.integers(0, 4))}"
    return f"{kind}({about})"
