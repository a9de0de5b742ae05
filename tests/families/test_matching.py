"""What makes copies on a day: enough pictures in common, and none that everybody has."""

from actionday.cases.models import Fingerprint, Item, Resemblance
from actionday.ledger.log import Event, append
from actionday.tenancy.acting import THE_PROGRAM, acting_as
from tests.families.conftest import Arrive, families, matched, prints


def test_a_link_keeps_its_reason(arrive: Arrive) -> None:
    original = arrive(*range(1, 41))
    copy = arrive(*range(13, 32))
    assert families(original, copy) == [0, 0]
    pair = Resemblance.objects.get()
    assert (pair.item, pair.other, pair.type, pair.transform) == (copy, original, "vpdq", "none")
    assert (pair.share, pair.other_share) == (1.0, 19 / 40)
    assert pair.distance <= 8
    assert pair.segments == [
        {"start_s": 0.0, "end_s": 19.0, "other_start_s": 12.0, "other_end_s": 31.0}
    ]


def test_bars_around_either_do_not_hide_it(arrive: Arrive) -> None:
    boxed = arrive(1, 2, 3, 4, boxed=True)
    plain = arrive(1, 2, 3, 4)
    again = arrive(1, 2, 3, boxed=True)
    assert families(boxed, plain, again) == [0, 0, 0]
    assert set(Resemblance.objects.values_list("transform", flat=True)) == {"unboxed"}


def test_one_picture_in_common_does_not_make_a_copy(arrive: Arrive) -> None:
    assert families(arrive(1, 9, 9, 9), arrive(9, 9, 9, 2)) == [0, 1]


def test_a_clip_of_one_picture_is_a_copy_of_what_shows_it(arrive: Arrive) -> None:
    assert families(arrive(1, 2, 3), arrive(2, 2, 2)) == [0, 0]


def test_a_title_that_everybody_has_joins_no_families(arrive: Arrive) -> None:
    """Titles 7 and 8 begin four long clips: a short one with both would make all one family."""
    long = [arrive(7, 8, *range(10 * n, 10 * n + 6)) for n in range(1, 5)]
    assert families(*long) == [0, 1, 2, 3]
    short = arrive(7, 8, 99)
    assert families(*long, short) == [0, 1, 2, 3, 4]
    copy = arrive(7, 8, 10, 11, 12)
    assert families(*long, copy) == [0, 1, 2, 3, 0]


def test_before_it_is_everybodys_a_title_can_mislead(arrive: Arrive) -> None:
    """The limit that docs/reference/families.md names: a person takes the short clip out."""
    long = arrive(7, 8, *range(10, 16))
    assert families(long, arrive(7, 8, 99)) == [0, 0]


def test_many_copies_of_one_clip_are_no_title(arrive: Arrive) -> None:
    copies = [arrive(1, 2, 3, 4) for _nth in range(8)]
    assert families(*copies) == [0] * 8


def test_media_supplied_anew_is_matched_anew_and_the_old_is_forgotten(arrive: Arrive) -> None:
    original, other = arrive(1, 2, 3), arrive(4, 5, 6)
    piece = arrive(1, 2, 3)
    with acting_as(THE_PROGRAM):
        piece.fingerprints.all().delete()
        Fingerprint.objects.bulk_create(prints(piece, (4, 5, 6), False))
        Item.objects.filter(pk=piece.pk).update(state="fingerprinted", seat="")
        append(piece.day.log_id, [Event("item.fingerprinted", piece.subject, {})])
    matched(piece)
    assert families(original, other, piece) == [0, 1, 1]
    assert Resemblance.objects.get().other == other
    assert families(original, other, piece, arrive(1, 2, 3)) == [0, 1, 1, 0]
