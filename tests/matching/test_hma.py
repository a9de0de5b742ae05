"""`/hma/` as a client of ThreatExchange's Hasher-Matcher-Actioner knows it, over HTTP."""

import io
import time
from collections.abc import Iterator

import httpx
import pytest
from PIL import Image

from actionday.tenancy.models import Role, Scope, Unit
from actionday.tenancy.models.token import issue
from tests.matching.conftest import hashed, machine, near
from tests.people import Person, person


def hma(server: str, secret: str) -> httpx.Client:
    headers = {"Authorization": f"Bearer {secret}"}
    return httpx.Client(base_url=f"{server}/hma", headers=headers, timeout=60)


@pytest.fixture
def lead(day: object, units: dict[str, Unit], server: str) -> Iterator[httpx.Client]:
    """A client with a token of ES's lead, who keeps its banks."""
    who = person("lena", Role.UNIT_LEAD, units["ES"])
    with hma(server, issue("lists", [Scope.MATCH, Scope.LISTS], member=who.member)) as client:
        yield client


@pytest.fixture
def picture() -> bytes:
    """A picture with much detail."""
    import numpy as np

    noise = np.random.default_rng(7).integers(0, 255, (12, 16, 3), np.uint8)
    out = io.BytesIO()
    Image.fromarray(noise).resize((640, 480), Image.Resampling.BICUBIC).save(out, "PNG")
    return out.getvalue()


def query(value: str, **more: str) -> dict[str, str]:
    return {"signal_type": "pdq", "signal": value} | more


def test_a_bank_is_made_filled_and_matched_as_its_clients_expect(lead: httpx.Client) -> None:
    made = lead.post("/c/banks", json={"name": "FRIENDS_OF_ORDER"})
    assert made.json() == {"name": "FRIENDS_OF_ORDER", "matching_enabled_ratio": 1.0}
    value = hashed(1)
    added = lead.post("/c/bank/FRIENDS_OF_ORDER/signal", json={"pdq": value}).json()
    assert added["signals"] == {"pdq": value}
    time.sleep(1)
    number = added["id"]
    assert lead.get("/m/raw_lookup", params=query(near(value, 7))).json() == {"matches": [number]}
    told = lead.get("/m/raw_lookup", params=query(near(value, 7), include_distance="true"))
    assert told.json() == {"matches": [{"bank_content_id": number, "distance": "7"}]}
    by_bank = lead.get("/m/lookup", params=query(value)).json()
    assert by_bank == {"FRIENDS_OF_ORDER": [{"bank_content_id": number, "distance": "0"}]}
    assert lead.get("/m/lookup", params=query(value, banks="OTHER")).json() == {}
    assert lead.get("/c/banks").json() == [made.json()]
    content = lead.get(
        f"/c/bank/FRIENDS_OF_ORDER/content/{number}", params={"include_signals": "true"}
    ).json()
    assert (content["id"], content["signals"], content["bank"]) == (
        number, {"pdq": value}, made.json(),
    )  # fmt: skip


def test_what_is_deleted_matches_no_more(lead: httpx.Client) -> None:
    lead.post("/c/banks", json={"name": "B"})
    number = lead.post("/c/bank/B/signal", json={"pdq": hashed(1)}).json()["id"]
    time.sleep(1)
    assert lead.get("/m/raw_lookup", params=query(hashed(1))).json() == {"matches": [number]}
    assert lead.delete(f"/c/bank/B/content/{number}").json() == {"deleted": 1}
    time.sleep(1)
    assert lead.get("/m/raw_lookup", params=query(hashed(1))).json() == {"matches": []}
    assert lead.delete(f"/c/bank/B/content/{number}").json() == {"deleted": 0}
    assert lead.get(f"/c/bank/B/content/{number}").status_code == 404


