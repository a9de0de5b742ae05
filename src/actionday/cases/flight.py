"""What of a day is still on its way: asked before it is closed, and before it is published."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .models import ActionDay, Item


@dataclass(frozen=True, slots=True)
class InFlight:
    """Pieces on their way, by what they wait for."""

    capture: int
    views: int
    sending: int
    answers: int

    def words(self, publishing: bool = False) -> list[str]:
        """Say what there is of each; a day can be published while answers are still to come."""
        said = [
            (self.capture, captures(self.capture)),
            (self.views, views(self.views)),
            (self.sending, sendings(self.sending)),
            (0 if publishing else self.answers, answers(self.answers)),
        ]
        return [words % {"n": n} for n, words in said if n]


def captures(n: int) -> str:
    """Say that pieces wait for capture."""
    return ngettext("%(n)s piece waits for capture", "%(n)s pieces wait for capture", n)


def views(n: int) -> str:
    """Say that pieces wait for a view."""
    return ngettext("%(n)s piece waits for a view", "%(n)s pieces wait for a view", n)


def sendings(n: int) -> str:
    """Say that pieces are to be sent."""
    return ngettext("%(n)s piece is to be sent", "%(n)s pieces are to be sent", n)


def answers(n: int) -> str:
    """Say that the platform has not answered on pieces."""
    return ngettext("%(n)s piece has no answer yet", "%(n)s pieces have no answer yet", n)


def in_flight(day: ActionDay) -> InFlight:
    """Count what is on its way; ask as the program, who sees all pieces."""
    items = Item.objects.filter(day=day, merged_into=None)
    return InFlight(
        capture=items.filter(state__in=("submitted", "captured", "fingerprinted")).count(),
        views=items.exclude(seat="").count(),
        sending=items.filter(state="referred").count(),
        answers=items.filter(state="sent").count(),
    )


def confirm_first(day: ActionDay, publishing: bool) -> str:
    """Return why this wants to be confirmed, or nothing where all is done."""
    waiting = in_flight(day).words(publishing)
    if not waiting:
        return ""
    return _("Not everything is done: %(what)s. Confirm that you mean it.") % {
        "what": "; ".join(waiting)
    }
