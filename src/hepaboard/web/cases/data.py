"""The data of a case as the pages hold it: the mapping of the case file, in its long form.

One representation that loses nothing: what ``read_text`` gives (text, whole numbers, decimals,
yes and no), with the short forms of the lists written out, so that every field has one place.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hepaboard.case.model import SECTIONS
from hepaboard.case.read import CaseFile, case_in
from hepaboard.document import read_text
from hepaboard.recent import Recent

Data = dict[str, Any]
_read: Recent[CaseText] = Recent(64)
ORDER = (
    "id",
    "about",
    "assessed_on",
    *SECTIONS,
    "dates",
    "lesions",
    "treatments",
    "imaging",
    "declined",
)


@dataclass(frozen=True, slots=True)
class CaseText:
    """A case text with what it holds."""

    file: CaseFile
    data: Data


def case_text(text: str, name: str = "case.yaml") -> CaseText:
    """The case in a text.

    Raises
    ------
    HepaboardError
        It is no case; every problem with its line and field.
    """
    # JSON writes rare characters as two escapes, which only a name that ends so lets pass.
    if text.lstrip().startswith("{") and not name.endswith(".json"):
        name = f"{name.removesuffix('.yaml')}.json"
    known = _read.get(f"{name}\0{text}")
    if known is None:
        file = case_in(read_text(text, name))
        known = _read.put(f"{name}\0{text}", CaseText(file, long_form(file.document.data)))
    # The data is given away to be changed; what is remembered is not.
    return CaseText(known.file, copy.deepcopy(known.data))


def long_form(data: Mapping[str, Any]) -> Data:
    """The same case with every list written out and its sections in the usual order."""
    made = {key: data[key] for key in ORDER if key in data}
    for key in SECTIONS:
        if key in made and not made[key]:
            del made[key]
    for key in ("treatments", "imaging"):
        if isinstance(made.get(key), list):
            made[key] = {"complete": not made[key], "records": made[key]}
        if isinstance(made.get(key), dict):
            made[key] = {"complete": False, "records": [], **made[key]}
    if isinstance(made.get("lesions"), list):
        made["lesions"] = {"complete": False, "listed": made["lesions"]}
    if isinstance(made.get("lesions"), dict):
        listed = made["lesions"].get("listed", [])
        made["lesions"] = {
            "complete": made["lesions"].get("complete", False),
            "listed": [_lesion(item) for item in listed],
        }
    return made


def _lesion(item: Mapping[str, Any]) -> Data:
    return {"id": item["id"], **item.get("findings", {}), **_direct(item)}


def _direct(item: Mapping[str, Any]) -> Data:
    return {key: value for key, value in item.items() if key not in ("id", "findings")}
