"""Letters: one content in three forms, words of a case that stay words, pages, and the commands."""

from __future__ import annotations

import io
import os
import re
import sys
from datetime import date
from functools import cache
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_text import page_runs, page_texts, sizes_pt
from typer.testing import CliRunner

from hepaboard.cli import app
from hepaboard.errors import HepaboardError
from hepaboard.examples import case_source
from hepaboard.guideline import load_guideline
from hepaboard.report.letter import (
    Form,
    decision_of,
    form_of,
    letter_of,
    letters_of,
    meeting,
    single,
)
from hepaboard.report.letter.brief import Brief
from hepaboard.report.letter.content import Letter
from hepaboard.report.letter.plain import plain
from hepaboard.report.line import Line
from hepaboard.report.option_lines import VERDICTS
from hepaboard.report.sheet import INTENDED_USE, Block

GOLDEN = Path(__file__).parent / "letters"
NAMES = ("s0-index", "four-scans", "safety-lesion-just-outside", "s0-urgent-obstruction")
DECIDED = ("Begin FOLFOX on 8 Jun 2026.", "Ask for RAS, BRAF and MSI.")
HOSTILE = (
    '#panic("x")',
    '#read("/etc/passwd")',
    '#import "@preview/cetz:0.3.0": *',
    "$ x^2 $ *b* _i_ `c` ```raw``` <label> @ref // no /* no */ \\u{41} [ ] { } ~ ' \"",
    "= heading",
    "- item",
    "| a | b |",
    "<script>alert(1)</script> &lt;b&gt; <!-- x -->",
    "[x](javascript:alert(1)) ![y](http://z)",
    "{PAGE} {{ x }} ]]> <w:p/>",
    "a\u202eb\u0000c\nd\te",
)


@pytest.fixture(scope="module")
def guideline():
    return load_guideline()


@cache
def letter(name):
    return letter_of(case_source(f"example:{name}"), load_guideline(), decision=DECIDED)


@cache
def pdf(name):
    return Form.pdf.write(single(letter(name)))


def small(text, **other):
    """A letter that says one text wherever a letter says anything."""
    line = Line(text, text, "recommended", text, (text,), ())
    fields = {
        "case": "t",
        "about": plain(text),
        "assessed": date(2026, 6, 1),
        "phase": "first decision",
        "guideline": "guideline 2026.11 · S0",
        "pending": False,
        "warnings": (text,),
        "blocks": (Block("OPTIONS", (line,)), Block("STOP", (Line(text),))),
        "decision": (text,),
        "brief": Brief((text,), (text,), (text,)),
        "foot": INTENDED_USE,
        "marks": "case t 12345678",
    }
    return Letter(**{**fields, **other})


def squeezed(text):
    """Without white space and the signs that break long words."""
    return "".join(text.replace("\u200b", "").split())


def markdown_text(bundle):
    """The text that a reader of the Markdown sees."""
    text = Form.markdown.write(bundle).decode()
    return re.sub(r"\\([\\`*_{}\[\]<>|#~&+=.)-])", r"\1", text.replace("**", ""))


def docx_text(bundle):
    """All text of the document's body, in order."""
    document = docx.Document(io.BytesIO(Form.docx.write(bundle)))
    return "".join(node.text or "" for node in document.element.body.iter(W + "t"))


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def told(found):
    """Every piece of text that a letter has to tell."""
    for block in found.blocks:
        for line in block.lines:
            yield from (line.label, line.text, line.aside, *line.more, *line.rows)
    yield from (*found.decision, *found.warnings, found.marks, found.guideline, found.case)


@pytest.mark.parametrize("name", NAMES)
def test_the_three_forms_tell_the_same(name):
    bundle = single(letter(name))
    forms = {
        "pdf": "".join(page_texts(pdf(name))),
        "docx": squeezed(docx_text(bundle)),
        "markdown": squeezed(markdown_text(bundle)),
    }
    for form, text in forms.items():
        for piece in told(letter(name)):
            assert squeezed(piece) in text, (form, piece)


@pytest.mark.parametrize("name", NAMES)
def test_every_option_of_the_sheet_is_told_with_its_verdict(name, guideline):
    found = letter(name)
    (options,) = [block for block in found.blocks if block.title == "OPTIONS"]
    verdicts = [line.label for line in options.lines if line.label]
    assert set(verdicts) <= set(VERDICTS.values())
    document = docx.Document(io.BytesIO(Form.docx.write(single(found))))
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    for line in options.lines:
        assert any(
            row[0].endswith(line.label) and line.text in row[1] for row in rows if len(row) == 2
        )


