"""Lists of ES, of Plaza and of the house, with an entry of each label."""

from collections.abc import Callable, Iterable

import pytest

from actionday.lists.models import HashEntry, HashList
from actionday.lists.naming import Wanted
from actionday.lists.taking_in import take_in
from actionday.media.listfile import ListEntry
from actionday.tenancy.acting import THE_PROGRAM
from tests.lists.fingerprints import fingerprint

MakeList = Callable[..., HashList]


def entries(values: Iterable[str], **facts: object) -> list[ListEntry]:
    return [ListEntry("pdq", value, **facts) for value in values]  # type: ignore[arg-type]


@pytest.fixture
def make_list(database: None) -> MakeList:
    """Make or add to a list: `make_list("banners", 3)` has the first three fingerprints."""

    def make(name: str, numbers: int | Iterable[int] = 1, **facts: object) -> HashList:
        wanted = {key: facts.pop(key) for key in ("owner", "tlp", "kind", "cap") if key in facts}
        given = range(numbers) if isinstance(numbers, int) else numbers
        rows = entries(map(fingerprint, given), **facts)
        return take_in(THE_PROGRAM, Wanted(name, **wanted), rows)[0]  # type: ignore[arg-type]

    return make


def entry(number: int) -> HashEntry:
    return HashEntry.objects.get(value=fingerprint(number))
