"""The board's decision as it is given: as text, or in a text file."""

from __future__ import annotations

from pathlib import Path

from hepaboard.errors import HepaboardError
from hepaboard.report.letter.plain import plain

MOST_LETTERS = 6000
_ALLOWED = f"the decision in words (up to {MOST_LETTERS} letters), or a text file that holds it"
_SUFFIXES = (".txt", ".md", ".text")


def decision_of(given: str) -> tuple[str, ...]:
    """The decision as paragraphs; the text of a file if there is one of that name.

    Raises
    ------
    HepaboardError
        It is empty, too long, names a text file that does not exist, or a file that is no text.
    """
    text = given
    if "\n" not in given and len(given) < 1000:
        text = _from_file(given)
    paragraphs = tuple(line for line in (plain(part) for part in text.splitlines()) if line)
    if not paragraphs:
        raise HepaboardError(
            "The decision is empty.",
            field="--decision",
            allowed=_ALLOWED,
            todo="Leave --decision out: the letter then has lines to write on.",
        )
    if sum(map(len, paragraphs)) > MOST_LETTERS:
        raise HepaboardError(
            "The decision is too long for a letter.", field="--decision", allowed=_ALLOWED
        )
    return paragraphs


def _from_file(given: str) -> str:
    path = Path(given)
    try:
        if path.is_file():
            return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise HepaboardError(
            f"{given} is not a text file in UTF-8.", field="--decision", allowed=_ALLOWED
        ) from None
    except (OSError, ValueError):
        return given
    if path.suffix.lower() in _SUFFIXES and " " not in given.strip():
        raise HepaboardError(f"There is no file {given}.", field="--decision", allowed=_ALLOWED)
    return given