def test_the_order_is_that_of_a_board(guideline):
    titles = [block.title for block in letter("four-scans").blocks]
    assert titles[:5] == [
        "QUESTION AND SITUATION",
        "WHERE THE PATIENT STANDS",
        "STOP",
        "WATCH",
        "OPTIONS",
    ]
    assert titles.index("OPTIONS") < titles.index("SOURCES DIFFER") < titles.index("ASK NEXT")


def test_the_situation_tells_what_is_recorded_and_nothing_that_follows():
    lines = {line.label: line.text for line in letter("four-scans").blocks[0].lines}
    assert lines["question"] == "between two stages of surgery: what do the sources advise?"
    assert "bilirubin: 0.9 mg/dl" in lines["12 May 2026"]
    assert "liver as the site of disease" not in " ".join(lines.values())
    assert lines["lesions"].startswith("L1 segment VII, 41 mm, 12 May 2026")
    assert (
        "doublet with bevacizumab, 15 Sep - 10 Nov 2025, line 1, ended: progression"
        in (lines["treatments"])
    )
    assert lines["treatments"].endswith("planned: major hepatectomy, 26 May 2026")
    outside = letter("safety-lesion-just-outside").blocks[0].lines
    assert "L2 segment not recorded, 20 mm, place of the lesion in the liver: peripheral, " in (
        next(line.text for line in outside if line.label == "lesions")
    )
    index = {line.label: line.text for line in letter("s0-index").blocks[0].lines}
    assert "day not recorded" in index["treatments"] and "lesions" not in index


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ({}, "none recorded; the list may be incomplete"),
        ({"treatments": []}, "none"),
        ({"treatments": [{"treatment": "folfox"}]}, "FOLFOX, day not recorded · the list may be"),
    ],
)
def test_an_open_list_of_treatments_is_never_told_as_none(guideline, case, words):
    lines = letter_of({"id": "t"} | case, guideline).blocks[0].lines
    (text,) = [line.text for line in lines if line.label == "treatments"]
    assert text.startswith(words)


def test_a_list_of_lesions_that_may_be_longer_says_so(guideline):
    case = {"id": "t", "lesions": [{"id": "L1", "segment": "2"}]}
    lines = {line.label: line.text for line in letter_of(case, guideline).blocks[0].lines}
    assert lines["lesions"] == "L1 segment II, size not recorded · there may be others"


@pytest.mark.parametrize("name", NAMES[:2])
def test_the_markdown_is_the_blessed_one(name):
    path = GOLDEN / f"{name}.md"
    written = Form.markdown.write(single(letter(name)))
    # The content of the guideline may change without a word of this letter.
    text = re.sub(rb"(guideline [\d.]+) [0-9a-f]{8}\b", rb"\1 HASH", written)
    assert text != written
    if os.environ.get("HEPABOARD_BLESS"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text)
    assert text.decode() == path.read_text(encoding="utf-8")


def test_the_same_letter_is_the_same_bytes():
    for form in (Form.pdf, Form.markdown):
        assert form.write(single(letter("s0-index"))) == form.write(single(letter("s0-index")))


@pytest.mark.parametrize(
    "name",
    ["s0-urgent-obstruction", "s0-nothing-recorded", "s1-second-year", "s2-stop-remnant-outflow"],
)
def test_a_letter_of_one_page_stays_on_one_page(name):
    assert len(page_texts(pdf(name))) == 1


def test_pages_are_numbered_and_bear_case_day_guideline_and_intended_use():
    pages = page_texts(pdf("s0-index"), running=True)
    assert len(pages) == 2
    for number, text in enumerate(pages, 1):
        assert f"page{number}of2" in text
        assert squeezed(INTENDED_USE) in text
        assert "Tumourboardletter·cases0-index" in text
        assert "assessed1Jun2026·guideline2026.11" in text


def test_paper():
    assert sizes_pt(pdf("s0-index")) == {(595.2756, 841.8898)}
    assert sizes_pt(Form.pdf.write(single(letter("s0-index")), "letter")) == {(612.0, 792.0)}
    document = docx.Document(io.BytesIO(Form.docx.write(single(letter("s0-index")), "letter")))
    assert round(document.sections[0].page_width.inches, 2) == 8.5


