"""rows.csv: the ids of a source's rows with kind and heading, so that nothing is lost count of."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple


class Row(NamedTuple):
    """One row of a source: its id, kind and the heading it stands under."""

    id: str
    kind: str
    place: str


def read_rows(path: Path) -> tuple[Row, ...]:
    """The rows of a file, in its order."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(Row(row["id"], row["kind"], row["place"]) for row in csv.DictReader(file))
