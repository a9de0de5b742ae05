"""One file per noun."""

from .change import ListChange
from .entry import HashEntry
from .hash_list import HashList, Kind, Sharing
from .opinion import Opinion
from .tally import Tally

__all__ = ["HashEntry", "HashList", "Kind", "ListChange", "Opinion", "Sharing", "Tally"]
