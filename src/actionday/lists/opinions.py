"""Feedback on entries: who agrees, who disagrees, and how many of each there are."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from actionday.tenancy.acting import Actor, acting_as, as_the_program

from .models import HashEntry, Opinion
from .naming import ListRefused


@dataclass(frozen=True, slots=True)
class Opinions:
    """How many members agree and disagree."""

    agree: int = 0
    disagree: int = 0


def give_opinion(actor: Actor, entry: int, agrees: bool) -> None:
    """Record what a member holds of an entry that they may see; the last word counts."""
    with acting_as(actor):
        if actor.member is None or not HashEntry.objects.filter(pk=entry).exists():
            raise ListRefused(_("there is no such entry for you to agree or disagree with"))
        Opinion.objects.update_or_create(
            entry_id=entry, member_id=actor.member,
            defaults={"agrees": agrees, "at": timezone.now()},
        )  # fmt: skip


def opinions_of(entries: Collection[int]) -> dict[int, Opinions]:
    """Return the counts by entry; whoever asks has to be allowed to see the entries."""
    with as_the_program():
        rows = (
            Opinion.objects.filter(entry__in=entries)
            .values_list("entry")
            .annotate(agree=Count("pk", filter=Q(agrees=True)), all=Count("pk"))
        )
        return {entry: Opinions(agree, total - agree) for entry, agree, total in rows}