def test_a_docx_has_headings_a_header_and_page_fields():
    document = docx.Document(io.BytesIO(Form.docx.write(single(letter("s0-index")))))
    heads = [p.text for p in document.paragraphs if p.style.name == "Heading 2"]
    assert heads[0] == "Question and situation" and heads[-1] == "Decision of the board"
    section = document.sections[0]
    assert section.header.paragraphs[0].text == (
        "Tumour board letter · case s0-index\tassessed 1 Jun 2026 · guideline 2026.11"
    )
    codes = [node.text for node in section.footer._element.iter(W + "instrText")]
    assert codes == ["PAGE", "NUMPAGES"]


def test_without_a_decision_there_are_lines_to_write_on(guideline):
    found = letter_of(case_source("example:s0-index"), guideline)
    assert "signature" in "".join(page_texts(Form.pdf.write(single(found))))
    assert "_____" in docx_text(single(found))
    assert "signature ....." in markdown_text(single(found))


@pytest.mark.parametrize("text", HOSTILE)
def test_words_of_a_case_stay_words(text):
    one = plain(text)
    bundle = single(small(one))
    (page,) = page_texts(Form.pdf.write(bundle))
    # Once in the warning, the decision and each line; in a line with label, aside and more.
    assert page.count(squeezed(one)) >= 7
    assert docx_text(bundle).count(one) >= 7
    source = Form.markdown.write(bundle).decode()
    assert squeezed(markdown_text(bundle)).count(squeezed(one)) >= 7
    assert not re.search(r"(?<!\\)<(?!br>)", source)
    assert len(re.findall(r"^#+ ", source, re.MULTILINE)) == 4


@settings(max_examples=12, deadline=None)
@given(st.text(max_size=120))
def test_no_text_breaks_a_letter(text):
    one = plain(text) or "x"
    bundle = single(small(one))
    assert one in docx_text(bundle)
    try:
        pages = page_texts(Form.pdf.write(bundle))
    except HepaboardError as error:
        assert str(error).startswith("No font on this machine shows")
        assert "write a .docx or .md file" in str(error)
    else:
        assert len(pages) == 1


def test_a_word_without_end_is_broken_within_the_page():
    (runs,) = page_runs(Form.pdf.write(single(small("W" * 300, decision=("W" * 600,)))))
    assert max(map(len, runs)) < 120


def test_plain_text_is_one_line():
    assert plain("a\u202eb\u0000c\r\nd\u2028e  f") == "a b c d e f"


@settings(max_examples=40, deadline=None)
@given(st.text())
def test_plain_text_steers_nothing(text):
    found = plain(text)
    assert plain(found) == found
    assert len(found.splitlines()) <= 1


def test_the_decision_is_text_or_a_file(tmp_path):
    assert decision_of("One.\n\n Two. ") == ("One.", "Two.")
    (tmp_path / "d.txt").write_text("From a file.\nSecond line.", encoding="utf-8")
    assert decision_of(str(tmp_path / "d.txt")) == ("From a file.", "Second line.")
    (tmp_path / "d.bin").write_bytes(b"\xff\xfe\x00")
    for given_, words in (
        ("", "is empty"),
        (str(tmp_path / "none.txt"), "There is no file"),
        (str(tmp_path / "d.bin"), "not a text file"),
        ("x" * 7000, "too long"),
    ):
        with pytest.raises(HepaboardError, match=words) as caught:
            decision_of(given_)
        assert caught.value.field == "--decision"


def test_forms_are_told_by_the_name_of_the_file():
    assert form_of(Path("A.PDF")) is Form.pdf
    with pytest.raises(HepaboardError, match="which form") as caught:
        form_of(Path("a.txt"))
    assert caught.value.allowed == "a file whose name ends in .pdf, .docx, .md"


