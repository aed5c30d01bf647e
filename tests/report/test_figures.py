"""Figures: what stands in the specification, in the file, and where nothing can be drawn."""

from __future__ import annotations

import json
import struct
import sys
import xml.etree.ElementTree as ElementTree
import zlib
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from hepaboard.case.calculators import REMNANT_RULES
from hepaboard.cli import app
from hepaboard.errors import HepaboardError
from hepaboard.examples import case_source
from hepaboard.guideline import load_guideline
from hepaboard.report.figures import draw_figures, write_figures, written
from hepaboard.report.figures.drawing import FIGURES
from hepaboard.report.figures.look import WIDTH, lines, series
from hepaboard.report.figures.material import material_of
from hepaboard.report.figures.parts import spread
from hepaboard.report.figures.remnant_rows import remnant_rows
from hepaboard.report.figures.response_sum import limit_rows, sum_rows
from hepaboard.report.figures.response_words import change_words
from hepaboard.report.figures.spider import SUM, spider_rows
from hepaboard.report.figures.timeline_rows import timeline_marks, undated_names
from hepaboard.report.figures.waterfall import waterfall_rows

EXAMPLE = "example:four-scans"
NAMES = [name for name, _, _ in FIGURES]
#: Drawn with the library; the liver map is an SVG of its own (test_liver_map.py).
CHARTS = [name for name in NAMES if name != "liver-map"]
A4_PX = 170 / 25.4 * 96


@pytest.fixture(scope="module")
def guideline():
    return load_guideline()


@pytest.fixture(scope="module")
def material(guideline):
    return material_of(case_source(EXAMPLE), guideline)


@pytest.fixture(scope="module")
def drawn(guideline):
    found = draw_figures(case_source(EXAMPLE), guideline)
    return {figure.name: figure for figure in found.figures}


def texts(figure):
    """Every text of the data that a figure holds."""
    found = []

    def walk(node):
        if isinstance(node, dict):
            for key, value in node.items():
                if isinstance(value, str) and key in ("label", "text", "sizes", "place"):
                    found.append(value)
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(figure.spec)
    return found


def values(figure, key):
    """Every value of a key of the data that a figure holds."""
    return {
        value[key]
        for _, value in _items(figure.spec)
        if isinstance(value, dict) and isinstance(value.get(key), int | float)
    }


def _items(node, place=()):
    children = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in children:
        yield (*place, key), value
        if isinstance(value, dict | list):
            yield from _items(value, (*place, key))


def svg_of(figure):
    return ElementTree.fromstring(figure.render("svg"))


def test_every_figure_of_the_example_is_drawn(drawn):
    assert list(drawn) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_svg_is_one_image_with_title_and_description(drawn, name):
    figure = drawn[name]
    root = svg_of(figure)
    ns = "{http://www.w3.org/2000/svg}"
    assert root.tag == f"{ns}svg"
    assert root.get("role") == "img"
    assert root.find(f"{ns}title").text == figure.title
    assert root.find(f"{ns}desc").text == figure.alt
    assert "four-scans" in "".join(root.itertext())


@pytest.mark.parametrize("name", NAMES)
def test_it_fits_a_page_of_a4(drawn, name):
    root = svg_of(drawn[name])
    assert float(root.get("width")) <= A4_PX + 40
    assert float(root.get("height")) <= 257 / 25.4 * 96


@pytest.mark.parametrize("name", CHARTS)
def test_nothing_is_fetched(drawn, name):
    assert '"url"' not in json.dumps(drawn[name].spec)
    assert "href" not in drawn[name].render("svg").decode().split("</title>")[1]


@pytest.mark.parametrize("name", CHARTS)
def test_axes_are_titled_with_their_unit(drawn, name):
    words = "".join(svg_of(drawn[name]).itertext())
    expected = {
        "timeline": ["Month"],
        "response-sum": ["Sum of target diameters (mm)", "Day of the scan"],
        "response-waterfall": ["Change of the diameter (%)", "Lesion (targets filled)"],
        "response-spider": ["Change from the baseline (%)", "Weeks since the start of the line"],
        "remnant": ["Remnant, percent of the denominator named at the left"],
    }
    assert all(title in words for title in expected[name])


