"""Plaza's moderation desk: pulls, acknowledges, decides by its leaning, and acts on its pages."""

import json
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from actionday.rehearsal.piece import Piece
from actionday.rehearsal.store import MEDIA, prepare
from actionday.rehearsal.world import World
from tests.rehearsal.actionday_double import TOKEN, Actionday, serving
from tests.rehearsal.conftest import Visitor, running_plaza

STATUS = {"terms": 410, "law": 410, "suspended": 410, "author": 410, "restricted": 451}
CAUSES = {"removed_terms": "terms", "removed_law": "law", "restricted": "restricted"}


@pytest.fixture
def folder(world: World, plaza_folder: Path, tmp_path: Path) -> Path:
    """A store of its own, with the media of the shared one."""
    prepare(tmp_path, world)
    (tmp_path / MEDIA).symlink_to(plaza_folder / MEDIA)
    return tmp_path


def referred(world: World) -> Actionday:
    """An Actionday that refers every piece of the world, and one that Plaza never had."""
    base = "http://plaza.localhost:1"
    urls = {f"r-{piece.id}": base + piece.path for piece in world.pieces}
    return Actionday(urls | {"r-unknown": f"{base}/v/unknown00"})


def wait_for(ready: Callable[[], bool], seconds: float = 15) -> None:
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end, "it did not come in time"
        time.sleep(0.05)


def status(plaza: Visitor) -> dict[str, int]:
    row: dict[str, int] = json.loads(plaza.get("/desk/status").body)
    return row


def is_done(plaza: Visitor, actionday: Actionday) -> bool:
    row = status(plaza)
    return row["seen"] == len(actionday.urls) and row["waiting"] == 0


@contextmanager
def desk(folder: Path, port: int) -> Iterator[Visitor]:
    api = f"http://127.0.0.1:{port}"
    with running_plaza(folder, "--api", api, "--token", TOKEN) as plaza:
        yield plaza


@pytest.fixture(scope="module")
def settled(
    world: World, plaza_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Visitor, Actionday]]:
    """A Plaza that has seen everything and decided all that it will decide."""
    folder, actionday = tmp_path_factory.mktemp("settled"), referred(world)
    prepare(folder, world)
    (folder / MEDIA).symlink_to(plaza_folder / MEDIA)
    with serving(actionday) as port, desk(folder, port) as plaza:
        wait_for(lambda: is_done(plaza, actionday))
        yield plaza, actionday


Settled = tuple[Visitor, Actionday]


def test_everything_is_acknowledged_and_decided_by_its_leaning(
    world: World, settled: Settled
) -> None:
    _plaza, actionday = settled
    assert actionday.acknowledged == set(actionday.urls)
    leanings = {f"r-{p.id}": p.leaning.outcome for p in world.pieces if p.leaning.outcome}
    said = {name: row["outcome"] for name, row in actionday.decisions.items()}
    assert said == leanings | {"r-unknown": "not_found"}
    assert not actionday.said_twice
    assert all(actionday.keys)


def test_the_status_adds_up(world: World, settled: Settled) -> None:
    plaza, actionday = settled
    never = sum(piece.leaning.outcome is None for piece in world.pieces)
    assert never > 0
    assert status(plaza) == {
        "seen": len(actionday.urls),
        "acknowledged": len(actionday.urls),
        "decided": len(actionday.urls) - never,
        "waiting": 0,
        "never": never,
        "refused": 0,
    }


def test_a_decision_names_clause_and_territories_where_it_has_them(
    world: World, settled: Settled
) -> None:
    for piece in world.pieces:
        row = settled[1].decisions.get(f"r-{piece.id}")
        if row and row["outcome"] == "removed_terms" and piece.subject.clause:
            assert row["terms_clause"] == piece.subject.clause
        if row:
            assert row.get("territories", []) == list(piece.leaning.territories)
            assert row["reason"]


def expected(world: World, piece: Piece) -> set[str]:
    """Return the causes for which the piece should be gone now; empty: it should be live."""
    causes = set()
    for one in world.pieces:
        account = one.kind == "account" and one.author == piece.author
        if one.leaning.acts and one.leaning.outcome == "account_suspended":
            causes |= {"suspended"} if one.author == piece.author else set()
        if one is piece or account:
            causes |= {"author"} if one.leaves else set()
            causes |= {CAUSES.get(one.leaning.outcome or "", "")} if one.leaning.acts else set()
    return causes - {""}


def test_pages_and_media_go_exactly_where_it_acted(world: World, settled: Settled) -> None:
    plaza, live = settled[0], 0
    for piece in world.pieces:
        causes = expected(world, piece)
        answer = plaza.get(piece.path)
        live += not causes
        assert answer.status in ({STATUS[cause] for cause in causes} or {200}), piece
        assert not causes or any(f'content="{cause}"' in answer.text for cause in causes)
        if piece.media:
            assert plaza.get(f"/media/{piece.media}").status == answer.status
    assert 0 < live < len(world.pieces)


def test_some_that_it_says_it_removed_are_still_live(world: World, settled: Settled) -> None:
    idle = [
        piece
        for piece in world.pieces
        if piece.leaning.outcome == "removed_terms" and not piece.leaning.acts
    ]
    assert idle
    assert any(settled[0].get(piece.path).status == 200 for piece in idle)


def test_it_waits_for_an_api_that_is_away_and_errs(world: World, folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    actionday = referred(world)
    actionday.fail_next = 2
    with desk(folder, port) as plaza:
        time.sleep(0.5)
        assert status(plaza)["seen"] == 0
        with serving(actionday, port):
            wait_for(lambda: bool(actionday.decisions))


def test_after_a_restart_it_goes_on_and_says_nothing_twice(world: World, folder: Path) -> None:
    actionday = referred(world)
    with serving(actionday) as port:
        with desk(folder, port):
            wait_for(lambda: bool(actionday.decisions))
        first = set(actionday.decisions)
        with desk(folder, port) as plaza:
            wait_for(lambda: is_done(plaza, actionday))
            gone = [
                p for p in world.pieces if p.leaning.outcome == "removed_terms" and p.leaning.acts
            ]
            assert all(plaza.get(piece.path).status in (410, 451) for piece in gone)
    assert first <= set(actionday.decisions)
    assert not actionday.said_twice


def test_a_wrong_token_decides_nothing(world: World, folder: Path) -> None:
    actionday = referred(world)
    with serving(actionday) as port:
        api = f"http://127.0.0.1:{port}"
        with running_plaza(folder, "--api", api, "--token", "wrong") as plaza:
            time.sleep(0.6)
            assert status(plaza)["seen"] == 0
    assert not actionday.decisions
