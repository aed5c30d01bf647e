"""A flow drawn: whole, with a place, on a narrow screen, with hostile words in it."""

import re
import shutil
import xml.etree.ElementTree as ElementTree
from io import StringIO
from itertools import pairwise
from pathlib import Path

import pytest
from rich.console import Console

from hepaboard import assess, assess_facts, load_guideline
from hepaboard.examples import case_source
from hepaboard.guideline.assemble import assemble
from hepaboard.guideline.build import build
from hepaboard.guideline.knowledge import read_knowledge
from hepaboard.report.flow import chart_of, flow_svg, print_flow
from hepaboard.report.flow.data import flow_data
from hepaboard.report.flow.layout import placed
from hepaboard.report.flow.letters import lines_of, width_px
from hepaboard.report.flow.look import COLOURS

MINIMAL = Path(__file__).resolve().parents[1] / "fixtures" / "good" / "minimal"
SVG = "{http://www.w3.org/2000/svg}"
SOURCES = ["S0", "S1", "S2", "S3", "S4"]
STOPPED = {
    "primary_site": "colon",
    "primary_confirmed": True,
    "decision_point": "initial",
    "n_liver_mets": 14,
    "r0_route": "only_after_response",
    "bilobar": True,
    "msi": "MSS/pMMR",
    "ras": "mutant",
    "intensive_therapy_tolerance": False,
}


def chart(source, case=None, facts=None):
    guideline = load_guideline()
    if case is None and facts is None:
        return chart_of(guideline, source)
    answer = assess(case_source(case)) if case else assess_facts(facts, guideline)
    result = next(flow for flow in answer.flows if flow.source == source)
    return chart_of(guideline, source, result, f"case {answer.case.id}")


def printed(drawn, width=80):
    console = Console(file=StringIO(), width=width, no_color=True, highlight=False)
    print_flow(drawn, console)
    return console.file.getvalue()


def words_of(svg):
    """All visible text of a picture in one line; what was wrapped is joined again."""
    tree = ElementTree.fromstring(svg)
    return " ".join(text.text or "" for text in tree.iter(f"{SVG}text"))


@pytest.mark.parametrize("source", SOURCES)
def test_every_label_is_in_the_picture(source):
    facts = {"primary_site": "rectal", "decision_point": "initial", "bilobar": True}
    for drawn in (chart(source), chart(source, facts=facts)):
        said = words_of(flow_svg(drawn))
        for step in load_guideline().flows[source].steps:
            assert step.entry.label in said, step.id


@pytest.mark.parametrize("source", SOURCES)
def test_every_label_is_in_the_text_of_the_whole_flow(source):
    said = re.sub(r"[│├└\s]+", " ", printed(chart(source), 200))
    for step in load_guideline().flows[source].steps:
        assert step.entry.label in said, step.id


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("source", SOURCES)
def test_no_line_of_the_text_is_too_long(source, width):
    drawn = [chart(source), *([] if source == "S3" else [chart(source, "example:four-scans")])]
    for one in drawn:
        assert max(map(len, printed(one, width).splitlines())) <= width


@pytest.mark.parametrize("width", [320, 400, 1200])
@pytest.mark.parametrize("source", SOURCES)
def test_nothing_overlaps_and_nothing_leaves_the_picture(source, width):
    drawn = chart(source) if source == "S3" else chart(source, "example:four-scans")
    boxes = placed(drawn.top, width, 60)
    for before, after in pairwise(boxes):
        assert after.y >= before.bottom
    assert min(box.x for box in boxes) >= 0
    assert max(box.x + box.width for box in boxes) <= width
    tree = ElementTree.fromstring(flow_svg(drawn, width))
    height = float(tree.get("height"))
    assert tree.get("viewBox") == f"0 0 {width} {height:g}"
    for text in tree.iter(f"{SVG}text"):
        if text.get("text-anchor") is None:
            end = float(text.get("x")) + width_px(text.text, float(text.get("font-size")))
            assert end <= width, text.text
        assert 0 < float(text.get("y")) < height
    for box in boxes:
        inside = [line for line in box.lines if line.text]
        assert inside and box.height > 20


def test_the_place_stands_out_by_word_shape_and_line():
    svg = flow_svg(chart("S2", "example:four-scans"))
    tree = ElementTree.fromstring(svg)
    (group,) = [
        group
        for group in tree.iter(f"{SVG}g")
        if any(text.text == "PRESENT PLACE" for text in group.iter(f"{SVG}text"))
    ]
    assert group.find(f"{SVG}title").text.startswith("Measure the remnant at 3 to 5 weeks")
    assert group.find(f"{SVG}rect").get("stroke-width") == "3"
    assert group.find(f"{SVG}path").get("d") == "M-4 -6L6 0L-4 6Z"
    open_boxes = [r for r in tree.iter(f"{SVG}rect") if r.get("stroke-dasharray")]
    assert len(open_boxes) == sum(
        node.status == "possible"
        for flow in assess(case_source("example:four-scans")).flows
        if flow.source == "S2"
        for node in flow.nodes
    )
    assert "Open, decided by resectability as the board calls it" in words_of(svg)


