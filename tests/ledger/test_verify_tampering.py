"""Whatever is done to the files afterwards is noticed, also by one who can sign again."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actionday.ledger.canonical import encode
from actionday_verify.__main__ import main

from .conftest import Verify
from .scenario import FACTS, Scenario, expected, subject, write

Lines = list[bytes]
BROKEN = "not compared, as the ledger does not hold"


def rewritten(raw: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    """The line after a change to its JSON, canonical again."""
    entry = json.loads(raw)
    change(entry)
    return encode(entry) + b"\n"


def recommitted(raw: bytes, name: str, text: str) -> bytes:
    """The line with this JSON text as a field's value, and a commitment that fits it."""
    entry = json.loads(raw)
    salt = entry["fields"][name]["salt"]
    entry["fields"][name]["value"] = "\0"
    digests = {
        each: hashlib.sha256(
            bytes.fromhex(field["salt"])
            + (text.encode() if each == name else encode(field["value"]))
        ).hexdigest()
        for each, field in entry["fields"].items()
    }
    entry["leaf"]["commit"] = hashlib.sha256(encode(digests)).hexdigest()
    assert salt in encode(entry).decode()
    return encode(entry).replace(b'"\\u0000"', text.encode()) + b"\n"


def small() -> Lines:
    book = Scenario()
    book.found("a")
    book.tell("item.matched", "a", family=subject("family"))
    return book.lines()


def test_a_flipped_bit_in_any_byte_of_a_small_ledger_is_noticed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = b"".join(small())
    folder = write(tmp_path / "export", small(), expected())
    for place in range(len(raw)):
        spoilt = bytearray(raw)
        spoilt[place] ^= 1 << place % 8
        (folder / "ledger.jsonl").write_bytes(spoilt)
        assert main([str(folder)]) == 1
        assert BROKEN in capsys.readouterr().out, place


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_any_other_byte_anywhere_is_noticed(
    day: Scenario, tmp_path: Path, capsys: pytest.CaptureFixture[str], data: st.DataObject
) -> None:
    lines = day.lines()
    folder, raw = write(tmp_path / "export", lines, expected()), bytearray(b"".join(lines))
    place = data.draw(st.integers(0, len(raw) - 1))
    raw[place] = data.draw(st.integers(0, 255).filter(lambda byte: byte != raw[place]))
    (folder / "ledger.jsonl").write_bytes(raw)
    assert main([str(folder)]) == 1
    assert BROKEN in capsys.readouterr().out


def swap(lines: Lines) -> Lines:
    return [*lines[:10], lines[11], lines[10], *lines[12:]]


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (lambda lines: lines[:20] + lines[21:], "line 21 (index 20): index 21, not 20"),
        (lambda lines: lines[:21] + lines[20:], "line 22 (index 21): index 20, not 21"),
        (swap, "line 11 (index 10): index 11, not 10"),
        (lambda lines: [*lines, lines[-1]], "line 89 (index 88): index 87, not 88"),
        (lambda lines: [*lines, b"\n"], "line 89 (index 88): Expecting value"),
        (lambda lines: [*lines[:-1], lines[-1][:-1]], "line 88 (index 87): not canonical"),
        (lambda lines: [*lines[:-1], lines[-1][:-9]], "line 88 (index 87): "),
    ],
    ids=["removed", "doubled", "swapped", "appended", "blank", "no line feed", "cut off"],
)
def test_lines_are_all_there_in_order(
    spoil: Callable[[Lines], Lines], error: str, day: Scenario, verified: Verify
) -> None:
    def put(folder: Path) -> None:
        (folder / "ledger.jsonl").write_bytes(b"".join(spoil(day.lines())))

    status, told = verified(day.lines(), spoil=put)
    assert status == 1
    assert f"ERROR ledger.jsonl {error}" in told


@pytest.mark.parametrize(
    ("cut", "error"), [(87, "it signs 88 entries"), (0, "ledger.jsonl: no entry")]
)
def test_a_shorter_log_does_not_fit_its_checkpoint(
    cut: int, error: str, day: Scenario, verified: Verify
) -> None:
    def put(folder: Path) -> None:
        (folder / "ledger.jsonl").write_bytes(b"".join(day.lines()[:cut]))

    status, told = verified(day.lines(), spoil=put)
    assert status == 1
    assert error in told


