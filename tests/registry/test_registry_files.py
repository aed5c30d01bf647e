"""The files of a report: safe, whole, with small counts hidden in tables and figures alike."""

import re
import sys
from html.parser import HTMLParser
from xml.etree import ElementTree

import polars as pl
import pytest
from registry_twelve import twelve
from typer.testing import CliRunner

from hepaboard.cli import app
from hepaboard.cohort.synth import Synth
from hepaboard.guideline import load_guideline
from hepaboard.registry import registry_report, write_report
from hepaboard.registry.html import html_of
from hepaboard.registry.pdf import pdf_of
from hepaboard.registry.section import Figure, Paragraph, Table

HOSTILE = (
    '</title><script>alert("1")</script>',
    "<img src=x onerror=alert(1)>",
    '#read("/etc/passwd") & $x$ \x0b',
)
#: All elements that a page has; none of them runs anything or asks for anything.
STRUCTURE = {"html", "head", "meta", "title", "style", "body", "main", "nav", "section", "div"}
WORDS = {"h1", "h2", "p", "strong", "ul", "li", "a", "figure", "figcaption"}
TABLES = {"table", "caption", "thead", "tbody", "tr", "th", "td"}
PICTURES = {"svg", "desc", "defs", "pattern", "rect", "path", "line", "text"}
TAGS = STRUCTURE | WORDS | TABLES | PICTURES
LEAST = 10


@pytest.fixture(scope="module")
def guideline():
    return load_guideline()


@pytest.fixture(scope="module")
def hostile(guideline):
    rows = twelve().with_columns(
        pl.when(pl.col("sex") == "male")
        .then(pl.lit(HOSTILE[0]))
        .otherwise(pl.lit(HOSTILE[1]))
        .alias("risk_group"),
        pl.lit(HOSTILE[2]).alias("ras"),
    )
    rows = pl.concat(
        [
            twelve().with_columns(pl.col("sex").alias("risk_group")),
            rows.select(*twelve().columns, "risk_group").with_columns(
                pl.lit(None).cast(pl.String).alias("ras"),
                ("x" + pl.col("patient_id")).alias("patient_id"),
            ),
        ]
    )
    return registry_report(rows, guideline, by="risk_group", name=HOSTILE[0])


@pytest.fixture(scope="module")
def private(guideline):
    part = next(Synth(guideline, seed=3).parts(1500)).patients
    number = pl.int_range(pl.len())
    part = part.with_columns(
        pl.when(number % 3 == 0)
        .then(pl.lit("systemic_therapy"))
        .when(number % 3 == 1)
        .then(pl.lit("liver_resection"))
        .otherwise(pl.lit("anti_egfr"))
        .alias("treatment_given"),
        (number % 97).cast(pl.Float64).alias("followup_months"),
        (number % 5 < 2).alias("died"),
    )
    return registry_report(part, guideline, by="primary_site", least=LEAST)


class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.ids = set(), set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.ids += [value for name, value in attrs if name == "id"]
        for name, value in attrs:
            assert (
                name not in ("src", "srcset")
                and not (value or "").startswith(("http", "//", "javascript"))
            ) or name == "xmlns"


def test_hostile_values_stay_text(hostile):
    text = html_of(hostile)
    page = Page()
    page.feed(text)
    assert page.tags <= TAGS
    assert not {name for name in page.attributes if name.startswith("on")}
    assert len(page.ids) == len(set(page.ids))
    assert "&lt;script&gt;" in text and "&lt;img src=x" in text
    assert "default-src 'none'" in text


def test_every_figure_is_well_formed_and_says_what_it_shows(hostile):
    figures = [p for s in hostile.sections for p in s.parts if isinstance(p, Figure)]
    assert len(figures) > 12
    for figure in figures:
        root = ElementTree.fromstring(figure.svg)
        space = "{http://www.w3.org/2000/svg}"
        assert root.find(f"{space}title").text and root.find(f"{space}desc").text
        assert figure.alt


def test_a_pdf_is_made_of_the_same_parts(hostile, tmp_path):
    data = pdf_of(hostile)
    assert data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF")
    files = [tmp_path / "r.html", tmp_path / "r.pdf"]
    write_report(hostile, files)
    assert {path.name for path in tmp_path.iterdir()} == {"r.html", "r.pdf"}


def test_files_appear_together_or_not_at_all(hostile, tmp_path, monkeypatch):
    from hepaboard.registry import files

    def fail(report):
        raise RuntimeError("half-way")

    monkeypatch.setitem(files.FORMS, ".pdf", fail)
    with pytest.raises(RuntimeError, match="half-way"):
        write_report(hostile, [tmp_path / "r.html", tmp_path / "r.pdf"])
    assert not list(tmp_path.iterdir())


