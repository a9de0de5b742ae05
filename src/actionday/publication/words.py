"""The words in which a report speaks of the values that stand in ledgers."""

from collections.abc import Sequence
from datetime import UTC, datetime

from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from .places import PLACES

NOTHING = "\N{EN DASH}"
"""Stands where there is nothing to divide or to wait for."""

NUMBERS = (
    lazy("no"),
    lazy("one"),
    lazy("two"),
    lazy("three"),
    lazy("four"),
    lazy("five"),
    lazy("six"),
    lazy("seven"),
    lazy("eight"),
    lazy("nine"),
    lazy("ten"),
    lazy("eleven"),
    lazy("twelve"),
)

IDEOLOGIES = {
    "jihadist": lazy("Jihadist"),
    "right_wing": lazy("Violent right-wing"),
    "left_wing": lazy("Violent left-wing, anarchist"),
    "separatist": lazy("Ethno-nationalist, separatist"),
    "racist": lazy("Racist or xenophobic"),
    "other": lazy("Other"),
    "none": lazy("None apparent"),
}
KINDS = {
    "video": lazy("Video"),
    "image": lazy("Picture"),
    "text": lazy("Text post"),
    "audio": lazy("Audio"),
    "livestream": lazy("Livestream"),
    "account": lazy("Account"),
    "channel": lazy("Channel or group"),
    "document": lazy("Document"),
    "page": lazy("Web page"),
    "playlist": lazy("Playlist"),
}
GROUNDS = {
    "incites": lazy("Incites to commit, or glorifies"),
    "solicits": lazy("Solicits to commit or contribute"),
    "participates": lazy("Solicits joining a terrorist group"),
    "instructs": lazy("Instructs on weapons or methods"),
    "threatens": lazy("Threatens to commit"),
}
OUTCOMES = {
    "removed_terms": lazy("Removed under its terms"),
    "removed_law": lazy("Removed under law"),
    "restricted": lazy("Restricted in some territories"),
    "demoted": lazy("Age-restricted or demoted"),
    "account_suspended": lazy("Account suspended"),
    "no_action": lazy("Left up"),
    "not_found": lazy("Not found by the platform"),
    "insufficient": lazy("Not enough information"),
    "already_removed": lazy("Was already gone"),
    "none": lazy("No answer"),
}
OBSERVATIONS = {
    "live": lazy("Still there"),
    "gone": lazy("Gone"),
    "gone_by_uploader": lazy("Gone by the uploader"),
    "account_gone": lazy("Account gone"),
    "blocked": lazy("Blocked from here"),
    "login_wall": lazy("Login wall"),
    "unreachable": lazy("Unreachable"),
}
LANGUAGES = {
    "am": lazy("Amharic"),
    "ha": lazy("Hausa"),
    "ku": lazy("Kurdish"),
    "mt": lazy("Maltese"),
    "ps": lazy("Pashto"),
    "so": lazy("Somali"),
    "tl": lazy("Tagalog"),
}
"""Languages that occur in the field and that Django has no name for."""

CUTS = {
    "ideology": IDEOLOGIES,
    "kind": KINDS,
    "ground": GROUNDS,
    "outcome": OUTCOMES,
    "unit": PLACES,
}


def named(cut: str, value: str) -> str:
    """What a reader sees for one value of a cut; the value itself where there is no better word."""
    if value == "undisclosed":
        return _("Undisclosed (small groups)")
    words = CUTS.get(cut, {})
    if value in words:
        return capfirst(str(words[value]))
    if value == "none":
        return _("Not stated")
    return language(value) if cut == "language" else value


def language(code: str) -> str:
    """A language's name in the reader's language, with its code."""
    if code in LANGUAGES:
        return f"{LANGUAGES[code]} ({code})"
    try:
        return f"{capfirst(get_language_info(code)['name_translated'])} ({code})"
    except KeyError:
        return code


def place(code: str) -> str:
    """A unit's country or body in running text."""
    return str(PLACES.get(code, code))


def number(count: int) -> str:
    """A count in figures, grouped as the reader's language does."""
    return formats.number_format(count, force_grouping=True)


def decimal(value: float | None) -> str:
    """A coefficient with two decimals; a dash where there is none."""
    return NOTHING if value is None else formats.number_format(round(value, 2), 2)


def counted(count: int) -> str:
    """A count in running text: in words up to twelve."""
    return str(NUMBERS[count]) if 0 <= count < len(NUMBERS) else number(count)


def listed(words: Sequence[str]) -> str:
    """`A, B and C`."""
    if len(words) < 2:
        return "".join(words)
    return _("%(most)s and %(last)s") % {"most": ", ".join(words[:-1]), "last": words[-1]}


def day_of(time: str, form: str = "j F Y") -> str:
    """The date of a ledger time (UTC)."""
    return formats.date_format(datetime.fromisoformat(time).astimezone(UTC), form)


def moment(time: str) -> str:
    """Date and minute of a ledger time, in UTC."""
    at = datetime.fromisoformat(time).astimezone(UTC)
    return _("%(time)s UTC") % {"time": formats.date_format(at, "j F Y, H:i")}


def share(part: int, whole: int) -> str:
    """A percentage for a place where both counts stand near by; a dash of nothing."""
    if whole == 0:
        return NOTHING
    return _("%(share)s %%") % {"share": formats.number_format(round(100 * part / whole, 1), 1)}


def wait(seconds: float | None) -> str:
    """A waiting time in the one or two units that fit it."""
    if seconds is None:
        return NOTHING
    minutes = round(seconds / 60)
    if seconds < 100:
        return _("%(n)s s") % {"n": round(seconds)}
    if minutes < 100:
        return _("%(n)s min") % {"n": minutes}
    hours, rest = divmod(minutes, 60)
    if hours < 48:
        return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest}
    return _("%(days)s d %(hours)s h") % {"days": hours // 24, "hours": hours % 24}
