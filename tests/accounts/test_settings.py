"""What an operator sets."""

import os
import subprocess
import sys

ASK = (
    "import django; django.setup(); from django.conf import settings as s;"
    " print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE,"
    " s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_DOMAIN, s.SESSION_COOKIE_PATH,"
    " s.IDLE_S, s.SESSION_S, s.SESSION_COOKIE_SAMESITE)"
)


def settings(**given: str) -> str:
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "actionday.settings"} | given
    done = subprocess.run(
        [sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_behind_tls_cookies_are_bound_to_the_host() -> None:
    given = {"ACTIONDAY_HTTPS": "1", "ACTIONDAY_IDLE_MIN": "5", "ACTIONDAY_SESSION_H": "2"}
    assert settings(**given) == "__Host-session __Host-csrf True True None / 300.0 7200.0 Strict"
    assert settings() == "session csrf False False None / 1800.0 43200.0 Strict"
