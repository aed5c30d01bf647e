"""The guideline browser app."""

from django.apps import AppConfig


class Browse(AppConfig):
    """The guideline browser."""

    name = "hepaboard.web.browse"
    label = "browse"
