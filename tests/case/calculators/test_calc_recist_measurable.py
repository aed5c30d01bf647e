import pytest
from calc_oracle import refused
from hypothesis import given
from hypothesis import strategies as st

from hepaboard.case.calculators import classify_measurability

KINDS = (
    "solid", "cystic", "node", "bone_with_soft_tissue", "bone_only", "effusion", "ascites",
    "leptomeningeal", "lymphangitis",
)  # fmt: skip
VECTORS = [
    ("solid", 9, 1, "not_measurable"),
    ("solid", 10, 5, "measurable"),
    ("solid", 14, 8, "not_measurable"),
    ("node", 15, 1, "measurable"),
    ("node", 14.9, 1, "non_target"),
    ("node", 9.9, 1, "normal"),
]


def classify(kind="solid", size_mm=20.0, method="ct", slice_thickness_mm=5.0, **more):
    return classify_measurability(
        kind=kind,
        size_mm=size_mm,
        method=method,
        slice_thickness_mm=slice_thickness_mm,
        **{"previously_treated": False} | more,
    )


@pytest.mark.parametrize(("kind", "size", "slices", "category"), VECTORS)
def test_vectors(kind, size, slices, category):
    found = classify(kind, size, "ct", slices)
    assert found.category == category and found.missing == () and found.possible == (category,)


@pytest.mark.parametrize(
    ("method", "slices", "least"),
    [("ct", 5, 10), ("ct", 5.1, 10.2), ("mri", 8, 16), ("mri", 0.5, 10), ("callipers", None, 10),
     ("chest_x_ray", None, 20), ("ct", 20, 40)],
)  # fmt: skip
def test_smallest_size_by_method(method, slices, least):
    assert classify("solid", least, method, slices).category == "measurable"
    assert classify("solid", least - 0.1, method, slices).category == "not_measurable"


@pytest.mark.parametrize(("size", "category"), [(10, "non_target"), (15, "measurable")])
def test_node_cuts(size, category):
    assert classify("node", size).category == category


@pytest.mark.parametrize("kind", KINDS[4:])
def test_never_measurable_whatever_the_size(kind):
    found = classify_measurability(kind=kind, size_mm=None, method=None)
    assert found.category == "not_measurable" and found.missing == ()


def test_cystic_and_soft_tissue_are_labelled():
    for kind in ("cystic", "bone_with_soft_tissue"):
        found = classify(kind)
        assert found.category == "measurable"
        assert any("(unconfirmed)" in note for note in found.notes)


def test_thick_slices_are_partly_confirmed():
    assert classify("solid", 20, "ct", 8).status == "partly_confirmed"
    assert classify("solid", 20, "ct", 5).status == "confirmed"
    assert classify("node", 20, "ct", 8).status == "confirmed"


def test_treated_area():
    assert classify(previously_treated=True, progressed_after_treatment=False).category == (
        "not_measurable"
    )
    assert classify(previously_treated=True, progressed_after_treatment=True).category == (
        "measurable"
    )
    found = classify(previously_treated=True)
    assert found.category is None and found.missing == ("progressed_after_treatment",)
    node = classify("node", 20.0, previously_treated=True, progressed_after_treatment=False)
    assert node.category == "non_target"


def test_missing_inputs_name_only_what_decides():
    found = classify_measurability(kind="solid", size_mm=12, method="ct")
    assert found.category is None
    assert found.missing == (
        "slice_thickness_mm",
        "previously_treated",
        "progressed_after_treatment",
    )
    assert set(found.possible) == {"measurable", "not_measurable"}
    small = classify_measurability(kind="solid", size_mm=9, method=None)
    assert small.category == "not_measurable" and small.missing == ()
    assert classify("solid", 45, "ct", None).category == "measurable"


def test_missing_size_of_a_node():
    found = classify("node", None)
    assert set(found.possible) == {"normal", "non_target", "measurable"}
    assert found.missing == ("size_mm",)


@given(
    st.sampled_from(KINDS),
    st.floats(0, 400),
    st.floats(0, 400),
    st.sampled_from(("ct", "mri", "callipers", "chest_x_ray")),
    st.floats(0.5, 20),
)
def test_a_larger_lesion_is_never_less_measurable(kind, one, other, method, slices):
    order = ["normal", "not_measurable", "non_target", "measurable"]
    small, large = sorted((one, other))
    first = classify(kind, small, method, slices).category
    second = classify(kind, large, method, slices).category
    assert order.index(first) <= order.index(second)


@given(
    st.one_of(st.none(), st.sampled_from(KINDS)),
    st.one_of(st.none(), st.floats(0, 400)),
    st.one_of(st.none(), st.booleans()),
    st.sampled_from(KINDS),
    st.floats(0, 400),
    st.booleans(),
)
def test_every_completion_was_foreseen(kind, size, treated, a_kind, a_size, a_treated):
    found = classify(kind, size, previously_treated=treated)
    whole = classify(
        a_kind if kind is None else kind,
        a_size if size is None else size,
        previously_treated=a_treated if treated is None else treated,
    )
    assert set(whole.possible) <= set(found.possible)


def test_whole_text():
    assert str(refused(lambda: classify(size_mm=401))) == (
        "size_mm = 401 was refused: it lies outside the accepted range.\n"
        "  Where    size_mm\n"
        "  Allowed  0 to 400 mm\n"
        "  Next     Correct the value, or leave it out if it is not known; nothing was computed."
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [("slice_thickness_mm", 0.4), ("slice_thickness_mm", 21), ("kind", "tumour"),
     ("method", "ultrasound"), ("previously_treated", "no"), ("size_mm", float("nan"))],
)  # fmt: skip
def test_outside_the_range(name, value):
    assert refused(lambda: classify(**{name: value})).field == name


@pytest.mark.parametrize(("slices", "status"), [(5.5, "partly_confirmed"), (5.0, "confirmed")])
def test_thick_slices_begin_above_5_mm(slices, status):
    found = classify("solid", 30, "ct", slices)
    assert found.status == status
    assert any("twice the thickness" in note for note in found.notes) == (slices > 5)
