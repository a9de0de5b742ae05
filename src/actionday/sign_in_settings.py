"""How people sign in, for Django and django-allauth; part of `settings.py`."""

import json
import os
from typing import Any

from django.utils.text import slugify

AUTH_USER_MODEL = "tenancy.Member"
AUTHENTICATION_BACKENDS = ["actionday.tenancy.signing_in.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/sign-in/"


def organisations_providers() -> list[dict[str, Any]]:
    """Return the OpenID providers of `ACTIONDAY_OIDC`: one, or a list of them.

    Each has name, server_url, client_id, secret, and whose people it vouches for: `unit` (its code)
    or `platform` (its slug); without either it vouches for everybody's.
    """
    given = json.loads(os.environ.get("ACTIONDAY_OIDC") or "[]")
    return [provider(each) for each in (given if isinstance(given, list) else [given])]


def provider(given: dict[str, str]) -> dict[str, Any]:
    """Return allauth's form of one provider."""
    more = {key: given[key] for key in ("server_url", "unit", "platform") if key in given}
    return {
        "provider_id": slugify(given["name"]),
        "name": given["name"],
        "client_id": given["client_id"],
        "secret": given["secret"],
        "settings": more | {"oauth_pkce_enabled": True},
    }


OIDC = organisations_providers()

SECURE = os.environ.get("ACTIONDAY_HTTPS") == "1"
PREFIX = "__Host-" if SECURE else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{PREFIX}session", f"{PREFIX}csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
# Who comes back from an organisation's own sign-in page comes from another site.
SESSION_COOKIE_SAMESITE = "Lax" if OIDC else "Strict"
CSRF_COOKIE_SAMESITE = "Strict"
SESSION_S = float(os.environ.get("ACTIONDAY_SESSION_H", "12")) * 3600
IDLE_S = float(os.environ.get("ACTIONDAY_IDLE_MIN", "30")) * 60
SESSION_COOKIE_AGE = int(SESSION_S)

ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("ACTIONDAY_PROXIES", "0"))
ACCOUNT_ADAPTER = "actionday.accounts.adapters.Accounts"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SECURE else "http"
ACCOUNT_EMAIL_VERIFICATION = "none"  # the invitation came to that address
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "10/m/ip,5/5m/key"}
ACCOUNT_SESSION_REMEMBER = False  # the cookie ends with the browser
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
MFA_ADAPTER = "actionday.accounts.adapters.SecondFactors"
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RECOVERY_CODE_COUNT = 10
MFA_RECOVERY_CODE_DIGITS = 10
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Actionday"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_USER_VERIFICATION = "preferred"
SOCIALACCOUNT_ADAPTER = "actionday.accounts.adapters.Providers"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form's way to another origin is closed by our policy
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": OIDC}}
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10
