from collections import Counter

from calc_oracle import refused
from hypothesis import given
from hypothesis import strategies as st

from hepaboard.case.calculators import Candidate, choose_targets


def lesion(name, size, organ="liver", measurable=True, **more):
    return Candidate(lesion_id=name, organ=organ, size_mm=size, measurable=measurable, **more)


lesions = st.lists(
    st.builds(
        lesion,
        st.uuids().map(str),
        st.one_of(st.none(), st.floats(0, 400)),
        st.sampled_from(["liver", "lung", "node", "bone"]),
        st.sampled_from([True, True, False, None]),
        reproducible=st.sampled_from([True, False, None]),
        cystic=st.sampled_from([True, False, None]),
    ),
    max_size=14,
)


def test_liver_only_disease_has_at_most_two():
    found = choose_targets([lesion(str(n), 10 + n) for n in range(6)])
    assert found.targets == ("5", "4")
    assert {why for _, why in found.left_out} == {"2 targets in this organ chosen already"}


def test_at_most_five_in_all():
    many = [lesion(f"{organ}{n}", 30 + n, organ) for organ in "abc" for n in range(3)]
    found = choose_targets(many)
    assert found.targets == ("a2", "b2", "c2", "a1", "b1")
    assert ("c1", "5 targets chosen already") in found.left_out


def test_not_measurable_is_never_a_target():
    found = choose_targets([lesion("a", 90, measurable=False), lesion("b", 12)])
    assert found.targets == ("b",) and found.left_out == (("a", "not measurable"),)


def test_reproducible_lesions_go_first():
    lesions = [lesion("a", 50, reproducible=False), lesion("b", 20), lesion("c", 15)]
    assert choose_targets(lesions).targets == ("b", "c")
    assert choose_targets(lesions[:2]).targets == ("b", "a")


def test_preference_for_solid_lesions_is_off_and_labelled_when_on():
    lesions = [lesion("a", 50, cystic=True), lesion("b", 20), lesion("c", 15, cystic=False)]
    assert choose_targets(lesions).targets == ("a", "b")
    assert choose_targets(lesions).status == "confirmed"
    found = choose_targets(lesions, prefer_solid=True)
    assert found.targets == ("b", "c") and found.status == "partly_confirmed"
    assert "unconfirmed" in found.notes[-1]


def test_unknown_size_is_named_and_not_guessed():
    found = choose_targets([lesion("a", None), lesion("b", 20, measurable=None), lesion("c", 11)])
    assert found.targets == ("c",) and set(found.missing) == {"a", "b"}


@given(lesions)
def test_limits_and_order_hold(candidates):
    found = choose_targets(candidates)
    by_id = {one.lesion_id: one for one in candidates}
    chosen = [by_id[name] for name in found.targets]
    assert len(chosen) <= 5
    assert max(Counter(one.organ for one in chosen).values(), default=0) <= 2
    assert all(one.measurable and one.size_mm is not None for one in chosen)
    assert len(found.targets) + len(found.left_out) == len(candidates)
    keys = [(one.reproducible is False, -one.size_mm) for one in chosen]
    assert keys == sorted(keys)
    for name, why in found.left_out:
        if "organ" in why:
            same = [one for one in chosen if one.organ == by_id[name].organ]
            assert len(same) == 2


def test_whole_texts():
    assert str(refused(lambda: choose_targets([lesion("a", 500)]))) == (
        "size_mm = 500 was refused: it lies outside the accepted range.\n"
        "  Where    size_mm\n"
        "  Allowed  0 to 400 mm\n"
        "  Next     Correct the value, or leave it out if it is not known; nothing was computed."
    )
    error = refused(lambda: choose_targets([lesion("a", 20), lesion("a", 30)]))
    assert error.what == "lesion_id = 'a' was refused: two lesions share it."
    assert refused(lambda: choose_targets([lesion("a", 20, measurable=1)])).field == "measurable"
