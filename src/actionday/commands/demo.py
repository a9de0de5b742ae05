"""`actionday demo`: rehearses a whole day on this machine, and shows what came of it."""

import argparse
import json
import os
import secrets
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from actionday.errors import BadInput

if TYPE_CHECKING:
    from rich.console import Console

    from actionday.rehearsal.bars import Bars
    from actionday.rehearsal.programme import Staff
    from actionday.rehearsal.troupe import Troupe
    from actionday.rehearsal.world import World

SUMMARY = _("rehearse a whole action day with a stand-in platform, and write its report")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("--items", type=int, default=2145, metavar="N", help=_("finds submitted"))
    parser.add_argument(
        "--units", type=int, default=11, metavar="N", help=_("countries; EUIRU comes on top")
    )
    parser.add_argument("--seed", type=int, default=1, metavar="N", help=_("of all that is drawn"))
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help=_("for the report (default: in the demo's folder)")
    )
    parser.add_argument("--no-serve", action="store_true", help=_("end when the report is written"))
    parser.add_argument(
        "--port", type=int, metavar="PORT", help=_("of the site (default: 8000 or the next free)")
    )


def run(args: argparse.Namespace) -> int:
    """Rehearse; 0 only if nothing was lost and the report verifies."""
    from rich.console import Console

    from actionday.commands.serve import check_address
    from actionday.rehearsal.client import CallFailed
    from actionday.rehearsal.fresh import fresh_home
    from actionday.rehearsal.troupe import Halted
    from actionday.rehearsal.world import plan

    world = plan(args.seed, args.items, args.units)
    if args.port is not None:
        check_address("127.0.0.1", args.port)
    signal.signal(signal.SIGTERM, leave)
    console = Console(highlight=False)
    out = folder_for(args.out) if args.out else None
    if os.environ.get("ACTIONDAY_DATABASE_URL"):
        console.print(
            _("ACTIONDAY_DATABASE_URL is left alone: a demo always has a database of its own.")
        )
    try:
        with fresh_home() as home:
            os.environ["ACTIONDAY_DEMO"] = "1"
            console.print(_("The demo's data: %(path)s (begun afresh)") % {"path": home})
            return Rehearsal(world, home, out or home / "report", console).run(args)
    except (Halted, CallFailed, subprocess.CalledProcessError) as error:
        print(f"actionday demo: {error}", file=sys.stderr)
        return 1


