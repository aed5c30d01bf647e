"""Possible verdicts against trying every completion, on small guidelines, with both libraries."""

from decimal import Decimal

import pytest
from assess_packs import Packs
from missing_oracle import completions, verdict_of

from hepaboard.logic import Bounds, Members, Valuation
from hepaboard.missing import OpenCase, completion_of
from hepaboard.missing.space import Space

KNOWN = {
    "site": "colon",
    "gene": "wild_type",
    "remnant_pct": Decimal("40.0"),
    "remnant_method": "ct",
    "lesions_n": Decimal(2),
    "several": True,
    "drug_given": False,
    "major_from": Decimal(3),
    "segments_planned": Decimal(2),
    "symptoms": Members(),
}
CASES = {
    "nothing": ([], {}, []),
    "gene and several": (["gene", "several", "lesions_n"], {}, []),
    "the remnant": (["remnant_pct", "several", "lesions_n"], {}, []),
    "symptoms in part": (
        ["symptoms", "gene"],
        {"symptoms": Members(frozenset(), frozenset({"jaundice"}))},
        [],
    ),
    "what is cut together": (["segments_planned", "remnant_pct"], {}, []),
    "lesions not listed": (["lesions_n", "several"], {}, []),
    "at least two lesions": (["lesions_n"], {"lesions_n": Bounds(Decimal(2))}, []),
    "at most one lesion": (
        ["lesions_n", "several"],
        {"lesions_n": Bounds(None, Decimal(1))},
        [],
    ),
    "one of two lesions known": (["gene"], {}, [{"size_cm": Decimal(2)}, {}]),
    "one lesion listed, perhaps more": (["lesions_n", "several"], {}, [{}]),
    "a large lesion": (["lesions_n", "several"], {}, [{"size_cm": Decimal(6)}]),
}


@pytest.fixture(scope="module")
def guidelines(tmp_path_factory):
    """The small guideline with more said: counts, terms, statements that need one another."""
    packs = Packs(tmp_path_factory.mktemp("packs"))
    packs.source(
        "S9",
        ("drug", "against", "count(size_cm > 3) >= 2"),
        ("drug", "consider", "any(size_cm > 5) AND NOT has(symptoms, 'pain')"),
        ("heat", "against", "count(size_cm <= 5) >= 2 OR gene = 'mutant'"),
        ("antibody", "against", "count_true(several, gene = 'mutant', drug_given) >= 2"),
        ("board", "for", "several OR NOT several"),
        ("operation", "against", "segments_planned + 1 > major_from"),
        ("scan", "against", "segments_planned > major_from AND remnant_pct < 40"),
    )
    guideline = packs.guideline()
    return guideline, Space(guideline, "cudd"), Space(guideline, "autoref")


@pytest.mark.parametrize("name", list(CASES))
@pytest.mark.parametrize("engine", [1, 2], ids=["cudd", "autoref"])
def test_the_verdicts_called_possible_are_those_of_all_completions(guidelines, name, engine):
    guideline, space = guidelines[0], guidelines[engine]
    missing, more, lesions = CASES[name]
    patient = {fact: value for fact, value in KNOWN.items() if fact not in missing}
    known = Valuation({**patient, **more}, lesions)
    case = OpenCase(guideline, known, space=space)
    tried = list(completions(guideline, known, missing))
    assert tried and case.patient.exact
    for option in guideline.options.values():
        expected = {verdict_of(guideline, option, one) for one in tried}
        assert set(case.patient.possible(option)) == expected, option.treatment
    for index in range(len(lesions)):
        for option in guideline.lesion_options.values():
            expected = {verdict_of(guideline, option, one, index) for one in tried}
            assert set(case.lesion(index).possible(option)) == expected, option.treatment


@pytest.mark.parametrize("name", list(CASES))
def test_every_possible_verdict_has_a_completion_that_gives_it(guidelines, name):
    guideline, space, _ = guidelines
    missing, more, lesions = CASES[name]
    patient = {fact: value for fact, value in KNOWN.items() if fact not in missing}
    case = OpenCase(guideline, Valuation({**patient, **more}, lesions), space=space)
    for option in guideline.options.values():
        for word, region in case.patient.regions(option).items():
            witness = completion_of(case, region)
            assert verdict_of(guideline, option, witness) == word


def test_what_the_three_values_leave_open_is_decided(guidelines):
    guideline, space, _ = guidelines
    patient = {k: v for k, v in KNOWN.items() if k not in ("several", "lesions_n")}
    case = OpenCase(guideline, Valuation(patient), space=space)
    board = guideline.options["board"]
    assert case.values[board.roots.for_] == 1  # several OR NOT several
    assert case.patient.possible(board) == ["recommended"]
    assert case.patient.truth(board.roots.for_) == 3


def test_no_number_of_lesions_beyond_the_witnesses_changes_the_outcomes(guidelines):
    guideline, space, _ = guidelines
    patient = {k: v for k, v in KNOWN.items() if k != "lesions_n"}
    some = [
        OpenCase(guideline, Valuation({**patient, "lesions_n": Decimal(n)}), space=space)
        for n in (6, 7, 150)
    ]
    for option in guideline.options.values():
        assert len({tuple(case.patient.possible(option)) for case in some}) == 1


def test_a_term_that_is_not_sharp_says_so_and_leaves_nothing_out(tmp_path):
    packs = Packs(tmp_path)
    packs.source(
        "S9",
        ("drug", "for", "segments_planned * segments_planned > 20"),
        ("heat", "against", "segments_planned * age > 90"),
    )
    guideline = packs.guideline()
    known = {k: v for k, v in KNOWN.items() if k not in ("segments_planned", "several")}
    known |= {"several": False, "lesions_n": Decimal(1), "symptoms": Members()}
    case = OpenCase(guideline, Valuation({**known, "age": Decimal(40)}))
    assert not case.patient.exact
    assert {"recommended", "not_addressed"} <= set(case.patient.possible(guideline.options["drug"]))
    known["segments_planned"] = Decimal(5)
    case = OpenCase(guideline, Valuation({**known, "age": Decimal(40)}))
    assert case.patient.exact
    assert case.patient.possible(guideline.options["drug"]) == ["recommended"]
