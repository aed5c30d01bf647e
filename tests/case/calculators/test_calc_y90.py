import pytest
from calc_oracle import refused
from hypothesis import given
from hypothesis import strategies as st

from hepaboard.case.calculators import (
    glass_activity,
    glass_dose,
    list_y90_contraindications,
    lung_dose,
    partition_dose,
    resin_activity,
)

shares = st.floats(0, 0.99)


def resin(surface, tumour, liver, shunt=0.0, **more):
    return resin_activity(
        body_surface_m2=surface,
        tumour_volume_ml=tumour,
        total_liver_volume_cm3=liver,
        lung_shunt_fraction=shunt,
        **more,
    )


def glass(dose, mass, shunt, residual):
    return glass_activity(
        target_dose_gy=dose, mass_kg=mass, lung_shunt_fraction=shunt, residual_fraction=residual
    )


def partition(shunt=0.05, ratio=3, tumour=0.2, normal=1.4, **more):
    return partition_dose(
        lung_shunt_fraction=shunt,
        tumour_to_normal_ratio=ratio,
        tumour_mass_kg=tumour,
        normal_mass_kg=normal,
        **more,
    )


@pytest.mark.parametrize(
    ("surface", "tumour", "liver", "activity"),
    [(1.8, 200, 1800, 1.7111), (1.75, 100, 1500, 1.6167), (2.0, 500, 2000, 2.0500)],
)
def test_resin_vectors(surface, tumour, liver, activity):
    found = resin(surface, tumour, liver)
    assert round(found.before_shunt_gbq, 4) == activity
    assert round(found.activity_gbq, 4) == activity and found.missing == ()


@pytest.mark.parametrize(
    ("shunt", "reduction"),
    [(0.0999, 0), (0.10, 0.2), (0.1499, 0.2), (0.15, 0.4), (0.20, 0.4), (0.1 + 0.1, 0.4)],
)
def test_shunt_bands(shunt, reduction):
    found = resin(1.8, 200, 1800, shunt)
    assert found.reduction == reduction and found.treatable is True
    assert found.activity_gbq == pytest.approx(found.before_shunt_gbq * (1 - reduction))


def test_above_20_percent_there_is_no_activity():
    found = resin(1.8, 200, 1800, 0.2001)
    assert found.treatable is False and found.activity_gbq is None and found.reduction is None
    assert "not treatable" in found.notes[-1] and found.missing == ()
    assert resin(None, None, None, 0.3).missing == ()


def test_unknown_shunt_leaves_the_activity_open():
    found = resin(1.8, 200, 1800, None)
    assert found.activity_gbq is None and found.missing == ("lung_shunt_fraction",)
    assert round(found.before_shunt_gbq, 4) == 1.7111


def test_lobar_treatment():
    assert resin(1.8, 200, 1800, treated_fraction=0.5).before_shunt_gbq == pytest.approx(
        resin(1.8, 200, 1800).before_shunt_gbq / 2
    )
    assert refused(lambda: resin(1.8, 200, 1800, treated_fraction=0)).field == "treated_fraction"
    refused(lambda: resin(1.8, 200, 1800, treated_fraction=None))


@given(st.floats(0.8, 3.5), st.floats(0.8, 3.5), st.floats(1, 8000), st.floats(1, 8000), shares)
def test_resin_activity_grows_with_surface_and_falls_with_shunt(one, other, tumour, liver, shunt):
    tumour = min(tumour, liver)
    small, large = sorted((one, other))
    first, second = resin(small, tumour, liver), resin(large, tumour, liver)
    assert 0 < first.before_shunt_gbq <= second.before_shunt_gbq
    reduced = resin(large, tumour, liver, shunt)
    assert reduced.activity_gbq is None or reduced.activity_gbq <= second.activity_gbq


@pytest.mark.parametrize(
    ("dose", "mass", "shunt", "residual", "activity"),
    [(120, 1.5, 0.05, 0.02, 3.8668), (80, 1.8, 0.03, 0.01, 2.9991)],
)
def test_glass_vectors(dose, mass, shunt, residual, activity):
    assert round(glass(dose, mass, shunt, residual).value, 4) == activity


