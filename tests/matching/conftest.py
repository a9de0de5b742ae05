"""Lists of a unit, of a platform and of the house, in the memory of a process that serves."""

import pytest

from actionday.lists import memory as memories
from actionday.lists.naming import Wanted
from actionday.lists.taking_in import take_in
from actionday.media.listfile import ListEntry
from actionday.tenancy.acting import THE_PROGRAM
from actionday.tenancy.models import Scope
from actionday.tenancy.models.token import issue
from tests.people import Person


def hashed(number: int) -> str:
    """Return a hash that is far from that of any other number."""
    import hashlib

    return hashlib.sha256(b"picture %d" % number).hexdigest()


def near(value: str, bits: int) -> str:
    """Return the hash with so many of its last bits changed."""
    return f"{int(value, 16) ^ ((1 << bits) - 1):064x}"


def entry(value: str, **facts: object) -> ListEntry:
    return ListEntry("pdq", value, **facts)  # type: ignore[arg-type]


def put(name: str, *entries: ListEntry, owner: str = "house", **facts: object) -> None:
    """Take entries into a list, which is made if it is not there."""
    wanted = Wanted(name, owner=owner, **facts)  # type: ignore[arg-type]
    take_in(THE_PROGRAM, wanted, entries)


def machine(who: Person, *scopes: Scope) -> str:
    """Return a token of a program of the person's organisation."""
    holder = {"unit": who.member.unit} if who.member.unit else {"platform": who.member.platform}
    return issue("matcher", list(scopes or (Scope.MATCH,)), **holder)  # type: ignore[arg-type]


@pytest.fixture
def memory(database: None) -> memories.Memory:
    """A memory that has seen nothing yet."""
    return memories.Memory()
