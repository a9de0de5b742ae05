"""XLSX: judged by its directory first, then read in a child process under limits."""

import json
import os
import subprocess
import sys
import zlib
from gettext import gettext as _
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from .table import BadTable, Table, require_few, with_header

MEMBERS = 2_000
UNPACKED_BYTES = 150 * 2**20
RATIO, RATIO_FROM_BYTES = 200, 10 * 2**20
CHILD_S = 30
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_workbook(data: bytes) -> Table:
    """Return the first sheet that holds links, else the first that holds anything."""
    require_harmless(data)
    answer = asked_of_child(data)
    if "rows_in_sheet" in answer:
        require_few(answer["rows_in_sheet"])
    rows = [(int(number), cells) for number, cells in answer["rows"]]
    facts = [_("sheet %(name)s") % {"name": answer["sheet"]}]
    if answer["sheets"] > 1:
        facts = [_("sheet %(name)s of %(n)d") % {"name": answer["sheet"], "n": answer["sheets"]}]
    table = with_header("xlsx", rows, facts)
    require_few(len(table.rows))
    return table


def require_harmless(data: bytes) -> None:
    """Raise BadTable for a bomb, a locked file, an old format; nothing is unpacked for that."""
    if data.startswith(OLE):
        raise BadTable(
            _("The workbook is encrypted: save it without a password.")
            if ENCRYPTED in data
            else _("This is an old .xls file: save it as .xlsx.")
        )
    try:
        with ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
    except (BadZipFile, ValueError, OSError, NotImplementedError, zlib.error) as error:
        raise BadTable(_("The workbook is damaged: it cannot be opened.")) from error
    require_small(members, len(data))


def require_small(members: list[ZipInfo], packed: int) -> None:
    """Judge an archive by what its directory says."""
    unpacked = sum(member.file_size for member in members)
    if any(member.flag_bits & 1 for member in members):
        raise BadTable(_("The workbook is encrypted: save it without a password."))
    if not any(member.filename.lower() == "xl/workbook.xml" for member in members):
        raise BadTable(_("This archive is no XLSX workbook."))
    if len(members) > MEMBERS or unpacked > UNPACKED_BYTES or is_bomb(packed, unpacked):
        raise BadTable(
            _("The workbook would unpack to %(unpacked)s MB: that is not opened.")
            % {"unpacked": f"{unpacked >> 20:,}"}
        )


def is_bomb(packed: int, unpacked: int) -> bool:
    """Say whether so little that becomes so much is no honest spreadsheet."""
    return unpacked > RATIO_FROM_BYTES and unpacked > RATIO * packed


def asked_of_child(data: bytes) -> dict[str, Any]:
    """Have a process without our secrets, and with little memory, read the workbook."""
    command = [sys.executable, "-m", "actionday.edge.tables.workbook_child"]
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, env=kept, timeout=CHILD_S, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise BadTable(_("The workbook takes too long to read.")) from error
    if done.returncode:
        raise BadTable(_("The workbook cannot be read: it is damaged, or needs too much memory."))
    answer: dict[str, Any] = json.loads(done.stdout)
    if "encrypted" in answer:
        raise BadTable(_("The workbook is encrypted: save it without a password."))
    if "error" in answer:
        raise BadTable(_("The workbook cannot be read: %(why)s") % {"why": answer["error"]})
    return answer
