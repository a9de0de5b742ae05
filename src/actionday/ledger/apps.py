"""Django's entry for the ledger."""

from django.apps import AppConfig


class Ledger(AppConfig):
    """The append-only log."""

    name = "actionday.ledger"
    label = "ledger"
