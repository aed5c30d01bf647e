"""The judge of cohorts: each patient alone, read as a single case is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from operator import itemgetter
from typing import Any

from hepaboard.assess.implied import with_implied
from hepaboard.case import Facts, KnownFact, flat_facts
from hepaboard.case.derive import Records, derive
from hepaboard.case.history import History
from hepaboard.case.intervals import agree, both_of
from hepaboard.cohort.known import OF_RECORDS
from hepaboard.errors import HepaboardError
from hepaboard.guideline import Guideline, Option, Verdict, verdict
from hepaboard.logic import Bounds, FactType, Members, interpret

Values = Sequence[Any]
#: Truth values to codes: false 2, unknown 0, true 1.
TRUTH = bytes.maketrans(bytes((0, 1, 3)), bytes((2, 0, 1)))
#: How a truth value of a scenario is written: false, possible, true.
PLACE = {0: 0, 1: 2, 3: 1}


class Judge:
    """Gives for single patients the codes that a cohort's plan names.

    Parameters
    ----------
    verdicts
        The verdicts in the order of their codes.
    names
        Outputs of a plan: ``ended``, ``scenario_<source>_<name>``, ``verdict_<treatment>`` and at
        least two ``node_<place>``. Others are passed over.
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
        names = list(names)
        found = {name: self._reader(name) for name in names}
        self._readers = {name: reader for name, reader in found.items() if reader is not None}
        self._nodes = [name for name in names if name.startswith("node_")]
        self._truths = itemgetter(*(int(name.removeprefix("node_")) for name in self._nodes))
        vocabulary = guideline.vocabulary
        self._rules = {
            name: rule
            for name in vocabulary
            if (rule := vocabulary[name].entry.derive) and not set(rule) & OF_RECORDS
        }
        self._history = History(guideline.treatments, date.max, (), False, (), False)

    @property
    def names(self) -> list[str]:
        """The outputs that are judged, in order: nodes last."""
        return [*self._readers, *self._nodes]

    def row(self, row: Mapping[str, Any]) -> bytes | None:
        """The codes of a flat set of facts; None if it is refused as a single case.

        The interpreter's judge reads it through the door of cases with all its checks, the other
        takes values that are known to fit as they are.
        """
        vocabulary, treatments = self.guideline.vocabulary, self.guideline.treatments
        try:
            if self.interpreted:
                return self.facts(flat_facts(dict(row), vocabulary, treatments)[1])
            return self.facts(self._recorded(row))
        except HepaboardError:
            return None

    def facts(self, facts: Facts) -> bytes:
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
        truths = bytes(self._truths(values)).translate(TRUTH)
        return bytes(reader(values) for reader in self._readers.values()) + truths

    def _recorded(self, row: Mapping[str, Any]) -> Facts:
        """The facts of a row, with what its lesions tell."""
        types = self.guideline.vocabulary.types
        lesions = tuple(
            (f"L{i}", {name: _entered(types[name], value) for name, value in lesion.items()})
            for i, lesion in enumerate(row.get("lesions", ()), 1)
        )
        patient = {
            name: _entered(types[name], value) for name, value in row.items() if name != "lesions"
        }
        listed = [{name: known.value for name, known in lesion.items()} for _, lesion in lesions]
        records = Records(self._history, {}, listed, False, bool(lesions))
        for name, rule in self._rules.items():
            value = derive(rule, records)
            hand = patient.get(name)
            if value is None:
                continue
            if hand is None:
                patient[name] = KnownFact(value, "derived")
            elif agree(hand.value, value):
                patient[name] = KnownFact(both_of(hand.value, value), "derived")
            elif name == self.guideline.vocabulary.counter:
                raise HepaboardError(f"More lesions are listed than {name} says.", field=name)
        return Facts(None, patient, lesions)

    def _reader(self, name: str) -> Callable[[Values], int] | None:
        guideline = self.guideline
        kind, _, rest = name.partition("_")
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


def _entered(fact: FactType, value: Any) -> KnownFact:
    if fact.kind == "set":
        value = Members(frozenset(value))
    elif isinstance(value, dict):
        value = Bounds(value.get("at_least"), value.get("at_most"))
    return KnownFact(value, "entered")


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
        elif isinstance(value, int) and not isinstance(value, bool):
            value = Decimal(value)
        base, _, end = name.rpartition("_")
        if end in ("min", "max"):
            entry = found.setdefault(base, {})
            entry["at_least" if end == "min" else "at_most"] = value
        else:
            found[name] = value
    return found