def test_png_holds_its_description(drawn):
    figure = drawn["remnant"]
    data = figure.render("png")
    chunks = {}
    place = 8
    while place < len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        kind, body = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        (check,) = struct.unpack(">I", data[place + 8 + length : place + 12 + length])
        assert check == zlib.crc32(kind + body)
        chunks.setdefault(kind, []).append(body)
        place += 12 + length
    told = [body.split(b"\0\0\0\0\0", 1) for body in chunks[b"iTXt"]]
    assert {key.decode(): text.decode() for key, text in told} == {
        "Title": figure.title,
        "Description": figure.alt,
    }


def test_the_sum_has_both_limits_of_each_line(material, drawn):
    first, second = material.drawn_lines()
    assert [row["mm"] for row in sum_rows(second)] == [123, 73, 69]
    assert [row["label"] for row in sum_rows(first)] == ["baseline 102 mm", "PD 123 mm (+21 %)"]
    limits = [(row["limit"], round(row["mm"], 1), row["from"]) for row in limit_rows(second)]
    assert limits == [
        ("response", 86.1, "2025-11-17"),
        ("progression", 147.6, "2025-11-17"),
        ("response", 86.1, "2026-02-16"),
        ("progression", 87.6, "2026-02-16"),
    ]
    told = texts(drawn["response-sum"])
    assert {"PD from 122 mm", "PR up to 71 mm", "PD from 88 mm", "PR up to 86 mm"} <= set(told)
    assert {86.1, 87.6} <= {round(mm, 1) for mm in values(drawn["response-sum"], "mm")}
    assert "two-stage hepatectomy of 7 Apr 2026" in " ".join(told)


def test_the_waterfall_goes_down_and_marks_the_targets(material, drawn):
    rows = waterfall_rows(material, material.drawn_lines()[0])
    assert [(row["lesion"], row["label"], row["kind"]) for row in rows] == [
        ("L2", "+30 %", "target"),
        ("L1", "+15 %", "target"),
        ("L3", "−8 %", "other lesion"),
    ]
    told = texts(drawn["response-waterfall"])
    assert {"+20 %: PD of the sum", "−30 %: PR of the sum", "L1 (target)"} <= set(told)


def test_the_spider_has_every_lesion_and_the_sum(material, drawn):
    rows = spider_rows(material, material.drawn_lines()[1])
    assert {row["series"] for row in rows} == {"L1", "L2", "L3", SUM}
    assert [round(row["week"]) for row in rows if row["series"] == "L1"] == [-2, 11, 23]
    assert f"{SUM} −44 %" in texts(drawn["response-spider"])


def test_the_remnant_stands_beside_the_minima_of_the_sources(material, drawn):
    rows = remnant_rows(material)
    rules = {rule.name: rule for rule in REMNANT_RULES}
    assert rows
    for row in rows:
        assert row["minimum"] == rules[row["rule"]].minimum_pct
    assert {rules[row["rule"]].source for row in rows} <= set(material.guideline.sources)
    s2 = {row["rule"]: row for row in rows if row["rule"].startswith("S2")}
    assert s2["S2 other background"]["verdict"] == "29 %: no minimum stated"
    assert s2["S2 normal liver"]["opacity"] < s2["S2 other background"]["opacity"]
    assert s2["S2 normal liver"]["earlier"] == [19]
    minima = {row["minimum"] for row in rows if row["minimum"] is not None}
    assert minima <= values(drawn["remnant"], "from")
    assert {"at least 25 %", "at least 40 %"} <= set(texts(drawn["remnant"]))


def remnant_of(guideline, **remnant):
    case = {"id": "t", "assessed_on": "2026-05-14", "remnant": remnant}
    return remnant_rows(material_of(case, guideline))


def test_a_bounded_remnant_is_a_span(guideline):
    rows = remnant_of(
        guideline,
        flr_pct={"at_least": 24, "at_most": 29},
        flr_denominator="total",
        liver_quality="normal",
    )
    row = next(row for row in rows if row["rule"] == "S2 normal liver")
    assert (row["low"], row["high"]) == (24, 29)
    assert row["verdict"] == "24-29 %: grey band or adequate"


def test_a_remnant_without_a_denominator_is_held_against_nothing(guideline):
    rows = remnant_of(guideline, flr_pct=29)
    assert all(row["share"] == "" for row in rows)
    assert "remnant" in dict(draw_figures({"id": "t", "remnant": {"flr_pct": 29}}, guideline).needs)


