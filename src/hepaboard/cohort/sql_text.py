"""A plan as SQL: shared gates as columns of layered sub-selects, for any engine that speaks SQL.

Every plane is a plain boolean that is never NULL, so nothing depends on what an engine takes
NULL, NaN or an empty group for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from hepaboard.cohort.circuit import Gate
from hepaboard.cohort.columns import MOST_COUNTED, ROW
from hepaboard.cohort.plan import Plan

#: Longer expressions become columns of their own.
MOST_TERMS = 40
Quote = Callable[[str], str]


class SqlText:
    """Writes the queries of one plan.

    Parameters
    ----------
    quote
        How the engine quotes a name.
    """

    def __init__(self, plan: Plan, quote: Quote) -> None:
        self.plan = plan
        self.quote = quote

    def patients(self, table: str) -> str:
        """The query that gives ``ROW`` and all codes and masks, from coded patients.

        Parameters
        ----------
        table
            What stands after FROM; it has the counts of lesions too.
        """
        plan = self.plan
        outputs = {name: (gates, "TINYINT") for name, gates in plan.codes.items()}
        outputs |= {name: (gates, "BIGINT") for name, gates in plan.masks.items()}
        return self._query(table, outputs, self._packed)

    def lesions(self, table: str) -> str:
        """The query that gives ``ROW`` and the counts of each patient, from coded lesions."""
        outputs = {name: ((gate,), "TINYINT") for name, gate in self.plan.counts.items()}
        inner = self._query(table, outputs, self._packed)
        sums = [
            f"LEAST(SUM({self.quote(name)}), {MOST_COUNTED}) AS {self.quote(name)}"
            for name in self.plan.counts
        ]
        row = self.quote(ROW)
        return f"SELECT {', '.join([row, *sums])} FROM ({inner}) AS l GROUP BY {row}"

    def joined(self, patients: str, lesions: str) -> str:
        """Coded patients with the counts of their lesions, as what stands after FROM."""
        row = self.quote(ROW)
        counts = [
            f"COALESCE(c.{self.quote(name)}, 0) AS {self.quote(name)}" for name in self.plan.counts
        ]
        select = ", ".join(["p.*", *counts])
        return (
            f"(SELECT {select} FROM {patients} AS p LEFT JOIN ({lesions}) AS c "
            f"ON p.{row} = c.{row}) AS j"
        )

    def _query(
        self,
        table: str,
        outputs: Mapping[str, tuple[Sequence[int], str]],
        packed: Callable[[Sequence[str], str], str],
    ) -> str:
        roots = [gate for gates, _ in outputs.values() for gate in gates]
        layers = _Layers(self.plan, roots, self.quote)
        query = layers.query(table)
        columns = [self.quote(ROW)]
        for name, (gates, kind) in outputs.items():
            terms = [layers.term(gate) for gate in gates]
            columns.append(f"{packed(terms, kind)} AS {self.quote(name)}")
        return f"SELECT {', '.join(columns)} FROM ({query}) AS planes"

    @staticmethod
    def _packed(terms: Sequence[str], kind: str) -> str:
        wide = "BIGINT" if kind == "BIGINT" else "INTEGER"
        parts = [
            f"CASE WHEN {term} THEN CAST({1 << bit} AS {wide}) ELSE CAST(0 AS {wide}) END"
            for bit, term in enumerate(terms)
        ]
        return f"CAST({' + '.join(parts) or '0'} AS {kind})"


class _Layers:
    """Which gates are columns, and in which layer each is made."""

    def __init__(self, plan: Plan, roots: Sequence[int], quote: Quote) -> None:
        self.circuit = plan.circuit
        self.quote = quote
        self.order = plan.order(roots)
        uses = Counter(arg for place in self.order for arg in self.circuit.gates[place].args)
        self.layer: dict[int, int] = {}
        self.size: dict[int, int] = {}
        depth: dict[int, int] = {}
        wanted = set(roots)
        for place in self.order:
            gate = self.circuit.gates[place]
            inner = [arg for arg in gate.args if arg not in self.layer]
            self.size[place] = 1 + sum(self.size[arg] for arg in inner)
            below = [self.layer[arg] + 1 for arg in gate.args if arg in self.layer]
            depth[place] = max([*below, *(depth[arg] for arg in inner)], default=0)
            shared = uses[place] > 1 or place in wanted or self.size[place] > MOST_TERMS
            if gate.op != "const" and shared:
                self.layer[place] = depth[place]
        self.wanted = wanted

    def query(self, table: str) -> str:
        """The sub-selects, each carrying what later ones need."""
        last: dict[int, int] = dict.fromkeys(self.wanted & set(self.layer), len(self.order))
        last_test: dict[str, int] = {}
        for place, layer in self.layer.items():
            for arg, column in self._read(place):
                if arg is not None:
                    last[arg] = max(last.get(arg, 0), layer)
                else:
                    last_test[column] = max(last_test.get(column, 0), layer)
        text = table
        for layer in range(max(self.layer.values(), default=-1) + 1):
            columns = [self.quote(ROW)]
            columns += [self.quote(name) for name, end in last_test.items() if end > layer]
            columns += [
                self._name(place)
                for place, made in self.layer.items()
                if made < layer and last.get(place, 0) > layer
            ]
            columns += [
                f"{self._expression(self.circuit.gates[place])} AS {self._name(place)}"
                for place, made in self.layer.items()
                if made == layer
            ]
            source = text if layer == 0 else f"({text}) AS l{layer}"
            text = f"SELECT {', '.join(columns)} FROM {source}"
        return text if self.layer else f"SELECT {self.quote(ROW)} FROM {table}"

    def term(self, place: int) -> str:
        """A gate as it stands within an expression."""
        gate = self.circuit.gates[place]
        if gate.op == "const":
            return "TRUE" if gate.value else "FALSE"
        return self._name(place) if place in self.layer else f"({self._expression(gate)})"

    def _read(self, place: int) -> list[tuple[int | None, str]]:
        """The gates made in layers, and the coded columns, that the expression of a gate reads."""
        found: list[tuple[int | None, str]] = []
        stack = [place]
        while stack:
            top = stack.pop()
            gate = self.circuit.gates[top]
            if gate.test is not None:
                found.append((None, gate.test.column))
                if isinstance(gate.test.value, str):
                    found.append((None, gate.test.value))
            for arg in gate.args:
                if arg in self.layer:
                    found.append((arg, ""))
                else:
                    stack.append(arg)
        return found

    def _expression(self, gate: Gate) -> str:
        match gate.op:
            case "test":
                assert gate.test is not None
                test = gate.test
                value = (
                    self.quote(test.value) if isinstance(test.value, str) else number(test.value)
                )
                return f"{self.quote(test.column)} {'=' if test.op == '==' else test.op} {value}"
            case "not":
                return f"NOT {self.term(gate.args[0])}"
        sign = " AND " if gate.op == "and" else " OR "
        return sign.join(self.term(arg) for arg in gate.args)

    def _name(self, place: int) -> str:
        return f"g{place}"


def number(value: float) -> str:
    """A number as SQL has it: an exact integer, or a double (never a decimal)."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    text = repr(value)
    return text if "e" in text else f"{text}E0"
