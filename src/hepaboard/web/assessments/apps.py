"""The assessments app."""

from django.apps import AppConfig


class Assessments(AppConfig):
    """Assessments as they were shown."""

    name = "hepaboard.web.assessments"
    label = "assessments"
