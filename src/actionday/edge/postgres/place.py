"""Where the embedded server keeps its data, socket, locks and log, and as whom it runs there."""

import hashlib
import os
import subprocess
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from actionday.edge import home
from actionday.errors import BadInput

from . import account, binaries
from .account import Account


@dataclass(frozen=True, slots=True)
class Place:
    """The folders of one server and the account that they belong to."""

    data: Path
    sockets: Path
    account: Account
    folder: Path
    """Where its locks are."""
    log: Path

    @property
    def lock(self) -> Path:
        """The lock that every process of the server holds."""
        return self.folder / "server.lock"

    def binaries(self) -> binaries.Binaries:
        """Return the programs that fit the data, if there is any yet, and that the account reaches.

        Raises `BadInput` if there are none.
        """
        major = data_version(self.data)
        fitting = [each for each in binaries.found() if major in (None, each.major)]
        for each in fitting:
            if reaches(self.account, each.folder / "postgres"):
                return each
        if not fitting:
            return binaries.find(major)
        raise BadInput(
            _(
                "%(path)s: cannot be reached by the user that the database runs as; install "
                "PostgreSQL, put Actionday into a folder open to all, or start it without root"
            )
            % {"path": fitting[0].folder}
        )


def at_home() -> Place:
    """Return the place in `$ACTIONDAY_HOME`: a home of root's is used through a namespace."""
    folder = home.postgres()
    data = folder / "data"
    who = account.owner_of(data if data.exists() else folder)
    sockets = home.runtime()
    return Place(data, sockets, who, folder, home.logs() / "postgres.log")


def of_system() -> Place:
    """Return the place of a system user, for root where user namespaces are refused."""
    folder = home.postgres()
    name = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:12]
    state = account.SYSTEM_STATE / name
    who = account.owner_of(state) if state.exists() else account.system_user()
    return Place(state / "data", state / "run", who, folder, home.logs() / "postgres.log")


def prepare(place: Place) -> None:
    """Make the folders that are missing, private to the account."""
    for path in (place.data.parent, place.sockets):
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
            place.account.give(path)
        except OSError as error:
            raise BadInput(f"{path}: {error.strerror}") from error
    if account.SYSTEM_STATE in place.data.parents:
        account.SYSTEM_STATE.chmod(0o711)


def data_version(data: Path) -> int | None:
    """Return the version that made `data`, None if there is no data; `BadInput` if damaged."""
    if not data.exists():
        return None
    try:
        return int((data / "PG_VERSION").read_text())
    except (OSError, ValueError) as error:
        raise BadInput(
            _("%(path)s: is damaged (no readable PG_VERSION); restore a backup") % {"path": data}
        ) from error


def reaches(who: Account, program: Path) -> bool:
    """Tell whether `who` can run `program`; one who shares our rights can."""
    if ":" not in who.who:
        return True
    try:
        who.run(program, "--version")
    except subprocess.CalledProcessError:
        return False
    return True
