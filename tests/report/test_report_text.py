"""The board sheet as text: it fits the width, keeps its order, and needs no colour."""

import io
import re

import pytest
from report_cases import assessments, contested, names, pending, told_by_a_joint_alert
from rich.cells import cell_len
from rich.console import Console

from hepaboard import assess, load_guideline
from hepaboard.examples import case_source, shipped
from hepaboard.report import print_sheet, sheet
from hepaboard.report.line import SIGNS, Line
from hepaboard.report.option_lines import VERDICTS
from hepaboard.report.sheet import INTENDED_USE, Block, Sheet
from hepaboard.report.text import COLOURS

ORDER = [
    "WHERE THE PATIENT STANDS",
    "STOP",
    "WATCH",
    "OPTIONS",
    "EACH LESION",
    "SOURCES DIFFER",
    "WORK-UP",
    "ASK NEXT",
    "DATES",
    "SCORES AND RESPONSE",
    "NOT CONSIDERED BY ANY SOURCE",
]
WIDTHS = [20, 50, 59, 60, 80, 120]
ANSI = re.compile(r"\x1b\[[0-9;]*m")


def printed(page, width, colour=False):
    target = io.StringIO()
    console = Console(
        file=target,
        width=width,
        highlight=False,
        force_terminal=colour,
        color_system="truecolor" if colour else None,
        no_color=not colour,
    )
    print_sheet(page if isinstance(page, Sheet) else sheet(page), console)
    return target.getvalue()


def words(text):
    """A text without layout."""
    return " ".join(ANSI.sub("", text).split())


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_longer_than_the_width(name, width):
    for colour in (False, True):
        for line in printed(assessments()[name], width, colour).splitlines():
            assert cell_len(ANSI.sub("", line)) <= width, line


@pytest.mark.parametrize("name", names())
def test_colour_adds_nothing_but_colour(name):
    for width in (50, 80):
        plain = printed(assessments()[name], width)
        coloured = printed(assessments()[name], width, colour=True)
        assert "\x1b" not in plain
        assert "\x1b[" in coloured
        assert [line.rstrip() for line in ANSI.sub("", coloured).splitlines()] == [
            line.rstrip() for line in plain.splitlines()
        ]


@pytest.mark.parametrize("name", names())
def test_every_width_says_the_same(name):
    reference = words(printed(assessments()[name], 400))
    for width in (50, 80, 120):
        assert words(printed(assessments()[name], width)) == reference


@pytest.mark.parametrize("name", names())
def test_the_order_of_the_blocks(name):
    titles = [block.title for block in sheet(assessments()[name]).blocks]
    assert titles == [title for title in ORDER if title in titles]
    text = printed(assessments()[name], 80).splitlines()
    places = [text.index(title) for title in titles]
    assert places == sorted(places)


@pytest.mark.parametrize("name", names())
def test_the_stop_block_is_never_left_out(name):
    assessment = assessments()[name]
    page = sheet(assessment)
    (block,) = [block for block in page.blocks if block.title == "STOP"]
    holding = [alert for alert in assessment.alerts if alert.level == "stop"]
    text = words(printed(assessment, 50))
    if not holding:
        elsewhere = any(option.verdict == "contraindicated" for option in assessment.options)
        told = "none holds on what is planned, given or favoured; others: contraindicated, below"
        assert block.lines[0].text == (told if elsewhere else "none holds")
        assert block.lines[0].text in text
    for alert in holding:
        assert words(f"■ {alert.id} {alert.text} {alert.do}") in text


@pytest.fixture(scope="module")
def outside():
    return assess(case_source("example:safety-lesion-just-outside"), load_guideline())


def test_what_is_barred_for_one_lesion_is_told_under_stop_and_at_the_lesion(outside):
    blocks = {block.title: block.lines for block in sheet(outside).blocks}
    told = [line.text for line in blocks["STOP"]]
    assert told[:2] == [
        "none holds on the patient as a whole",
        "contraindicated in L2: thermal ablation, radiofrequency ablation, microwave ablation",
    ]
    first = blocks["EACH LESION"][0]
    assert (first.kind, first.text.split(":")[0]) == ("contraindicated", "L2")
    assert "H06" in first.aside