def put_leaf(name: str, value: Any) -> Callable[[bytes], bytes]:
    return lambda raw: rewritten(raw, lambda entry: entry["leaf"].update({name: value}))


def put_field(name: str, value: Any) -> Callable[[bytes], bytes]:
    return lambda raw: rewritten(raw, lambda entry: entry["fields"].update({name: value}))


SALT = "00" * 16
FORMS: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "white space": (lambda raw: raw.replace(b'":', b'": ', 1), "not canonical"),
    "key order": (
        lambda raw: (
            b'{"leaf":'
            + raw.partition(b'"leaf":')[2][:-2]
            + b","
            + raw.partition(b',"leaf":')[0][1:]
            + b"}\n"
        ),
        "not canonical",
    ),
    "escape": (lambda raw: raw.replace(b"video", b"vide\\u006f"), "not canonical"),
    "carriage return": (lambda raw: raw[:-1] + b"\r\n", "not canonical"),
    "doubled key": (lambda raw: raw.replace(b'"leaf":', b'"leaf":0,"leaf":'), "not canonical"),
    "not UTF-8": (lambda raw: raw.replace("é".encode(), b"\xe9"), "codec"),
    "encoded surrogate": (lambda raw: raw.replace("é".encode(), b"\xed\xa0\x80"), "codec"),
    "escaped surrogate": (lambda raw: raw.replace("é".encode(), b"\\ud800"), "surrogates"),
    "float": (lambda raw: recommitted(raw, "private", '{"score":0.5}'), "0.5 is a float"),
    "exponent": (lambda raw: recommitted(raw, "private", "1e3"), "1e3 is a float"),
    "NaN": (lambda raw: recommitted(raw, "private", "NaN"), "NaN is a float"),
    "minus zero": (lambda raw: recommitted(raw, "private", "-0"), "not canonical"),
    "large integer": (
        lambda raw: recommitted(raw, "private", str(2**53)),
        "integer 9007199254740992 is beyond",
    ),
    "huge integer": (lambda raw: recommitted(raw, "private", "9" * 9999), "integer 99999999"),
    "key of other letters": (lambda raw: recommitted(raw, "private", '{"é":1}'), "not ASCII"),
    "deep nesting": (
        lambda raw: recommitted(raw, "private", "[" * 50_000 + "]" * 50_000),
        "nested too deeply",
    ),
    "a list": (lambda raw: b"[]\n", "the line: not an object with exactly"),
    "one key more": (lambda raw: rewritten(raw, lambda entry: entry.update(more=1)), "the line: "),
    "leaf with one key more": (put_leaf("more", 1), "leaf: not an object with exactly"),
    "capitals in subject": (put_leaf("subject", "AB" * 16), "subject: 'ABAB"),
    "short subject": (put_leaf("subject", "ab" * 15), "subject: "),
    "capitals in commit": (put_leaf("commit", "AB" * 32), "commit: 'ABAB"),
    "wrong commit": (put_leaf("commit", "ab" * 32), "commit does not fit the fields ['kind'"),
    "index as text": (put_leaf("index", "1"), "index '1', not 1"),
    "index as bool": (put_leaf("index", True), "index True, not 1"),
    "event without a verb": (put_leaf("event", "item"), "event: 'item' has another form"),
    "time without a fraction": (put_leaf("time", "2026-03-02T08:00:00Z"), "time: "),
    "time with an offset": (put_leaf("time", "2026-03-02T08:00:00.000000+00:00"), "time: "),
    "no such day": (put_leaf("time", "2026-02-30T08:00:00.000000Z"), "day is out of range"),
    "no such hour": (put_leaf("time", "2026-02-28T24:00:00.000000Z"), "time: "),
    "digits of another script": (put_leaf("time", "٢026-03-02T08:00:00.000000Z"), "time: "),
    "a field with another value": (put_field("kind", {"salt": SALT, "value": "image"}), "commit "),
    "a field with another digest": (put_field("kind", {"digest": "ab" * 32}), "commit "),
    "a field more": (put_field("extra", {"digest": "ab" * 32}), "commit does not fit"),
    "salt and digest": (put_field("kind", {"salt": SALT, "digest": "ab" * 32}), "kind: not an"),
    "short salt": (put_field("kind", {"salt": "00", "value": "video"}), "kind.salt: '00'"),
    "spaced salt": (put_field("kind", {"salt": "00 " * 10 + "00", "value": 1}), "kind.salt: "),
    "capitals in digest": (put_field("kind", {"digest": "AB" * 32}), "kind.digest: "),
    "a bare field": (put_field("kind", "video"), "kind: not an object"),
    "no fields": (lambda raw: rewritten(raw, lambda entry: entry.update(fields=[])), "fields is"),
}


