"""Words of a user as one plain line."""

from __future__ import annotations

import unicodedata

#: What would steer a terminal, a page or the direction of the text around it.
_STEERING = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def plain(text: str) -> str:
    """The text on one line, without control signs; runs of white space become one space.

    Examples
    --------
    >>> plain("two\\nlines, a \\u202e turned one and  gaps")
    'two lines, a turned one and gaps'
    """
    kept = "".join(" " if unicodedata.category(sign) in _STEERING else sign for sign in text)
    return " ".join(kept.split())