def test_the_picture_speaks_to_those_who_cannot_see_it():
    tree = ElementTree.fromstring(flow_svg(chart("S0", "example:s0-index")))
    assert tree.get("role") == "img"
    ids = {part.get("id"): part.text for part in tree if part.get("id")}
    assert set(tree.get("aria-labelledby").split()) == set(ids)
    assert "stands at: Begin with systemic therapy" in ids["flow-S0-desc"]
    assert "An anti-EGFR antibody may be added (decided by RAS)" in ids["flow-S0-desc"]
    assert "The whole flow" in flow_svg(chart("S0"))


def test_light_and_dark_and_nothing_from_outside():
    svg = flow_svg(chart("S4"))
    assert "prefers-color-scheme:dark" in svg and "var(--flow-ink)" in svg
    assert not re.search(r"url\(|href|@import|<script|<image", svg)
    assert svg.count("http") == 1  # the namespace


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("ink", "paper"),
        ("muted", "paper"),
        ("open", "paper"),
        ("stop", "paper"),
        ("done", "paper"),
        ("on-here", "here"),
        ("stop-here", "here"),
    ],
)
def test_text_has_enough_contrast(scheme, ink, ground):
    light, dark = sorted((luminance(COLOURS[n][scheme]) for n in (ink, ground)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_a_hard_stop_is_loud_in_both():
    drawn = chart("S1", facts=STOPPED)
    said = words_of(flow_svg(drawn))
    assert "HARD STOP H08 forbids" in said
    assert "■ hard stop H08 forbids" in printed(drawn)
    facts = {**STOPPED, "ras": "wild_type", "braf": "wild_type", "primary_sidedness": "left"}
    tolerated = chart("S1", facts=facts)
    assert tolerated.top.mark == "passed"
    assert "HARD STOP" not in words_of(flow_svg(tolerated))


def test_words_of_a_pack_are_escaped(tmp_path):
    folder = tmp_path / "knowledge"
    shutil.copytree(MINIMAL, folder)
    path = folder / "sources" / "S8" / "flow.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("label: Wait", "label: \"<script>alert('&')</script>\"")
    path.write_text(text.replace("the first look", "<b>the</b> first look"), encoding="utf-8")
    guideline = assemble(build(read_knowledge(folder)))
    svg = flow_svg(chart_of(guideline, "S8"))
    assert "<script" not in svg and "<b>" not in svg
    assert "<script>alert('&')</script>" in words_of(svg)
    (result,) = assess_facts({"site": "colon"}, guideline).flows
    assert "<i>]]>&amp;" in words_of(flow_svg(chart_of(guideline, "S8", result, "<i>]]>&amp;")))
    assert "[bold]x[/]" in printed(chart_of(guideline, "S8", result, "[bold]x[/]"))


def test_text_of_the_index_case():
    said = printed(chart("S0", "example:s0-index"))
    assert "► HERE: Begin with systemic therapy, usually a combination" in said
    assert "? No anti-EGFR antibody" in said
    assert "if RAS mutant · decided by RAS" in said
    assert "closed by disease outside the liver: none" in said
    assert "(+10 steps)" in said
    assert "good response" not in said.casefold()


def test_a_step_that_several_lead_to_is_drawn_once_and_named_where_they_end():
    said = printed(chart("S2"), 200)
    assert said.count("• Two-stage hepatectomy") == 1
    assert "then Systemic therapy, a new look every 2 months · Two-stage hepatectomy" in said
    assert "back to Map them, then classify (review every 2 months)" in said


@pytest.mark.parametrize("text", ["", "a", "Pneumonoultramicroscopicsilicovolcanoconiosis x " * 3])
def test_lines_fit_their_room_and_lose_nothing(text):
    found = lines_of(text, 12, 90)
    assert all(width_px(line, 12) <= 90 for line in found)
    assert "".join(found).replace(" ", "") == text.replace(" ", "")


def test_plain_data_of_a_flow():
    guideline = load_guideline()
    answer = assess(case_source("example:s0-index"))
    data = flow_data(guideline.flows["S0"], answer.flows[0])
    nodes = {node["id"]: node for node in data["nodes"]}
    assert data["place"] == ["systemic_first"]
    assert {"from": "systemic_first", "to": "anti_egfr", "needs": ["ras"]} in data["open"]
    assert nodes["anti_egfr"]["condition"] == "RAS wild type"
    assert nodes["continue"]["back"] == {"treated": "next scan"}
    assert nodes["anti_egfr"]["status"] == "possible"
    whole = flow_data(guideline.flows["S0"])
    assert "place" not in whole and "status" not in whole["nodes"][0]
