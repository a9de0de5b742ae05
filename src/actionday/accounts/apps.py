"""Django's entry for accounts; it has no tables of its own."""

from django.apps import AppConfig


class Accounts(AppConfig):
    """Who may come in."""

    name = "actionday.accounts"

    def ready(self) -> None:
        """Hear when somebody signs in."""
        from . import adapters, sessions  # noqa: F401
