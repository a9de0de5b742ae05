"""One sentence for every figure: what exactly is counted."""

from gettext import gettext as _


def definitions() -> dict[str, str]:
    """`{figure: sentence}` for every figure, wait, rate and table of a report."""
    return COUNTED | JUDGED | ANSWERED | AFTERWARDS | MEASURED | SHARES


COUNTED = {
    "submissions": _("Finds that units handed in, repeated finds of the same piece included."),
    "items": _("Different pieces of content: one address, or one uploaded file, counts once."),
    "duplicates": _("Submissions of a piece that was already handed in that day."),
    "families": _("Groups of pieces that are copies, or nearly copies, of each other."),
}

JUDGED = {
    "assessed": _("Pieces on which the assessors came to a result, whatever the result."),
    "referred": _("Pieces that the assessors resolved to refer to a platform."),
    "not_referred": _("Pieces that the assessors resolved not to refer."),
    "undecided": _("Pieces on which the assessors could not settle; these are not referred."),
    "exempt": _(
        "Pieces not referred because their true purpose is education, journalism, art, research, "
        "countering terrorism or public debate."
    ),
    "escalated": _("Pieces that an assessor passed on at once, for example for a threat to life."),
}

ANSWERED = {
    "sent": _("Pieces whose referral went out to a platform."),
    "packets": _("Messages in which these referrals were sent; one may hold many pieces."),
    "acknowledged": _("Sent pieces whose receipt the platform confirmed."),
    "decided": _("Sent pieces on which the platform gave an answer of any sort."),
    "upheld": _(
        "Sent pieces on which the platform acted, under its own terms or under law: removed, "
        "restricted, demoted or the account suspended."
    ),
    "rejected": _("Sent pieces that the platform reviewed and left up."),
    "unknown": _("Sent pieces of which it is not known whether the platform would act or not."),
    "unanswered": _("Sent pieces without an answer that were not withdrawn."),
    "not_locatable": _("Sent pieces that the platform could not find."),
    "insufficient": _("Sent pieces for which the platform asked for more information."),
    "already_gone": _("Sent pieces that were gone before the platform looked at them."),
    "withdrawn_undecided": _("Sent pieces that were withdrawn before the platform answered."),
}

AFTERWARDS = {
    "seen_gone": _("Upheld pieces that were gone from their address when last checked from here."),
    "withdrawn": _("Sent pieces whose referral the sender took back, before or after an answer."),
    "complaints": _("Pieces about which someone concerned complained."),
    "reinstated": _("Pieces that were put back after a complaint."),
    "seen": _("For each outcome that a platform claimed, what was last seen at the address."),
}

MEASURED = {
    "find_to_referral_s": _("Seconds from the first find of a piece to its referral."),
    "referral_to_decision_s": _("Seconds from a referral to the platform's first answer."),
    "n_open": _("Pieces that are still waiting and therefore have no time yet."),
    "median": _("Half of the pieces took at most this long."),
    "p90": _("Nine in ten pieces took at most this long."),
    "within_24h": _("Pieces that took at most 24 hours."),
    "agreement": _(
        "How often two assessors said the same, refer or not, where neither could see what the "
        "other said; each family of copies votes once."
    ),
    "alpha": _("Krippendorff's alpha: 1 is full agreement, 0 is what chance alone would give."),
    "low": _("The lower end of alpha's 95 % bootstrap interval."),
    "high": _("The upper end of alpha's 95 % bootstrap interval."),
}

SHARES = {
    "referred_of_assessed": _("Referred pieces among those assessed."),
    "exempt_of_not_referred": _("Exempt pieces among those not referred."),
    "decided_of_sent": _("Pieces with an answer among those sent."),
    "upheld_of_sent": _("Pieces that the platform acted on among those sent."),
    "rejected_of_sent": _("Pieces that the platform left up among those sent."),
    "unknown_of_sent": _("Pieces without a clear answer among those sent."),
    "seen_gone_of_upheld": _("Pieces seen to be gone among those that the platform acted on."),
    "withdrawn_of_sent": _("Pieces taken back among those sent."),
    "reinstated_of_complaints": _("Pieces put back among those complained about."),
}
