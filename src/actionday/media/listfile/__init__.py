"""Lists of fingerprints in files: CSV, ThreatExchange's `local_file`, MISP, STIX 2.1, JSON.

One file a format, one shape: a `ListEntry` a row. A row that cannot be used becomes a `Refused`
with its number and stops nothing else. Pure: no Django, no network. The formats are told of in
docs/reference/lists.md.
"""

from .entry import Head, ListEntry, PassedOver, Refused, Row
from .formats import FORMATS, ListFile, open_list, read_list, write_list
from .signals import SEARCHED
from .tlp import TLP, tlp_of

__all__ = [
    "FORMATS",
    "SEARCHED",
    "TLP",
    "Head",
    "ListEntry",
    "ListFile",
    "PassedOver",
    "Refused",
    "Row",
    "open_list",
    "read_list",
    "tlp_of",
    "write_list",
]
