"""The verdict of a treatment as planes, one a verdict, made from the guideline's table."""

from __future__ import annotations

from collections.abc import Sequence

from hepaboard.cohort.circuit import FALSE, TRUE, Circuit
from hepaboard.cohort.planes import Planes
from hepaboard.guideline import VERDICTS, Verdict

#: What is left of the table once some roots are known: their values to the verdict.
Table = frozenset[tuple[tuple[int, ...], Verdict]]


def verdict_planes(circuit: Circuit, roots: Sequence[Planes]) -> dict[Verdict, int]:
    """Verdict to the gate that is set where it holds.

    Parameters
    ----------
    roots
        The planes of stop, for, consider and against.
    """
    tables: dict[Table, int] = {frozenset(VERDICTS.items()): TRUE}
    for root in roots:
        following: dict[Table, list[int]] = {}
        for table, reached in tables.items():
            rests: dict[Table, set[int]] = {}
            for value in (0, 1, 3):
                rest = frozenset((key[1:], word) for key, word in table if key[0] == value)
                rests.setdefault(rest, set()).add(value)
            for rest, values in rests.items():
                gate = circuit.conjunction((reached, _among(circuit, root, values)))
                following.setdefault(rest, []).append(gate)
        tables = {table: circuit.disjunction(gates) for table, gates in following.items()}
    found = {next(iter(table))[1]: gate for table, gate in tables.items()}
    return {word: gate for word, gate in found.items() if gate != FALSE}


def _among(circuit: Circuit, root: Planes, values: set[int]) -> int:
    """Whether a root has one of these values."""
    if values == {0, 1, 3}:
        return TRUE
    if 1 in values:
        other = {0: root.true, 3: root.false}.get(next(iter(values - {1}), 1))
        unknown = circuit.negation(circuit.disjunction(root))
        return unknown if other is None else circuit.negation(other)
    return circuit.disjunction(root[0 if value == 3 else 1] for value in values)
