"""Whether the process lives, and whether it can do its work."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse

_migrated = False


def livez(request: HttpRequest) -> HttpResponse:
    """Answer: the process lives."""
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers and has our schema, else 503 with the reason."""
    reason = why_not_ready()
    return HttpResponse(
        f"{reason or 'ok'}\n", status=503 if reason else 200, content_type="text/plain"
    )


def why_not_ready() -> str:
    """Return what is missing, in a word for machines; empty when nothing is."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return "" if migrated() else "migrations are missing"
    except DatabaseError:
        return "the database does not answer"


def migrated() -> bool:
    """Say whether every migration is applied; once true it stays so, and is not asked again."""
    global _migrated  # noqa: PLW0603
    if not _migrated:
        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated
