"""Where attempts are counted: a table that all processes share, on a connection of its own."""

from typing import Any


class Router:
    """Sends the cache's table to the connection `throttle`; all else goes on as it is."""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        """Return where a count is read."""
        return "throttle" if model._meta.app_label == "django_cache" else None

    def db_for_write(self, model: Any, **hints: Any) -> str | None:
        """Return where a count is written."""
        return self.db_for_read(model)