def test_a_picture_is_hashed_and_found(lead: httpx.Client, picture: bytes) -> None:
    value = lead.post("/h/hash", files={"photo": ("a.png", picture)}).json()["pdq"]
    assert len(value) == 64
    lead.post("/c/banks", json={"name": "B"})
    added = lead.post("/c/bank/B/content", files={"photo": ("a.png", picture)}).json()
    assert added["signals"] == {"pdq": value}
    time.sleep(1)
    out = io.BytesIO()
    Image.open(io.BytesIO(picture)).resize((320, 240)).save(out, "JPEG", quality=70)
    found = lead.post("/m/lookup", files={"photo": ("b.jpg", out.getvalue())}).json()
    [match] = found["pdq"]["B"]
    assert match["bank_content_id"] == added["id"]
    assert 0 <= int(match["distance"]) <= 10


def test_a_flat_picture_is_neither_banked_nor_looked_for(lead: httpx.Client) -> None:
    out = io.BytesIO()
    Image.new("RGB", (320, 240), "grey").save(out, "PNG")
    lead.post("/c/banks", json={"name": "B"})
    for path in ("/h/hash", "/m/lookup", "/c/bank/B/content"):
        answer = lead.post(path, files={"photo": ("a.png", out.getvalue())})
        assert (answer.status_code, "too little detail" in answer.text) == (400, True)
    time.sleep(1)
    assert lead.get("/m/index/status").json()["pdq"]["size"] == 0


BAD = [
    ("GET", "/m/raw_lookup", {"params": {"signal_type": "pdq", "signal": "0" * 63}}, 400),
    ("GET", "/m/raw_lookup", {"params": {"signal_type": "md5", "signal": "0" * 32}}, 400),
    ("GET", "/m/lookup", {"params": {"url": "http://127.0.0.1/"}}, 400),
    ("GET", "/h/hash", {"params": {"url": "http://127.0.0.1/"}}, 400),
    ("POST", "/h/hash", {"files": {"photo": ("a.jpg", b"text")}}, 400),
    ("POST", "/h/hash", {"files": {"photo": ("a.jpg", b"")}}, 400),
    ("POST", "/h/hash", {}, 400),
    ("POST", "/c/banks", {"json": {"name": "no spaces"}}, 400),
    ("POST", "/c/banks", {"content": b"{"}, 400),
    ("POST", "/c/bank/NONE/signal", {"json": {"pdq": "0" * 64}}, 404),
    ("GET", "/c/bank/NONE", {}, 404),
    ("DELETE", "/c/banks", {}, 405),
]


@pytest.mark.parametrize(("method", "path", "given", "status"), BAD)
def test_bad_input_is_answered_in_words(
    method: str, path: str, given: dict[str, object], status: int, lead: httpx.Client
) -> None:
    answer = lead.request(method, path, **given)  # type: ignore[arg-type]
    assert answer.status_code == status
    assert answer.json()["message"]


def test_a_malformed_hash_is_refused_and_nothing_is_added(lead: httpx.Client) -> None:
    lead.post("/c/banks", json={"name": "B"})
    for value in ("", "0" * 63, "g" * 64):
        assert lead.post("/c/bank/B/signal", json={"pdq": value}).status_code == 400
    time.sleep(1)
    assert lead.get("/m/index/status").json() == {"pdq": {"present": False, "size": 0}}


def test_only_a_lead_changes_a_list_and_only_their_own(
    lead: httpx.Client, alice: Person, bob: Person, server: str
) -> None:
    lead.post("/c/banks", json={"name": "B"})
    with hma(server, machine(alice)) as own, hma(server, machine(bob)) as other:
        assert own.post("/c/bank/B/signal", json={"pdq": hashed(1)}).status_code == 403
        assert [each["name"] for each in own.get("/c/banks").json()] == ["B"]
        assert other.get("/c/banks").json() == []
        assert other.get("/c/bank/B").status_code == 404
    with hma(server, "nothing") as nobody:
        assert nobody.get("/c/banks").status_code == 401
        assert nobody.get("/status").text == "I-AM-ALIVE"
