"""The lesions of a case on a map of the liver's segments."""

from hepaboard.report.liver_map.lesion import ROMAN, MapLesion, map_lesions
from hepaboard.report.liver_map.svg import liver_map_svg

__all__ = ["ROMAN", "MapLesion", "liver_map_svg", "map_lesions"]
