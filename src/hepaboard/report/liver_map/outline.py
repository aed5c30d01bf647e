"""The drawn liver: outline, borders and vessels as points, seen from the front.

A schema after Couinaud, not an atlas: the viewer's left is the patient's right. Segments VI and VII
lie behind V and VIII in the body and are drawn beside them, as surgical diagrams do; segment I lies
behind and is drawn in the centre. Units are pixels of the natural size, y downwards.
"""

from __future__ import annotations

Point = tuple[float, float]

#: The liver spans some 21 cm from side to side.
PX_PER_CM = 26.0

#: Outline, clockwise from the inferior vena cava. Names mark where borders meet it.
OUTLINE: tuple[tuple[float, float, str], ...] = (
    (322, 66, "cava"),
    (352, 63, "cava-left"),
    (400, 57, ""),
    (456, 61, ""),
    (514, 79, ""),
    (562, 107, ""),
    (590, 138, "tip"),
    (584, 162, ""),
    (550, 184, ""),
    (506, 210, ""),
    (468, 240, ""),
    (440, 266, ""),
    (422, 271, "fissure"),
    (402, 285, ""),
    (370, 305, ""),
    (334, 318, ""),
    (306, 312, "gallbladder"),
    (286, 324, ""),
    (258, 352, ""),
    (218, 382, ""),
    (172, 402, "right-vein"),
    (122, 412, ""),
    (76, 406, ""),
    (46, 376, ""),
    (30, 326, ""),
    (22, 272, ""),
    (22, 222, "lateral"),
    (28, 172, ""),
    (44, 122, ""),
    (76, 80, ""),
    (120, 52, ""),
    (172, 37, ""),
    (226, 34, ""),
    (274, 44, ""),
    (304, 60, "cava-right"),
)

#: Borders inside; each end is a name of the outline or of a point on another border.
BORDERS: dict[str, tuple[tuple[float, float, str], ...]] = {
    "right-vein": (
        (304, 60, "cava-right"),
        (248, 74, ""),
        (194, 106, ""),
        (158, 158, ""),
        (146, 218, "right-pedicle"),
        (146, 282, ""),
        (156, 346, ""),
        (172, 402, "right-vein"),
    ),
    "middle-vein": (
        (322, 66, "cava"),
        (300, 96, ""),
        (286, 140, ""),
        (283, 190, "middle-pedicle"),
        (290, 250, ""),
        (306, 312, "gallbladder"),
    ),
    "fissure": (
        (352, 63, "cava-left"),
        (382, 104, ""),
        (402, 150, "left-vein"),
        (411, 188, "left-pedicle"),
        (418, 232, ""),
        (422, 271, "fissure"),
    ),
    "right-pedicle-lateral": (
        (146, 218, "right-pedicle"),
        (104, 232, ""),
        (62, 234, ""),
        (22, 222, "lateral"),
    ),
    "right-pedicle-medial": (
        (146, 218, "right-pedicle"),
        (192, 208, ""),
        (238, 196, ""),
        (283, 190, "middle-pedicle"),
    ),
    "left-pedicle": (
        (283, 190, "middle-pedicle"),
        (324, 200, ""),
        (370, 198, ""),
        (411, 188, "left-pedicle"),
    ),
    "left-vein": (
        (402, 150, "left-vein"),
        (448, 148, ""),
        (496, 146, ""),
        (544, 143, ""),
        (590, 138, "tip"),
    ),
}

#: Segment I behind, drawn in the centre; a shape of its own over the others.
CAUDATE: tuple[Point, ...] = (
    (324, 82),
    (341, 97),
    (349, 128),
    (345, 158),
    (329, 172),
    (312, 164),
    (304, 138),
    (307, 104),
)

#: Each segment as a ring of pieces of borders, in order: the border, the point from, the point to.
#: "outline" is followed clockwise.
RINGS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "II": (
        ("outline", "cava-left", "tip"),
        ("left-vein", "tip", "left-vein"),
        ("fissure", "left-vein", "cava-left"),
    ),
    "III": (
        ("left-vein", "left-vein", "tip"),
        ("outline", "tip", "fissure"),
        ("fissure", "fissure", "left-vein"),
    ),
    "IVa": (
        ("outline", "cava", "cava-left"),
        ("fissure", "cava-left", "left-pedicle"),
        ("left-pedicle", "left-pedicle", "middle-pedicle"),
        ("middle-vein", "middle-pedicle", "cava"),
    ),
    "IVb": (
        ("left-pedicle", "middle-pedicle", "left-pedicle"),
        ("fissure", "left-pedicle", "fissure"),
        ("outline", "fissure", "gallbladder"),
        ("middle-vein", "gallbladder", "middle-pedicle"),
    ),
    "V": (
        ("right-pedicle-medial", "right-pedicle", "middle-pedicle"),
        ("middle-vein", "middle-pedicle", "gallbladder"),
        ("outline", "gallbladder", "right-vein"),
        ("right-vein", "right-vein", "right-pedicle"),
    ),
    "VI": (
        ("right-pedicle-lateral", "lateral", "right-pedicle"),
        ("right-vein", "right-pedicle", "right-vein"),
        ("outline", "right-vein", "lateral"),
    ),
    "VII": (
        ("outline", "lateral", "cava-right"),
        ("right-vein", "cava-right", "right-pedicle"),
        ("right-pedicle-lateral", "right-pedicle", "lateral"),
    ),
    "VIII": (
        ("outline", "cava-right", "cava"),
        ("middle-vein", "cava", "middle-pedicle"),
        ("right-pedicle-medial", "middle-pedicle", "right-pedicle"),
        ("right-vein", "right-pedicle", "cava-right"),
    ),
}

#: Where the name of a segment stands, by its middle.
NAMES: dict[str, Point] = {
    "I": (327, 104),
    "II": (424, 84),
    "III": (440, 176),
    "IVa": (382, 178),
    "IVb": (388, 216),
    "V": (214, 234),
    "VI": (84, 258),
    "VII": (104, 94),
    "VIII": (256, 100),
}
