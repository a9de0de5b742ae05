"""Files that come in by parts: which of them are in is told by the restricted log alone."""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from actionday.ledger.models import Entry
from actionday.tenancy.acting import as_the_program

from .models import ActionDay

EVENT = "upload.submitted"
LOCK = 0x494E54  # "INT": the class of the advisory locks of uploads


@dataclass(frozen=True, slots=True)
class FilePart:
    """One of the parts of a file, counted from 1: it comes in once, however often it is sent.

    `upload` is the random id of the file's coming; `sha256` that of the file.
    """

    upload: str
    number: int
    of: int
    file: str
    sha256: str


def is_in(day: ActionDay, part: FilePart) -> bool:
    """Say whether a part is in already; of two who send it at once the later one sees it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [LOCK, part.upload])
    return any(each["part"] == part.number for each in parts_in(day, part.upload))


def parts_in(day: ActionDay, upload: str) -> list[dict[str, Any]]:
    """Return what is told of the parts of a file that are in; for its own unit alone."""
    with as_the_program():
        told = Entry.objects.filter(log=day.restricted_log_id, subject=upload, event=EVENT)
        return [fields["private"]["value"] for fields in told.values_list("fields", flat=True)]


def facts(part: FilePart, rows: dict[str, int]) -> dict[str, Any]:
    """Return what is told of a part: which it is, and how its rows were answered."""
    return {
        "file": part.file,
        "sha256": part.sha256,
        "part": part.number,
        "of": part.of,
        "rows": rows,
    }
