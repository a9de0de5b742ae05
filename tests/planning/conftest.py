"""Who plans: Cora coordinates for EUIRU, Lena leads ES, Louis FR, Leo DK, Pola Plaza."""

import pytest

from actionday.cases.models import ActionDay
from actionday.tenancy.models import Platform, Regime, Role, Unit
from tests.people import Person, person
from tests.site.conftest import visit

__all__ = ["visit"]
TERMS = "4.1 Threats: No threats.\n4.2 Praise of attacks: No praise of attacks."


@pytest.fixture
def cora(units: dict[str, Unit]) -> Person:
    return person("cora", Role.COORDINATOR, units["EUIRU"])


@pytest.fixture
def lena(units: dict[str, Unit]) -> Person:
    return person("lena", Role.UNIT_LEAD, units["ES"])


@pytest.fixture
def louis(units: dict[str, Unit]) -> Person:
    return person("louis", Role.COORDINATOR, units["FR"])


@pytest.fixture
def leo(units: dict[str, Unit]) -> Person:
    return person("leo", Role.UNIT_LEAD, units["DK"])


@pytest.fixture
def pola(plaza: Platform) -> Person:
    return person("pola", Role.PLATFORM_LEAD, platform=plaza)


@pytest.fixture
def gb(units: dict[str, Unit]) -> Unit:
    """A third country's unit without a transfer basis."""
    return Unit.objects.create(
        code="GB", name="GB", controller="Police", regime=Regime.THIRD_COUNTRY
    )


def the_day(slug: str = "spring") -> ActionDay:
    return ActionDay.objects.get(slug=slug)