def test_every_verdict_on_a_lesion_stands_under_its_lesion(outside):
    (lines,) = [block.lines for block in sheet(outside).blocks if block.title == "EACH LESION"]
    told = {}
    for line in lines:
        whose, names_ = line.text.split(": ", 1)
        everyone = [lesion.lesion for lesion in outside.lesions]
        for lesion in everyone if whose == "every listed lesion" else whose.split(", "):
            for name in names_.split(", "):
                assert (lesion, name) not in told
                told[lesion, name] = line.kind
    for lesion in outside.lesions:
        for option in lesion.options:
            if option.verdict not in ("needs_data", "undetermined"):
                assert told[lesion.lesion, option.name] == option.verdict
    assert told["L3", "microwave ablation"] == "needs_data"
    assert "lesion_location" not in words(printed(outside, 80))


@pytest.mark.parametrize("name", names())
def test_every_alert_and_its_remedy_is_on_the_sheet(name):
    text = words(printed(assessments()[name], 80))
    for alert in assessments()[name].alerts:
        if told_by_a_joint_alert(assessments()[name], alert):
            continue
        assert words(alert.text) in text
        assert words(alert.do) in text


@pytest.mark.parametrize("name", names())
def test_open_stops_share_one_line(name):
    assessment = assessments()[name]
    (block,) = [block for block in sheet(assessment).blocks if block.title == "STOP"]
    open_lines = [line for line in block.lines if line.text.startswith("not yet known: ")]
    assert len(open_lines) == bool(assessment.stops_open)
    options = {option.treatment: option.name for option in assessment.options}
    for stop in assessment.stops_open:
        assert options.get(stop.treatment, stop.treatment) in open_lines[0].text


@pytest.mark.parametrize("name", names())
def test_a_verdict_has_its_sign_and_its_word(name):
    for block in sheet(assessments()[name]).blocks:
        for line in block.lines:
            if line.kind in VERDICTS:
                assert line.label == VERDICTS[line.kind]
                text = printed(Sheet("h", "g", "p", False, (Block("OPTIONS", (line,)),), ()), 80)
                assert f"{SIGNS[line.kind]} {line.label}" in text


def test_signs_tell_kinds_apart_without_colour():
    assert set(COLOURS) == set(SIGNS)
    assert set(VERDICTS) <= set(SIGNS)
    assert len(set(VERDICTS.values())) == len(VERDICTS)
    assert SIGNS["stop"] == SIGNS["contraindicated"]
    danger, favour = SIGNS["contraindicated"], SIGNS["recommended"]
    assert len({danger, favour, SIGNS["contested"], SIGNS["not_recommended"]}) == 4


@pytest.mark.parametrize("name", names())
def test_what_is_favoured_or_forbidden_stands_on_the_sheet(name):
    assessment = assessments()[name]
    text = words(printed(assessment, 120))
    names_ = {option.treatment: option.name for option in assessment.options}
    for option in assessment.options:
        if option.verdict in ("recommended", "acceptable", "contested"):
            assert option.name in text, option.treatment
        if option.verdict in ("contraindicated", "not_recommended"):
            kinds = [option.treatment, *option.kinds]
            assert any(names_.get(kind, kind) in text for kind in kinds), option.treatment


@pytest.mark.parametrize("name", names())
def test_the_sheet_says_what_it_is_for(name):
    text = printed(assessments()[name], 80)
    assert "Not a medical device." in text
    assert words(text).endswith(words(INTENDED_USE))


def test_a_primary_liver_cancer_gives_one_stop_and_no_options():
    page = sheet(assessments()["primary liver cancer"])
    (stop,) = [block for block in page.blocks if block.title == "STOP"]
    assert [line.label for line in stop.lines] == ["H09"]
    (options,) = [block for block in page.blocks if block.title == "OPTIONS"]
    assert [line.text for line in options.lines] == [
        "no source in use speaks of a treatment for this case"
    ]


