"""How the member behind a session or a password is found: the program looks, as nobody acts yet."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest

from .acting import as_the_program
from .models import Member


class Backend(AuthenticationBackend):
    """E-mail and password; members are read with their organisation."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> Any:
        """Return the member whose e-mail and password these are."""
        with as_the_program():
            return super().authenticate(request, **credentials)

    def get_user(self, user_id: Any) -> Member | None:
        """Return the member of a session, if they are not disabled."""
        with as_the_program():
            known = Member.objects.select_related("unit", "platform")
            return known.filter(pk=user_id, is_active=True).first()
