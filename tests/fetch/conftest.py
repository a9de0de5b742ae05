"""A site and a fetcher that may reach it."""

from collections.abc import Iterator

import pytest

from actionday.edge.fetch import Fetcher

from .site import Site, running


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as made:
        yield made


@pytest.fixture
def fetcher(site: Site) -> Iterator[Fetcher]:
    made = site.fetcher()
    yield made
    made.close()
