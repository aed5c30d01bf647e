"""The judge of cohorts: each patient alone, read as a single case is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from hepaboard.assess.implied import with_implied
from hepaboard.case import Facts, flat_facts
from hepaboard.errors import HepaboardError
from hepaboard.guideline import Guideline, Option, Verdict, verdict
from hepaboard.logic import interpret

Values = Sequence[Any]
#: Truth values to codes: unknown, true, false.
TRUTH = {1: 0, 3: 1, 0: 2}
#: How a truth value of a scenario is written: false, possible, true.
PLACE = {0: 0, 1: 2, 3: 1}


class Judge:
    """Gives for single patients the codes that a cohort's plan names.

    Parameters
    ----------
    verdicts
        The verdicts in the order of their codes.
    names
        Outputs of a plan: ``ended``, ``scenario_<source>_<name>``, ``verdict_<treatment>`` and
        ``node_<place>``. Others are passed over.
    interpreted
        Whether the reference interpreter evaluates the nodes; else the code generated for single
        cases does, which is ten times faster.
    """

    def __init__(
        self,
        guideline: Guideline,
        verdicts: Sequence[Verdict],
        names: Iterable[str],
        interpreted: bool = False,
    ) -> None:
        self.guideline = guideline
        self.interpreted = interpreted
        self._verdicts = {word: code for code, word in enumerate(verdicts)}
        found = {name: self._reader(name) for name in names}
        self._readers = {name: reader for name, reader in found.items() if reader is not None}

    @property
    def names(self) -> list[str]:
        """The outputs that are judged, in order."""
        return list(self._readers)

    def row(self, row: Mapping[str, Any]) -> list[int] | None:
        """The codes of a flat set of facts; None if it is refused as a single case."""
        vocabulary, treatments = self.guideline.vocabulary, self.guideline.treatments
        try:
            return self.facts(flat_facts(dict(row), vocabulary, treatments)[1])
        except HepaboardError:
            return None

    def facts(self, facts: Facts) -> list[int]:
        """The codes of recorded facts.

        Raises
        ------
        HepaboardError
            They contradict one another.
        """
        valuation = with_implied(facts, self.guideline).valuation()
        if self.interpreted:
            values: Values = interpret(self.guideline.graph, valuation)
        else:
            values = self.guideline.program(valuation)
        return [reader(values) for reader in self._readers.values()]

    def _reader(self, name: str) -> Callable[[Values], int] | None:
        guideline = self.guideline
        kind, _, rest = name.partition("_")
        if kind == "node":
            place = int(rest)
            return lambda values: TRUTH[values[place]]
        if kind == "ended":
            nodes = [stop.node for stop in guideline.stops if stop.entry.ends_assessment]
            return lambda values: next(
                (code for code, node in enumerate(nodes, 1) if values[node] == 3), 0
            )
        if kind == "verdict":
            option = guideline.options[rest]
            return lambda values: self._verdicts[self._verdict(option, values)]
        if kind == "scenario":
            term = next(
                term
                for term in guideline.definitions
                if rest == f"{term.source}_{term.entry.scenario}"
            )
            node, scope = term.node, guideline.scopes[term.source]
            return lambda values: PLACE[_alone(values[node]) & _alone(values[scope])]
        return None

    def _verdict(self, option: Option, values: Values) -> Verdict:
        roots = option.roots
        places = (roots.stop, roots.for_, roots.consider, roots.against)
        found = verdict(*(values[place] for place in places))
        guideline = self.guideline
        if found == "recommended" and guideline.policy.unreviewed_alone == "acceptable":
            favour = {
                item.source
                for item in option.statements
                if item.entry.direction in ("for", "consider") and values[item.node] == 3
            }
            pending = [guideline.sources[source].review == "pending" for source in favour]
            if pending and all(pending):
                return "acceptable"
        return found


def _alone(value: Any) -> int:
    """A truth value; of a lesion that is not listed where it is one of lesions."""
    found = value[-1] if isinstance(value, list) else value
    assert isinstance(found, int)
    return found


def flat_rows(
    patients: Iterable[Mapping[str, Any]], lesions: Iterable[Mapping[str, Any]], ident: str
) -> Iterator[dict[str, Any]]:
    """The rows of a table of patients, with those of their lesions, as flat sets of facts."""
    owned: dict[Any, list[dict[str, Any]]] = {}
    for lesion in lesions:
        known = _known(lesion)
        owned.setdefault(known.pop(ident), []).append(known)
    for patient in patients:
        row = _known(patient)
        if listed := owned.get(row.pop(ident)):
            row["lesions"] = listed
        yield row


def _known(row: Mapping[str, Any]) -> dict[str, Any]:
    """What is known of a row; floats as decimals, so that nothing is rounded."""
    found: dict[str, Any] = {}
    for name, value in row.items():
        if value is None:
            continue
        if isinstance(value, float):
            value = Decimal(repr(value))
        base, _, end = name.rpartition("_")
        if end in ("min", "max"):
            entry = found.setdefault(base, {})
            entry["at_least" if end == "min" else "at_most"] = value
        else:
            found[name] = value
    return found
