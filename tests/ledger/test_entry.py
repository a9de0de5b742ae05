"""An entry commits to its fields, and each can be shown or withheld by itself."""

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from actionday.ledger.entry import (
    commitment,
    digest,
    leaf_bytes,
    leaf_hash,
    line,
    seal,
    time_text,
    withhold,
)

LEAF = {
    "index": 3,
    "time": "2026-03-02T08:00:00.000000Z",
    "event": "item.submitted",
    "subject": "0f" * 16,
}


def salts() -> bytes:
    return bytes(range(16))


def test_the_commitment_is_that_of_the_page() -> None:
    fields, commit = seal({"unit": "ÅÄ", "ground": ["incites"]}, salts)
    unit = hashlib.sha256(bytes(range(16)) + '"ÅÄ"'.encode()).hexdigest()
    ground = hashlib.sha256(bytes(range(16)) + b'["incites"]').hexdigest()
    whole = f'{{"ground":"{ground}","unit":"{unit}"}}'
    assert digest(fields["unit"]) == unit
    assert commit == hashlib.sha256(whole.encode()).hexdigest()


def test_a_withheld_field_still_fits_the_commitment() -> None:
    fields, commit = seal({"unit": "AA", "private": {"url": "https://a.test/"}})
    fields["private"] = withhold(fields["private"])
    assert commitment(fields) == commit
    assert withhold(fields["private"]) == fields["private"]


def test_equal_values_do_not_look_equal() -> None:
    first, second = seal({"unit": "AA"}), seal({"unit": "AA"})
    assert len(bytes.fromhex(first[0]["unit"]["salt"])) == 16
    assert first[1] != second[1]


def test_a_line_is_canonical_and_withholds_what_is_named() -> None:
    fields, commit = seal({"unit": "AA", "kind": "video"}, salts)
    raw = line(LEAF | {"commit": commit}, fields, {"kind"})
    told = json.loads(raw)
    assert raw.endswith(b"}\n")
    assert list(told) == ["fields", "leaf"]
    assert told["fields"]["kind"] == {"digest": digest(fields["kind"])}
    assert told["fields"]["unit"] == {"salt": bytes(range(16)).hex(), "value": "AA"}
    assert fields["kind"]["value"] == "video"


def test_the_leaf_hash_is_over_the_canonical_leaf() -> None:
    leaf = leaf_bytes(3, LEAF["time"], "item.submitted", "0f" * 16, "ab" * 32)
    assert (
        leaf == json.dumps(LEAF | {"commit": "ab" * 32}, sort_keys=True).replace(" ", "").encode()
    )
    expected = hashlib.sha256(b"\0" + leaf).digest()
    assert leaf_hash(3, LEAF["time"], "item.submitted", "0f" * 16, "ab" * 32) == expected


def test_a_time_has_six_digits_in_utc() -> None:
    east = timezone(timedelta(hours=2))
    assert time_text(datetime(2026, 3, 2, 10, tzinfo=east)) == "2026-03-02T08:00:00.000000Z"
    assert time_text(datetime(2026, 3, 2, 8, 0, 0, 7, tzinfo=UTC)) == "2026-03-02T08:00:00.000007Z"
    with pytest.raises(ValueError, match="time zone"):
        time_text(datetime(2026, 3, 2))
