"""Writes the data of a case as YAML that people read and ``read_text`` reads back unchanged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./+()%-]*( [A-Za-z0-9_./+()%-]+)*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WORDS = frozenset({"null", "true", "false"})
#: A line of this many characters is still read at a glance.
WIDE = 96


def yaml_text(data: Mapping[str, Any]) -> str:
    """The document; its comments, if it once had any, are not part of the data."""
    return "\n".join(_block(data, 0)) + "\n"


def _block(data: Mapping[str, Any], indent: int) -> Iterator[str]:
    margin = " " * indent
    for key, value in data.items():
        name = f"{margin}{_scalar(key)}:"
        if isinstance(value, dict) and value and not _short(value, indent + len(key)):
            yield name
            yield from _block(value, indent + 2)
        elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
            yield name
            for item in value:
                yield from _item(item, indent + 2)
        else:
            yield f"{name} {_flow(value)}"


def _item(item: Any, indent: int) -> Iterator[str]:
    margin = " " * indent
    if not isinstance(item, dict) or not item or _short(item, indent):
        yield f"{margin}- {_flow(item)}"
        return
    lines = list(_block(item, indent + 2))
    yield f"{margin}- {lines[0].lstrip()}"
    yield from lines[1:]


def _short(value: Mapping[str, Any], indent: int) -> bool:
    """Whether a mapping stands on one line: a record of single values, not a section."""
    if indent == 0 or any(isinstance(part, dict | list) for part in value.values()):
        return False
    told = "value" in value or "at_least" in value or "at_most" in value
    record = "treatment" in value or "modality" in value
    return (told or record) and indent + len(_flow(dict(value))) <= WIDE


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_scalar(k)}: {_flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(part) for part in value) + "]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        text = str(value)
        # "5." is read as a decimal again, "5" as an integer.
        return text if set(text) & set(".eE") else f"{text}."
    if isinstance(value, int):
        return str(value)
    text = str(value)
    if _DAY.fullmatch(text) or (_PLAIN.fullmatch(text) and text.lower() not in _WORDS):
        return text
    return '"' + "".join(_character(char) for char in text) + '"'


def _character(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    if char.isprintable():
        return char
    return f"\\U{ord(char):08x}"
