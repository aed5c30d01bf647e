"""What follows from known facts, and cases that contradict themselves."""

from decimal import Decimal

import pytest
from assess_packs import Packs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hepaboard import assess, assess_facts, load_guideline
from hepaboard.assess import ContradictionError
from hepaboard.assess.implied import with_implied
from hepaboard.case import CaseError, flat_facts
from hepaboard.logic import Bounds

GUIDELINE = load_guideline(["S0"])


def known(**facts):
    _, found = flat_facts(facts, GUIDELINE.vocabulary, GUIDELINE.treatments)
    return with_implied(found, GUIDELINE).patient


def values(**facts):
    return {name: fact.value for name, fact in known(**facts).items()}


@pytest.mark.parametrize(
    ("facts", "implied"),
    [
        ({"kras": "mutant"}, {"ras": "mutant"}),
        ({"nras": "mutant"}, {"ras": "mutant"}),
        ({"kras": "wild_type", "nras": "wild_type"}, {"ras": "wild_type"}),
        ({"ras": "wild_type"}, {"kras": "wild_type", "nras": "wild_type"}),
        ({"primary_location": "sigmoid"}, {"primary_site": "colon", "primary_sidedness": "left"}),
        ({"primary_location": "caecum"}, {"primary_site": "colon", "primary_sidedness": "right"}),
        ({"primary_location": "rectum"}, {"primary_site": "rectal", "primary_sidedness": "left"}),
        ({"multifocal": True}, {"n_liver_mets": Bounds(Decimal(2), None)}),
        ({"n_liver_mets": 2}, {"multifocal": True}),
        ({"n_liver_mets": 1}, {"multifocal": False}),
        ({"n_liver_mets": {"at_least": 2}}, {"multifocal": True}),
        ({"extrahepatic_disease": "none"}, {"liver_dominance": "isolated"}),
    ],
)
def test_what_follows(facts, implied):
    found = known(**facts)
    for name, value in implied.items():
        assert found[name].value == value, name
        assert found[name].origin == "implied"
        assert found[name].note


@pytest.mark.parametrize(
    ("facts", "unknown"),
    [
        ({"kras": "wild_type"}, "ras"),
        ({"primary_location": "transverse"}, "primary_sidedness"),
        ({"primary_location": "splenic_flexure"}, "primary_sidedness"),
        ({"n_liver_mets": {"at_least": 1}}, "multifocal"),
        ({"n_liver_mets": {"at_most": 5}}, "multifocal"),
        ({"ras": "mutant"}, "kras"),
    ],
)
def test_what_does_not_follow(facts, unknown):
    assert unknown not in values(**facts)


def test_entered_facts_stay_entered():
    found = known(kras="mutant", ras="mutant")
    assert found["ras"].origin == "entered"


def test_bounds_are_narrowed_to_a_value():
    assert values(multifocal=True, n_liver_mets={"at_most": 2})["n_liver_mets"] == 2
    assert values(multifocal=True, n_liver_mets={"at_most": 4})["n_liver_mets"] == Bounds(
        Decimal(2), Decimal(4)
    )


CONTRADICTIONS = [
    ({"kras": "mutant", "ras": "wild_type"}, {"ras", "kras"}),
    ({"nras": "mutant", "kras": "wild_type", "ras": "wild_type"}, {"ras", "nras"}),
    ({"kras": "wild_type", "nras": "wild_type", "ras": "mutant"}, {"ras", "kras"}),
    ({"primary_location": "sigmoid", "primary_site": "rectal"}, {"primary_site"}),
    ({"primary_location": "sigmoid", "primary_sidedness": "right"}, {"primary_sidedness"}),
    ({"multifocal": True, "n_liver_mets": 1}, {"n_liver_mets", "multifocal"}),
    ({"multifocal": False, "n_liver_mets": {"at_least": 2}}, {"multifocal", "n_liver_mets"}),
    ({"bilobar": True, "n_liver_mets": 1}, {"n_liver_mets", "bilobar"}),
    ({"multifocal": True, "n_liver_mets": {"at_most": 1}}, {"n_liver_mets"}),
    ({"extrahepatic_disease": "none", "liver_dominance": "dominant"}, {"liver_dominance"}),
    ({"systemic_therapy": "none", "treatment_line": "first"}, {"treatment_line"}),
]


