"""Plaza's terms of service, clause by clause: what its desk decides by."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered clause of the terms."""

    number: str
    title: str
    text: str


CLAUSES = (
    Clause(
        "4.1",
        "Praise of attacks",
        "You may not praise, celebrate or justify an attack on people, or those who carried it "
        "out. News, teaching, research, art and criticism about an attack are welcome.",
    ),
    Clause(
        "4.2",
        "Calls to act",
        "You may not ask or urge anyone to carry out or to help an attack.",
    ),
    Clause(
        "4.3",
        "Recruitment",
        "You may not recruit for a violent group, collect for it, or speak in its name.",
    ),
    Clause(
        "4.4",
        "Instructions",
        "You may not explain how to make or use means of an attack.",
    ),
    Clause(
        "4.5",
        "Threats",
        "You may not threaten anyone with violence, openly or between the lines.",
    ),
    Clause(
        "4.6",
        "Accounts",
        "An account that exists to break 4.1 to 4.5 is closed, and all its posts go with it.",
    ),
)


def terms() -> dict[str, object]:
    """Return the terms in the form of `/terms.json`."""
    return {"platform": "Plaza", "clauses": [asdict(clause) for clause in CLAUSES]}
