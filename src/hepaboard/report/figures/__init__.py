"""Figures of a case as SVG and PNG, without a browser and without a network."""

from hepaboard.report.figures.drawing import Drawn, draw_figures, write_figures, written
from hepaboard.report.figures.figure import Figure, Form

__all__ = ["Drawn", "Figure", "Form", "draw_figures", "write_figures", "written"]
