"""The accounts app."""

from django.apps import AppConfig


class Accounts(AppConfig):
    """People and their roles."""

    name = "hepaboard.web.accounts"
    label = "accounts"
