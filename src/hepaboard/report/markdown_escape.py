"""Words as Markdown that shows them as they are."""

from __future__ import annotations

import re

_SIGNS = frozenset("\\`*_{}[]<>|#~&")
#: What makes a list, a rule or a heading of the line above where a line begins with it.
_BEGINNING = re.compile(r"^(\s*)([-+=]|\d{1,9}(?=[.)]))")


def escaped(text: str) -> str:
    """The text with every sign escaped that Markdown reads, as running text.

    Examples
    --------
    >>> print(escaped("2 < 3 & *all*"))
    2 \\< 3 \\& \\*all\\*
    """
    return "".join(f"\\{sign}" if sign in _SIGNS else sign for sign in text)


def escaped_line(text: str) -> str:
    """The same where the text begins a line or the content of a list item.

    Examples
    --------
    >>> print(escaped_line("- none"), escaped_line("1. first"))
    \\- none 1\\. first
    """
    found = _BEGINNING.match(text)
    if found is None:
        return escaped(text)
    lead, sign = found.groups()
    rest = text[found.end() :]
    if sign.isdigit():
        return f"{lead}{sign}\\{rest[0]}{escaped(rest[1:])}"
    return f"{lead}\\{sign}{escaped(rest)}"
