"""The liver map: every lesion in its segment or told, to scale, apart from the others."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from datetime import date
from itertools import combinations
from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hepaboard.case import facts_of, read_case
from hepaboard.examples import case_source
from hepaboard.guideline import load_guideline
from hepaboard.report.figures import draw_figures
from hepaboard.report.liver_map import ROMAN, MapLesion, liver_map_svg, map_lesions
from hepaboard.report.liver_map.outline import PX_PER_CM, RINGS
from hepaboard.report.liver_map.place import contains, placed_lesions, segment_spots
from hepaboard.report.liver_map.shapes import border_curve, outline_curve, polygon, segment_curves

SVG = "{http://www.w3.org/2000/svg}"
NINE = ["I", "II", "III", "IVa", "IVb", "V", "VI", "VII", "VIII"]


@pytest.fixture(scope="module")
def guideline():
    return load_guideline()


def lesions_of(case, guideline, on=None):
    file = read_case(case)
    facts = facts_of(file, guideline.vocabulary, guideline.treatments, on)
    return map_lesions(file, facts, guideline)


def listed(*lesions):
    return {"id": "t", "assessed_on": "2026-06-01", "lesions": {"listed": list(lesions)}}


def lesion(segment, mm, number=1):
    return MapLesion(f"L{number}", segment, mm, f"{mm} mm")


def middle(name):
    spots = segment_spots(name)
    return sum(spot.x for spot in spots) / len(spots), sum(spot.y for spot in spots) / len(spots)


def test_the_vocabulary_and_the_map_have_the_same_segments(guideline):
    assert list(guideline.vocabulary["segment"].entry.values) == list(ROMAN)
    assert {name for name in ROMAN.values() if name != "IV"} == set(NINE)


def test_segments_lie_as_seen_from_the_front():
    x, y = zip(*(middle(name) for name in NINE), strict=True)
    across, down = dict(zip(NINE, x, strict=True)), dict(zip(NINE, y, strict=True))
    assert across["VII"] < across["VIII"] < across["IVa"] < across["II"]
    assert across["VI"] < across["V"] < across["IVb"] < across["III"]
    for upper, lower in (("VIII", "V"), ("VII", "VI"), ("IVa", "IVb"), ("II", "III")):
        assert down[upper] < down[lower]
    assert across["VIII"] < across["I"] < across["II"]


def test_the_segments_fill_the_liver_without_gap_or_overlap():
    shapes = {name: polygon(segment_curves()[name]) for name in RINGS}
    liver = polygon([outline_curve()])
    borders = [polygon([curve]) for name in RINGS for curve in segment_curves()[name]]
    edge = [point for border in borders for point in border]
    for x in range(20, 600, 12):
        for y in range(30, 420, 12):
            if min(hypot(x - a, y - b) for a, b in edge) < 6:
                continue
            inside = [name for name, shape in shapes.items() if contains(shape, (x, y))]
            assert len(inside) == contains(liver, (x, y)), (x, y, inside)


@pytest.mark.parametrize("name", NINE)
def test_a_lesion_lies_in_its_segment_and_in_no_other(name):
    (placed,) = placed_lesions([lesion(name, 10)])
    inside = [
        other for other in NINE if contains(polygon(segment_curves()[other]), (placed.x, placed.y))
    ]
    assert name in inside
    # The first segment lies behind the fourth; all else stays out of its drawn place.
    assert name == "I" or "I" not in inside


def test_circles_are_to_scale():
    (placed,) = placed_lesions([lesion("VII", 41)])
    assert placed.radius * 2 == pytest.approx(4.1 * PX_PER_CM)


def test_an_undivided_fourth_segment_is_drawn_on_the_border():
    (placed,) = placed_lesions([lesion("IV", 12)])
    assert (placed.x, placed.y) in border_curve("left-pedicle").points()
    drawn = liver_map_svg([lesion("IV", 12)])
    for half in ("IVa", "IVb"):
        assert f"Segment {half}: 1 L1 (a or b not recorded)" in drawn


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(NINE[1:]), st.floats(4, 22)), min_size=2, max_size=9))
def test_lesions_do_not_touch_where_their_segment_has_room(drawn):
    lesions = [lesion(name, mm, i) for i, (name, mm) in enumerate(drawn)]
    if any(sum(mm for other, mm in drawn if other == name) > 34 for name, _ in drawn):
        lesions = lesions[:2]
    for one, other in combinations(placed_lesions(lesions), 2):
        assert hypot(one.x - other.x, one.y - other.y) >= one.radius + other.radius


def test_a_lesion_without_a_segment_is_told_and_never_drawn():
    lesions = [lesion("V", 12, 1), lesion(None, 30, 2)]
    root = ElementTree.fromstring(liver_map_svg(lesions))
    assert [g.get("data-lesion") for g in root.iter(f"{SVG}g") if g.get("data-lesion")] == ["L1"]
    told = "".join(root.itertext())
    assert "Segment not recorded, so not drawn:" in told
    assert "1 of 2 lesions; without a segment and not drawn: L2" in root.find(f"{SVG}desc").text


def test_what_is_known_of_a_lesion_on_a_day(guideline):
    sizes = [{"value": 14, "unit": "mm", "on": "2026-01-10"}, {"value": 0, "on": "2026-05-12"}]
    case = listed(
        {"id": "A", "segment": "4a", "lesion_diameter_cm": sizes},
        {"id": "B", "segment": "6"},
        {"id": "C", "lesion_diameter_cm": 2.96},
    )
    gone, unmeasured, nowhere = lesions_of(case, guideline)
    assert gone == MapLesion(
        "A", "IVa", 14.0, "not seen any more on 12 May 2026, last 14 mm", vanished=True
    )
    assert unmeasured == MapLesion("B", "VI", None, "size not recorded")
    assert nowhere == MapLesion("C", None, 29.6, "29.6 mm")
    seen, *_ = lesions_of(case, guideline, date(2026, 2, 1))
    assert (seen.diameter_mm, seen.vanished) == (14.0, False)


def test_a_vanished_lesion_is_dashed_and_an_unmeasured_one_no_circle():
    lesions = [MapLesion("A", "V", 14.0, "gone", True), MapLesion("B", "VI", None, "unknown")]
    root = ElementTree.fromstring(liver_map_svg(lesions))
    groups = {g.get("data-lesion"): g for g in root.iter(f"{SVG}g") if g.get("data-lesion")}
    circle = groups["A"].find(f"{SVG}circle")
    assert circle.get("stroke-dasharray") and circle.get("fill") == "none"
    assert groups["B"].find(f"{SVG}circle") is None


def test_a_page_can_embed_it_under_a_strict_policy():
    text = liver_map_svg([lesion("V", 12)], paper=False, key=False, focusable=True)
    root = ElementTree.fromstring(text)
    assert not any(node.get("style") for node in root.iter())
    assert not list(root.iter(f"{SVG}style")) and "href" not in text
    assert root.get("color") is None
    groups = {g.get("id"): g for g in root.iter(f"{SVG}g")}
    assert {f"segment-{name}" for name in NINE} <= set(groups)
    assert all(groups[f"segment-{name}"].get("tabindex") == "0" for name in NINE)
    assert groups["segment-V"].get("aria-label") == "Segment V: 1 L1"
    assert "tabindex" not in liver_map_svg([lesion("V", 12)])


def test_words_of_a_case_stay_words():
    text = liver_map_svg(
        [MapLesion("A", "V", 12.0, "<script>&")], title='a "<b>" & c', notes=["<i>"]
    )
    root = ElementTree.fromstring(text)
    assert root.find(f"{SVG}title").text == 'a "<b>" & c'
    assert "<script>" not in text and "<i>" not in text


def test_the_figure_of_a_case_says_how_many_are_not_listed(guideline):
    figures = {
        f.name: f for f in draw_figures(case_source("example:four-scans"), guideline).figures
    }
    told = figures["liver-map"].render("svg").decode()
    assert "segment VII · 41 mm, 12 May 2026" in told
    assert "how many" not in told and "listed." not in told
    case = listed({"id": "A", "segment": "2"}) | {"liver": {"n_liver_mets": 4}}
    (figure,) = draw_figures(case, guideline).figures
    assert "Liver metastases: 4; 1 listed." in figure.render("svg").decode()
    assert figure.render("png").startswith(b"\x89PNG")
