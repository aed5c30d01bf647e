"""The forms of a letter, told by the name of the file."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from hepaboard.errors import HepaboardError
from hepaboard.report.letter.bundle import Bundle
from hepaboard.report.letter.markdown import letters_markdown
from hepaboard.report.letter.paper import Paper
from hepaboard.report.letter.pdf import letters_pdf
from hepaboard.report.letter.word import letters_docx


class Form(StrEnum):
    """Forms of a letter; the value is the suffix of the file."""

    pdf = ".pdf"
    docx = ".docx"
    markdown = ".md"

    def write(self, bundle: Bundle, paper: Paper = "a4") -> bytes:
        """The letters in this form.

        Raises
        ------
        HepaboardError
            The extra that makes this form is not installed.
        """
        if self is Form.pdf:
            return letters_pdf(bundle, paper)
        if self is Form.docx:
            return letters_docx(bundle, paper)
        return letters_markdown(bundle).encode()


def form_of(target: Path) -> Form:
    """The form that a file's name asks for.

    Raises
    ------
    HepaboardError
        The suffix is none of the forms.
    """
    try:
        return Form(target.suffix.lower())
    except ValueError:
        raise HepaboardError(
            f"{target} does not say which form is wanted.",
            field="--to",
            value=str(target),
            allowed="a file whose name ends in " + ", ".join(Form),
        ) from None