def test_an_unknown_liver_leaves_the_minimum_open(guideline):
    rows = remnant_of(guideline, flr_pct=29, flr_denominator="total")
    row = next(row for row in rows if row["rule"] == "S2 normal liver")
    assert row["needs"] == "at least 25 %, liver not known"
    assert row["verdict"] == "29 %: if so, adequate"


def test_the_timeline_tells_done_from_planned(material, drawn):
    marks = timeline_marks(material)
    planned = [mark for mark in marks if mark.hollow and mark.group == "Treatments"]
    assert [(mark.row, mark.first) for mark in planned] == [
        ("major hepatectomy", date(2026, 5, 26))
    ]
    spans = {mark.row: mark.text for mark in marks if mark.kind == "span"}
    assert spans["triplet with bevacizumab"] == "1 Dec 2025 - 9 Feb 2026, line 2"
    windows = [mark for mark in marks if mark.group == "Windows of the sources"]
    volumetry = next(mark for mark in windows if mark.row.startswith("liver volumetry|S2"))
    assert (volumetry.first, volumetry.last) == (date(2026, 5, 5), date(2026, 5, 19))
    assert "dashed line is the day of assessment" in json.dumps(drawn["timeline"].spec)


def test_the_timeline_of_open_and_undated_courses(guideline):
    case = {
        "id": "t",
        "assessed_on": "2028-02-29",
        "treatments": [
            {"treatment": "hemicolectomy"},
            {"treatment": "folfox", "start": "2027-09-01", "ongoing": True},
            {"treatment": "folfiri", "start": "2027-01-01"},
        ],
    }
    found = material_of(case, guideline)
    assert undated_names(found) == ["hemicolectomy"]
    marks = {mark.row: mark for mark in timeline_marks(found)}
    assert marks["FOLFOX"].last == date(2028, 2, 29)
    assert marks["FOLFIRI"].kind == "open"
    assert marks["FOLFIRI"].text == "from 1 Jan 2027, end not recorded"
    (figure,) = draw_figures(case, guideline).figures
    assert "hemicolectomy" in "".join(svg_of(figure).itertext())


def test_a_scan_that_is_not_evaluable_is_named_not_drawn(guideline):
    sizes = [("L1", (5, 4, 3)), ("L2", (4, None, 3))]
    days = ("2026-01-01", "2026-03-01", "2026-05-01")
    listed = [
        {
            "id": name,
            "lesion_diameter_cm": [
                {"value": size, "on": day}
                for size, day in zip(row, days, strict=True)
                if size is not None
            ],
        }
        for name, row in sizes
    ]
    case = {"id": "t", "lesions": {"complete": True, "listed": listed}}
    found = material_of(case, guideline)
    assert [row["mm"] for row in sum_rows(found.drawn_lines()[0])] == [90, None, 60]
    figures = {figure.name: figure for figure in draw_figures(case, guideline).figures}
    told = " ".join(texts(figures["response-sum"]))
    assert "1 Mar 2026 (L2 not measured)" in told
    assert "No systemic therapy recorded" in json.dumps(figures["response-sum"].spec)
    assert "Weeks since the baseline" in json.dumps(figures["response-spider"].spec)


def test_only_as_many_lines_as_a_page_takes(guideline):
    days = [date(2025, month, 1) for month in range(1, 7)]
    sizes = [{"value": 5, "on": str(day)} for day in days]
    records = [
        {"treatment": "folfox", "on": str(day.replace(day=2)), "line": number}
        for number, day in enumerate(days[:5], 1)
    ]
    case = {
        "id": "t",
        "lesions": {"complete": True, "listed": [{"id": "L1", "lesion_diameter_cm": sizes}]},
        "treatments": {"complete": True, "records": records},
    }
    for figure in draw_figures(case, guideline).figures[1:-1]:
        told = " ".join(texts(figure))
        assert "Not drawn: First line: FOLFOX, from 2 Jan 2025; Second line" in told
        assert "Third line: FOLFOX" in json.dumps(figure.spec)
        assert float(svg_of(figure).get("height")) <= 257 / 25.4 * 96


