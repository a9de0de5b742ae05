"""Django's entry for tenancy."""

from django.apps import AppConfig


class Tenancy(AppConfig):
    """Who takes part."""

    name = "actionday.tenancy"
    label = "tenancy"
