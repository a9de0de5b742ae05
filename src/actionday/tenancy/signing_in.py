"""How Django finds the member behind a session: the program looks, as nobody acts yet."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from .acting import as_the_program
from .models import Member


class Backend(ModelBackend):
    """E-mail and password; members are read with their organisation."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None,
        password: str | None = None, **more: Any,
    ) -> Any:  # fmt: skip
        """Return the member whose e-mail and password these are."""
        with as_the_program():
            return super().authenticate(request, username=username, password=password, **more)

    def get_user(self, user_id: Any) -> Member | None:
        """Return the member of a session, if they are not disabled."""
        with as_the_program():
            known = Member.objects.select_related("unit", "platform")
            return known.filter(pk=user_id, is_active=True).first()