def test_what_cannot_be_drawn_says_what_it_needs(guideline):
    found = draw_figures(case_source("example:s0-index"), guideline)
    assert [figure.name for figure in found.figures] == ["timeline"]
    assert [name for name, _ in found.needs] == NAMES[1:]


def test_the_day_of_assessment_can_be_another(guideline):
    found = draw_figures(case_source(EXAMPLE), guideline, date(2025, 11, 20))
    names = {figure.name: figure for figure in found.figures}
    assert "remnant" not in names
    assert "Second line" not in names["response-sum"].alt


def test_files_are_written(guideline, tmp_path):
    folder = tmp_path / "a" / "b"
    paths = write_figures(case_source("example:s0-index"), guideline, folder)
    assert [path.name for path in paths] == ["timeline.svg"]
    (png,) = write_figures(case_source("example:s0-index"), guideline, folder, "png")
    assert png.read_bytes().startswith(b"\x89PNG")
    assert sorted(path.name for path in folder.iterdir()) == ["timeline.png", "timeline.svg"]


def test_nothing_to_draw_is_an_error_that_says_what_to_record(guideline, tmp_path):
    with pytest.raises(HepaboardError, match="nothing that can be drawn") as caught:
        write_figures({"id": "t"}, guideline, tmp_path / "out")
    assert "lesion_diameter_cm" in str(caught.value)
    assert not (tmp_path / "out").exists()


def test_a_file_is_no_folder_and_a_form_has_to_exist(guideline, tmp_path):
    (tmp_path / "out").write_text("")
    drawn = draw_figures(case_source("example:s0-index"), guideline)
    with pytest.raises(HepaboardError, match="is not a folder"):
        written(drawn, tmp_path / "out")
    with pytest.raises(HepaboardError, match="no form 'gif'"):
        written(drawn, tmp_path, "gif")


@pytest.mark.parametrize("module", ["altair", "vl_convert"])
def test_a_missing_extra_is_one_sentence(guideline, monkeypatch, module):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(HepaboardError, match="Figures need") as caught:
        draw_figures(case_source("example:s0-index"), guideline)
    assert str(caught.value).endswith('Install the extra: pip install "hepaboard[figures]"')


@given(st.lists(st.floats(0, 300), min_size=1, max_size=12), st.floats(1, 20))
def test_labels_are_moved_apart_and_keep_their_order(places, least):
    found = spread(places, least)
    paired = sorted(zip(places, found, strict=True))
    order = [moved for _, moved in sorted(zip(places, found, strict=True), key=lambda p: p)]
    assert order == sorted(found)
    gaps = [b - a for (_, a), (_, b) in pairwise(paired)]
    assert all(gap >= least - 1e-6 for gap in gaps)
    if len(places) == 1:
        assert found == places


def test_series_differ_in_more_than_colour():
    looks = [series(i) for i in range(12)]
    assert len({(shape, tuple(dash)) for _, shape, dash in looks[:6]}) == 6
    assert len({(colour, shape, tuple(dash)) for colour, shape, dash in looks}) == 12


@pytest.mark.parametrize(
    ("pct", "words"),
    [(0.4, "0 %"), (-0.4, "0 %"), (20, "+20 %"), (-30, "−30 %"), (None, "not known")],
)
def test_changes_in_words(pct, words):
    assert change_words(pct) == words


def test_a_number_keeps_its_unit_on_its_line():
    assert lines("a" * (WIDTH // 6) + " " + "b" * 10 + " 19 % x") != []
    assert all("19\n" not in line for line in lines("x " * 46 + "19 % of it"))
    assert "19\u00a0%" in " ".join(lines("19 % of it"))


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_the_command_prints_the_files_and_says_what_is_missing(tmp_path):
    result = run("figures", "example:s0-index", "--out", tmp_path / "f", "--format", "png")
    assert result.exit_code == 0
    assert result.stdout.strip() == str(tmp_path / "f" / "timeline.png")
    assert "not drawn: remnant; it needs the remnant with its denominator" in result.stderr


def test_the_command_draws_another_day(tmp_path):
    result = run("figures", EXAMPLE, "--out", tmp_path, "--on", "2025-11-20")
    assert [line.rsplit("/", 1)[1] for line in result.stdout.split()] == [
        "timeline.svg",
        "response-sum.svg",
        "response-waterfall.svg",
        "response-spider.svg",
        "liver-map.svg",
    ]
