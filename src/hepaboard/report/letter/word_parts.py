"""What python-docx leaves to the reader of its format: styles, rules, headers, page numbers."""

from __future__ import annotations

from typing import Any

from hepaboard.report.letter.paper import Paper

SIZES_CM = {"a4": (21.0, 29.7), "letter": (21.59, 27.94)}
MARGIN_CM = 1.6
FONT, SIZE_PT, SMALL_PT = "Calibri", 9.5, 8


def set_styles(document: Any) -> None:
    """Small, dense and black: the letter is printed."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for name, size in (("Normal", SIZE_PT), ("Heading 1", 15.0), ("Heading 2", 9.5)):
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        style.paragraph_format.space_after = Pt(1)
        style.paragraph_format.space_before = Pt(5 if name == "Heading 2" else 0)
        style.paragraph_format.line_spacing = 1.0
    document.styles["Heading 2"].paragraph_format.keep_with_next = True


def set_margins(section: Any, paper: Paper) -> None:
    """A4 or Letter, upright."""
    from docx.shared import Cm

    width, height = SIZES_CM[paper]
    section.page_width, section.page_height = Cm(width), Cm(height)
    section.left_margin = section.right_margin = Cm(MARGIN_CM)
    section.top_margin = section.bottom_margin = Cm(1.8)
    section.header_distance = section.footer_distance = Cm(0.9)


def set_header(section: Any, left: str, right: str) -> None:
    """The header of one section: case left, day and guideline right."""
    section.header.is_linked_to_previous = False
    _two_sides(section, section.header.paragraphs[0], left).add_run(right)


def add_page_numbers(section: Any, foot: str) -> None:
    """The foot of every section: the intended use, and page x of y."""
    line = _two_sides(section, section.footer.paragraphs[0], foot)
    line.add_run("page ")
    _field(line, "PAGE")
    line.add_run(" of ")
    _field(line, "NUMPAGES")


def add_rule(paragraph: Any) -> None:
    """A thin line above a paragraph."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for key, value in (("val", "single"), ("sz", "4"), ("space", "1"), ("color", "666666")):
        top.set(qn(f"w:{key}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _two_sides(section: Any, paragraph: Any, left: str) -> Any:
    """The paragraph with its left side written and a tab to the right margin."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Pt

    paragraph.style.font.size = Pt(SMALL_PT)
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(
        section.page_width - section.left_margin - section.right_margin, WD_TAB_ALIGNMENT.RIGHT
    )
    paragraph.add_run(f"{left}\t")
    return paragraph


def _field(paragraph: Any, code: str) -> None:
    """A field that the word processor fills in."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("shown", "1"), ("end", "")):
        run = paragraph.add_run(text if kind == "shown" else "")
        if kind == "shown":
            continue
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.text = text
        run._r.append(part)
