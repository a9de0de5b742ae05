"""Files of links that people and partners send: CSV, XLSX, MISP JSON, plain lists.

One file a format, one shape: a `Table` of numbered rows of text. Pure: no Django, no network.
Whatever the bytes are, reading them ends with a table or with `BadTable`.
"""

from gettext import gettext as _

from .columns import Given, given, guess
from .delimited import read_delimited
from .encoding import decode
from .links import links_of, pick, read_links
from .misp import read_misp
from .table import FIELDS, FILE_BYTES, ROWS, BadTable, LeftOut, Table
from .workbook import OLE, read_workbook

__all__ = [
    "FIELDS",
    "FILE_BYTES",
    "FORMATS",
    "ROWS",
    "BadTable",
    "Given",
    "LeftOut",
    "Table",
    "given",
    "guess",
    "links_of",
    "pick",
    "read",
]

FORMATS = ("csv", "xlsx", "misp", "txt")
ENDINGS = {"csv": "csv", "tsv": "csv", "json": "misp", "txt": "txt", "xlsx": "xlsx", "xlsm": "xlsx"}


def read(data: bytes, name: str = "", format: str = "") -> Table:
    """Return the table in a file's bytes; raises BadTable, and nothing else."""
    if len(data) > FILE_BYTES:
        raise BadTable(
            _("The file has %(size)s MB; at most %(most)d MB can be taken at once. Split it.")
            % {"size": f"{len(data) / 2**20:,.1f}", "most": FILE_BYTES >> 20}
        )
    if data.startswith((b"PK", OLE)) or format == "xlsx":
        return read_workbook(data)
    text, encoding = decode(data)
    if not text.strip():
        raise BadTable(_("The file is empty."))
    return read_text(text, encoding, name, format)


def read_text(text: str, encoding: str, name: str, format: str) -> Table:
    """Return the table in a text, by the format that is said, named or seen."""
    ending = name.rpartition(".")[2].lower()
    format = format or ENDINGS.get(ending, "") or seen(text)
    if format == "misp":
        return read_misp(text, [encoding])
    if format == "csv":
        return read_delimited(text, [encoding], "\t" if ending == "tsv" else "")
    table = read_links(text, [encoding])
    if not table.rows:
        raise BadTable(_("There is no link in this file."))
    return table


def seen(text: str) -> str:
    """Return what format a text without a telling name has."""
    if text.lstrip()[:1] in ("{", "["):
        return "misp"
    first = text.lstrip().partition("\n")[0]
    has_head = not list(links_of(first)) and any(each in first for each in ",;\t|")
    return "csv" if has_head else "txt"
