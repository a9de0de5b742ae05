"""The serving role can use what the owner makes, and nothing more."""

from pathlib import Path

from .conftest import run

TRY = """
def refused(statement):
    try:
        with psycopg.connect(here.serving_url) as connection:
            connection.execute(statement)
    except psycopg.errors.InsufficientPrivilege:
        return True
    return False
"""


def test_it_is_nobody_special_and_owns_nothing(home: Path) -> None:
    source = """
with psycopg.connect(here.serving_url) as connection:
    print(*connection.execute(
        "SELECT rolsuper, rolcreatedb, rolcreaterole, rolbypassrls, rolreplication,"
        " (SELECT count(*) FROM pg_shdepend WHERE refobjid = r.oid AND deptype = 'o')"
        " FROM pg_roles r WHERE rolname = current_user").fetchone())
"""
    assert run(home, source) == "False False False False False 0"


def test_it_cannot_create_anything(home: Path) -> None:
    source = """
print(refused("CREATE TABLE mine (n int)"), refused("CREATE TEMPORARY TABLE mine (n int)"),
      refused("CREATE SCHEMA mine"), refused("CREATE ROLE mine"),
      refused("SET ROLE actionday_owner"))
"""
    assert run(home, TRY + source) == "True True True True True"


def test_it_uses_what_the_owner_makes_in_this_and_in_a_later_database(home: Path) -> None:
    source = """
with psycopg.connect(here.owner_url, autocommit=True) as owner:
    owner.execute("CREATE DATABASE later")
for turn in ("actionday", "later"):
    owner_url = here.owner_url.replace("@/actionday?", f"@/{turn}?")
    serving_url = here.serving_url.replace("@/actionday?", f"@/{turn}?")
    with psycopg.connect(owner_url) as owner:
        owner.execute("CREATE TABLE things (id serial, name text)")
    with psycopg.connect(serving_url) as serving:
        serving.execute("INSERT INTO things (name) VALUES ('banner')")
        serving.execute("UPDATE things SET name = 'badge'")
        print(*serving.execute("SELECT id, name FROM things").fetchone())
        serving.execute("DELETE FROM things")
print(refused("DROP TABLE things"), refused("TRUNCATE things"))
"""
    assert run(home, TRY + source).splitlines() == ["1 badge", "1 badge", "True True"]


def test_the_server_is_set_up_as_it_should_be(home: Path) -> None:
    source = """
with psycopg.connect(here.serving_url) as connection:
    for name in ("listen_addresses", "server_encoding", "TimeZone", "fsync", "jit",
                 "shared_buffers", "max_connections", "data_checksums"):
        print(connection.execute(f"SHOW {name}").fetchone()[0] or "-")
"""
    expected = ["-", "UTF8", "UTC", "on", "off", "128MB", "100", "on"]
    assert run(home, source).splitlines() == expected
