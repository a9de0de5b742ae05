"""The schema: one file per noun."""

from .assessment import Assessment, Claim
from .availability import AvailabilityCheck
from .capture import Capture
from .consultation import Consultation
from .day import ActionDay, PlatformPart, SendingApproval, Terms, UnitPart
from .decision import Decision
from .escalation import Escalation
from .family import Apart, Family, Regrouping, Resemblance
from .fingerprint import Fingerprint
from .hold import Conflict, ConflictSide, Hold
from .item import Item
from .referral import Packet, Referral
from .sighting import Sighting

__all__ = [
    "ActionDay",
    "Apart",
    "Assessment",
    "AvailabilityCheck",
    "Capture",
    "Claim",
    "Conflict",
    "ConflictSide",
    "Consultation",
    "Decision",
    "Escalation",
    "Family",
    "Fingerprint",
    "Hold",
    "Item",
    "Packet",
    "PlatformPart",
    "Referral",
    "Regrouping",
    "Resemblance",
    "SendingApproval",
    "Sighting",
    "Terms",
    "UnitPart",
]
