"""Two changes of one case: joined where they touch different fields, told apart where not."""

import copy

from hypothesis import given
from hypothesis import strategies as st

from hepaboard.web.cases.data import case_text
from hepaboard.web.cases.edits import ABSENT, Edit, edits, fields, merged

BASE = """
id: x
liver: {bilobar: true, n_liver_mets: 3}
lesions:
  - {id: L1, segment: "7"}
  - {id: L2, segment: "8"}
treatments:
  complete: true
  records:
    - {treatment: hemicolectomy, on: 2025-01-01}
    - {treatment: folfox, start: 2025-03-01}
"""


def base():
    return case_text(BASE).data


def changed(change):
    data = base()
    change(data)
    return data


def joined(mine, theirs):
    """Mine put onto theirs."""
    return merged(changed(theirs), edits(base(), changed(mine)))


def test_fields_of_different_places_are_joined():
    def mine(data):
        data["liver"]["bilobar"] = False
        data["lesions"]["listed"][0]["segment"] = "6"

    def theirs(data):
        data["molecular"] = {"ras": "mutant"}
        data["lesions"]["listed"].append({"id": "L3", "segment": "2"})

    result = joined(mine, theirs)
    assert not result.conflicts
    assert result.data["liver"]["bilobar"] is False and result.data["molecular"]["ras"] == "mutant"
    assert [item["segment"] for item in result.data["lesions"]["listed"]] == ["6", "8", "2"]


def test_the_same_field_is_a_conflict_that_names_both_values():
    def mine(data):
        data["liver"]["n_liver_mets"] = 4

    def theirs(data):
        data["liver"]["n_liver_mets"] = {"at_least": 5}

    result = joined(mine, theirs)
    assert result.conflicts == ((Edit(("liver", "n_liver_mets"), 3, 4), {"at_least": 5}),)
    assert result.data["liver"]["n_liver_mets"] == {"at_least": 5}


def test_the_same_change_twice_is_no_conflict():
    def both(data):
        data["liver"]["n_liver_mets"] = 4
        del data["lesions"]["listed"][1]

    result = joined(both, both)
    assert not result.conflicts and edits(changed(both), result.data) == []


def test_removing_what_another_changed_is_a_conflict():
    def mine(data):
        del data["liver"]["bilobar"]

    def theirs(data):
        data["liver"]["bilobar"] = False

    (pair,) = joined(mine, theirs).conflicts
    assert pair[0].after is ABSENT and pair[1] is False


def test_lists_of_records_are_joined_record_by_record_in_their_order():
    def mine(data):
        data["treatments"]["records"][1]["end"] = "2025-06-01"

    def theirs(data):
        data["treatments"]["records"].append({"treatment": "stent", "on": "2025-07-01"})

    result = joined(mine, theirs)
    assert not result.conflicts
    assert [r["treatment"] for r in result.data["treatments"]["records"]] == [
        "hemicolectomy",
        "folfox",
        "stent",
    ]
    assert result.data["treatments"]["records"][1]["end"] == "2025-06-01"


def test_the_same_record_changed_twice_is_a_conflict():
    def mine(data):
        data["treatments"]["records"][1]["end"] = "2025-06-01"

    def theirs(data):
        data["treatments"]["records"][1]["end"] = "2025-06-30"

    assert len(joined(mine, theirs).conflicts) == 1


def test_yes_is_not_one_and_five_is_not_five_point_nought():
    one, other = (
        case_text("id: x\nfacts: {a: 1, b: 5}\n"),
        case_text("id: x\nfacts: {a: true, b: 5.0}\n"),
    )
    assert len(edits(one.data, other.data)) == 2


places = st.sampled_from(["bilobar", "n_liver_mets", "multifocal", "largest_lesion_cm"])
values = st.one_of(st.none(), st.integers(0, 2), st.booleans())
changes = st.dictionaries(places, values, max_size=4)


@given(changes, changes)
def test_nothing_is_lost_whatever_two_people_change(mine, theirs):
    def put(change):
        def apply(data):
            for key, value in change.items():
                data["liver"][key] = value

        return apply

    result = joined(put(mine), put(theirs))
    here = fields(result.data)
    differing = {pair[0].field[1] for pair in result.conflicts}
    before = base()["liver"]
    for key, value in theirs.items():
        if key not in mine:
            assert here["liver", key] == value
    for key, value in mine.items():
        same = key in before and type(before[key]) is type(value) and before[key] == value
        if not same and key not in differing:
            assert here["liver", key] == value


def test_edits_never_change_what_they_are_given():
    data = base()
    kept = copy.deepcopy(data)
    merged(data, [Edit(("liver", "bilobar"), True, ABSENT), Edit(("lesion", "L1"), True, ABSENT)])
    assert data == kept


def test_a_lesion_that_another_described_meanwhile_is_not_removed_unasked():
    def mine(data):
        del data["lesions"]["listed"][0]

    def theirs(data):
        data["lesions"]["listed"][0]["segment"] = "6"

    result = joined(mine, theirs)
    ((change, here),) = result.conflicts
    assert change.field == ("lesion", "L1") and change.after is ABSENT and here is True
    assert result.data["lesions"]["listed"][0] == {"id": "L1", "segment": "6"}


def test_a_list_that_nobody_had_begun():
    def mine(data):
        data["imaging"] = {"complete": False, "records": [{"modality": "ct", "on": "2026-01-01"}]}

    result = joined(mine, lambda data: None)
    assert not result.conflicts and len(result.data["imaging"]["records"]) == 1
