"""Single bits of the masks of a batch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from hepaboard.cohort.plan import MASK_BITS
from hepaboard.registry.outputs import mask_names

Flags = npt.NDArray[np.bool_]


def bits(raw: pl.DataFrame, name: str, meanings: Sequence[str]) -> Iterator[tuple[str, Flags]]:
    """What each bit of a mask means, and where it is set."""
    columns = [raw.get_column(c).to_numpy() for c in mask_names(name, len(meanings))]
    for place, meaning in enumerate(meanings):
        group, bit = divmod(place, MASK_BITS)
        yield meaning, (columns[group] >> bit & 1).astype(np.bool_)
