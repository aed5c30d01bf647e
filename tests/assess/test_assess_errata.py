"""Misprints and contradictions of a source: each is shown by some case, where it matters."""

from pathlib import Path

import pytest

from hepaboard import load_guideline
from hepaboard.assess.errata import errata
from hepaboard.assess.implied import with_implied
from hepaboard.assess.reading import read
from hepaboard.case import flat_facts
from hepaboard.document import read_document

RULES = Path(__file__).resolve().parents[1] / "fixtures" / "rules"
COLON = {"primary_site": "colon"}


def plain(value):
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return float(value) if type(value).__name__ == "Decimal" else value


def shown(facts):
    """The errata of a case, without the rest of the answer."""
    guideline = load_guideline()
    _, known = flat_facts(facts, guideline.vocabulary, guideline.treatments)
    reading = read(guideline, with_implied(known, guideline))
    return {(item.source, item.id) for item in errata(reading)}


def corpus():
    """The facts of every rule fixture."""
    for path in sorted(RULES.rglob("*.yaml")):
        for case in read_document(path).data["cases"]:
            given = plain(case["given"])
            yield {**given, "lesions": [plain(case["lesion"])]} if "lesion" in case else given


def test_every_erratum_of_every_source_is_shown_by_some_case():
    guideline = load_guideline()
    missing = {(source, e.id) for source, listed in guideline.errata.items() for e in listed}
    assert len(missing) > 80
    for facts in corpus():
        missing -= shown(facts)
        if not missing:
            return
    assert not missing


@pytest.mark.parametrize(
    ("erratum", "facts", "outside"),
    [
        ("E13c", {**COLON, "ras": "wild_type"}, {"ras": "mutant"}),
        ("E18b", {**COLON, "resectability": "resectable"}, {"resectability": "converted"}),
        ("E01", {**COLON, "liver_quality": "normal", "flr_pct": 19}, {"flr_pct": 41}),
        ("E02b", {**COLON, "bilirubin_mg_dl": 2.1}, {"bilirubin_mg_dl": 2}),
    ],
)
def test_an_erratum_is_shown_where_it_matters_and_not_elsewhere(erratum, facts, outside):
    assert ("S2", erratum) in shown(facts)
    assert ("S2", erratum) not in shown({**facts, **outside})


def test_an_erratum_on_a_limit_of_single_lesions_is_shown_for_a_listed_lesion():
    facts = {**COLON, "resectability": "resectable", "n_liver_mets": 1}
    for size, expected in ((3.1, True), (3, False)):
        lesion = {"lesion_diameter_cm": size}
        assert (("S2", "E03a") in shown({**facts, "lesions": [lesion]})) is expected


def test_an_erratum_on_a_document_is_shown_to_the_patients_it_speaks_of():
    assert ("S4", "E-S4-review") in shown(COLON)
    assert ("S4", "E-S4-review") not in shown({"primary_site": "hcc"})
    assert ("S4", "E-S4-review") not in shown({})
