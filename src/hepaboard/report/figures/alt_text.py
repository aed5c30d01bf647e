"""Puts title and alternative text into a picture file."""

from __future__ import annotations

import struct
import zlib
from xml.sax.saxutils import escape

_PNG = b"\x89PNG\r\n\x1a\n"


def svg_with_alt(svg: str, title: str, alt: str) -> str:
    """The SVG as one image with a title and a description that screen readers read.

    Examples
    --------
    >>> svg_with_alt('<svg width="1"><g/></svg>', "A", "b < c")
    '<svg role="img" aria-labelledby="title desc" width="1"><title id="title">A</title>\
<desc id="desc">b &lt; c</desc><g/></svg>'
    """
    head, rest = svg.split(">", 1)
    head = head.replace("<svg", '<svg role="img" aria-labelledby="title desc"', 1)
    words = f'<title id="title">{escape(title)}</title><desc id="desc">{escape(alt)}</desc>'
    return f"{head}>{words}{rest}"


def png_with_alt(png: bytes, title: str, alt: str) -> bytes:
    """The PNG with Title and Description as international text (iTXt), before its pixels."""
    if not png.startswith(_PNG):
        raise ValueError("not a PNG")
    after_header = len(_PNG) + 4 + 4 + 13 + 4
    texts = _text("Title", title) + _text("Description", alt)
    return png[:after_header] + texts + png[after_header:]


def _text(keyword: str, text: str) -> bytes:
    data = keyword.encode("latin-1") + b"\0\0\0\0\0" + text.encode("utf-8")
    kind = b"iTXt"
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
