"""Where django-allauth asks us: nobody signs up, attempts are counted, secrets are sealed."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import unstash_login
from allauth.account.signals import user_logged_in
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from actionday.tenancy.models import Member

from .factors import BY_PROVIDER, is_last, opened, sealed
from .proof import stepped_up
from .provider_stage import vouched
from .waiting import too_often, wait_s

STAGE = "allauth.mfa.stages.AuthenticateStage"
OURS = "actionday.accounts.provider_stage.SecondStep"


class Accounts(DefaultAccountAdapter):
    """Signing in by e-mail and password."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "This e-mail and password do not fit together. Nothing else is wrong: try again, or ask"
            " who invited you."
        ),
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("This is not your password."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no: who comes in was invited."""
        return False

    def get_login_stages(self) -> list[str]:
        """Return the steps of signing in, with our second one."""
        return [OURS if each == STAGE else each for each in super().get_login_stages()]

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Ask again only where the last proof is old."""
        return not stepped_up(context.request)

    def reauthenticate(self, user: Member, password: str) -> bool:
        """Say whether this is the member's password; a wrong one counts as an attempt."""
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def respond_user_inactive(self, request: HttpRequest, user: Member) -> HttpResponse:
        """Tell somebody with the right password that they are disabled."""
        return render(request, "web/account/disabled.html", status=403)

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """Return an error; who tried too often is told how long to wait."""
        if code == "too_many_login_attempts":
            seconds = wait_s(context.request, "login_failed", self.keys(context.request))
            return ValidationError(too_often(seconds), code=code)
        other: ValidationError = super().validation_error(code, *args)
        return other

    def keys(self, request: HttpRequest) -> list[str]:
        """Return under what this person's attempts are counted."""
        login = unstash_login(request, peek=True)
        member = login.user if login else request.user
        email = request.POST.get("username") or getattr(member, "email", "")
        known = [self._get_login_attempts_cache_key(request, email=email)]
        return [*known, f"mfa-auth-user-{member.pk}"] if member else known


class SecondFactors(DefaultMFAAdapter):
    """The second factors."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _(
            "This code does not fit. Codes change every 30 seconds, and each works once: take the"
            " next one."
        ),
        "cannot_delete_authenticator": _(
            "This is your only second factor. Add another one first, then remove this one."
        ),
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret for the database."""
        return sealed(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open it again."""
        return opened(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Keep the last one, where one is required."""
        return settings.DEMO or not is_last(authenticator)


class Providers(DefaultSocialAccountAdapter):
    """Signing in with an organisation's own provider: only members, found by verified e-mail."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Say no: a provider never makes a member."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Find the member whom the provider names, among those that it vouches for."""
        member = sociallogin.user if sociallogin.is_existing else by_email(sociallogin)
        if member is None or not vouches_for(sociallogin.provider.app.settings, member):
            page = render(request, "web/account/not_a_member.html", status=403)
            raise ImmediateHttpResponse(page)
        if not sociallogin.is_existing:
            sociallogin.connect(request, member)


def by_email(sociallogin: Any) -> Member | None:
    """Return the member with an e-mail that the provider has verified."""
    verified = [each.email for each in sociallogin.email_addresses if each.verified is True]
    found = (Member.objects.filter(email__iexact=email).first() for email in verified)
    return next((member for member in found if member is not None), None)


def vouches_for(provider: dict[str, Any], member: Member) -> bool:
    """Say whether the member is of the organisation that brings this provider."""
    if "unit" in provider:
        return member.unit is not None and member.unit.code == provider["unit"]
    if "platform" in provider:
        return member.platform is not None and member.platform.slug == provider["platform"]
    return True


@receiver(user_logged_in)
def keep_vouching(sender: object, request: HttpRequest, **more: Any) -> None:
    """Remember for this session that the provider asked for the second factor."""
    request.session[BY_PROVIDER] = vouched(more.get("sociallogin"))
