"""The addresses of signing in and of the account; django-allauth's under names of its own.

Only those of its pages that we need are here, each served as the program (`serving.py`).
"""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as key
from allauth.socialaccount.providers.openid_connect import views as provider
from allauth.socialaccount.views import login_cancelled, login_error
from django.contrib.auth.views import LogoutView
from django.urls import path
from django.views import View

from ..access import View as ViewFunction
from ..second_factor import before_second_factor
from ..sign_in import SignIn
from . import invitation, overview, people, sessions, tokens
from .codes import Codes, download
from .proving import step_up
from .serving import by_the_program

sign_in = by_the_program(SignIn.as_view())
sign_out = before_second_factor(LogoutView.as_view())
FACTOR = "account/second-factor/"


def page(name: str, view: type[View]) -> ViewFunction:
    """Serve one of django-allauth's pages, marked in our navigation."""
    return by_the_program(view.as_view(extra_context={"page": name}))


urlpatterns = [
    path("sign-in/", sign_in, name="sign_in"),
    path("sign-in/", sign_in, name="account_login"),
    path("sign-in/second/", by_the_program(factors.authenticate), name="mfa_authenticate"),
    path(
        "sign-in/cancelled/", by_the_program(login_cancelled), name="socialaccount_login_cancelled"
    ),
    path("sign-in/failed/", by_the_program(login_error), name="socialaccount_login_error"),
    path(
        "sign-in/with/<slug:provider_id>/",
        by_the_program(provider.login),
        name="openid_connect_login",
    ),
    path(
        "sign-in/with/<slug:provider_id>/back/",
        by_the_program(provider.callback),
        name="openid_connect_callback",
    ),
    path("sign-out/", sign_out, name="sign_out"),
    path("sign-out/", sign_out, name="account_logout"),
    path("invitation/<str:secret>/", invitation.invitation, name="invitation"),
    path("account/", overview.account, name="account"),
    path("account/prove/", by_the_program(step_up), name="step_up"),
    path(
        "account/password/",
        page("password", account.PasswordChangeView),
        name="account_change_password",
    ),
    path(FACTOR, page("factor", factors.IndexView), name="mfa_index"),
    path(
        f"{FACTOR}app/",
        page("factor", app.ActivateTOTPView),
        name="mfa_activate_totp",
    ),
    path(
        f"{FACTOR}app/remove/",
        page("factor", app.DeactivateTOTPView),
        name="mfa_deactivate_totp",
    ),
    path(f"{FACTOR}keys/", page("factor", factors.IndexView), name="mfa_list_webauthn"),
    path(
        f"{FACTOR}keys/add/",
        page("factor", key.AddWebAuthnView),
        name="mfa_add_webauthn",
    ),
    path(
        f"{FACTOR}keys/<int:pk>/remove/",
        page("factor", key.RemoveWebAuthnView),
        name="mfa_remove_webauthn",
    ),
    path(
        f"{FACTOR}codes/",
        page("factor", Codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        f"{FACTOR}codes/new/",
        page("factor", recovery.GenerateRecoveryCodesView),
        name="mfa_generate_recovery_codes",
    ),
    path(f"{FACTOR}codes/text/", by_the_program(download), name="recovery_codes_text"),
    path("account/sessions/", sessions.sessions, name="sessions"),
    path("account/sessions/<int:session>/end/", sessions.end, name="session_end"),
    path("account/sessions/end-others/", sessions.end_others, name="sessions_end_others"),
    path("account/tokens/", tokens.tokens, name="tokens"),
    path("account/tokens/make/", tokens.make, name="token_make"),
    path("account/tokens/<int:token>/revoke/", tokens.revoke, name="token_revoke"),
    path("account/people/", people.people, name="people"),
    path("account/people/invite/", people.invite, name="invite"),
    path("account/people/<int:member>/roles/", people.roles, name="member_roles"),
    path("account/people/<int:member>/disable/", people.disable, name="member_disable"),
    path("account/people/<int:member>/enable/", people.enable, name="member_enable"),
    path(
        "account/people/<int:member>/clear-factors/",
        people.clear_factors,
        name="member_clear_factors",
    ),
    path(
        "account/people/invitations/<int:invitation>/withdraw/",
        people.withdraw,
        name="invitation_withdraw",
    ),
]
