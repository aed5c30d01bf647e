"""A registry report as PDF, set by Typst."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from hepaboard.errors import HepaboardError
from hepaboard.registry.report import RegistryReport
from hepaboard.registry.section import Figure, Paragraph, Part

LAYOUT = Path(__file__).with_name("report.typ")


def pdf_of(report: RegistryReport) -> bytes:
    """The whole file.

    Raises
    ------
    HepaboardError
        Typst is not installed.
    """
    need_typst()
    import typst

    with tempfile.TemporaryDirectory(prefix="hepaboard-report-") as name:
        folder = Path(name)
        (folder / LAYOUT.name).write_bytes(LAYOUT.read_bytes())
        (folder / "report.json").write_text(json.dumps(_data(report, folder)), encoding="utf-8")
        return bytes(typst.compile(folder / LAYOUT.name, root=folder))


def need_typst() -> None:
    """Refuses to go on where Typst is not installed.

    Raises
    ------
    HepaboardError
        It is not.
    """
    try:
        import typst  # noqa: F401
    except ModuleNotFoundError as error:
        raise HepaboardError(
            f"A report as PDF needs {error.name}, which is not installed.",
            todo="pip install 'hepaboard[cohort]', or ask for a file that ends in .html",
        ) from error


def _data(report: RegistryReport, folder: Path) -> dict[str, Any]:
    """The report as JSON; figures go to files of the folder."""
    return {
        "title": report.title,
        "head": report.head,
        "intended_use": report.intended_use,
        "sections": [
            {
                "title": section.title,
                "parts": [
                    _part(part, folder / f"{section.id}-{place}.svg")
                    for place, part in enumerate(section.parts)
                ],
            }
            for section in report.sections
        ],
    }


def _part(part: Part, file: Path) -> dict[str, Any]:
    if isinstance(part, Paragraph):
        return {"kind": "paragraph", "text": part.text}
    if isinstance(part, Figure):
        file.write_text(part.svg, encoding="utf-8")
        return {"kind": "figure", "title": part.title, "alt": part.alt, "file": file.name}
    return {
        "kind": "table",
        "title": part.title,
        "head": part.head,
        "rows": part.rows,
        "texts": part.texts,
    }
