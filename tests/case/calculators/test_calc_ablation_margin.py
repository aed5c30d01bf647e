import pytest
from calc_oracle import refused
from hypothesis import given
from hypothesis import strategies as st

from hepaboard.case.calculators import classify_ablation_margin

VECTORS = [
    (10, False, "ideal"),
    (5.0, False, "adequate"),
    (4.9, False, "insufficient"),
    (0, False, "incomplete"),
    (8, True, "incomplete"),
]


def classify(margin, residual=False, **more):
    return classify_ablation_margin(ablation_margin_mm=margin, residual_tumour=residual, **more)


@pytest.mark.parametrize(("margin", "residual", "answer"), VECTORS)
def test_vectors(margin, residual, answer):
    found = classify(margin, residual)
    assert found.margin_class == answer and found.missing == ()
    assert found.a0 is (answer in ("ideal", "adequate"))
    assert found.advice == ("consider re-ablation" if answer == "insufficient" else None)


@pytest.mark.parametrize(("margin", "above"), [(5.0, False), (5.1, True), (4.9, False)])
def test_s2_is_strict_at_5(margin, above):
    assert classify(margin).s2_above_5_mm is above
    assert any("S2-124" in note for note in classify(margin).notes)


@given(st.floats(0, 50), st.floats(0, 50))
def test_a_wider_margin_is_never_worse(one, other):
    order = ["incomplete", "insufficient", "adequate", "ideal"]
    small, large = sorted((one, other))
    first, second = classify(small).margin_class, classify(large).margin_class
    assert order.index(first) <= order.index(second)


@given(st.floats(0, 50))
def test_residual_tumour_overrides_every_margin(margin):
    assert classify(margin, True).margin_class == "incomplete"


@given(
    st.one_of(st.none(), st.floats(0, 50)),
    st.one_of(st.none(), st.booleans()),
    st.floats(0, 50),
    st.booleans(),
)
def test_every_completion_was_foreseen(margin, residual, a_margin, a_residual):
    found = classify(margin, residual)
    whole = classify(
        a_margin if margin is None else margin, a_residual if residual is None else residual
    )
    assert whole.margin_class in found.possible
    assert found.a0 in (None, whole.a0)


def test_missing_inputs():
    assert classify(None, True).margin_class == "incomplete"
    assert classify(0, None).margin_class == "incomplete"
    found = classify(8, None)
    assert found.margin_class is None and found.missing == ("residual_tumour",)
    assert found.a0 is None and found.s2_above_5_mm is True
    found = classify(None, False)
    assert found.missing == ("ablation_margin_mm",)
    assert set(found.possible) == {"incomplete", "insufficient", "adequate", "ideal"}


def test_kras_adds_the_aim_and_changes_no_class():
    for gene in ("mutant", "G12C"):
        found = classify(6, kras=gene)
        assert found.margin_class == "adequate"
        assert "aim for 10 mm (unconfirmed)" in found.notes[-1]
    assert classify(6, kras="wild_type").notes == classify(6, kras="unknown").notes


def test_limits_are_labelled():
    assert classify(6).status == "unconfirmed" and "unconfirmed" in classify(6).notes[0]


def test_whole_text():
    assert str(refused(lambda: classify(51))) == (
        "ablation_margin_mm = 51 was refused: it lies outside the accepted range.\n"
        "  Where    ablation_margin_mm\n"
        "  Allowed  0 to 50 mm\n"
        "  Next     Correct the value, or leave it out if it is not known; nothing was computed."
    )
    assert refused(lambda: classify(5, kras="ras")).field == "kras"
    assert refused(lambda: classify(5, "no")).field == "residual_tumour"
    assert refused(lambda: classify(float("nan"))).field == "ablation_margin_mm"
