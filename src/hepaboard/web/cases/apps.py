"""The cases app."""

from django.apps import AppConfig


class Cases(AppConfig):
    """Cases and their versions."""

    name = "hepaboard.web.cases"
    label = "cases"