@pytest.mark.parametrize(("facts", "named"), CONTRADICTIONS)
def test_facts_that_cannot_both_be_right_are_refused(facts, named):
    with pytest.raises(ContradictionError) as caught:
        assess_facts(facts, GUIDELINE)
    for name in named:
        assert name in str(caught.value)
    assert "contradicts" in caught.value.what
    assert caught.value.allowed and caught.value.todo


@pytest.mark.parametrize("name", ["case.yaml", "facts.json"])
def test_a_contradiction_names_file_line_and_both_entries(tmp_path, name):
    path = tmp_path / name
    if name == "case.yaml":
        path.write_text("id: x\nmolecular:\n  kras: mutant\n  ras: wild_type\n", encoding="utf-8")
        section = "molecular"
    else:
        path.write_text('{"kras": "mutant",\n\n\n"ras": "wild_type"}\n', encoding="utf-8")
        section = "facts"
    with pytest.raises(ContradictionError) as caught:
        (assess if name == "case.yaml" else assess_facts)(path, GUIDELINE)
    assert str(caught.value) == (
        f"ras = wild type ({section}.ras) contradicts kras = mutant ({section}.kras). "
        "A mutation of KRAS or NRAS is a RAS mutation.\n"
        f"  Where    {path}, line 4, {section}.ras\n"
        "  Allowed  ras = mutant, or another value of kras\n"
        "  Next     Correct the entry that is wrong, or leave it out."
    )


def test_a_derived_fact_can_contradict_an_entered_one():
    with pytest.raises(ContradictionError, match=r"derived|records"):
        assess(
            {"id": "t", "facts": {"response": "progression"}, "treatments": []},
            GUIDELINE,
        )


def test_a_rule_may_fill_a_fact_that_another_rule_needs(tmp_path):
    packs = Packs(tmp_path).change(
        "vocabulary/patient.yaml",
        '  - when: "lesions_n >= 2"',
        "  - when: \"gene = 'mutant'\"\n    then: {several: true}\n    why: For the test.\n"
        '  - when: "lesions_n >= 2"',
    )
    found = {fact.fact: fact for fact in packs.assess(gene="mutant").facts}
    assert (found["several"].value, found["several"].origin) == (True, "implied")
    assert found["lesions_n"].value == {"at_least": 2}


PATIENT = {
    name: fact.type for name, fact in GUIDELINE.vocabulary.items() if fact.type.scope == "patient"
}


def value_of(kind):
    if kind.kind == "boolean":
        return st.booleans()
    if kind.kind == "enum":
        return st.sampled_from(kind.values)
    if kind.kind == "set":
        return st.lists(st.sampled_from(kind.values), unique=True, max_size=2)
    number = st.integers(int(kind.low) + 1, min(int(kind.high), int(kind.low) + 30))
    if not kind.bounded:
        return number
    return number | st.builds(lambda n: {"at_least": n}, number)


CASES = st.fixed_dictionaries({}, optional={n: value_of(kind) for n, kind in PATIENT.items()})
FEW = st.lists(st.sampled_from(sorted(PATIENT)), max_size=8, unique=True)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_what_is_entered_is_never_changed_only_added_to(data):
    chosen = data.draw(FEW)
    facts = {name: data.draw(value_of(PATIENT[name])) for name in chosen}
    try:
        _, entered = flat_facts(facts, GUIDELINE.vocabulary, GUIDELINE.treatments)
        found = with_implied(entered, GUIDELINE)
    except (ContradictionError, CaseError):
        return
    for name, fact in entered.patient.items():
        after = found.patient[name].value
        if isinstance(fact.value, Bounds):
            low = after.low if isinstance(after, Bounds) else after
            assert low >= fact.value.low
        else:
            assert after == fact.value, name
    assert with_implied(found, GUIDELINE).patient == found.patient