@given(st.floats(1, 500), st.floats(0.01, 8), shares, shares)
def test_glass_dose_and_activity_are_inverse(dose, mass, shunt, residual):
    activity = glass(dose, mass, shunt, residual).value
    kept = activity * (1 - shunt) * (1 - residual)
    if 0.01 <= kept <= 20:
        assert glass_dose(activity_gbq=kept, mass_kg=mass).value == pytest.approx(dose)
    assert activity >= glass(dose, mass, 0, 0).value


def test_glass_missing():
    assert glass(120, None, 0.05, None).missing == ("mass_kg", "residual_fraction")
    assert glass_dose(activity_gbq=None, mass_kg=1).missing == ("activity_gbq",)


@pytest.mark.parametrize(
    ("activity", "shunt", "dose"), [(2, 0.05, 5), (3, 0.10, 15), (3, 0.20, 30)]
)
def test_lung_vectors(activity, shunt, dose):
    found = lung_dose(activity_gbq=activity, lung_shunt_fraction=shunt)
    assert found.dose_gy == pytest.approx(dose) and found.within_treatment_limit is True


def test_lung_limits():
    assert lung_dose(activity_gbq=3.01, lung_shunt_fraction=0.20).within_treatment_limit is False

    def total(earlier):
        return lung_dose(activity_gbq=3, lung_shunt_fraction=0.2, earlier_lung_dose_gy=earlier)

    assert total(20).within_cumulative_limit is True
    assert total(20.1).within_cumulative_limit is False
    assert total(None).cumulative_gy is None
    assert total(None).missing == ("earlier_lung_dose_gy",)
    assert "unconfirmed" in total(20).notes[1] and total(20).status == "unconfirmed"


@given(st.floats(0.01, 20), shares, st.floats(0.01, 8))
def test_lung_dose_scales(activity, shunt, mass):
    found = lung_dose(activity_gbq=activity, lung_shunt_fraction=shunt, lung_mass_kg=mass)
    assert found.dose_gy == pytest.approx(50 * activity * shunt / mass)
    refused(lambda: lung_dose(activity_gbq=1, lung_shunt_fraction=0.1, lung_mass_kg=None))


def test_partition_vectors():
    found = partition(activity_gbq=2)
    assert found.normal_liver_gy == pytest.approx(47.5)
    assert found.tumour_gy == pytest.approx(142.5)
    solved = partition(normal_liver_gy=40)
    assert round(solved.activity_gbq, 4) == 1.6842
    assert solved.tumour_gy == pytest.approx(120)


@given(st.floats(0.01, 20), shares, st.floats(0.1, 50), st.floats(0.01, 8), st.floats(0.01, 8))
def test_partition_conserves_the_energy(activity, shunt, ratio, tumour, normal):
    found = partition(shunt, ratio, tumour, normal, activity_gbq=activity)
    energy = found.tumour_gy * tumour + found.normal_liver_gy * normal
    assert energy == pytest.approx(50 * activity * (1 - shunt))
    if 1 <= found.normal_liver_gy <= 500:
        solved = partition(shunt, ratio, tumour, normal, normal_liver_gy=found.normal_liver_gy)
        assert solved.activity_gbq == pytest.approx(activity)


def test_partition_missing_and_contradiction():
    assert partition(shunt=None).missing == ("lung_shunt_fraction", "activity_gbq")
    assert partition().tumour_gy is None
    error = refused(lambda: partition(activity_gbq=2, normal_liver_gy=40))
    assert error.what == "normal_liver_gy = 40.0 was refused: an activity is given too."


def items(**facts):
    return {one.name: one for one in list_y90_contraindications(**facts)}


def test_contraindications_each_by_itself():
    assert items(lung_shunt_fraction=0.20)["shunt"].present is False
    assert items(lung_shunt_fraction=0.21)["shunt"].present is True
    assert items()["shunt"].missing == ("lung_shunt_fraction",)
    assert items(ascites=True)["liver failure"].present is True
    assert items(ascites=False)["liver failure"].missing == ("clinical_liver_failure",)
    both = items(ascites=False, clinical_liver_failure=False)
    assert both["liver failure"].present is False


