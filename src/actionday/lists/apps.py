"""Django's entry for the hash lists."""

from django.apps import AppConfig


class Lists(AppConfig):
    """Named lists of fingerprints."""

    name = "actionday.lists"
    label = "lists"