def folder_for(out: Path) -> Path:
    """Return the folder for the report, made now: a day later would be late to learn of trouble."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(
            _("--out %(path)s: %(why)s") % {"path": out, "why": error.strerror}
        ) from error
    return out.absolute()


def last_line(text: str) -> str:
    """Return the last line of a text."""
    return text.rpartition("\n")[2]


def leave(signum: int, frame: object) -> NoReturn:
    """End as if by Ctrl-C, so that all that we started is ended."""
    raise KeyboardInterrupt


@dataclass
class Rehearsal:
    """One run of the demo: a world, a fresh home, and where the report goes."""

    world: "World"
    home: Path
    out: Path
    console: "Console"
    password: str = field(default_factory=lambda: secrets.token_urlsafe(9))
    times: dict[str, float] = field(default_factory=dict)

    def run(self, args: argparse.Namespace) -> int:
        """Make the world, play the day, judge it; then serve until Ctrl-C."""
        from actionday.rehearsal.troupe import Troupe

        with Troupe(self.home, args.port) as troupe:
            refused = self.play(troupe)
            report = json.loads((self.out / "report.json").read_text())
            status = self.judge(report, refused)
            if not args.no_serve:
                self.serve(troupe)
        return status

    def play(self, troupe: "Troupe") -> list[str]:
        """Prepare everything and let the day happen; return the finds that were refused."""
        from actionday.rehearsal.bars import Bars
        from actionday.rehearsal.course import Course

        with Bars(self.console) as bars:
            self.make_world(bars)
            staff = self.prepare(troupe)
            course = Course(self.world, staff, troupe, bars)
            course.open()
            began = time.monotonic()
            refused = course.find()
            found = time.monotonic()
            course.assess()
            assessed = time.monotonic()
            course.decide()
            course.close()
            closed = time.monotonic()
        self.report()
        ended = time.monotonic()
        self.times |= {
            _("finding and capture"): found - began,
            _("assessment"): assessed - found,
            _("the platform's decisions, last looks"): closed - assessed,
            _("report"): ended - closed,
            _("the day, first find to report"): ended - began,
        }
        self.keep_times(ended - began)
        return refused

    def make_world(self, bars: "Bars") -> None:
        """Draw the pieces of Plaza and fill its store."""
        from actionday.rehearsal.store import MEDIA, prepare
        from actionday.rehearsal.studio import make_media

        began = time.monotonic()
        make_media(
            self.world,
            self.plaza_store / MEDIA,
            lambda done, total: bars.show("media", done, total),
        )
        prepare(self.plaza_store, self.world)
        self.times[_("drawing pictures and clips")] = time.monotonic() - began

    @property
    def plaza_store(self) -> Path:
        """The folder of Plaza's own data."""
        return self.home / "plaza"

    def prepare(self, troupe: "Troupe") -> "Staff":
        """Do an administrator's work, then start Actionday and Plaza."""
        from actionday.boot import boot

        boot(migrate=True)
        from actionday.rehearsal.day import prepare

        troupe.choose_ports()
        staff = prepare(self.world, troupe.plaza, self.password)
        self.logins = staff.logins
        troupe.start_site(self.password)
        troupe.start_plaza(self.plaza_store, staff.platform)
        return staff

    def report(self) -> None:
        """Write the report with the command that anyone would use."""
        from actionday.rehearsal.programme import SLUG

        command = [sys.executable, "-m", "actionday", "report", SLUG, "--out", str(self.out)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    def keep_times(self, day_s: float) -> None:
        """Write the times down, for measurements."""
        media_s = self.times[_("drawing pictures and clips")]
        steps = {"day_s": round(day_s, 3), "media_s": round(media_s, 3)}
        (self.home / "timings.json").write_text(json.dumps(steps) + "\n")

    def judge(self, report: dict[str, Any], refused: list[str]) -> int:
        """Print the table and whatever was lost; return the exit status."""
        from actionday.rehearsal.outcome import losses, table

        self.console.print(table(report, self.times))
        verified = self.verify()
        self.console.print(_("The report: %(path)s") % {"path": self.out}, soft_wrap=True)
        lost = losses(report, len(self.world.finds)) + refused
        for each in lost:
            print(_("lost: %(what)s") % {"what": each}, file=sys.stderr)
        return 0 if verified and not lost else 1

    def verify(self) -> bool:
        """Have the report checked by the offline verifier, which shares no code with us."""
        command = [sys.executable, "-m", "actionday_verify", str(self.out)]
        done = subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True)
        said = done.stdout.rstrip()
        self.console.print(f"actionday-verify: {said if done.returncode else last_line(said)}")
        return done.returncode == 0

    def serve(self, troupe: "Troupe") -> None:
        """Tell where the site is and who can sign in; stay until Ctrl-C."""
        from rich.table import Table

        logins = Table(title=_("Sign in as"), show_header=False, title_justify="left")
        for person in self.logins:
            logins.add_row(person.role.replace("_", " "), person.name, person.email)
        self.console.print(logins)
        self.console.print(_("Password of all: %(password)s") % {"password": self.password})
        at = f"http://127.0.0.1:{troupe.site}/"
        self.console.print(_("The site: %(at)s (Ctrl-C ends it)") % {"at": at})
        try:
            while True:
                troupe.check()
                time.sleep(0.5)
        except KeyboardInterrupt:
            self.console.print(_("Ending."))
