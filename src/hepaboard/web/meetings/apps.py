"""The meetings app."""

from django.apps import AppConfig


class Meetings(AppConfig):
    """Meetings and decisions."""

    name = "hepaboard.web.meetings"
    label = "meetings"
