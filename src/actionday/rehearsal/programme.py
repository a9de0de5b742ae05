"""What the rehearsed day is called, how fast it goes, and who can act in it."""

from dataclasses import dataclass, field

from actionday.rehearsal.finds import HOST
from actionday.rehearsal.people import Person

SLUG = "rehearsal"
TITLE = "Glorification of attacks on video platforms"
SCOPE = (
    "Videos, memes and other material that glorifies past attacks or their perpetrators, jihadist "
    "and violent right-wing, on Plaza."
)
LEGAL_BASIS = (
    "Referral under the platform's own terms of service; each unit's own law on its tasks."
)
ORIGIN = f"localhost/{SLUG}"
DISPATCH_AFTER_S, CHECK_AFTER_S = 2, 1
"""Short, so that a day passes in minutes; a real day takes the model's defaults."""


@dataclass
class Staff:
    """Who can act: the secrets of the tokens, and the logins to print."""

    units: dict[str, str] = field(default_factory=dict)
    leads: list[str] = field(default_factory=list)
    investigators: list[str] = field(default_factory=list)
    coordinator: str = ""
    platform: str = ""
    logins: list[Person] = field(default_factory=list)


def hosts(port: int) -> list[str]:
    """Return the host names of a Plaza that listens on `port`."""
    return [f"{HOST}:{port}", f"m.{HOST}:{port}"]