def test_the_head_names_case_words_and_day():
    text = printed(assessments()["index with one source"], 200).splitlines()
    assert text[0].startswith("s0-index · man of 62")
    assert text[0].endswith("· assessed 1 Jun 2026")
    assert text[1].endswith(" · S0")
    assert text[2] == "first decision, no treatment of metastases yet"
    assert "no date" in printed(assessments()["nothing known"], 200).splitlines()[0]
    third = printed(assessments()["nothing known"], 200).splitlines()[2]
    assert third.startswith("phase of care not known")


def option_lines_of(assessment, title):
    blocks = [block for block in sheet(assessment).blocks if block.title == title]
    return [line for block in blocks for line in block.lines]


@pytest.mark.parametrize(
    ("treatment", "title"),
    [
        ("systemic_therapy", "OPTIONS"),
        ("local_ablation", "OPTIONS"),
        ("liver_resection", "OPTIONS"),
        ("molecular_testing", "WORK-UP"),
        ("pet_ct", "WORK-UP"),
    ],
)
def test_a_declined_treatment_keeps_its_verdict_is_marked_and_never_leads(treatment, title):
    case = next(e.case for e in shipped() if e.name == "s0-index")
    for sources in (["S0"], None):
        found = assess({**case, "declined": [treatment]}, load_guideline(sources))
        before = assess(case, load_guideline(sources))
        declined = {o.name for o in found.options if o.declined}
        for option in found.options:
            assert option.verdict == before.option(option.treatment).verdict
            assert option.declined == (treatment in (option.treatment, *option.kinds))
        lines = option_lines_of(found, title)
        texts = [line.text for line in lines]
        marks = [rf"{re.escape(name)} \(([^)]*, )?declined\)" for name in declined]
        assert any(re.search(mark, text) for mark in marks for text in texts)
        for name in declined:
            unmarked = rf"(^|, | or |: ){re.escape(name)}($|, | or | \((?![^)]*declined))"
            assert not any(re.search(unmarked, text) for text in texts), name
        favoured = [line for line in lines if line.kind in ("recommended", "acceptable")]
        marked = ["declined)" in line.text for line in favoured]
        assert marked == sorted(marked)


def test_who_leads_where_sources_are_divided():
    text = words(printed(contested(), 120))
    assert "◐ contested" in text
    assert "the policy lets against lead" in text


def test_text_that_waits_for_review_is_starred():
    text = words(printed(pending(), 120))
    assert " · S0* " in text
    assert "* text pending human review" in text
    assert "(unreviewed sources only)" in text
    assert "▲ S0*" in text
    assert "S0*" not in printed(assessments()["index with one source"], 120)


def test_warnings_of_the_case_stand_above_everything():
    page = sheet(assessments()["index with one source"])
    with_warning = Sheet(
        page.head, page.guideline, page.phase, page.pending, page.blocks, ("The value is old.",)
    )
    lines = printed(with_warning, 80).splitlines()
    assert lines.index("▲ The value is old.") < lines.index("WHERE THE PATIENT STANDS")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("label", ["", "short", "a label of some length", "x" * 70])
@pytest.mark.parametrize("word", ["word", "w" * 45, "漢字" * 30, "w" * 300])
def test_long_words_are_broken_and_nothing_is_lost(width, label, word):
    line = Line(f"first {word} last", label, "stop", aside=f"aside {word}", more=(f"more {word}",))
    page = Sheet("h", "g", "p", False, (Block("STOP", (line,)),), (f"warning {word}",))
    text = printed(page, width)
    assert all(cell_len(row) <= width for row in text.splitlines())
    assert "".join(text.split()).count(word) == 4
    assert "".join(label.split()) in "".join(text.split())


def test_below_sixty_characters_the_label_stands_on_its_own_line():
    line = Line("some text", "recommended", "recommended")
    page = Sheet("h", "g", "p", False, (Block("OPTIONS", (line,)),), ())
    assert "  ● recommended some text\n" in printed(page, 60)
    assert "  ● recommended\n    some text\n" in printed(page, 59)
