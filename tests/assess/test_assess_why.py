"""Reasons: each part of a condition with its value, joined so that the whole follows."""

import pytest

from hepaboard.assess import assess
from hepaboard.assess.why import why
from hepaboard.case import read_case
from hepaboard.errors import HepaboardError
from hepaboard.examples import case_source
from hepaboard.guideline import load_guideline

ORDER = {"false": 0, "unknown": 1, "true": 2}
NAMES = {value: name for name, value in ORDER.items()}


def joined(reason):
    """The value of a part as strong Kleene logic makes it of the parts below."""
    values = [ORDER[part.value] for part in reason.parts]
    match reason.phrase.join:
        case "all of":
            return NAMES[min(values)]
        case "any of":
            return NAMES[max(values)]
        case "not":
            return NAMES[2 - values[0]]
    return reason.value


def walk(reason):
    yield reason
    for part in reason.parts:
        yield from walk(part)


@pytest.mark.parametrize("example", ["s0-index", "four-scans"])
def test_the_value_of_the_whole_follows_from_its_parts(example):
    guideline = load_guideline()
    case = read_case(case_source(f"example:{example}"))
    checked = 0
    for item in guideline.statements:
        if item.entry.scope == "lesion":
            continue
        for part in walk(why(case, guideline, item.id).reason):
            if part.parts and part.phrase.join in ("all of", "any of", "not"):
                assert joined(part) == part.value, (item.id, part.phrase)
                checked += 1
    assert checked > 1000


@pytest.mark.parametrize("example", ["s0-index", "four-scans"])
def test_the_reasons_agree_with_the_assessment(example):
    guideline = load_guideline()
    case = read_case(case_source(f"example:{example}"))
    answer = assess(case, guideline)
    words = {"holds": "true", "unknown": "unknown"}
    for option in answer.options:
        for statement in option.statements:
            reasons = why(case, guideline, statement.id)
            assert reasons.value == words[statement.status]
            assert reasons.rows == tuple(statement.rows)
            because = {item.fact for item in statement.because}
            assert because == set(reasons.decided_by)
            assert because <= {used.fact for used in reasons.used}


def test_facts_are_given_with_origin_day_and_words():
    case = read_case(
        {
            "id": "x",
            "assessed_on": "2026-06-01",
            "molecular": {"ras": {"value": "mutant", "on": "2026-05-01", "by": "laboratory"}},
        }
    )
    reasons = why(case, load_guideline(), "H01")
    (used,) = reasons.used
    assert (used.label, used.words) == ("RAS", "mutant")
    assert used.known.by == "laboratory" and str(used.known.on) == "2026-05-01"
    assert reasons.value == "true" and reasons.source is None


def test_one_lesion_is_judged_by_itself():
    guideline = load_guideline()
    case = read_case(case_source("example:four-scans"))
    answer = assess(case, guideline)
    statement = next(
        s
        for item in answer.lesions
        for o in item.options
        for s in o.statements
        if next(x for x in guideline.statements if x.id == s.id).entry.scope == "lesion"
    )
    values = {why(case, guideline, statement.id, lesion=i).value for i in range(3)}
    assert values <= {"true", "false", "unknown"}
    assert {"holds": "true", "unknown": "unknown"}[statement.status] in values


def test_another_day_gives_the_reasons_of_that_day():
    case = read_case(
        {
            "id": "x",
            "molecular": {
                "ras": [
                    {"value": "wild_type", "on": "2026-01-01"},
                    {"value": "mutant", "on": "2026-05-01"},
                ]
            },
        }
    )
    from datetime import date

    assert why(case, load_guideline(), "H01", date(2026, 2, 1)).value == "false"
    assert why(case, load_guideline(), "H01", date(2026, 6, 1)).value == "true"


def test_an_unknown_statement_is_refused():
    with pytest.raises(HepaboardError, match="no statement 'none'"):
        why(read_case({"id": "x"}), load_guideline(), "none")
