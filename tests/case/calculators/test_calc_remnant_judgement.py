import pytest
from calc_oracle import refused
from hypothesis import given
from hypothesis import strategies as st

from hepaboard.case.calculators import REMNANT_RULES, judge_remnant

QUALITIES = (
    "normal", "chemotherapy_exposed", "sos", "cholestatic", "steatotic", "cirrhotic",
    "hepatocyte_damage",
)  # fmt: skip
SHARES = ("of_total_pct", "of_tumour_free_pct", "of_standard_pct", "of_functional_pct")


def verdicts(rule, denominator=None, **facts):
    return [
        reading.verdict
        for reading in judge_remnant(**facts)
        if reading.rule == rule and denominator in (None, reading.denominator)
    ]


def all_shares(value):
    return dict.fromkeys(SHARES, value)


@pytest.mark.parametrize(
    ("share", "met"),
    [
        (14.67, ()),
        (17.60, ()),
        (23.46, (20,)),
        (29.33, (20, 25)),
        (36.37, (20, 25, 30)),
        (40.0, (20, 25, 30, 40)),
    ],
)
def test_minima_met_by_the_vectors(share, met):
    rules = {20: ("Kishi", "normal"), 25: ("Vauthey, Shoup", "normal"),
             30: ("Shindoh", "chemotherapy_exposed"), 40: ("Azoulay", "cirrhotic")}  # fmt: skip
    for minimum, (rule, quality) in rules.items():
        found = set(verdicts(rule, **all_shares(share), liver_quality=quality))
        assert found == {"adequate" if minimum in met else "inadequate"}


@pytest.mark.parametrize(
    ("rule", "denominator", "quality", "minimum", "strict"),
    [
        ("S1 total", "total", "sos", 30, True),
        ("S1 functional", "functional", "normal", 30, True),
        ("S2 normal liver", "total", "normal", 25, False),
        ("S2 diseased liver", "total", "cholestatic", 40, False),
        ("S3", "standard", "normal", 100 / 3, False),
        ("S4", "standard", "cirrhotic", 30, False),
        ("Kishi", "standard", "normal", 20, False),
        ("Vauthey, Shoup", "tumour_free", "normal", 25, False),
        ("Schindl", "tumour_free", "normal", 26.6, False),
        ("Shindoh", "standard", "chemotherapy_exposed", 30, False),
        ("Azoulay", "total", "cirrhotic", 40, False),
        ("Kubota", "standard", "cirrhotic", 50, False),
        ("Dutch guideline", "total", "normal", 20, True),
    ],
)
def test_each_minimum_keeps_its_denominator_and_sign(rule, denominator, quality, minimum, strict):
    field = f"of_{denominator}_pct"
    base = {"liver_quality": quality, "flr_segments": 1, "clearance_pct_min_m2": 0}

    def verdict(share):
        return verdicts(rule, denominator, **base, **{field: share})[0]

    assert verdict(minimum + 0.01) == "adequate"
    assert verdict(minimum - 0.01) != "adequate"
    assert (verdict(minimum) == "adequate") == (not strict)
    assert (verdict(minimum - 1e-10) == "adequate") == (not strict)
    others = {name: 99.0 for name in SHARES if name != field}
    assert verdicts(rule, denominator, **base, **others, **{field: minimum - 1}) != ["adequate"]


@pytest.mark.parametrize(
    ("share", "verdict"),
    [(19.99, "inadequate"), (20, "grey band"), (24.9, "grey band"), (25, "adequate")],
)
def test_grey_band_of_s2(share, verdict):
    assert verdicts("S2 normal liver", of_total_pct=share, liver_quality="normal") == [verdict]


def test_grey_band_of_kubota():
    for share, verdict in ((39.9, "inadequate"), (40, "grey band"), (50, "adequate")):
        found = verdicts("Kubota", "total", of_total_pct=share, liver_quality="cirrhotic")
        assert found == [verdict]


@pytest.mark.parametrize("quality", ["sos", "cholestatic", "steatotic", "cirrhotic"])
def test_diseased_livers_of_s2(quality):
    for share, verdict in ((39.9, "inadequate"), (40, "adequate")):
        assert verdicts("S2 diseased liver", of_total_pct=share, liver_quality=quality) == [verdict]
    assert verdicts("S2 normal liver", of_total_pct=40, liver_quality=quality) == ["not applicable"]


def test_no_source_has_a_minimum_after_chemotherapy_alone():
    for share, verdict in ((19.9, "inadequate"), (60, "no minimum stated")):
        found = verdicts(
            "S2 other background", of_total_pct=share, liver_quality="chemotherapy_exposed"
        )
        assert found == [verdict]


def test_segments_settle_s3_alone():
    assert verdicts("S3", flr_segments=2) == ["adequate"]
    assert verdicts("S3", of_standard_pct=20, flr_segments=1) == ["inadequate"]
    reading = next(r for r in judge_remnant(of_standard_pct=20) if r.rule == "S3")
    assert reading.verdict is None and reading.missing == ("flr_segments",)
    assert verdicts("S4", of_standard_pct=20, flr_segments=8) == ["inadequate"]


