"""Whether the database keeps the parties apart: asked before anybody is served, and by doctor."""

from gettext import gettext as _

from django.db import connection

OPEN = (
    "django_migrations",
    "django_content_type",
    "django_session",
    "auth_%",
    "account_%",
    "mfa_%",
    "socialaccount_%",
    "usersessions_%",
    "throttle",
    "procrastinate_%",
)
"""Tables without a unit's or a platform's data: ids of jobs, and what signing in needs."""

UNPROTECTED = """
    SELECT relname FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
      AND NOT (relrowsecurity AND relforcerowsecurity) AND NOT relname LIKE ANY (%s)
    ORDER BY relname
"""
TOO_STRONG = """
    SELECT current_user, rolsuper OR rolbypassrls OR EXISTS (
      SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relowner = r.oid)
    FROM pg_roles r WHERE rolname = current_user
"""


def weaknesses() -> list[str]:
    """Return, a line each, why this database must not serve: an open table, too strong a role."""
    with connection.cursor() as cursor:
        cursor.execute(TOO_STRONG)
        role, too_strong = cursor.fetchone()
        cursor.execute(UNPROTECTED, [list(OPEN)])
        unprotected = [name for (name,) in cursor.fetchall()]
    found = []
    if too_strong:
        found.append(
            _(
                "role: %(role)s owns tables, is a superuser or bypasses row-level security: "
                "it must not serve"
            )
            % {"role": role}
        )
    if unprotected:
        found.append(
            _("isolation: no forced row-level security on %(tables)s")
            % {"tables": ", ".join(unprotected)}
        )
    return found
