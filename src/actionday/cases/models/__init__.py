"""The schema: one file per noun."""

from .assessment import Assessment, Claim
from .availability import AvailabilityCheck
from .capture import Capture
from .day import ActionDay, Terms
from .decision import Decision
from .family import Family, Resemblance
from .fingerprint import Fingerprint
from .item import Item
from .referral import Packet, Referral
from .sighting import Sighting

__all__ = [
    "ActionDay",
    "Assessment",
    "AvailabilityCheck",
    "Capture",
    "Claim",
    "Decision",
    "Family",
    "Fingerprint",
    "Item",
    "Packet",
    "Referral",
    "Resemblance",
    "Sighting",
    "Terms",
]
