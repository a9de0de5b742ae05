"""The people of a rehearsal: invented names, roles, and addresses at example.org."""

from dataclasses import dataclass
from random import Random

from actionday.rehearsal.units import COORDINATOR

FIRST = (
    "Ada",
    "Aleš",
    "Alma",
    "Anders",
    "Ayla",
    "Bela",
    "Bruno",
    "Carla",
    "Ciara",
    "Dana",
    "David",
    "Dora",
    "Edda",
    "Elif",
    "Emil",
    "Eva",
    "Filip",
    "Freya",
    "Gita",
    "Goran",
    "Hana",
    "Hugo",
    "Ida",
    "Ines",
    "Ivan",
    "Jana",
    "Joris",
    "Karin",
    "Kilian",
    "Lea",
    "Levin",
    "Lina",
    "Luca",
    "Maja",
    "Malik",
    "Marta",
    "Milo",
    "Nadia",
    "Nils",
    "Nora",
    "Oskar",
    "Petra",
    "Rafael",
    "Rita",
    "Romy",
    "Rosa",
    "Samir",
    "Selma",
    "Silvio",
    "Tara",
    "Theo",
    "Tilda",
    "Vera",
    "Viktor",
    "Wanda",
    "Yara",
    "Zoë",
)
LAST = (
    "Ahlgren",
    "Barrow",
    "Calder",
    "Dunmore",
    "Eastwick",
    "Fairley",
    "Galloway",
    "Hartwell",
    "Ingram",
    "Jarrow",
    "Kestrel",
    "Lindow",
    "Marsden",
    "Northcote",
    "Oakley",
    "Pemberly",
    "Quillon",
    "Rowntree",
    "Stanmore",
    "Thorley",
    "Underhill",
    "Vexley",
    "Westbury",
    "Yarwood",
    "Ashdown",
    "Bramley",
    "Copeland",
    "Denholm",
    "Elmwood",
    "Farrow",
)


Post = tuple[str, str | None, bool]
"""A role, the code of the unit (or None), and whether it is at Plaza."""


@dataclass(frozen=True, slots=True)
class Person:
    """A member to be: `unit` is a unit's code or None, `platform` whether Plaza employs them."""

    name: str
    email: str
    role: str
    unit: str | None = None
    platform: bool = False


def people(seed: int, units: tuple[str, ...]) -> list[Person]:
    """Return who takes part: a lead and two investigators a unit, and those with one of a kind."""
    rng = Random(f"actionday people {seed}")
    posts: list[Post] = [(role, unit, False) for unit in units for role in roles_of(unit)]
    posts += [("platform_lead", None, True), ("platform_reviewer", None, True)]
    posts += [("auditor", None, False), ("administrator", None, False)]
    names = rng.sample([f"{first} {last}" for first in FIRST for last in LAST], len(posts))
    return [
        Person(name, address(role, unit, number), role, unit, platform)
        for number, (name, (role, unit, platform)) in enumerate(zip(names, posts, strict=True))
    ]


def roles_of(unit: str) -> tuple[str, ...]:
    """Return the roles that a unit fills, one person each."""
    own = ("unit_lead", "investigator", "investigator")
    return ("coordinator", *own) if unit == COORDINATOR else own


def address(role: str, unit: str | None, number: int) -> str:
    """Return an address that is easy to type and nobody's; the number keeps two apart."""
    if role == "investigator":
        return f"investigator{number}.{unit}@example.org".lower()
    name = role.replace("_", "-")
    return (f"{name}.{unit}" if unit else name).lower() + "@example.org"
