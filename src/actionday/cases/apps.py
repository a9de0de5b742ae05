"""Django's entry for the cases."""

from django.apps import AppConfig


class Cases(AppConfig):
    """The schema of the pipeline."""

    name = "actionday.cases"
    label = "cases"