def test_a_meeting_has_an_agenda_and_every_letter(guideline):
    cases = [case_source(f"example:{name}") for name in NAMES]
    bundle = meeting(letters_of(cases, guideline), date(2026, 6, 2))
    pages = page_texts(Form.pdf.write(bundle), running=True)
    total = len(pages)
    assert [f"page{i}of{total}" in page for i, page in enumerate(pages, 1)] == [True] * total
    agenda, text = pages[0], docx_text(bundle)
    assert "Tumourboardmeeting,2Jun2026" in agenda
    for found in bundle.letters:
        pieces = (found.case, found.phase, *found.brief.stops, *found.brief.stands)
        for piece in (*pieces, *found.brief.missing):
            assert squeezed(piece) in agenda
            assert squeezed(piece) in squeezed(text)
            assert squeezed(piece) in squeezed(markdown_text(bundle))
        assert any(f"case{found.case}" in page for page in pages[1:])
    document = docx.Document(io.BytesIO(Form.docx.write(bundle)))
    heads = [section.header.paragraphs[0].text for section in document.sections]
    assert [f"case {name}\t" in head for name, head in zip(NAMES, heads[1:], strict=True)]


def test_the_agenda_names_what_is_barred_for_one_lesion_only():
    stops = letter("safety-lesion-just-outside").brief.stops
    assert stops[0].startswith("■ contraindicated in L2: thermal ablation")
    assert "none holds" not in stops
    urgent = letter("s0-urgent-obstruction").brief.stops
    assert [line[:1] for line in urgent] == ["‼", "■", "n"]
    assert letter("s0-index").brief.stops[0] == "none holds"
    assert letter("four-scans").brief.stops[0] == "■ contraindicated: anti-EGFR antibody"


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".md"])
def test_the_command_writes_a_letter(tmp_path, suffix):
    path = tmp_path / f"letter{suffix}"
    result = run("letter", "example:s0-index", "--to", path, "--decision", "Begin now.")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.strip() == str(path)
    starts = {".pdf": b"%PDF-", ".docx": b"PK", ".md": b"# Tumour board letter: case s0-index"}
    assert path.read_bytes().startswith(starts[suffix])
    assert [item.name for item in tmp_path.iterdir()] == [path.name]


def test_a_letter_of_another_day(tmp_path):
    path = tmp_path / "a.md"
    run("letter", "example:four-scans", "--to", path, "--on", "2025-09-05")
    assert "assessed 5 Sep 2025" in path.read_text(encoding="utf-8")
    run("meeting", "example:four-scans", "--to", path, "--date", "2025-11-20")
    assert "assessed 20 Nov 2025" in path.read_text(encoding="utf-8")


def test_nothing_is_written_where_a_case_is_wrong(tmp_path):
    bad, worse = tmp_path / "bad.yaml", tmp_path / "worse.yaml"
    bad.write_text("id: b\npatient:\n  age: 62\n  shoe_size: 43\n", encoding="utf-8")
    worse.write_text("id: w\nliver: 7\n", encoding="utf-8")
    target = tmp_path / "m.pdf"
    one = run("meeting", "example:s0-index", bad, "--to", target)
    assert isinstance(one.exception, HepaboardError)
    assert "bad.yaml, line 4, patient.shoe_size" in str(one.exception)
    both = run("meeting", bad, worse, "--to", target)
    assert str(both.exception).startswith("2 cases cannot be used. Nothing was written.")
    assert "bad.yaml, line 4" in str(both.exception) and "worse.yaml, line 2" in str(both.exception)
    twice = run("meeting", "example:s0-index", "example:s0-index", "--to", target)
    assert "Two cases have the id 's0-index'" in str(twice.exception)
    assert not target.exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["letter", "example:s0-index", "--to", "a.odt"], "which form"),
        (["letter", "example:s0-index", "--to", "/nowhere/a.pdf"], "no folder"),
        (["letter", "example:s0-index", "--to", "a.pdf", "--decision", "no.txt"], "no file no.txt"),
        (["meeting", "example:s0-index", "--to", "a.md", "--date", "June"], "not a date"),
    ],
)
def test_wrong_options_are_told(arguments, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = run(*arguments).exception
    assert isinstance(found, HepaboardError) and words in str(found)
    assert found.field in ("--to", "--decision", "--date")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_file(tmp_path):
    (tmp_path / "a.md").mkdir()
    found = run("letter", "example:s0-index", "--to", tmp_path / "a.md").exception
    assert isinstance(found, HepaboardError) and "is a folder" in str(found)
    assert list((tmp_path / "a.md").iterdir()) == []


@pytest.mark.parametrize(("module", "form"), [("typst", Form.pdf), ("docx", Form.docx)])
def test_a_missing_extra_is_one_sentence(monkeypatch, module, form):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(HepaboardError, match="not installed") as caught:
        form.write(single(small("x")))
    assert str(caught.value).endswith('Install the extra: pip install "hepaboard[letter]"')
