"""The flow of a source as a picture and as text, with the patient's place or without a patient."""

from hepaboard.report.flow.chart import Chart, chart_of
from hepaboard.report.flow.svg import flow_svg
from hepaboard.report.flow.text import print_flow

__all__ = ["Chart", "chart_of", "flow_svg", "print_flow"]
