"""Everything that has to stand before Django does: the home folder, the database, the keys."""

import contextlib
import os
import secrets

import django

from actionday.edge import home, postgres
from actionday.errors import BadInput


def boot(migrate: bool = False, serves: bool = False) -> None:
    """Find or start the database, read the keys, set Django up; `migrate` brings the schema up.

    A process that `serves` people sees only what the one who acts may see; any other is the program
    itself. Raises BadInput with one line when the database cannot be had or would not keep parties
    apart.
    """
    connection = postgres.ensure()
    os.environ["ACTIONDAY_OWNER_URL"] = connection.owner_url
    os.environ["ACTIONDAY_SERVING_URL"] = connection.serving_url
    os.environ["ACTIONDAY_ACTS_AS"] = "party" if serves else "program"
    os.environ.setdefault("ACTIONDAY_SECRET_KEY", secret_key())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "actionday.settings")
    django.setup()
    if migrate:
        bring_schema_up()
        refuse_if_open()


def secret_key() -> str:
    """Return the key that signs sessions, made once and kept in the home folder (0600)."""
    path = home.keys() / "sessions"
    if not path.exists():
        fresh = path.with_name(f"sessions.{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(50))
        with contextlib.suppress(FileExistsError):  # another process was faster: theirs counts
            os.link(fresh, path)
        fresh.unlink()
    return path.read_text()


def bring_schema_up() -> None:
    """Apply migrations, as the owner; the serving role owns nothing."""
    from django.core.management import call_command

    call_command("migrate", database="owner", verbosity=0, interactive=False)


def refuse_if_open() -> None:
    """Refuse to go on where the database would show one party what is another's."""
    from actionday.tenancy.isolation import weaknesses

    if found := weaknesses():
        raise BadInput(found[0])
