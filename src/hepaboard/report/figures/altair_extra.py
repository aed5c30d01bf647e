"""The drawing libraries, which are an extra."""

from __future__ import annotations

from typing import Any

from hepaboard.errors import HepaboardError


def altair() -> Any:
    """The module altair.

    Raises
    ------
    HepaboardError
        The extra is not installed.
    """
    try:
        import altair
    except ImportError:
        raise _missing("altair") from None
    return altair


def converter() -> Any:
    """The module vl_convert, which renders without a browser and without a network.

    Raises
    ------
    HepaboardError
        The extra is not installed.
    """
    try:
        import vl_convert
    except ImportError:
        raise _missing("vl-convert-python") from None
    return vl_convert


def _missing(name: str) -> HepaboardError:
    return HepaboardError(
        f"Figures need {name}, which is not installed.",
        todo='Install the extra: pip install "hepaboard[figures]"',
    )
