"""Plaza's store, one SQLite file in its folder: the pieces, what has gone, the referrals seen.

All of it is small, so Plaza reads it once and answers from memory; what changes is written first.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from actionday.rehearsal.piece import Leaning, Piece, Subject
from actionday.rehearsal.world import World

FILE = "plaza.sqlite"
NEW = "plaza.sqlite.new"
"""The store while it is being filled: a store under its own name is whole."""

MEDIA = "media"


def prepare(folder: Path, world: World) -> None:
    """Make a new store in `folder` and fill it with the world's pieces (their media excepted)."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in (FILE, f"{FILE}-wal", f"{FILE}-shm", NEW):
        (folder / name).unlink(missing_ok=True)
    with closing(sqlite3.connect(folder / NEW)) as connection, connection:
        connection.executescript((files(__package__) / "schema.sql").read_text())
        connection.executemany(
            "INSERT INTO piece VALUES (?, ?, ?)",
            ((piece.id, at, _facts(piece)) for at, piece in enumerate(world.pieces)),
        )
    (folder / NEW).rename(folder / FILE)


def is_prepared(folder: Path) -> bool:
    """Return whether the folder has a store."""
    return (folder / FILE).exists()


def _facts(piece: Piece) -> str:
    return json.dumps(asdict(piece), default=datetime.isoformat)


def _piece(facts: str) -> Piece:
    """Return the piece that `_facts` wrote down."""
    row: dict[str, Any] = json.loads(facts)
    subject, leaning = row.pop("subject"), row.pop("leaning")
    return Piece(
        **row | {"posted_at": datetime.fromisoformat(row["posted_at"])},
        subject=Subject(**subject | {"grounds": tuple(subject["grounds"])}),
        leaning=Leaning(**leaning | {"territories": tuple(leaning["territories"])}),
    )


@dataclass(frozen=True, slots=True)
class SeenReferral:
    """A referral that the desk has seen: of which piece (id, or None), and how far it is.

    `state` is seen, acknowledged, decided or refused (the other side would not take the decision);
    `due_at` is the Unix time at which it will be decided, None for never.
    """

    id: str
    piece: str | None
    due_at: float | None
    state: str


class Store:
    """What Plaza knows, in memory, with every change written to its file first."""

    def __init__(self, folder: Path) -> None:
        self.media = folder / MEDIA
        self._connection = sqlite3.connect(folder / FILE, check_same_thread=False)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = NORMAL")
        rows = self._connection.execute("SELECT facts FROM piece ORDER BY position")
        self.pieces = {piece.id: piece for piece in (_piece(facts) for (facts,) in rows)}
        self.by_short_code = {piece.short_code: piece for piece in self.pieces.values()}
        self.by_author = _by_author(self.pieces.values())
        self.gone: dict[str, str] = dict(
            self._connection.execute("SELECT subject, cause FROM gone").fetchall()
        )
        seen = self._connection.execute("SELECT id, piece, due_at, state FROM referral")
        self.referrals = {row[0]: SeenReferral(*row) for row in seen}

    def why_gone(self, piece: Piece) -> str | None:
        """Return why the piece cannot be seen: its own cause, or its account's; None if it can."""
        return self.gone.get(piece.id) or self.gone.get(f"@{piece.author}")

    def take_away(self, takedowns: Iterable[tuple[str, str]]) -> None:
        """Take subjects (a piece's id, or `@handle`) down, each for a cause; the first one stays.

        Causes: terms, law, restricted, suspended, author.
        """
        new = [(subject, cause) for subject, cause in takedowns if subject not in self.gone]
        with self._connection as connection:
            connection.executemany("INSERT OR IGNORE INTO gone VALUES (?, ?)", new)
        for subject, cause in new:
            self.gone.setdefault(subject, cause)

    def keep(self, referrals: Iterable[SeenReferral]) -> None:
        """Write down how far these referrals are."""
        rows = list(referrals)
        with self._connection as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO referral VALUES (?, ?, ?, ?)",
                [(row.id, row.piece, row.due_at, row.state) for row in rows],
            )
        self.referrals |= {row.id: row for row in rows}

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def _by_author(pieces: Iterable[Piece]) -> dict[str, list[Piece]]:
    """Return each handle's pieces, newest first, its account itself among them."""
    posted: dict[str, list[Piece]] = defaultdict(list)
    for piece in sorted(pieces, key=lambda piece: piece.posted_at, reverse=True):
        posted[piece.author].append(piece)
    return dict(posted)
