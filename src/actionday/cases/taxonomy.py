"""The vocabularies, in one place. The values stand in ledgers and reports: never rename one."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What a piece is."""

    VIDEO = "video", _("video")
    IMAGE = "image", _("picture")
    TEXT = "text", _("text post")
    AUDIO = "audio", _("audio")
    LIVESTREAM = "livestream", _("livestream")
    ACCOUNT = "account", _("account")
    CHANNEL = "channel", _("channel or group")
    DOCUMENT = "document", _("document")
    PAGE = "page", _("web page")
    PLAYLIST = "playlist", _("playlist")


class Ideology(TextChoices):
    """The ideology behind a piece, as these days count it."""

    JIHADIST = "jihadist", _("jihadist")
    RIGHT_WING = "right_wing", _("violent right-wing")
    LEFT_WING = "left_wing", _("violent left-wing and anarchist")
    SEPARATIST = "separatist", _("ethno-nationalist and separatist")
    RACIST = "racist", _("racist or xenophobic, no terrorist ground")
    OTHER = "other", _("other")
    NONE = "none", _("none apparent")


class Ground(TextChoices):
    """Grounds of illegality: Regulation (EU) 2021/784, Art. 2(7)."""

    INCITES = "incites", _("incites or glorifies")
    SOLICITS = "solicits", _("solicits to commit or contribute")
    PARTICIPATES = "participates", _("solicits joining a terrorist group")
    INSTRUCTS = "instructs", _("instructs on weapons or methods")
    THREATENS = "threatens", _("threatens to commit")


class Purpose(TextChoices):
    """The purpose of a piece; all but NONE and DOUBT are exempt (same Regulation, Art. 1(3))."""

    EDUCATION = "education", _("education")
    JOURNALISM = "journalism", _("journalism")
    ART = "art", _("art")
    RESEARCH = "research", _("research")
    COUNTER_TERRORISM = "counter_terrorism", _("countering terrorism")
    PUBLIC_DEBATE = "public_debate", _("public debate")
    NONE = "none", _("none of these")
    DOUBT = "doubt", _("in doubt")


EXEMPT = frozenset(set(Purpose.values) - {Purpose.NONE.value, Purpose.DOUBT.value})


class Verdict(TextChoices):
    """What one assessor says of one piece."""

    REFER = "refer", _("refer")
    DO_NOT_REFER = "do_not_refer", _("do not refer")
    UNSURE = "unsure", _("unsure")
    ESCALATE = "escalate", _("escalate")


class Seat(TextChoices):
    """Whose view an assessment is; the third is asked where two differ."""

    FIRST = "first", _("first view")
    SECOND = "second", _("second view")
    THIRD = "third", _("third view")


class Settlement(TextChoices):
    """What became of a piece after its assessments."""

    REFERRED = "referred", _("referred")
    NOT_REFERRED = "not_referred", _("not referred")
    UNDECIDED = "undecided", _("undecided")


class Instrument(TextChoices):
    """The three instruments, never mixed."""

    REFERRAL = "referral", _("referral")
    NOTICE = "notice", _("notice under DSA Art. 16")
    REMOVAL_ORDER = "removal_order", _("removal order under TCO Art. 3")


class Outcome(TextChoices):
    """What a platform decided."""

    REMOVED_TERMS = "removed_terms", _("removed under its terms")
    REMOVED_LAW = "removed_law", _("removed under law")
    RESTRICTED = "restricted", _("restricted in some territories")
    DEMOTED = "demoted", _("age-restricted or demoted")
    ACCOUNT_SUSPENDED = "account_suspended", _("account suspended")
    NO_ACTION = "no_action", _("left up")
    NOT_FOUND = "not_found", _("not found by the platform")
    INSUFFICIENT = "insufficient", _("not enough information")
    ALREADY_REMOVED = "already_removed", _("was already removed")


UPHELD = frozenset(
    {
        Outcome.REMOVED_TERMS,
        Outcome.REMOVED_LAW,
        Outcome.RESTRICTED,
        Outcome.DEMOTED,
        Outcome.ACCOUNT_SUSPENDED,
    }
)


class Observation(TextChoices):
    """What was seen at the address, apart from what the platform says."""

    LIVE = "live", _("still there")
    GONE = "gone", _("gone")
    GONE_BY_UPLOADER = "gone_by_uploader", _("gone by the uploader")
    ACCOUNT_GONE = "account_gone", _("account gone")
    BLOCKED = "blocked", _("blocked from here")
    LOGIN_WALL = "login_wall", _("login wall")
    UNREACHABLE = "unreachable", _("unreachable")


GONE = frozenset({Observation.GONE, Observation.GONE_BY_UPLOADER, Observation.ACCOUNT_GONE})


class Change(TextChoices):
    """What a person does to the family of a piece."""

    LEAVE = "leave", _("taken out of its family")
    JOIN = "join", _("put to another family")


class DayState(TextChoices):
    """The life of a day."""

    PLANNED = "planned", _("planned")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")
    PUBLISHED = "published", _("published")


class Asked(TextChoices):
    """What a day may ask of an assessment beyond verdict, purpose and reason."""

    IDEOLOGY = "ideology", _("the ideology behind it")
    REFERS_TO = "refers_to", _("what it glorifies: attack, person or entity")
    LANGUAGE = "language", _("its language")


class Wish(TextChoices):
    """What a unit wants of a piece over which units differ."""

    REFER = "refer", _("refer it")
    HOLD = "hold", _("hold it")
    LEAVE = "leave", _("leave it alone")