@pytest.mark.parametrize(("spoil", "error"), FORMS.values(), ids=FORMS)
def test_a_line_has_one_form_even_for_the_owner_of_the_key(
    spoil: Callable[[bytes], bytes], error: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = small()
    spoilt = spoil(lines[1])
    assert spoilt != lines[1]
    try:
        folder = write(tmp_path / "export", [lines[0], spoilt, lines[2]], expected())
    except (ValueError, RecursionError, TypeError):  # what cannot be signed is put beside
        folder = write(tmp_path / "export", lines, expected())
        (folder / "ledger.jsonl").write_bytes(lines[0] + spoilt + lines[2])
    assert main([str(folder)]) == 1
    assert error in named(capsys.readouterr().out, 1)


def named(told: str, index: int) -> str:
    """What the verifier says of an entry."""
    place = f"ERROR ledger.jsonl line {index + 1} (index {index}): "
    return next(line for line in told.splitlines() if line.startswith(place))


EVENTS: dict[str, tuple[Callable[[Scenario], object], str]] = {
    "event before its item": (lambda b: b.sent("z", 9, "p"), "no new submission of its item"),
    "known before new": (lambda b: b.found("z", status="known"), "no new submission of its item"),
    "twice new": (lambda b: b.found("a"), "a second new submission"),
    "twice sent": (lambda b: [b.sent("a", at, "p") for at in (8, 9)], "already sent"),
    "another status": (lambda b: b.found("a", status="old"), "status cannot be 'old'"),
    "another outcome": (lambda b: b.decided("a", "fine"), "outcome cannot be 'fine'"),
    "an outcome that is a list": (lambda b: b.tell("decision.made", "a", outcome=[]), "outcome "),
    "no outcome": (lambda b: b.tell("decision.made", "a"), "outcome cannot be None"),
    "another exemption": (lambda b: b.settled("a", exemption="fun"), "exemption cannot be 'fun'"),
    "unsorted grounds": (lambda b: b.settled("a", ground=["b", "a"]), "ground ['b', 'a'] is not"),
    "a unit that is a number": (lambda b: b.found("b", unit=7), "unit cannot be 7"),
    "a family that is a list": (lambda b: b.tell("item.matched", "a", family=[]), "family cannot"),
    "merged into itself": (lambda b: b.tell("item.merged", "a", into=subject("a")), "into names"),
    "merged into nothing": (lambda b: b.tell("item.merged", "a", into="0"), "into names no other"),
    "families in a circle": (
        lambda b: [b.tell("family.merged", one, into=subject(two)) for one, two in ("xy", "yx")],
        "into names no other family",
    ),
    "amended to nothing": (lambda b: b.tell("day.amended", "day", day=[]), "day is not an object"),
    "opened twice": (lambda b: b.tell("day.opened", "day", day=FACTS), "day.opened has to be"),
}


@pytest.mark.parametrize(("tell", "error"), EVENTS.values(), ids=EVENTS)
def test_an_entry_that_cannot_be_so_is_named(
    tell: Callable[[Scenario], object], error: str, verified: Verify
) -> None:
    book = Scenario()
    book.found("a")
    tell(book)
    status, told = verified(book.lines())
    assert status == 1
    assert error in named(told, len(book.leaves) - 1)


@pytest.mark.parametrize(
    "name", ["status", "verdict", "exemption", "outcome", "observation", "seat", "into", "day"]
)
def test_what_the_totals_stand_on_is_never_withheld(
    name: str, day: Scenario, verified: Verify
) -> None:
    status, told = verified(day.lines(lambda each, _: each == name))
    assert status == 1
    assert "ERROR ledger.jsonl line" in told


def test_a_log_begins_with_its_day(verified: Verify) -> None:
    book = Scenario()
    book.leaves[0]["event"] = "day.begun"
    status, told = verified(book.lines())
    assert status == 1
    assert "line 1 (index 0): day.opened has to be the first entry" in told
