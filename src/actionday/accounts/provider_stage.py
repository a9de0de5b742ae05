"""The second step of signing in, left out where the organisation's own sign-in had one."""

from allauth.mfa.stages import AuthenticateStage
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest

MFA = "mfa"


class SecondStep(AuthenticateStage):
    """Asks for the second factor, unless the provider says that it has (`amr` contains `mfa`)."""

    def _should_handle(self, request: HttpRequest) -> bool:
        came_by = (self.login.signal_kwargs or {}).get("sociallogin")
        return not vouched(came_by) and super()._should_handle(request)


def vouched(came_by: SocialLogin | None) -> bool:
    """Say whether the provider asked for a second factor."""
    if came_by is None:
        return False
    claims = came_by.account.extra_data
    amr = claims.get("id_token", {}).get("amr", [])
    return isinstance(amr, list) and MFA in amr
