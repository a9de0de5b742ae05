"""`actionday doctor`: what is here, what waits, what is missing for real use; in plain lines."""

import argparse
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from gettext import gettext as _

from actionday.errors import BadInput

SUMMARY = _("say what works here, and what is missing for real use")


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: `state` is ok, note (missing for real use) or bad (does not work)."""

    state: str
    text: str


def configure(parser: argparse.ArgumentParser) -> None:
    """Take no arguments."""


def run(args: argparse.Namespace) -> int:
    """Print the findings; status 1 if something does not work."""
    findings = list(examine())
    words = {"ok": _("ok"), "note": _("note"), "bad": _("bad")}
    for finding in findings:
        print(f"{words[finding.state]:<5} {finding.text}")
    return 1 if any(finding.state == "bad" for finding in findings) else 0


def examine() -> Iterator[Finding]:
    """Yield what is found; what needs the database is left out if that does not work."""
    yield from outside()
    try:
        from actionday.boot import boot

        boot(migrate=True)
    except BadInput as error:
        yield Finding("bad", _("database: %(why)s") % {"why": error})
        return
    for look in (database, isolation, people, served, keys, jobs, troubles, not_built):
        yield from look()


def outside() -> Iterator[Finding]:
    """Look at the tools around us."""
    from actionday.edge.sandbox import sandbox

    walls = sandbox().walls()
    yield Finding(
        "ok" if walls else "note",
        _("decoder: limits, and %(walls)s") % {"walls": ", ".join(walls)}
        if walls
        else _("decoder: limits only; install bubblewrap, or use a kernel with Landlock"),
    )
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    yield Finding(
        "ok" if browser else "note",
        _("browser: %(path)s") % {"path": browser}
        if browser
        else _("browser: no Chromium; the browser tests are skipped"),
    )


def database() -> Iterator[Finding]:
    """Look at the server."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        version = cursor.fetchone()[0]
    yield Finding("ok", _("database: PostgreSQL %(version)s") % {"version": version})


def isolation() -> Iterator[Finding]:
    """Look whether the database keeps the parties apart."""
    from actionday.tenancy.isolation import weaknesses

    found = weaknesses()
    yield from (Finding("bad", each) for each in found)
    if not found:
        yield Finding("ok", _("isolation: every table of a party is under row-level security"))


def people() -> Iterator[Finding]:
    """Look whether somebody looks after the house, and who has no second factor yet."""
    from actionday.accounts.factors import has_factor
    from actionday.tenancy.models import Member, Role

    active = Member.objects.filter(is_active=True)
    if not active.filter(roles__contains=[Role.ADMINISTRATOR]).exists():
        yield Finding(
            "note",
            _("roles: nobody is administrator: actionday invite E-MAIL --role administrator"),
        )
    without = sum(not has_factor(pk) for pk in active.values_list("pk", flat=True))
    yield Finding(
        "note" if without else "ok",
        _("sign-in: %(count)d of %(all)d members have no second factor; it is asked of them next")
        % {"count": without, "all": active.count()}
        if without
        else _("sign-in: a second factor is required of everyone"),
    )
    yield from (Finding("note", each) for each in unlawful())


def unlawful() -> Iterator[str]:
    """Yield the units that nothing may be shared with, and why."""
    from actionday.tenancy.lawful import obstacle
    from actionday.tenancy.models import Unit

    for unit in Unit.objects.order_by("code"):
        if found := obstacle(unit):
            yield _("sharing: %(reason)s") % {"reason": found.reason}


def served() -> Iterator[Finding]:
    """Look at what stands between people and the site."""
    from django.conf import settings

    yield Finding(
        "ok" if settings.SECURE else "note",
        _("transport: HTTPS is expected in front of the site")
        if settings.SECURE
        else _("transport: set ACTIONDAY_HTTPS=1 behind a proxy that speaks HTTPS"),
    )


def keys() -> Iterator[Finding]:
    """Look at the keys that are never in the database."""
    from actionday.edge import home

    path = home.keys() / "checkpoint.pem"
    if not path.exists():
        yield Finding(
            "note", _("checkpoint key: made with the first report, in %(path)s") % {"path": path}
        )
    elif path.stat().st_mode & 0o077:
        yield Finding("bad", _("checkpoint key: %(path)s can be read by others") % {"path": path})
    else:
        yield Finding("ok", _("checkpoint key: %(path)s") % {"path": path})


def jobs() -> Iterator[Finding]:
    """Look at what waits and what failed."""
    from procrastinate.contrib.django.models import ProcrastinateJob

    waiting = ProcrastinateJob.objects.filter(status__in=["todo", "doing"]).count()
    failed = ProcrastinateJob.objects.filter(status="failed").count()
    yield Finding("ok", _("jobs: %(count)d wait or run") % {"count": waiting})
    if failed:
        yield Finding("note", _("jobs: %(count)d failed for good") % {"count": failed})


def troubles() -> Iterator[Finding]:
    """Look at pieces on which a person has to act."""
    from actionday.cases.models import Item

    count = Item.objects.exclude(trouble="").count()
    if count:
        yield Finding("note", _("pieces: %(count)d need a hand (see the board)") % {"count": count})


def not_built() -> Iterator[Finding]:
    """Name what real use needs and this version does not have."""
    for text in (
        _("mail and webhooks: a platform is reached through the portal and the API only"),
        _("storage: captures are not encrypted at rest yet"),
        _("time stamps: checkpoints are signed, not yet time-stamped or witnessed"),
        _("backup: none yet; copy the home folder while nothing runs"),
    ):
        yield Finding("note", text)
