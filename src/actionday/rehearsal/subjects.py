"""Draws what a family of copies is about: propaganda of an invented group, or a look-alike."""

from random import Random

from actionday.rehearsal.invented import ATTACKS, GROUPS
from actionday.rehearsal.piece import Subject

IDEOLOGIES = {"jihadist": 52, "right_wing": 33, "left_wing": 5, "separatist": 6, "other": 4}
GROUNDS = {"incites": 55, "solicits": 12, "participates": 17, "instructs": 8, "threatens": 8}
PURPOSES = {
    "journalism": 34,
    "art": 18,
    "research": 12,
    "education": 10,
    "counter_terrorism": 14,
    "public_debate": 12,
}
CLAUSES = {
    "incites": "4.1",
    "solicits": "4.2",
    "participates": "4.3",
    "instructs": "4.4",
    "threatens": "4.5",
}
ACCOUNT_CLAUSE = "4.6"

BENIGN_SHARE = 0.24
"""Of all families; with the benign members of other families about a quarter of the pieces."""

LAWFUL_SHARE = 0.2
"""Of the benign: neither a ground nor an exempt purpose (crude, or nothing to do with it)."""


def pick(rng: Random, weights: dict[str, int]) -> str:
    """Draw one key by its weight."""
    return rng.choices(list(weights), list(weights.values()))[0]


def draw_subject(rng: Random, kind: str) -> Subject:
    """Draw the subject of a family of the given kind."""
    if rng.random() >= BENIGN_SHARE:
        return propaganda(rng, kind)
    return lawful(rng, kind) if rng.random() < LAWFUL_SHARE else exempt(rng, kind, None)


def propaganda(rng: Random, kind: str) -> Subject:
    """Draw what is to be referred; one in eight claims an exempt purpose that is not true."""
    ideology = pick(rng, IDEOLOGIES)
    main = pick(rng, GROUNDS)
    others = (pick(rng, GROUNDS),) if rng.random() < 0.25 else ()
    names_attack = main in ("incites", "solicits", "threatens") or rng.random() < 0.3
    return Subject(
        kind=kind,
        says=main,
        ideology=ideology,
        group=rng.choice(GROUPS[ideology]),
        grounds=tuple(sorted({main, *others})),
        refers_to=rng.choice(ATTACKS[ideology]) if names_attack else None,
        claimed=rng.choice(("journalism", "education")) if rng.random() < 0.125 else None,
        true=None,
        clause=ACCOUNT_CLAUSE if kind == "account" else CLAUSES[main],
    )


def exempt(rng: Random, kind: str, about: Subject | None) -> Subject:
    """Draw a look-alike: news, satire, a study, counter-speech; of `about`'s group where given."""
    ideology = about.ideology if about else pick(rng, IDEOLOGIES)
    purpose = pick(rng, PURPOSES)
    return Subject(
        kind=kind,
        says=purpose,
        ideology=ideology,
        group=about.group if about else rng.choice(GROUPS[ideology]),
        grounds=(),
        refers_to=(about and about.refers_to) or rng.choice(ATTACKS[ideology]),
        claimed=purpose if rng.random() < 0.6 else None,
        true=purpose,
        clause=None,
    )


def lawful(rng: Random, kind: str) -> Subject:
    """Draw what has no terrorist ground: a crude club, or nothing of the sort at all."""
    ideology = rng.choice(("racist", "none"))
    group = rng.choice(GROUPS[ideology])
    return Subject(kind, "plain", ideology, group, (), None, None, None, None)
