"""The plan follows from its seed, and everything in it adds up."""

import pytest

from actionday.errors import BadInput
from actionday.rehearsal.countries import EUIRU
from actionday.rehearsal.world import World, plan


@pytest.fixture(scope="module")
def day() -> World:
    return plan()


def share(part: int, whole: int) -> float:
    return part / whole


def test_the_same_arguments_give_the_same_world(world: World) -> None:
    assert plan(seed=3, items=120, units=3) == world


@pytest.mark.parametrize("other", [(4, 120, 3), (3, 121, 3), (3, 120, 4)])
def test_any_other_argument_gives_another_world(world: World, other: tuple[int, int, int]) -> None:
    assert {piece.id for piece in plan(*other).pieces}.isdisjoint(world.by_id)


def test_a_usual_day_has_2145_finds_of_about_1600_pieces(day: World) -> None:
    assert len(day.finds) == 2145
    assert 1540 < len(day.pieces) < 1680
    assert {find.piece for find in day.finds} == set(day.by_id)
    assert [find.ordinal for find in day.finds] == list(range(2145))


def test_every_unit_finds_and_none_as_much_as_another(day: World) -> None:
    counts = {unit: sum(find.unit == unit for find in day.finds) for unit in day.units}
    assert len(counts) == 12
    assert EUIRU in counts
    assert min(counts.values()) > 0
    assert len(set(counts.values())) > 6


def test_a_piece_found_again_comes_in_other_forms_too(day: World) -> None:
    forms: dict[str, list[str]] = {}
    for find in day.finds:
        forms.setdefault(find.piece, []).append(find.url(80))
    again = [urls for urls in forms.values() if len(urls) > 1]
    assert len(again) > 300
    assert sum(len(set(urls)) > 1 for urls in again) > len(again) / 2


def test_names_are_given_once(day: World) -> None:
    names = [piece.id for piece in day.pieces] + [piece.short_code for piece in day.pieces]
    assert len(set(names)) == len(names)


def test_the_mix_is_the_one_of_a_day(day: World) -> None:
    total = len(day.pieces)
    by_kind = {kind: [p for p in day.pieces if p.kind == kind] for kind in ("video", "image")}
    assert 0.37 < share(len(by_kind["video"]), total) < 0.53
    assert 0.27 < share(len(by_kind["image"]), total) < 0.43
    media = by_kind["video"] + by_kind["image"]
    assert 2.1 < len(media) / len({piece.family for piece in media}) < 2.9
    benign = [piece for piece in day.pieces if piece.truth.verdict == "do_not_refer"]
    assert 0.2 < share(len(benign), total) < 0.33
    assert 0 < sum(piece.truth.exemption is None for piece in benign) < len(benign)


def test_the_mix_is_drawn_and_not_fixed() -> None:
    counts = {
        sum(piece.truth.verdict == "refer" for piece in plan(seed, 2145, 11).pieces)
        for seed in range(4)
    }
    assert len(counts) > 1


def test_what_is_to_be_referred_breaks_a_clause_and_the_rest_does_not(day: World) -> None:
    for piece in day.pieces:
        assert (piece.truth.verdict == "refer") == (piece.subject.clause is not None)
        assert (piece.truth.verdict == "refer") == bool(piece.subject.grounds)
        assert piece.truth.exemption is None or piece.truth.verdict == "do_not_refer"


def test_the_platform_upholds_most_and_leaves_some_unanswered(day: World) -> None:
    meant = [p.leaning for p in day.pieces if p.truth.verdict == "refer"]
    assert 0.01 < share(sum(one.outcome is None for one in meant), len(meant)) < 0.06
    assert 0.05 < share(sum(one.outcome == "no_action" for one in meant), len(meant)) < 0.12
    assert share(sum(one.acts for one in meant), len(meant)) > 0.7


@pytest.mark.parametrize(("items", "units"), [(0, 3), (10, 0), (10, 29), (2_000_000, 3)])
def test_counts_out_of_range_are_bad_input(items: int, units: int) -> None:
    with pytest.raises(BadInput):
        plan(1, items, units)


def test_the_smallest_and_the_widest_world() -> None:
    assert len(plan(1, 1, 1).finds) == 1
    assert len(plan(1, 300, 28).units) == 29
