"""The words of a PDF that typst wrote, page by page; enough of the format for that and no more."""

from __future__ import annotations

import re
import zlib

_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
#: A string may hold balanced brackets; five deep are enough here.
_STRING = rb"\((?:\\.|[^\\()])*\)"
for _ in range(5):
    _STRING = rb"\((?:\\.|[^\\()]|" + _STRING + rb")*\)"
_SHOWN = re.compile(rb"/(f\d+) [\d.]+ Tf|(" + _STRING + rb")|(T[jJ])", re.DOTALL)


def page_texts(pdf: bytes, *, running: bool = False) -> list[str]:
    """The text of each page without white space; with header and footer if ``running``."""
    return ["".join(runs) for runs in page_runs(pdf, running=running)]


def page_runs(pdf: bytes, *, running: bool = False) -> list[list[str]]:
    """The pieces of text that each page sets, one a piece of a line, without white space."""
    objects = {
        int(number): body
        for number, body in re.findall(rb"(\d+) 0 obj\s(.*?)endobj", pdf, re.DOTALL)
    }
    found = []
    for body in objects.values():
        if re.match(rb"<<\s*/Type\s*/Page\b(?!s)", body):
            resources = objects[int(re.search(rb"/Resources (\d+)", body)[1])]
            fonts = {
                name: _letters(objects, int(number))
                for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", resources)
            }
            content = _stream(objects[int(re.search(rb"/Contents (\d+)", body)[1])])
            content = re.sub(rb"/(?:ActualText|Lang)\s*" + _STRING, b"", content, flags=re.DOTALL)
            if not running:
                content = re.sub(rb"/Artifact.*?\bEMC", b"", content, flags=re.DOTALL)
            found.append(_runs(content, fonts))
    return found


def sizes_pt(pdf: bytes) -> set[tuple[float, float]]:
    """The sizes of the pages in points."""
    return {
        (float(width), float(height))
        for width, height in re.findall(rb"/MediaBox\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    }


def _runs(content: bytes, fonts: dict[bytes, dict[int, str]]) -> list[str]:
    runs, run, font = [], "", {}
    for name, text, shown in _SHOWN.findall(content):
        if name:
            font = fonts[name]
        elif text:
            codes = _plain(text[1:-1])
            pairs = [codes[i] << 8 | codes[i + 1] for i in range(0, len(codes), 2)]
            run += "".join(font.get(code, "\ufffd") for code in pairs)
        elif shown:
            runs.append("".join(run.split()))
            run = ""
    return runs


def _letters(objects: dict[int, bytes], font: int) -> dict[int, str]:
    """What each glyph of a font stands for (its ToUnicode table)."""
    table = _stream(objects[int(re.search(rb"/ToUnicode (\d+)", objects[font])[1])])
    found: dict[int, str] = {}
    for part in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for glyph, text in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", part):
            found[int(glyph, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    for part in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        pattern = rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>"
        for first, last, text in re.findall(pattern, part):
            start = int(text, 16)
            for i in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + i] = chr(start + i)
    return found


def _stream(body: bytes) -> bytes:
    raw = body.split(b"stream", 1)[1].lstrip(b"\r\n").rsplit(b"endstream", 1)[0]
    return zlib.decompressobj().decompress(raw)


def _plain(text: bytes) -> bytes:
    def one(found: re.Match[bytes]) -> bytes:
        code = found[1]
        return bytes([int(code, 8)]) if code[:1].isdigit() else _ESCAPES.get(code, code)

    return re.sub(rb"\\([0-7]{3}|.)", one, text, flags=re.DOTALL)
