"""A server that somebody else runs: the serving role is made once, or the line says how to."""

import stat
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from .conftest import begin, clean, fails, run

PREPARE = """
from psycopg.conninfo import conninfo_to_dict
with psycopg.connect(here.owner_url, autocommit=True) as owner:
    for name, may in (("boss", "CREATEROLE"), ("clerk", "NOCREATEROLE")):
        owner.execute(f"CREATE ROLE {name} LOGIN {may}")
        owner.execute(f"CREATE DATABASE day_{name} OWNER {name} TEMPLATE template0")
print(conninfo_to_dict(here.owner_url)["host"], flush=True)
sys.stdin.readline()
"""
USE = """
with psycopg.connect(here.owner_url) as owner:
    owner.execute("CREATE TABLE IF NOT EXISTS things (n int)")
with psycopg.connect(here.serving_url) as serving:
    serving.execute("INSERT INTO things VALUES (1)")
    print(*serving.execute("SELECT current_user, count(*) FROM things").fetchone())
"""


@pytest.fixture(scope="module")
def sockets(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The socket folder of a second embedded server, which plays the external one."""
    home = tmp_path_factory.mktemp("external") / "home"
    server = begin(home, PREPARE)
    yield server.stdout.readline().strip()
    server.communicate("end\n")
    clean(home)


def url(role: str, sockets: str) -> dict[str, str]:
    return {"ACTIONDAY_DATABASE_URL": f"postgresql://{role}@/day_{role}?host={sockets}"}


def test_a_role_that_may_make_roles_makes_the_serving_role_once(fresh: Path, sockets: str) -> None:
    for count in ("1", "2"):
        assert run(fresh, USE, url("boss", sockets)) == f"day_boss_serving {count}"
    secret = fresh / "keys" / "serving-role"
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert len(secret.read_text()) > 30
    assert not (fresh / "postgres").exists()
    another = fresh.with_name("another")
    assert "day_boss_serving exists" in fails(another, url("boss", sockets))


def test_a_role_that_may_not_is_told_the_sql_which_then_works(fresh: Path, sockets: str) -> None:
    line = fails(fresh, url("clerk", sockets))
    assert "ACTIONDAY_SERVING_DATABASE_URL" in line
    sql = line[line.index("CREATE ROLE") : line.rindex(";") + 1]
    boss = f"postgresql://actionday_owner@/day_clerk?host={sockets}"
    with psycopg.connect(boss) as connection:
        connection.execute(sql.encode())
    serving = f"postgresql://day_clerk_serving@/day_clerk?host={sockets}"
    extra = {"ACTIONDAY_SERVING_DATABASE_URL": serving}
    assert run(fresh, USE, url("clerk", sockets) | extra) == "day_clerk_serving 1"


def test_a_serving_role_that_nothing_binds_is_refused(fresh: Path, sockets: str) -> None:
    serving = f"postgresql://actionday_owner@/day_clerk?host={sockets}"
    extra = {"ACTIONDAY_SERVING_DATABASE_URL": serving}
    assert "superuser" in fails(fresh, url("clerk", sockets) | extra)


@pytest.mark.parametrize("address", ["dbname=x", "postgresql://a@/b?host=/nowhere"])
def test_an_address_that_leads_nowhere(fresh: Path, address: str) -> None:
    assert "ACTIONDAY_DATABASE_URL" in fails(fresh, {"ACTIONDAY_DATABASE_URL": address})
