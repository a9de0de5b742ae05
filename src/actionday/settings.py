"""Django's settings; what an operator sets comes from the environment. How people sign in stands
in `sign_in_settings.py`, everything else here.

`boot.boot()` finds or starts the database and puts its two addresses into the environment before
this file is read: `ACTIONDAY_OWNER_URL` migrates, `ACTIONDAY_SERVING_URL` serves.
"""

import os
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict

from actionday.sign_in_settings import *  # noqa: F403

BASE = Path(__file__).resolve().parent
DEMO = os.environ.get("ACTIONDAY_DEMO") == "1"


STATEMENTS: dict[str, Any] = {"server_side_binding": True, "prepare_threshold": 2}
"""The server binds the values and, from a statement's third time on, keeps its plan."""


def database(url: str) -> dict[str, Any]:
    """Return Django's entry for the database at `url` (any form that libpq takes).

    A process that is the program itself says so when it connects; one that serves people says who
    acts, transaction by transaction (`tenancy/acting.py`).
    """
    parts = conninfo_to_dict(url)
    names = {
        "dbname": "NAME",
        "user": "USER",
        "password": "PASSWORD",
        "host": "HOST",
        "port": "PORT",
    }
    known = {names[key]: str(value) for key, value in parts.items() if key in names}
    options = {key: value for key, value in parts.items() if key not in names}
    if os.environ.get("ACTIONDAY_ACTS_AS") == "program":
        options["options"] = f"{options.get('options', '')} -c actionday.role=program".strip()
    return {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options | STATEMENTS | {"application_name": "actionday"},
        **known,
    }


DATABASES = {
    "default": database(os.environ.get("ACTIONDAY_SERVING_URL", "dbname=actionday")),
    "owner": database(os.environ.get("ACTIONDAY_OWNER_URL", "dbname=actionday")),
    # Attempts are counted on a connection of their own: an attempt that is undone still counts.
    "throttle": database(os.environ.get("ACTIONDAY_SERVING_URL", "dbname=actionday"))
    | {"CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False},
}
DATABASE_ROUTERS = ["actionday.tenancy.throttle.Router"]
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "throttle",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
SECRET_KEY = os.environ.get("ACTIONDAY_SECRET_KEY", "set by boot() from the home folder's keys")
ALLOWED_HOSTS = os.environ.get("ACTIONDAY_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
DEBUG = False

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.humanize",
    "procrastinate.contrib.django",
    "django_htmx",
    "actionday.tenancy",
    "actionday.ledger",
    "actionday.accounts",
    "actionday.cases",
    "actionday.lists",
    "actionday.publication",
    "actionday.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
]
MIDDLEWARE = [
    "actionday.web.headers.SecurityHeaders",
    "actionday.api.straight.Straight",
    "actionday.web.polls.Polls",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "actionday.web.session_limits.SessionLimits",
    "actionday.web.second_factor.SecondFactor",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "actionday.web.context.house",
            ],
        },
    }
]
ONLY_MATCH = os.environ.get("ACTIONDAY_ONLY") == "match"
ROOT_URLCONF = "actionday.urls_match" if ONLY_MATCH else "actionday.urls"
WSGI_APPLICATION = "actionday.wsgi.application"

X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [BASE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATICFILES_DIRS: list[Path] = []
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 2**20
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("ACTIONDAY_LOG", "WARNING")},
}

PROCRASTINATE_IMPORT_PATHS = ["actionday.pipeline"]
