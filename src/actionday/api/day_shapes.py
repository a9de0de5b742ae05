"""What callers send about a day: the plan, whom to invite, an answer, terms, a confirmation."""

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from actionday.cases.taxonomy import Asked
from actionday.stages.planning.draft import TIMES, Plan

from .shapes import NO_NUL, Short, Strict, Words

Names = Annotated[list[Short], Field(max_length=500)]
Seconds = Annotated[int, Field(ge=0)]


class ChangeIn(Strict):
    """A plan, or a change of it: what is left out stays as it is."""

    title: (
        Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=NO_NUL)] | None
    ) = None
    scope: Words | None = None
    legal_basis: Words | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    initiators: Names | None = None
    units: Names | None = None
    platforms: Names | None = None
    asked: list[Asked] | None = None
    four_eyes_percent: Annotated[int, Field(ge=0, le=100)] | None = None
    lease_s: Seconds | None = None
    dispatch_after_s: Seconds | None = None
    check_after_s: Seconds | None = None

    def plan(self, slug: str) -> Plan:
        """Return the plan as the stage takes it."""
        given = self.model_fields_set
        times = {name: getattr(self, name) for name in TIMES}
        return Plan(
            slug=slug,
            title=self.title,
            scope=self.scope,
            legal_basis=self.legal_basis,
            dates=(self.starts_on, self.ends_on) if given & {"starts_on", "ends_on"} else None,
            initiators=self.initiators,
            units=self.units,
            platforms=self.platforms,
            asked=[each.value for each in self.asked] if self.asked is not None else None,
            four_eyes_percent=self.four_eyes_percent,
            times={name: value for name, value in times.items() if value is not None},
        )


class DayIn(ChangeIn):
    """A new day."""

    slug: Annotated[str, StringConstraints(max_length=50, pattern=NO_NUL)]


class PartsIn(Strict):
    """Whom to invite: units by code, platforms by short name."""

    units: Names = []
    platforms: Names = []


class AcceptanceIn(Strict):
    """The answer to an invitation."""

    accept: bool


class TermsIn(Strict):
    """Terms of service: clause by clause, or as text with numbered clauses, or where they are."""

    clauses: Annotated[list[dict[str, str]], Field(max_length=500)] | None = None
    text: Annotated[str, StringConstraints(max_length=1_000_000)] = ""
    url: Short = ""


class MoveIn(Strict):
    """With `confirmed`, the day moves on though pieces are on their way."""

    confirmed: bool = False