def test_clearance_settles_the_dutch_rule():
    base = {"of_total_pct": 15, "liver_quality": "normal"}
    assert verdicts("Dutch guideline", "total", **base, clearance_pct_min_m2=2.7) == ["adequate"]
    assert verdicts("Dutch guideline", "total", **base, clearance_pct_min_m2=2.69) == ["inadequate"]
    assert verdicts("Dutch guideline", "total", **base) == [None]
    other = verdicts("Dutch guideline, other livers", liver_quality="sos", clearance_pct_min_m2=3)
    assert other == ["adequate"]


def test_unknown_background_leaves_what_depends_on_it_open():
    readings = {r.rule: r for r in judge_remnant(of_total_pct=24)}
    assert readings["S1 total"].verdict == "inadequate"
    assert readings["S2 normal liver"].missing == ("liver_quality",)
    assert set(readings["S2 normal liver"].possible) == {"grey band", "not applicable"}


def test_every_rule_appears_once_per_denominator():
    found = [(r.rule, r.denominator) for r in judge_remnant()]
    assert len(found) == sum(len(rule.denominators) for rule in REMNANT_RULES)
    assert {r.source for r in judge_remnant()} >= {"S1", "S2", "S3", "S4"}
    assert all(r.verdict is None for r in judge_remnant() if r.source == "S1")


@given(st.floats(0, 200), st.floats(0, 200), st.sampled_from(QUALITIES))
def test_more_remnant_is_never_worse(one, other, quality):
    order = ["inadequate", "grey band", "no minimum stated", "not applicable", "adequate"]
    small, large = sorted((one, other))
    base = {"liver_quality": quality, "flr_segments": 1, "clearance_pct_min_m2": 1}
    for first, second in zip(
        judge_remnant(**base, **all_shares(small)),
        judge_remnant(**base, **all_shares(large)),
        strict=True,
    ):
        assert order.index(first.verdict) <= order.index(second.verdict)


@given(
    st.one_of(st.none(), st.floats(0, 100)),
    st.one_of(st.none(), st.sampled_from(QUALITIES)),
    st.one_of(st.none(), st.integers(0, 8)),
    st.one_of(st.none(), st.floats(0, 50)),
    st.floats(0, 100),
    st.sampled_from(QUALITIES),
    st.integers(0, 8),
    st.floats(0, 50),
)
def test_every_completion_was_foreseen(share, quality, kept, clear, a_share, a_quality, a_kept, a):
    known = judge_remnant(
        **all_shares(share), liver_quality=quality, flr_segments=kept, clearance_pct_min_m2=clear
    )
    whole = judge_remnant(
        **all_shares(a_share if share is None else share),
        liver_quality=quality or a_quality,
        flr_segments=a_kept if kept is None else kept,
        clearance_pct_min_m2=a if clear is None else clear,
    )
    for open_reading, settled in zip(known, whole, strict=True):
        assert settled.verdict in open_reading.possible
        assert (open_reading.verdict is None) == bool(open_reading.missing)


def test_whole_text():
    assert str(refused(lambda: judge_remnant(liver_quality="fatty"))) == (
        "liver_quality = 'fatty' was refused: it is not in the list.\n"
        "  Where    liver_quality\n"
        "  Allowed  normal, chemotherapy_exposed, sos, cholestatic, steatotic, cirrhotic,"
        " hepatocyte_damage, unknown\n"
        "  Next     Correct the value, or leave it out if it is not known; nothing was computed."
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [("of_total_pct", -1), ("of_standard_pct", float("nan")), ("flr_segments", 9),
     ("flr_segments", 1.5), ("clearance_pct_min_m2", -0.1)],
)  # fmt: skip
def test_outside_the_range(field, value):
    assert refused(lambda: judge_remnant(**{field: value})).field == field


@pytest.mark.parametrize(
    ("quality", "minimum"), [("normal", 20), ("chemotherapy_exposed", 30), ("cirrhotic", 40)]
)
def test_common_rule(quality, minimum):
    for share, verdict in ((minimum, "adequate"), (minimum - 0.1, "inadequate")):
        found = verdicts("common 20-30-40", **all_shares(share), liver_quality=quality)
        assert found.count(verdict) == 3 and found.count("not applicable") == 6


def test_cuts_of_the_rules_that_need_another_finding():
    other = "S2 other background"
    assert verdicts(other, of_total_pct=20, liver_quality="hepatocyte_damage") == [
        "no minimum stated"
    ]
    dutch = "Dutch guideline, other livers"
    for clearance, verdict in ((2.69, "inadequate"), (2.7, "adequate")):
        found = verdicts(dutch, liver_quality="steatotic", clearance_pct_min_m2=clearance)
        assert found == [verdict]


def test_limits_of_the_shares():
    assert refused(lambda: judge_remnant(of_total_pct=2000.5)).allowed == "0 to 2000 %"
    assert refused(lambda: judge_remnant(clearance_pct_min_m2=50.5)).field == (
        "clearance_pct_min_m2"
    )
