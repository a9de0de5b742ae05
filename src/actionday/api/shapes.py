"""What callers send, as pydantic models; sizes are limited before anything is done."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, ConfigDict, Field, StringConstraints

from actionday.cases.taxonomy import Ground, Ideology, Kind, Purpose, Verdict, Wish

NO_NUL = r"^[^\x00]*$"  # PostgreSQL's text holds no zero byte
Short = Annotated[str, StringConstraints(max_length=200, pattern=NO_NUL)]
Words = Annotated[str, StringConstraints(max_length=5_000, pattern=NO_NUL)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$")]
Clause = Annotated[str, StringConstraints(max_length=20, pattern=NO_NUL)]


class Strict(Schema):
    """Refuses fields that it does not know: a forged `unit_id` is an error, not ignored."""

    model_config = ConfigDict(extra="forbid")


class FindIn(Strict):
    """One find; an address of any length is answered with its own error."""

    url: Annotated[str, StringConstraints(max_length=20_000, pattern=NO_NUL)]
    kind: Kind | None = None
    language: Language | None = None
    note: Words = ""


class FindsIn(Strict):
    """A submission."""

    items: Annotated[list[FindIn], Field(min_length=1, max_length=1000)]


class PurposeIn(Strict):
    """The purpose that a piece claims, and the true one."""

    claimed: Purpose
    true: Purpose


class AssessmentIn(Strict):
    """One person's view of one piece."""

    verdict: Verdict
    grounds: Annotated[list[Ground], Field(max_length=5)] = []
    ideology: Ideology | None = None
    refers_to: Annotated[list[Short], Field(max_length=20)] = []
    terms_clause: Clause = ""
    purpose: PurposeIn
    reason: Words
    language: Language | None = None


class ApprovalIn(Strict):
    """Until when what is settled may be sent; RFC 3339, within 24 hours."""

    until: datetime


class HoldIn(Strict):
    """A hold; that it has an end is checked with the rest, so that the answer can say it."""

    until: AwareDatetime | None = None
    reason: Words = ""


class EndIn(Strict):
    """Another end of a hold."""

    until: AwareDatetime | None = None


class ObjectionIn(Strict):
    """What a unit wants of a piece, against another."""

    wants: Wish
    reason: Words = ""


class SettlementIn(Strict):
    """What becomes of a piece over which units differ."""

    outcome: Wish
    reason: Words = ""


class FamilyIn(Strict):
    """What is said of a piece's family; `with` names the piece that it is put to."""

    action: Literal["leave", "join", "undo"]
    other: Annotated[UUID | None, Field(alias="with")] = None
    reason: Words = ""


class TakingIn(Strict):
    """What the coordinator does about a threat to life."""

    note: Words = ""


class PauseIn(Strict):
    """Why a unit, or the sending to a platform, is paused."""

    why: Words = ""


class AcknowledgementIn(Strict):
    """The platform has it, and preserves it or not."""

    preserved: bool


class ReceiptIn(AcknowledgementIn):
    """An acknowledgement among many."""

    referral: UUID


class ReceiptsIn(Strict):
    """Up to 1,000 acknowledgements."""

    acknowledgements: Annotated[list[ReceiptIn], Field(min_length=1, max_length=1000)]


class DecisionIn(Strict):
    """The platform's decision; the outcome is checked with its referral."""

    outcome: Short
    terms_clause: Clause = ""
    reason: Words = ""
    automated: bool = False
    territories: Annotated[
        list[Annotated[str, StringConstraints(pattern="^[A-Z]{2}$")]], Field(max_length=250)
    ] = []


class OneOfDecisionsIn(DecisionIn):
    """A decision among many."""

    referral: UUID


class DecisionsIn(Strict):
    """Up to 1,000 decisions."""

    decisions: Annotated[list[OneOfDecisionsIn], Field(min_length=1, max_length=1000)]