def small(text):
    """Whether words hold a number from 1 to LEAST - 1 that is no part of a larger one."""
    plain = re.sub(r"[SD]\d+\S*|\d[\d,]*\.\d+|\d+\u00a0?%", "", text)
    return [
        n
        for n in re.findall(r"(?<![\d,.])\d[\d,]*(?![\d,.]\d)", plain)
        if 0 < int(n.replace(",", "")) < LEAST
    ]


def test_no_small_count_is_in_any_table(private):
    hidden = 0
    for section in private.sections:
        for part in section.parts:
            if not isinstance(part, Table) or part.title.startswith(("Cox", "What the")):
                continue
            width = len(part.head) - (section.id == "missing")  # its last column counts treatments
            for row in part.rows:
                for cell in row[part.texts : width]:
                    hidden += cell == "hidden"
                    if section.id == "survival" and (
                        "%" in cell or "between" in cell or "after" in cell
                    ):
                        continue
                    assert not small(cell.split(" (")[0]), (part.title, row)
    assert hidden > 50


def test_no_small_count_is_in_any_figure_or_its_description(private):
    space = "{http://www.w3.org/2000/svg}"
    for section in private.sections:
        for part in section.parts:
            if not isinstance(part, Figure):
                continue
            if section.id in ("places", "disagreement"):
                assert not small(part.alt.replace("4b and 5", "")), part.alt
            root = ElementTree.fromstring(part.svg)
            if part.title.startswith("Who") or section.id == "places":
                for node in root.iter(f"{space}text"):
                    text = node.text or ""
                    assert not (text.replace(",", "").isdigit() and small(text)), text


def test_parts_of_a_whole_do_not_give_the_hidden_one_away(private):
    checked = 0
    for section in private.sections:
        for part in section.parts:
            if isinstance(part, Table) and section.id == "verdicts":
                for row in part.rows:
                    cells = row[1:]
                    gone = cells.count("hidden")
                    rest = (
                        1500
                        - _ended(private)
                        - sum(int(c.replace(",", "")) for c in cells if c != "hidden")
                    )
                    assert (gone == 0 and rest == 0) or (gone > 1 and rest >= LEAST), row
                    checked += gone > 0
    assert checked > 5


def _ended(report):
    (head,) = [line for line in report.head if "patients assessed" in line]
    return 1500 - int(re.search(r"([\d,]+) patients assessed", head)[1].replace(",", ""))


def test_the_command_writes_both_files_and_refuses_before_it_writes(tmp_path):
    twelve().write_csv(tmp_path / "p.csv")

    def run(*args):
        files = [str(tmp_path / "p.csv"), str(tmp_path / "v.parquet")]
        return CliRunner().invoke(app, ["cohort", *files, *map(str, args)])

    wrong = run("--report", tmp_path / "r", "--by", "sexx")
    assert "no column 'sexx'" in str(wrong.exception)
    assert {path.name for path in tmp_path.iterdir()} == {"p.csv"}
    assert "for --report" in str(run("--by", "sex").exception)
    assert "not written as .doc" in str(run("--report", tmp_path / "r.doc").exception)
    done = run("--report", tmp_path / "r", "--by", "sex", "--min-cell", 3)
    assert done.exit_code == 0, done.exception
    assert (
        done.stdout.splitlines()[-1]
        == f"report written to {tmp_path / 'r.html'}, {tmp_path / 'r.pdf'}"
    )
    text = (tmp_path / "r.html").read_text()
    assert "Counts from 1 to 2 are hidden" in text and "by sex" in text
    # the columns that the report reads are copied to the output
    assert pl.read_parquet(tmp_path / "v.parquet").columns[1:4] == [
        "treatment_given",
        "followup_months",
        "died",
    ]


def test_what_is_not_installed_is_said(guideline, monkeypatch):
    from hepaboard.errors import HepaboardError

    monkeypatch.setitem(sys.modules, "lifelines", None)
    with pytest.raises(HepaboardError, match="needs lifelines, which is not installed") as caught:
        registry_report(twelve(), guideline)
    assert caught.value.todo == "pip install 'hepaboard[cohort]'"


def test_the_same_cohort_gives_the_same_report(guideline):
    first, second = (html_of(registry_report(twelve(), guideline, by="sex")) for _ in range(2))
    assert first == second


def test_paragraphs_hold_no_small_counts(private):
    for section in private.sections:
        for part in section.parts:
            if isinstance(part, Paragraph) and section.id in ("data", "concordance"):
                assert not small(part.text), part.text
