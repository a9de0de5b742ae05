"""May data be shared with a unit? One pure rule, with its reasons."""

import pytest

from actionday.tenancy.lawful import obstacles
from actionday.tenancy.models import Regime, Unit

EUIRU = Unit(code="EUIRU", controller="Europol", regime=Regime.EUROPOL)
ES = Unit(code="ES", controller="Policía", regime=Regime.LED)
FR = Unit(code="FR", controller="Police", regime=Regime.LED)
GB = Unit(code="GB", controller="Police", regime=Regime.THIRD_COUNTRY)
GB_BY_DECISION = Unit(
    code="GB", controller="Police", regime=Regime.THIRD_COUNTRY, transfer_basis="Adequacy decision"
)
NOBODY = Unit(code="XX", regime=Regime.LED)


@pytest.mark.parametrize(
    ("coordinator", "units", "refused", "word"),
    [
        (EUIRU, [ES, FR], [], ""),
        (ES, [FR, EUIRU], [], ""),
        (EUIRU, [ES, GB_BY_DECISION], [], ""),
        (EUIRU, [ES, GB], ["GB"], "transfer basis"),
        (GB, [ES], ["GB"], "transfer basis"),
        (EUIRU, [NOBODY], ["XX"], "controller"),
        (EUIRU, [NOBODY, GB, ES], ["GB", "XX"], "transfer basis"),
    ],
)
def test_sharing_is_refused_with_its_reason(
    coordinator: Unit, units: list[Unit], refused: list[str], word: str
) -> None:
    found = obstacles(coordinator, units)
    assert [each.unit for each in found] == refused
    assert not word or word in found[0].reason
    assert all(each.unit in each.reason for each in found)


def test_a_blank_basis_is_none() -> None:
    blank = Unit(code="GB", controller="P", regime=Regime.THIRD_COUNTRY, transfer_basis="  ")
    assert [each.unit for each in obstacles(EUIRU, [blank])] == ["GB"]
