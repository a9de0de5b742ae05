"""A plausible day: eleven countries, two platforms, everything invented and always the same."""

import random
from typing import Any

from .daybook import Daybook, subject

COUNTRIES = ["ES", "CZ", "DK", "FR", "DE", "HU", "IE", "MT", "PT", "SE", "GB"]
WEIGHTS = [22, 6, 5, 18, 20, 5, 4, 2, 6, 7, 14, 16]
LANGUAGES = ["ar", "en", "es", "fr", "de", "hu", "pt", "sv", "cs", "da", "mt"]
IDEOLOGIES = ["jihadist", "right_wing", "left_wing", "separatist", "racist", "none"]
KINDS = ["video", "image", "text", "audio", "livestream", "account", "channel", "document"]
GROUNDS = ["incites", "solicits", "participates", "instructs", "threatens"]
OUTCOMES = [
    "removed_terms",
    "removed_law",
    "restricted",
    "account_suspended",
    "no_action",
    "not_found",
    "insufficient",
    "already_removed",
]
CHANCES = [78, 2, 3, 4, 7, 2, 1, 1]


def plausible(submissions: int = 2145, seed: int = 1) -> Daybook:
    """The ledger of a day with so many submissions."""
    dice = random.Random(seed)
    book = Daybook(units=sorted([*COUNTRIES, "EUIRU"]), platforms=["shortclips", "streamhall"])
    items: list[str] = []
    for n in range(submissions):
        if items and dice.random() < 0.25:
            again = dice.choice(items[-400:])
            book.found(again, n * 12.0, status="known", **_found(dice))
            continue
        items.append(f"item {n}")
        book.found(items[-1], n * 12.0, **_found(dice), private={"url": f"https://a.test/{n}"})
        _judge(book, dice, items[-1], n)
    _answers(book, dice, items)
    book.tell("day.closed", "day")
    return book


def _found(dice: random.Random) -> dict[str, Any]:
    return {
        "unit": dice.choices([*COUNTRIES, "EUIRU"], WEIGHTS)[0],
        "kind": dice.choices(KINDS, [50, 30, 12, 5, 1, 3, 2, 1])[0],
        "language": dice.choices(LANGUAGES, [40, 20, 12, 10, 9, 3, 3, 4, 2, 2, 1])[0],
        "platform": dice.choices(["shortclips", "streamhall"], [8, 2])[0],
    }


def _judge(book: Daybook, dice: random.Random, item: str, n: int) -> None:
    book.tell("item.captured", item, private={"sha256": "ab" * 32})
    book.tell("item.matched", item, family=f"{dice.randrange(1 + n // 2):032x}")
    if dice.random() < 0.12:
        return
    refer = dice.random() < 0.76
    verdicts = ["refer" if refer != (dice.random() < 0.06) else "do_not_refer" for _ in range(2)]
    for seat, verdict in zip(("first", "second"), verdicts, strict=True):
        book.tell("assessment.made", item, seat=seat, verdict=verdict, exemption=None)
    if verdicts == ["refer", "refer"]:
        book.settled(
            item, ideology=dice.choices(IDEOLOGIES, [50, 35, 4, 4, 6, 1])[0], ground=_grounds(dice)
        )
    elif len(set(verdicts)) == 2 and dice.random() < 0.3:
        book.settled(item, "undecided", ground=[])
    else:
        exempt = dice.choice(["journalism", "art", "education", None])
        book.settled(item, "not_referred", exemption=exempt, ground=[], ideology="none")


def _grounds(dice: random.Random) -> list[str]:
    return sorted(set(dice.choices(GROUNDS, [70, 8, 12, 6, 4], k=dice.choice([1, 1, 2]))))


def _answers(book: Daybook, dice: random.Random, items: list[str]) -> None:
    settled = {line["leaf"]["subject"]: line for line in book.lines if _refers(line)}
    units = {
        line["leaf"]["subject"]: line["fields"]["unit"]["value"]
        for line in reversed(book.lines)
        if line["leaf"]["event"] == "item.submitted"
    }
    for n, item in enumerate(item for item in items if subject(item) in settled):
        book.sent(item, book.seconds + dice.random() * 20, packet=f"{n // 80:02x}")
        if dice.random() < 0.97:
            book.tell("referral.acknowledged", item)
            _answer(book, dice, item, sloppy=units[subject(item)] == "MT")


def _answer(book: Daybook, dice: random.Random, item: str, sloppy: bool) -> None:
    if dice.random() < 0.01:
        book.tell("referral.withdrawn", item)
        return
    chances = [50, 0, 0, 0, 40, 2, 1, 1] if sloppy else CHANCES
    outcome = dice.choices(OUTCOMES, chances)[0]
    book.decided(item, outcome, book.seconds + dice.random() * 200)
    gone = outcome.startswith(("removed", "account", "already"))
    odds = [4, 88, 3, 2, 2, 1] if gone else [90, 1, 2, 0, 5, 2]
    seen = ["live", "gone", "gone_by_uploader", "account_gone", "login_wall", "unreachable"]
    book.tell("availability.checked", item, observation=dice.choices(seen, odds)[0])
    if dice.random() < 0.025:
        book.tell("complaint.filed", item)
        result = dice.choices(["upheld", "reinstated", "no_change"], [8, 1, 1])[0]
        book.tell("complaint.decided", item, outcome=result)


def _refers(line: dict[str, Any]) -> bool:
    event, fields = line["leaf"]["event"], line["fields"]
    return event == "item.settled" and fields["verdict"]["value"] == "referred"
