"""A registry report as one HTML file: nothing from outside, no script, prints on A4."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from hepaboard.registry.drawing.svg import words
from hepaboard.registry.report import RegistryReport
from hepaboard.registry.section import HIDDEN_WORD, Figure, Paragraph, Part, Section, Table

STYLE = """
:root{color:#1b1f23;background:#fff;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,
Helvetica,Arial,sans-serif;font-variant-numeric:tabular-nums}
body{max-width:64rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.75rem;margin:0 0 .25rem}h2{font-size:1.375rem;margin:2.5rem 0 .5rem;
border-top:2px solid #1b1f23;padding-top:.5rem}
p{max-width:75ch;margin:.5rem 0 1rem}.head{margin:0;color:#57606a}
.use{border:1px solid #1b1f23;padding:.5rem .75rem;max-width:none}
figure{margin:1rem 0 1.5rem}figcaption{font-weight:600;margin-bottom:.25rem}
svg{max-width:100%;height:auto}
nav ul{columns:2;padding-left:1.25rem}a{color:#0b4f8a}
.many{font-size:.8125rem}.many th,.many td{padding-right:.45rem}.many .w{min-width:8.5rem}
.wide{overflow-x:auto;margin:0 0 1.5rem}
table{border-collapse:collapse;font-size:.875rem}caption{text-align:left;font-weight:600;
padding-bottom:.25rem}
th,td{padding:.2rem .6rem .2rem 0;vertical-align:top;text-align:right;
border-bottom:1px solid #d8dee4}
th{border-bottom:1px solid #1b1f23;font-weight:600;vertical-align:bottom}
.w{text-align:left;min-width:11rem;max-width:26rem;white-space:pre-wrap}
.w+.w{min-width:6rem}
td.h{color:#57606a;font-style:italic}
@page{size:A4;margin:16mm 14mm 18mm}
@media print{body{padding:0;max-width:none}:root{font-size:12px}nav{display:none}
h2{break-after:avoid}figure,tr{break-inside:avoid}thead{display:table-header-group}
.wide{overflow:visible}table{font-size:10px}.many{font-size:8.5px}.w{min-width:0;max-width:22rem}}
""".strip()
#: Columns beyond which a table is set smaller.
MANY = 7
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def html_of(report: RegistryReport) -> str:
    """The whole file."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: RegistryReport) -> Iterator[str]:
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{words(report.title)} - {words(report.head[0])}</title>"
    yield f"<style>{STYLE}</style>\n</head>\n<body>"
    yield f"<h1>{words(report.title)}</h1>"
    yield from (f'<p class="head">{words(line)}</p>' for line in report.head)
    yield f'<p class="use"><strong>Intended use.</strong> {words(report.intended_use)}</p>'
    yield '<nav aria-label="Chapters"><ul>'
    yield from (f'<li><a href="#{s.id}">{words(s.title)}</a></li>' for s in report.sections)
    yield "</ul></nav>\n<main>"
    figures = count(1)
    for section in report.sections:
        yield from _section(section, figures)
    yield "</main>\n</body>\n</html>"


def _section(section: Section, figures: Iterator[int]) -> Iterator[str]:
    yield f'<section id="{section.id}">\n<h2>{words(section.title)}</h2>'
    for part in section.parts:
        yield from _part(part, figures)
    yield "</section>"


def _part(part: Part, figures: Iterator[int]) -> Iterator[str]:
    if isinstance(part, Paragraph):
        yield f"<p>{words(part.text)}</p>"
    elif isinstance(part, Figure):
        svg = _own_ids(part.svg, next(figures))
        yield f"<figure><figcaption>{words(part.title)}</figcaption>\n{svg}\n</figure>"
    else:
        yield from _table(part)


def _own_ids(svg: str, number: int) -> str:
    """The figure with ids that no other figure of the page has."""
    return svg.replace('id="p-', f'id="f{number}-p-').replace("url(#p-", f"url(#f{number}-p-")


def _table(table: Table) -> Iterator[str]:
    kind = ' class="many"' if len(table.head) > MANY else ""
    yield f'<div class="wide"><table{kind}><caption>{words(table.title)}</caption>'
    head = "".join(
        f'<th scope="col"{_class(place, table)}>{words(cell)}</th>'
        for place, cell in enumerate(table.head)
    )
    yield f"<thead><tr>{head}</tr></thead>\n<tbody>"
    for row in table.rows:
        cells = "".join(
            f'<td class="h">{words(cell)}</td>'
            if cell == HIDDEN_WORD and place >= table.texts
            else f"<td{_class(place, table)}>{words(cell)}</td>"
            for place, cell in enumerate(row)
        )
        yield f"<tr>{cells}</tr>"
    yield "</tbody></table></div>"


def _class(place: int, table: Table) -> str:
    return ' class="w"' if place < table.texts else ""
