"""Every file decodes, the same seed gives the same bytes, copies are near and families are far."""

from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from actionday.rehearsal.piece import Piece
from actionday.rehearsal.store import MEDIA
from actionday.rehearsal.studio import make_families, media_families
from actionday.rehearsal.world import World, plan
from tests.rehearsal.pdq_reference import Coefficients, Picture, bits, coefficients, mirrored

SAME = 31
"""PDQ's usual radius: at most this many different bits are the same picture."""

Views = dict[str, list[Coefficients]]


def pictures(piece: Piece, folder: Path) -> list[Picture]:
    """Return the picture, or the clip's first frame in each second."""
    path = folder / MEDIA / str(piece.media)
    if piece.kind == "image":
        return [np.asarray(Image.open(path).convert("RGB"))]
    with av.open(str(path)) as container:
        frames = [
            (frame.time, frame.to_ndarray(format="rgb24")) for frame in container.decode(video=0)
        ]
    whole = range(int(frames[-1][0]) + 1)
    return [next(view for time, view in frames if time >= second) for second in whole]


@pytest.fixture(scope="module")
def media(world: World) -> list[Piece]:
    return [piece for piece in world.pieces if piece.media]


@pytest.fixture(scope="module")
def views(media: list[Piece], plaza_folder: Path) -> Views:
    seen = {
        piece.id: [coefficients(one) for one in pictures(piece, plaza_folder)] for piece in media
    }
    assert min(quality for found in seen.values() for _view, quality in found) >= 50
    return {name: [view for view, _quality in found] for name, found in seen.items()}


def nearest(some: Iterable[Coefficients], others: Iterable[Coefficients]) -> list[int]:
    """Return for each of some views how far the nearest of the others is."""
    known = [bits(view) for view in others]
    return [min(int((bits(view) != one).sum()) for one in known) for view in some]


def test_every_file_has_the_planned_kind_and_size(media: list[Piece], plaza_folder: Path) -> None:
    for piece in media:
        views = pictures(piece, plaza_folder)
        assert {view.shape[:2] for view in views} == {(piece.height, piece.width)}
        assert len(views) in ((1,) if piece.kind == "image" else (1, 2, 3, 4))


def test_a_copy_is_the_same_picture_as_its_original(media: list[Piece], views: Views) -> None:
    originals = {piece.family: piece for piece in media if piece.edit == "original"}
    copies = [piece for piece in media if piece.edit != "original"]
    assert {piece.edit for piece in copies} >= {"captioned", "mirrored", "trimmed", "resized"}
    for piece in copies:
        found = views[piece.id]
        turned = [mirrored(view) for view in found] if piece.edit == "mirrored" else found
        assert min(nearest(turned, views[originals[piece.family].id])) <= SAME, piece


def test_a_mirrored_copy_needs_the_mirror(media: list[Piece], views: Views) -> None:
    originals = {piece.family: piece for piece in media if piece.edit == "original"}
    for piece in media:
        if piece.edit == "mirrored":
            assert min(nearest(views[piece.id], views[originals[piece.family].id])) > SAME


def test_different_originals_are_different_pictures(media: list[Piece], views: Views) -> None:
    originals = [piece for piece in media if piece.edit == "original"]
    for one, other in combinations(originals, 2):
        assert min(nearest(views[one.id], views[other.id])) > SAME


def test_the_same_world_gives_the_same_bytes(
    world: World, plaza_folder: Path, tmp_path: Path
) -> None:
    make_families(media_families(world)[:8], tmp_path)
    made = list(tmp_path.iterdir())
    assert made
    for path in made:
        assert path.read_bytes() == (plaza_folder / MEDIA / path.name).read_bytes()


def test_another_seed_draws_other_pictures(tmp_path: Path) -> None:
    sizes = []
    for seed in (5, 6):
        folder = tmp_path / str(seed)
        folder.mkdir()
        make_families(media_families(plan(seed, 40, 3))[:3], folder)
        sizes.append({path.read_bytes() for path in folder.iterdir()})
    assert sizes[0].isdisjoint(sizes[1])
