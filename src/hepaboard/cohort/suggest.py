"""Proposes a mapping file for a foreign table; a person has to check every line of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

import polars as pl

from hepaboard.cohort.columns import ROW
from hepaboard.cohort.mapping import fact_columns
from hepaboard.cohort.source import ID_NAMES, Table, open_table
from hepaboard.guideline import Vocabulary
from hepaboard.logic import FactType

#: Spellings that often stand for "not known". They are proposed, never assumed.
UNKNOWN = frozenset(
    {"", "9", "99", "999", "9999", "-1", "-9", "-99", "unk", "unknown", "na", "n/a"}
)
UNKNOWN_MORE = frozenset({"nan", "null", "none recorded", "not known", "not done", "missing", "?"})
YES = frozenset({"1", "y", "yes", "true", "t", "j", "ja", "x"})
NO = frozenset({"0", "2", "n", "no", "false", "f", "nein"})
#: Rows looked at, and distinct codes listed.
SAMPLE, MOST = 200_000, 30


def suggest(table: Table, vocabulary: Vocabulary) -> str:
    """The text of a mapping file that accounts for every column of a table.

    Raises
    ------
    HepaboardError
        The table cannot be read.
    """
    frame = open_table(table).drop(ROW).head(SAMPLE).collect()
    known = fact_columns(vocabulary, "patient")
    lesion = fact_columns(vocabulary, "lesion")
    here = (
        known
        if sum(n in known for n in frame.columns) >= sum(n in lesion for n in frame.columns)
        else lesion
    )
    ident = next((name for name in ID_NAMES if name in frame.columns), None)
    lines = [
        "# A proposal. Check every line: a wrong mapping gives wrong verdicts.",
        f"id: {_quoted(ident or frame.columns[0])}" + ("" if ident else "  # check"),
        "columns:",
    ]
    taken: set[str] = set()
    rest = []
    for name in frame.columns:
        if name == (ident or frame.columns[0]):
            continue
        fact, sure = _fact(name, here, vocabulary)
        if fact is None or fact in taken:
            rest.append(name)
            continue
        taken.add(fact)
        lines += _column(frame.get_column(name), name, fact, sure, vocabulary.types[here[fact]])
    lines.append("# Columns that are read over; keep: [..] copies them to the output instead.")
    lines.append(f"ignore: [{', '.join(map(_quoted, rest))}]")
    return "\n".join(lines) + "\n"


def _fact(name: str, known: dict[str, str], vocabulary: Vocabulary) -> tuple[str | None, bool]:
    """The fact that a column probably holds, and whether the name says so exactly."""
    if name in known:
        return name, True
    words = {_plain(fact): fact for fact in known}
    words |= {_plain(word): fact for word, fact in vocabulary.synonyms.items() if fact in known}
    for fact in known:
        if fact in vocabulary:
            words.setdefault(_plain(vocabulary[fact].entry.label), fact)
    plain = _plain(name)
    if plain in words:
        return words[plain], False
    near = get_close_matches(plain, words, n=1, cutoff=0.8)
    return (words[near[0]], False) if near else (None, False)


def _column(column: pl.Series, name: str, fact: str, sure: bool, kind: FactType) -> list[str]:
    """The lines of one column."""
    codes = _codes(column)
    recode, open_ = _recode(codes, kind)
    unknown = [code for code in codes if _is_unknown(code, kind)]
    mark = "" if sure else "  # check: the name only resembles the fact"
    if not recode and not unknown and not open_:
        return [f"  {_quoted(name)}: {fact}{mark}"]
    lines = [f"  {_quoted(name)}:{mark}", f"    fact: {fact}"]
    if kind.unit:
        lines.append(f"    # unit: {kind.unit}   (name the column's own unit if it is another)")
    if recode:
        pairs = ", ".join(f"{_quoted(code)}: {_value(value)}" for code, value in recode)
        lines.append(f"    recode: {{{pairs}}}  # check")
    if unknown:
        lines.append(f"    unknown: [{', '.join(map(_quoted, unknown))}]  # check")
    left = [code for code in open_ if code not in unknown]
    if left:
        allowed = ", ".join(kind.values) or "true, false"
        lines.append(f"    # not understood: {', '.join(map(_quoted, left))}; allowed: {allowed}")
    return lines


def _codes(column: pl.Series) -> list[str]:
    """The distinct values of a column as text, the first ones; numbers without their fraction 0."""
    if isinstance(column.dtype, pl.List):
        column = column.explode()
    distinct = column.drop_nulls().unique(maintain_order=True).head(MOST)
    texts = [str(value).lower() if isinstance(value, bool) else str(value) for value in distinct]
    return [re.sub(r"\.0$", "", text) for text in texts]


def _recode(codes: Sequence[str], kind: FactType) -> tuple[list[tuple[str, str]], list[str]]:
    """Codes with the value that they probably stand for, and those not understood."""
    if kind.kind not in ("boolean", "enum"):
        return [], []
    found, left = [], []
    allowed: Iterable[str] = kind.values or ("true", "false")
    plain = {_plain(value): value for value in allowed}
    for code in codes:
        if code in allowed:
            continue
        word = _plain(code)
        if word in plain:
            found.append((code, plain[word]))
        elif kind.kind == "boolean" and word in YES | NO:
            found.append((code, "true" if word in YES else "false"))
        else:
            left.append(code)
    return found, left


def _is_unknown(code: str, kind: FactType) -> bool:
    """Whether a code looks like one for "not known" and is no value of the fact."""
    word = code.strip().lower()
    if code in kind.values:
        return False
    if kind.numeric:
        try:
            number = float(word)
        except ValueError:
            return word in UNKNOWN | UNKNOWN_MORE
        if number != number:
            return True
        outside = (kind.low is not None and number < float(kind.low)) or (
            kind.high is not None and number > float(kind.high)
        )
        return word in UNKNOWN and outside
    if kind.kind == "boolean" and word in YES | NO:
        return False
    return word in UNKNOWN | UNKNOWN_MORE


def _value(word: str) -> str:
    return word if word in ("true", "false") else _quoted(word)


def _plain(word: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", word.lower())


def _quoted(word: str) -> str:
    """A word in double quotes, so that YAML takes nothing for a number."""
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'
