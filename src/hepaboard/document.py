"""Reads one YAML 1.2 or JSON file, keeping the line of every value.

Stricter than YAML on purpose: no anchors or aliases, no tags, no duplicate keys, string keys
only, and yes/no/on/off stay words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from hepaboard.errors import HepaboardError

MAX_BYTES = 4_000_000
MAX_DEPTH = 40
Place = tuple[str | int, ...]

_INTEGER = re.compile(r"[-+]?[0-9]+")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_LONE = re.compile("[\ud800-\udfff]")
#: JSON writes a character beyond U+FFFF as two escapes, which YAML does not know.
_PAIR = re.compile(
    r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"
)
_WORDS = {"null": None, "~": None, "": None, "true": True, "false": False}
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class DocumentError(HepaboardError):
    """A file cannot be read as a document."""


@dataclass(frozen=True, slots=True)
class Document:
    """The content of a file with the place of each value.

    ``data`` holds dict, list, str, int, Decimal, bool and None only. Numbers with a decimal point
    stay Decimal: reading never rounds.
    """

    data: Any
    file: str
    text: str
    marks: dict[Place, tuple[int, int, int]] = field(repr=False)

    def line(self, place: Place) -> int | None:
        """The line of a value, or of the nearest value around it; counted from 1."""
        mark = self._mark(place)
        return mark[0] if mark else None

    def spot(self, place: Place, offset: int) -> tuple[int | None, int | None]:
        """Line and column of a character inside a text value.

        ``offset`` counts characters of the value; folded line breaks are followed by counting
        the characters that are not white space.
        """
        mark = self._mark(place)
        value: Any = self.data
        for key in place:
            value = value[key]
        if mark is None or not isinstance(value, str):
            return self.line(place), None
        wanted = sum(not char.isspace() for char in value[:offset])
        position = mark[2]
        if self.text[position : position + 1] in "|>":
            position = self.text.index("\n", position)
        elif self.text[position : position + 1] in "\"'":
            position += 1
        for found in range(position, len(self.text)):
            if not self.text[found].isspace():
                if wanted == 0:
                    before = self.text[:found]
                    return before.count("\n") + 1, found - before.rfind("\n")
                wanted -= 1
        return mark[0], mark[1]

    def _mark(self, place: Place) -> tuple[int, int, int] | None:
        for end in range(len(place), -1, -1):
            if place[:end] in self.marks:
                return self.marks[place[:end]]
        return None


def read_document(path: str | Path) -> Document:
    """The document in a file.

    Raises
    ------
    DocumentError
        The file is missing, a directory, too large, not text, not YAML or JSON, or uses
        something that is refused; line and column are named where there are any.
    """
    path = Path(path)
    if not path.exists():
        raise DocumentError(f"There is no file {path}.", file=path, todo="Check the path.")
    if not path.is_file():
        raise DocumentError(f"{path} is not a file.", file=path, allowed="a YAML or JSON file")
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise DocumentError(
            f"The file is too large: {size:,} bytes.", file=path, allowed=f"at most {MAX_BYTES:,}"
        )
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"The file is not text in UTF-8 (byte {error.start}).",
            file=path,
            allowed="a YAML or JSON file in UTF-8",
        ) from None
    except OSError as error:
        raise DocumentError(f"The file cannot be read: {error.strerror}.", file=path) from None
    return read_text(text, str(path))


def read_text(text: str, file: str = "<text>") -> Document:
    """The document in a text; see ``read_document``."""
    if "\x00" in text or _LONE.search(text):
        raise DocumentError("The file holds binary data.", file=file, allowed="YAML or JSON")
    if file.endswith(".json"):
        text = _PAIR.sub(_character, text)
    marks: dict[Place, tuple[int, int, int]] = {}
    loader = _Loader(text)
    try:
        _refuse_events(text, file)
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise DocumentError(
            f"The file is not valid YAML: {error.problem or error.context}.",
            file=file,
            line=mark.line + 1 if mark else None,
            column=mark.column + 1 if mark else None,
            todo="Check brackets, quotes and indentation just before this place.",
        ) from None
    except yaml.YAMLError as error:
        raise DocumentError(
            f"The file is not valid YAML: {str(error).splitlines()[0]}.", file=file
        ) from None
    finally:
        loader.dispose()
    data = None if node is None else _build(node, (), file, marks)
    return Document(data, file, text, marks)


def _character(pair: re.Match[str]) -> str:
    """The character that two escapes stand for."""
    high, low = (int(part, 16) for part in pair.groups()[1:])
    return pair[1] + chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))


def _refuse_events(text: str, file: str) -> None:
    """Refuses anchors, aliases and deep nesting before anything is built from them."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        mark: Any = event.start_mark
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise DocumentError(
                "Anchors and aliases (& and *) are not allowed.",
                file=file,
                line=mark.line + 1,
                column=mark.column + 1,
                todo="Write the value out.",
            )
        tag = getattr(event, "tag", None)
        if tag:
            raise DocumentError(f"The tag {tag} is not allowed.", file=file, line=mark.line + 1)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise DocumentError(
                f"The file is nested more than {MAX_DEPTH} levels deep.",
                file=file,
                line=mark.line + 1,
            )


def _build(
    node: yaml.Node, place: Place, file: str, marks: dict[Place, tuple[int, int, int]]
) -> Any:
    mark = node.start_mark
    marks[place] = (mark.line + 1, mark.column + 1, mark.index)
    if isinstance(node, yaml.SequenceNode):
        return [_build(part, (*place, i), file, marks) for i, part in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            key = key_node.value
            if not isinstance(key_node, yaml.ScalarNode):
                raise DocumentError("A key must be a word.", file=file, line=line)
            if key in found:
                raise DocumentError(
                    f"The key {key!r} stands twice; first in line {marks[(*place, key)][0]}.",
                    file=file,
                    line=line,
                    field=".".join(map(str, (*place, key))),
                    todo="Keep one of the two.",
                )
            found[key] = _build(value_node, (*place, key), file, marks)
            if not isinstance(value_node, yaml.ScalarNode):
                start = key_node.start_mark  # an entry begins at its name, not at its first field
                marks[(*place, key)] = (start.line + 1, start.column + 1, start.index)
        return found
    return _scalar(node)


def _scalar(node: yaml.Node) -> Any:
    """A plain scalar by the core schema of YAML 1.2; a quoted one is text."""
    value: str = node.value
    if getattr(node, "style", None):
        return value
    if value.lower() in _WORDS and value in (value.lower(), value.capitalize(), value.upper()):
        return _WORDS[value.lower()]
    if _INTEGER.fullmatch(value) and len(value) < 20:
        return int(value)
    if _DECIMAL.fullmatch(value):
        return Decimal(value)
    return value
