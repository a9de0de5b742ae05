"""Writes everything that a report consists of into one folder, all of it or nothing."""

import json
import os
import secrets
import shutil
from collections.abc import Mapping, Sequence
from gettext import gettext as _
from pathlib import Path
from typing import Any

from actionday.errors import BadInput
from actionday.ledger.entry import line

from .daylog import Line
from .figures import report
from .longform import longform
from .page import standalone
from .pdf import pdf
from .redact import redacted, withheld


def write(  # noqa: PLR0913 (what an export is made of)
    directory: Path,
    lines: Sequence[Line],
    checkpoint: str,
    verifier_key: str,
    public: bool,
    *,
    version: int = 1,
    supersedes: int | None = None,
    statements: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """Write the export of a day into `directory` and return its report.

    `lines` is the whole ledger, `checkpoint` the signed note over it, `verifier_key` the text of
    checkpoint.key. `public` withholds what `redact` says; the report is then computed from what
    stays, so that the export verifies by itself. The same input gives the same bytes. Raises
    `BadInput` where `directory` cannot be written or the ledger breaks its rules.
    """
    names = withheld(lines) if public else [set[str]()] * len(lines)
    shown = list(redacted(lines, names))
    told = report(shown, checkpoint, version, supersedes)
    files = files_of(told) | {
        "ledger.jsonl": b"".join(line(each["leaf"], each["fields"], ()) for each in shown),
        "checkpoint": checkpoint.encode(),
        "checkpoint.key": f"{verifier_key.strip()}\n".encode(),
        "statements.json": pretty({"statements": list(statements)}),
    }
    try:
        place(directory, files)
    except OSError as problem:
        told_why = {"folder": directory, "problem": problem.strerror}
        raise BadInput(_("%(folder)s: %(problem)s") % told_why) from problem
    return told


def files_of(told: Mapping[str, Any]) -> dict[str, bytes]:
    """The four forms of a report, by file name."""
    as_json = pretty(told)
    return {
        "report.json": as_json,
        "report.html": standalone(told).encode(),
        "report.pdf": pdf(told, as_json.decode()),
        "report.csv": longform(told).encode(),
    }


def pretty(value: Mapping[str, Any]) -> bytes:
    """JSON to read: in the order of the contract, indented, UTF-8."""
    return f"{json.dumps(value, ensure_ascii=False, indent=2)}\n".encode()


def place(directory: Path, files: Mapping[str, bytes]) -> None:
    """Put `files` into `directory` once all of them lie on the disk.

    A new folder appears by one rename. In an existing one, which may be a mount and may hold other
    files, each file replaces its predecessor by a rename, one right after the other.
    """
    directory.parent.mkdir(parents=True, exist_ok=True)
    exists = directory.is_dir()
    staged = (directory if exists else directory.parent) / f".report-{secrets.token_hex(8)}"
    staged.mkdir()
    try:
        for name, content in files.items():
            _settle(staged / name, content)
        if exists:
            for name in files:
                (staged / name).replace(directory / name)
        else:
            staged.rename(directory)
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _settle(path: Path, content: bytes) -> None:
    """Write a file and wait until it lies on the disk."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
