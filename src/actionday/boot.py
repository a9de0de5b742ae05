"""Everything that has to stand before Django does: the home folder, the database, the keys."""

import os
import secrets

import django

from actionday.edge import home, postgres


def boot(migrate: bool = False) -> None:
    """Find or start the database, read the keys, set Django up; with `migrate`, bring the schema up.

    Raises BadInput with one line when the database cannot be had.
    """
    connection = postgres.ensure()
    os.environ["ACTIONDAY_OWNER_URL"] = connection.owner_url
    os.environ["ACTIONDAY_SERVING_URL"] = connection.serving_url
    os.environ.setdefault("ACTIONDAY_SECRET_KEY", secret_key())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "actionday.settings")
    django.setup()
    if migrate:
        bring_schema_up()


def secret_key() -> str:
    """Return the key that signs sessions, made once and kept in the home folder (0600)."""
    path = home.folder("keys") / "sessions"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(50))
    return path.read_text()


def bring_schema_up() -> None:
    """Apply migrations, as the owner; the serving role owns nothing."""
    from django.core.management import call_command

    call_command("migrate", database="owner", verbosity=0, interactive=False)
