"""The solver, which is an extra."""

from __future__ import annotations

from typing import Any

from hepaboard.errors import HepaboardError


def z3() -> Any:
    """The module z3.

    Raises
    ------
    HepaboardError
        The extra is not installed.
    """
    try:
        import z3
    except ImportError:
        raise HepaboardError(
            "Proofs need z3-solver, which is not installed.",
            todo='Install the extra: pip install "hepaboard[proofs]"',
        ) from None
    return z3
