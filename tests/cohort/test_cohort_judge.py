"""A cohort says of each patient what the assessment of this one patient says."""

import pytest
from cohort_rows import frames, random_rows

from hepaboard.assess import assess_facts
from hepaboard.cohort import evaluate
from hepaboard.cohort.synth import Synth
from hepaboard.errors import HepaboardError
from hepaboard.guideline import load_guideline


@pytest.fixture(scope="module")
def guideline():
    return load_guideline()


def expected(guideline, row):
    """The row of output that an assessment amounts to; None if the case is refused."""
    try:
        found = assess_facts(row, guideline)
    except HepaboardError:
        return None
    ended = next((a.id for a in found.alerts if not found.options and a.level == "stop"), None)
    result = {"ended_by": ended}
    for source in {term.source for term in guideline.definitions if term.entry.scenario}:
        names = [
            s.scenario + ("" if s.status == "holds" else "?")
            for s in found.scenarios
            if s.source == source
        ]
        result[f"scenario_{source}"] = "+".join(names) or None
    result |= {f"verdict_{name}": None for name in guideline.options}
    result |= {f"verdict_{o.treatment}": o.verdict for o in found.options}
    live = {d.id: d.type for d in found.disagreements}
    told = {f"{name}{'?' if kind == 'open' else ''}" for name, kind in live.items()}
    hard = {name for name, kind in live.items() if kind == "incompatible"}
    result["live_disagreements"] = None if ended else told
    result["incompatible"] = None if ended else hard
    return result


def told(row):
    lists = ("live_disagreements", "incompatible")
    return {
        key: set(value) if key in lists and value is not None else value
        for key, value in row.items()
        if key != "patient_id"
    }


@pytest.mark.parametrize("seed", [11, 12])
def test_random_patients_get_the_verdicts_of_their_own_assessment(guideline, seed):
    rows = random_rows(guideline, 120, seed)
    patients, lesions = frames(guideline, rows)
    cohort = evaluate(patients, lesions=lesions, guideline=guideline)
    by_id = {row["patient_id"]: told(row) for row in cohort.table.to_dicts()}
    refused = set(cohort.rejected["patient_id"])
    assert len(by_id) + len(refused) == len(rows)
    for number, row in enumerate(rows, 1):
        want = expected(guideline, row)
        if want is None:
            assert f"P{number}" in refused, row
        else:
            assert by_id.get(f"P{number}") == want, row
    assert refused and by_id


def test_invented_patients_get_the_verdicts_of_their_own_assessment(guideline):
    part = next(Synth(guideline, seed=3, missing=0.2).parts(40))
    cohort = evaluate(part.patients, lesions=part.lesions, guideline=guideline)
    assert not len(cohort.rejected)
    lesions = {}
    for lesion in part.lesions.to_dicts():
        lesions.setdefault(lesion.pop("patient_id"), []).append(known(lesion))
    found = [told(row) for row in cohort.table.to_dicts()]
    for patient, got in zip(part.patients.to_dicts(), found, strict=True):
        ident = patient.pop("patient_id")
        least = patient.pop("n_liver_mets_min")
        if least is not None:
            patient["n_liver_mets"] = {"at_least": least}
        row = known(patient)
        if ident in lesions:
            row["lesions"] = lesions[ident]
        assert got == expected(guideline, row), ident


def known(row):
    """What is known; JSON's floats are Decimals, so that nothing is rounded."""
    from decimal import Decimal

    return {
        key: Decimal(repr(value)) if isinstance(value, float) else value
        for key, value in row.items()
        if value is not None
    }
