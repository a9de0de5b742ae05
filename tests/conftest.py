"""One embedded database for the run; tests act as the serving role, the owner flushes."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

HOME = Path(tempfile.mkdtemp(prefix="actionday-tests-"))
os.environ["ACTIONDAY_HOME"] = str(HOME)
for name in ("ACTIONDAY_DATABASE_URL", "ACTIONDAY_SERVING_DATABASE_URL", "ACTIONDAY_DEMO"):
    os.environ.pop(name, None)

from actionday.boot import boot  # noqa: E402  (reads the environment)

boot(migrate=True)

from django.db import connections  # noqa: E402

EVERY_TOOL = os.environ.get("ACTIONDAY_EVERY_TOOL") == "1"
KEPT = {"django_migrations", "django_content_type"}


def pytest_sessionfinish() -> None:
    """Stop the database and remove the home once all is done."""
    from actionday.edge import postgres

    connections.close_all()
    postgres.stop()
    atexit.register(shutil.rmtree, HOME, ignore_errors=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Where every tool has to be there, a skip is a failure."""
    report = yield
    if EVERY_TOOL and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, but every tool has to be here: {report.longrepr}"
    return report


def flush() -> None:
    """Empty every table, as the owner."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = sorted(name for (name,) in cursor.fetchall() if name not in KEPT)
        cursor.execute(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY CASCADE")


@pytest.fixture
def database() -> Iterator[None]:
    """An empty database with the schema, used as the serving role."""
    flush()
    from actionday.cases import known

    known._days.clear()
    yield
    connections.close_all()


pytest_plugins = ["tests.people", "tests.pieces", "tests.running", "tests.standin"]
