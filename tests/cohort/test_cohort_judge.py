"""A cohort says of each patient what the assessment of this one patient says."""

from collections.abc import Mapping

import polars as pl
import pytest
from cohort_rows import case_rows, frames, random_rows

from hepaboard.assess.alerts import ending_stop
from hepaboard.assess.disagreements import disagreements
from hepaboard.assess.places import scenarios
from hepaboard.assess.subject import subject_of
from hepaboard.bench.cohort.judge import flat_rows
from hepaboard.cohort import evaluate
from hepaboard.cohort.synth import Synth
from hepaboard.errors import HepaboardError
from hepaboard.examples import shipped
from hepaboard.guideline import load_guideline, verdict


@pytest.fixture(scope="module")
def guideline():
    return load_guideline()


def expected(guideline, source):
    """The row of output that a single case amounts to; None if it is refused."""
    try:
        return expected_of(subject_of(source, guideline).reading)
    except HepaboardError:
        return None


def expected_of(reading):
    """The verdicts are those of the table: a cohort does not analyse what is missing."""
    guideline = reading.guideline
    ended = ending_stop(reading)
    result = {"ended_by": ended and ended.entry.id}
    places = [] if ended else scenarios(reading)
    for source in {term.source for term in guideline.definitions if term.entry.scenario}:
        names = [
            s.scenario + ("" if s.status == "holds" else "?") for s in places if s.source == source
        ]
        result[f"scenario_{source}"] = "+".join(names) or None
    for name, option in guideline.options.items():
        roots = option.roots
        nodes = (roots.stop, roots.for_, roots.consider, roots.against)
        found = verdict(*(reading.truth(node) for node in nodes))
        result[f"verdict_{name}"] = None if ended else found
    live = {} if ended else {d.id: d.type for d in disagreements(reading)}
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


def compared(guideline, rows: Mapping[str, object], wanted):
    """Every row has what is wanted of it, or is set aside if that is None."""
    patients, lesions = frames(guideline, rows)
    cohort = evaluate(patients, lesions=lesions, guideline=guideline)
    by_id = {row["patient_id"]: told(row) for row in cohort.table.to_dicts()}
    refused = dict(zip(cohort.rejected["patient_id"], cohort.rejected["reasons"], strict=True))
    assert len(by_id) + len(refused) == len(rows)
    for name, want in wanted.items():
        if want is None:
            assert name in refused, rows[name]
        else:
            assert by_id.get(name) == want, (name, refused.get(name), rows[name])
    return by_id, refused


@pytest.mark.parametrize("seed", [11, 12])
def test_random_patients_get_the_verdicts_of_their_own_assessment(guideline, seed):
    rows = {f"P{i}": row for i, row in enumerate(random_rows(guideline, 120, seed), 1)}
    wanted = {name: expected(guideline, row) for name, row in rows.items()}
    by_id, refused = compared(guideline, rows, wanted)
    assert refused and by_id


def test_every_shipped_example_gets_the_verdicts_of_its_own_assessment():
    groups = {}
    for example in shipped():
        groups.setdefault(example.sources, []).append(example)
    count = 0
    for sources, examples in groups.items():
        guideline = load_guideline(sources)
        subjects = {e.name: subject_of(e.case, guideline) for e in examples}
        rows = {name: case_rows(subject.recorded) for name, subject in subjects.items()}
        wanted = {name: expected_of(subject.reading) for name, subject in subjects.items()}
        _, refused = compared(guideline, rows, wanted)
        assert not refused
        count += len(examples)
    assert count > 200


def test_invented_patients_get_the_verdicts_of_their_own_assessment(guideline):
    part = next(Synth(guideline, seed=3, missing=0.2).parts(60))
    cohort = evaluate(part.patients, lesions=part.lesions, guideline=guideline)
    assert not len(cohort.rejected)
    rows = flat_rows(part.patients.to_dicts(), part.lesions.to_dicts(), "patient_id")
    for row, got in zip(rows, cohort.table.to_dicts(), strict=True):
        assert told(got) == expected(guideline, row), row


SIDES = [None, "sigmoid", "rectosigmoid", "rectum", "transverse"]
SITES = [None, "colorectal", "colon", "rectal", "breast"]


def test_a_value_that_leaves_open_which_it_is_is_narrowed_as_in_a_single_case(guideline):
    """Colon or rectum, with a location that tells which: not a contradiction."""
    rows = {
        f"{site} {place}": {
            name: value
            for name, value in (("primary_site", site), ("primary_location", place))
            if value is not None
        }
        | {"decision_point": "initial", "resectability": "resectable"}
        for site in SITES
        for place in SIDES
    }
    wanted = {name: expected(guideline, row) for name, row in rows.items()}
    _, refused = compared(guideline, rows, wanted)
    assert "colorectal rectum" not in refused and "colon rectum" in refused


def test_a_rule_on_lesions_that_cohorts_do_not_know_is_refused(guideline):
    from dataclasses import replace

    from hepaboard.guideline.vocabulary import Vocabulary

    vocabulary = guideline.vocabulary
    entry = vocabulary["bilobar"].entry.model_copy(update={"derive": {"in_one_lobe": "segment"}})
    facts = {name: vocabulary[name] for name in vocabulary}
    facts["bilobar"] = replace(facts["bilobar"], entry=entry)
    other = replace(guideline, vocabulary=Vocabulary(facts))
    with pytest.raises(HepaboardError, match="cannot derive bilobar by in_one_lobe"):
        evaluate(pl.DataFrame({"id": ["A"], "ras": ["mutant"]}), guideline=other)


def test_lesions_in_both_lobes_involve_both_where_that_is_not_recorded(guideline):
    both, left = [{"segment": "2"}, {"segment": "8"}], [{"segment": "2"}, {"segment": "4a"}]
    caudate = [{"segment": "1"}, {"segment": "8"}]
    base = {
        "primary_site": "colon",
        "primary_histology": "adenocarcinoma",
        "primary_confirmed": True,
        "decision_point": "initial",
        "liver_dominance": "isolated",
    }
    rows = {
        "both": {**base, "lesions": both},
        "recorded": {**base, "lesions": both, "bilobar": True},
        "denied": {**base, "lesions": both, "bilobar": False},
        "left": {**base, "lesions": left},
        "caudate": {**base, "lesions": caudate},
    }
    wanted = {name: expected(guideline, row) for name, row in rows.items()}
    found, _ = compared(guideline, rows, wanted)
    answers = {
        name: {k: v for k, v in row.items() if k != "patient_id"} for name, row in found.items()
    }
    assert answers["both"] == answers["recorded"]
    assert answers["both"] != answers["denied"]
    assert answers["left"] == answers["caudate"] != answers["both"]
    places = {name: row["scenario_S0"] for name, row in found.items()}
    assert (places["both"], places["left"]) == ("multifocal_bilobar", "multifocal_bilobar?")
