"""The audit app."""

from django.apps import AppConfig


class Audit(AppConfig):
    """The trail."""

    name = "hepaboard.web.audit"
    label = "audit"
