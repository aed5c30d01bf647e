"""Writes a registry report to files that appear whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from hepaboard.cohort.output_file import appearing
from hepaboard.errors import HepaboardError
from hepaboard.registry.html import html_of
from hepaboard.registry.pdf import need_typst, pdf_of
from hepaboard.registry.report import RegistryReport

FORMS: dict[str, Callable[[RegistryReport], bytes]] = {
    ".html": lambda report: html_of(report).encode(),
    ".pdf": pdf_of,
}


def report_files(wanted: Sequence[Path]) -> list[Path]:
    """The files of a report; a name without suffix stands for both forms.

    Raises
    ------
    HepaboardError
        A suffix is neither .html nor .pdf, a folder is absent, or what a PDF needs is.
    """
    found: list[Path] = []
    for path in wanted:
        if path.suffix in FORMS:
            found.append(path)
        elif not path.suffix:
            found += [path.with_suffix(suffix) for suffix in FORMS]
        else:
            raise HepaboardError(
                f"A report is not written as {path.suffix}.",
                file=path,
                field="--report",
                allowed=".html, .pdf, or a name without suffix for both",
            )
    for path in found:
        if not path.absolute().parent.is_dir():
            raise HepaboardError(f"There is no folder {path.absolute().parent}.", file=path)
        if path.suffix == ".pdf":
            need_typst()
    return list(dict.fromkeys(found))


def write_report(report: RegistryReport, files: Sequence[Path]) -> None:
    """Writes all files of a report, or none."""
    with ExitStack() as stack:
        for path in files:
            part = stack.enter_context(appearing(path))
            part.write_bytes(FORMS[path.suffix](report))
            os.chmod(part, 0o644)
