"""What would have to change: every set of changes works, and nothing less does."""

from decimal import Decimal
from itertools import combinations, product

import pytest
from assess_packs import Packs
from missing_oracle import completions, values_of, verdict_of

from hepaboard.assess.subject import subject_of
from hepaboard.assess.what_would import _recorded
from hepaboard.examples import case_source
from hepaboard.guideline import load_guideline
from hepaboard.logic import Members, Valuation
from hepaboard.missing import OpenCase, counterfactuals
from hepaboard.missing.answer import cell_value, cells_words
from hepaboard.missing.space import space_of

#: More lesions than this change nothing in the small guideline.
MOST_LESIONS = 3
WANTED = frozenset({"recommended"})
SMALL = {
    "site": "colon",
    "remnant_pct": 40,
    "remnant_method": "ct",
    "lesions_n": 1,
    "drug_given": False,
    "major_from": 3,
    "segments_planned": 2,
}


def meant(guideline, change):
    """Each cell that a change names in words, as one value."""
    fact = guideline.vocabulary[change.fact]
    found = []
    for item in space_of(guideline).variables.of_fact[change.fact]:
        places = [k for k, cell in enumerate(item.cells.cells) if cell.inside]
        for size in range(1, len(places) + 1):
            found += [
                [cell_value(item.cells, place) for place in some]
                for some in combinations(places, size)
                if cells_words(fact, item.cells, some) == change.to
            ]
    (values,) = found
    return values


def works(guideline, recorded, option, changed):
    """Whether every completion gives the wanted verdict after these changes."""
    patient = {**recorded.patient, **changed}
    world = OpenCase(guideline, Valuation(patient, recorded.lesions)).patient
    return not world.contradictory and set(world.possible(option)) <= WANTED


@pytest.fixture(scope="module")
def shipped():
    return load_guideline()


@pytest.mark.parametrize(
    ("example", "size"),
    [
        ("s2-debulking", 1),
        ("s1-converted-ecog-2", 1),
        ("s2-potentially-resectable-flr", 2),
        ("safety-msi-second-line", 2),
        ("s1-gastric-untreated-number-unknown", 2),
    ],
)
def test_changes_of_the_shipped_guideline_work_and_none_can_be_spared(shipped, example, size):
    subject = subject_of(case_source(f"example:{example}"), shipped)
    recorded, option = _recorded(subject), shipped.options["systemic_therapy"]
    sets = counterfactuals(shipped, recorded, option, WANTED)
    assert sets and {len(changes) for changes in sets} == {size}
    assert not works(shipped, recorded, option, {})
    for changes in sets:
        names = [change.fact for change in changes]
        for values in product(*(meant(shipped, change) for change in changes)):
            whole = dict(zip(names, values, strict=True))
            assert works(shipped, recorded, option, whole), whole
            for fewer in combinations(whole, len(whole) - 1):
                part = {name: whole[name] for name in fewer}
                assert not works(shipped, recorded, option, part), part
    singles = {name for name, _ in single_changes(shipped, recorded, option)}
    assert singles == ({changes[0].fact for changes in sets} if size == 1 else set())


def single_changes(guideline, recorded, option):
    """Single changes of facts that may change, or are not known, that work alone."""
    for item in space_of(guideline).patient_items:
        name, member = item.key
        known = recorded.patient.get(name)
        entry = guideline.vocabulary[name].entry
        if member is not None or entry.setting or not (known is None or entry.can_change):
            continue
        for place in item.cells.possible(None):
            value = cell_value(item.cells, place)
            if works(guideline, recorded, option, {name: value}):
                yield name, value


@pytest.mark.parametrize("known", [{"gene": "wild_type"}, {"several": True}, {}])
def test_all_smallest_sets_are_found(tmp_path, known):
    packs = Packs(tmp_path)
    packs.source(
        "S9",
        ("board", "for", "(gene = 'mutant' OR several) AND remnant_pct >= 40"),
        ("board", "against", "gene = 'mutant' AND several"),
        ("board", "against", "drug_given AND remnant_pct < 60"),
        ("board", "against", "segments_planned > 3 AND remnant_pct < 50"),
    )
    guideline = packs.guideline()
    patient = {**SMALL, **known, "symptoms": Members()}
    for extra in ({}, {"drug_given": True}, {"segments_planned": 4, "remnant_pct": 30}):
        recorded = Valuation({**patient, **extra})
        found = counterfactuals(guideline, recorded, guideline.options["board"], WANTED)
        named = {
            frozenset(change.fact for change in changes): [meant(guideline, c) for c in changes]
            for changes in found
        }
        expected = smallest(guideline, recorded)
        assert set(named) == expected, (extra, expected)


def smallest(guideline, recorded):
    """The facts of the smallest sets of changes that work, found by trying all."""
    vocabulary = guideline.vocabulary
    facts = [
        name
        for name, fact in vocabulary.items()
        if name in guideline.graph.facts
        and fact.type.scope == "patient"
        and fact.type.kind != "set"
        and not fact.entry.setting
        and (name not in recorded.patient or fact.entry.can_change)
    ]
    for size in range(4):
        found = set()
        for names in combinations(facts, size):
            for values in product(*(tried(guideline, name) for name in names)):
                chosen = dict(zip(names, values, strict=True))
                if any(recorded.patient.get(n) == v for n, v in chosen.items()):
                    continue
                if all_give(guideline, Valuation({**recorded.patient, **chosen})):
                    found.add(frozenset(names))
                    break
        if found:
            return found
    return set()


def tried(guideline, name):
    if name == guideline.graph.counter:
        return [Decimal(number) for number in range(MOST_LESIONS + 1)]
    return values_of(guideline, guideline.vocabulary.types[name])


def all_give(guideline, known):
    missing = [name for name in guideline.graph.facts if name not in known.patient]
    missing = [n for n in missing if guideline.vocabulary.types[n].scope == "patient"]
    option = guideline.options["board"]
    any_ = False
    for one in completions(guideline, known, missing, MOST_LESIONS):
        any_ = True
        if verdict_of(guideline, option, one) not in WANTED:
            return False
    return any_