@pytest.mark.parametrize(
    ("bilirubin", "reversible", "present"),
    [(2.0, False, False), (2.1, False, True), (2.1, True, False), (2.1, None, None),
     (2.0, None, False), (None, True, False)],
)  # fmt: skip
def test_bilirubin_without_a_reversible_cause(bilirubin, reversible, present):
    found = items(bilirubin_mg_dl=bilirubin, bilirubin_reversible_cause=reversible)["bilirubin"]
    assert found.present is present and found.status == "partly_confirmed"
    assert bool(found.missing) == (present is None)


def test_replacement():
    assert items(tumour_replacement_pct=70)["replacement"].present is False
    high = items(tumour_replacement_pct=71, synthetic_function_kept=False)
    assert high["replacement"].present is True
    assert (
        items(tumour_replacement_pct=71, synthetic_function_kept=True)["replacement"].present
        is False
    )


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("liver_radiotherapy_before", "radiotherapy"),
        ("liver_tests_markedly_abnormal", "liver tests"),
        ("uncorrectable_reflux", "reflux"),
        ("disseminated_extrahepatic", "dissemination"),
        ("capecitabine_within_2_months", "capecitabine"),
        ("portal_vein_thrombosis", "portal vein"),
    ],
)
def test_label_items(field, name):
    for answer in (True, False, None):
        found = items(**{field: answer})[name]
        assert found.present is answer
        assert found.missing == ((field,) if answer is None else ())
        assert found.source.startswith("SIR-Spheres") and found.status == "confirmed"


def test_everything_is_for_education():
    results = [
        resin(1.8, 200, 1800),
        glass(120, 1.5, 0.05, 0.02),
        glass_dose(activity_gbq=1, mass_kg=1),
        lung_dose(activity_gbq=2, lung_shunt_fraction=0.05),
        partition(activity_gbq=2),
    ]
    assert all(one.notes[0].startswith("Education only") for one in results)
    assert all(one.status != "confirmed" for one in results)
    assert all(one.note.startswith("Education only") for one in list_y90_contraindications())


def test_whole_text():
    assert str(refused(lambda: resin(1.8, 200, 1800, 1.0))) == (
        "lung_shunt_fraction = 1.0 was refused: it lies outside the accepted range.\n"
        "  Where    lung_shunt_fraction\n"
        "  Allowed  at least 0, less than 1\n"
        "  Next     Correct the value, or leave it out if it is not known; nothing was computed."
    )


@pytest.mark.parametrize(
    "call",
    [
        lambda: resin(0.7, 200, 1800),
        lambda: resin(1.8, 1801, 1800),
        lambda: resin(1.8, 0, 1800),
        lambda: glass(0.5, 1.5, 0.05, 0.02),
        lambda: glass(120, 9, 0.05, 0.02),
        lambda: glass(120, 1.5, 0.05, 1.0),
        lambda: glass(120, 1.5, float("nan"), 0.02),
        lambda: glass_dose(activity_gbq=21, mass_kg=1),
        lambda: partition(ratio=51, activity_gbq=2),
        lambda: partition(activity_gbq=0.001),
        lambda: list_y90_contraindications(ascites="mild"),
        lambda: list_y90_contraindications(tumour_replacement_pct=101),
    ],
)
def test_outside_the_range(call):
    refused(call)


@pytest.mark.parametrize("field", ["surface", "tumour", "liver"])
def test_resin_needs_all_three(field):
    facts = {"surface": 1.8, "tumour": 200, "liver": 1800} | {field: None}
    found = resin(**facts)
    assert found.before_shunt_gbq is None and found.activity_gbq is None
    assert len(found.missing) == 1


def test_lung_needs_activity_and_shunt():
    for facts in ({"activity_gbq": None, "lung_shunt_fraction": 0.1},
                  {"activity_gbq": 1, "lung_shunt_fraction": None}):  # fmt: skip
        found = lung_dose(**facts)
        assert found.dose_gy is None and found.within_treatment_limit is None
        assert len(found.missing) == 2
