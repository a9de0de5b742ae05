"""Reading list files: each format, and rows that cannot be used, which stop nothing else."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from actionday.errors import BadInput
from actionday.media.listfile import (
    FORMATS,
    Head,
    ListEntry,
    PassedOver,
    Refused,
    Row,
    open_list,
    read_list,
    write_list,
)  # fmt: skip
from tests.lists.fingerprints import BANNER, CLIP, LOGO

AT = datetime(2026, 11, 1, 9, tzinfo=UTC)
LATER = datetime(2026, 11, 2, 9, tzinfo=UTC)
FULL = [
    ListEntry(
        "pdq", BANNER, "A banner; \"red\", 'old'", False, "Unit of ES", "green", "CC0", 80, AT
    ),
    ListEntry("vpdq", CLIP, "=SUM(A1)", False, "Unit of ES", "red", "CC0", 0, AT),
    ListEntry("sha256", LOGO, "", True, "Unit of FR", "amber+strict", "CC0", None, AT, LATER),
    ListEntry("md5", "ab" * 16, "Bannière, مثال", False, "Unit of ES", "green", "CC0", 100, AT),
    ListEntry("chromaprint", "AQADtEmU'\\x", "A tune", False, "Unit of ES", "green", "CC0", 1, AT),
]
HEAD = Head("banners", "Unit of ES", "green", "CC0", "match", 500)


def rows_of(path: Path, text: str | bytes, format: str = "") -> list[Row]:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(open_list(path, format).rows)


def written(path: Path, format: str, entries: list[ListEntry], head: Head = HEAD) -> Path:
    with path.open("w", encoding="utf-8", newline="") as out:
        write_list(format, head, entries, out)
    return path


def reasons(rows: list[Row]) -> dict[int, str]:
    return {row.row: row.why for row in rows if isinstance(row, Refused)}


def values(rows: list[Row]) -> list[str]:
    return [row.value for row in rows if isinstance(row, ListEntry)]


def test_our_json_loses_nothing(tmp_path: Path) -> None:
    file = open_list(written(tmp_path / "list", "json", FULL))
    assert (file.format, file.head) == ("json", HEAD)
    assert list(file.rows) == FULL


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_written_is_read_again_as_the_format_can_say_it(
    tmp_path: Path, format: str
) -> None:
    file = open_list(written(tmp_path / "list", format, FULL))
    assert file.format == format
    found = list(file.rows)
    if format == "tx":
        assert [(each.type, each.value) for each in found] == [
            ("pdq", BANNER), ("pdq", CLIP), ("md5", "ab" * 16), ("chromaprint", "AQADtEmU'\\x"),
        ]  # fmt: skip
        return
    assert [each[:8] for each in found] == [each[:8] for each in FULL]
    assert all(each.added_at == AT for each in found if each.added_at)
    assert format == "misp" or all(each.added_at for each in found)
    assert found[2].withdrawn_at == (LATER if format in ("stix", "json") else None)


@pytest.mark.parametrize("format", ["misp", "stix", "json"])
def test_that_a_list_is_never_to_be_matched_is_said(tmp_path: Path, format: str) -> None:
    never = Head("logos", kind="never")
    file = open_list(written(tmp_path / "list", format, FULL[:1], never))
    assert file.head.kind == "never"
    assert values(list(file.rows)) == [BANNER]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (BANNER[:-1], "63 hex digits where a pdq has 64: were leading zeros lost?"),
        (BANNER[:57], "57 hex digits where a pdq has 64: were leading zeros lost?"),
        (BANNER + "0", "65 hex digits where a pdq has 64"),
        (BANNER[:55], "55 hex digits where a pdq has 64"),
        (BANNER[:-1] + "g", "the value of a pdq is 64 hex digits"),
        (BANNER[:-1] + "\u0661", "the value of a pdq is 64 hex digits"),
        ("1.2E+45", "the value of a pdq is 64 hex digits"),
        ("", "the value is empty"),
        ("   ", "the value is empty"),
    ],
)
def test_a_value_that_is_no_hash_is_named_with_its_row(
    tmp_path: Path, value: str, words: str
) -> None:
    rows = rows_of(tmp_path / "list", f"type,value\npdq,{BANNER}\npdq,{value}\npdq,{LOGO}\n")
    assert reasons(rows) == {3: words}
    assert values(rows) == [BANNER, LOGO]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("sha256", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("md5", "D41D8CD98F00B204E9800998ECF8427E"),
        ("sha1", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
    ],
)
def test_the_hash_of_nothing_means_no_hash(tmp_path: Path, kind: str, value: str) -> None:
    rows = rows_of(tmp_path / "list", f"{kind} {value}\n")
    assert reasons(rows) == {1: f"this is the {kind} of an empty file"}


def test_upper_case_and_other_names_of_types_are_made_ours(tmp_path: Path) -> None:
    text = f" PDQ , {BANNER.upper()}\nHASH_PDQ,{LOGO}\nSHA-256,{CLIP}\nvideo_md5,{'AB' * 16}\n"
    rows = rows_of(tmp_path / "list", f"Type,VALUE\n{text}")
    assert [row[:2] for row in rows] == [
        ("pdq", BANNER), ("pdq", LOGO), ("sha256", CLIP), ("md5", "ab" * 16),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("pdq,{},x,,,150,", "'confidence' must be a whole number from 0 to 100"),
        ("pdq,{},x,,,0000500,", "'confidence' must be a whole number from 0 to 100"),
        ("pdq,{},x,,,0.5,", "'confidence' must be a whole number from 0 to 100"),
        ("pdq,{},x,,purple,,", "'tlp' must be clear, green, amber, amber+strict or red"),
        ("pdq,{},x,,,,perhaps", "'withdrawn' must be true, false, empty or a time"),
        ("pdq,{},x,,,", "6 cells where the header has 7"),
        ("pdq,{},x,,,,,", "8 cells where the header has 7"),
        ("'; DROP,{},,,,,", "''; DROP' is no type"),
        ("pdq,{}," + "x" * 301 + ",,,,", "'label' has more than 300 characters"),
        ("pdq,{},\x00,,,,", "'label' has control characters, or is not UTF-8"),
        ('pdq,{},"open,,,,', "the quotation marks do not fit together (unexpected end of data)"),
    ],
)
def test_a_field_that_cannot_be_is_named_and_spoils_its_row_alone(
    tmp_path: Path, row: str, words: str
) -> None:
    head = "type,value,label,source,tlp,confidence,withdrawn\n"
    text = head + row.format(BANNER) + f"\npdq,{LOGO},,,,,\n"
    rows = rows_of(tmp_path / "list", text)
    assert reasons(rows) == {2: words}
    assert values(rows) == [LOGO]


def test_bytes_that_are_no_text_spoil_their_row_alone(tmp_path: Path) -> None:
    text = f"type,value,label\npdq,{BANNER},\xff\npdq,{LOGO},\n".encode("latin-1")
    rows = rows_of(tmp_path / "list", text)
    assert reasons(rows) == {2: "'label' has control characters, or is not UTF-8"}
    assert values(rows) == [LOGO]


@pytest.mark.parametrize(
    "text",
    [
        f"\ufefftype,value\r\npdq,{BANNER}\r\n".encode(),
        f"type;value\npdq;{BANNER}\n".encode(),
        f"value\ttype\n{BANNER}\tpdq".encode(),
        f"type|value|noch was\npdq|{BANNER}|1;2,3\n".encode(),
        f'\n\n"type","value"\n\n"pdq","{BANNER}"\n'.encode(),
        f"type;value\npdq;{BANNER}\n".encode("utf-16"),
        f"collab,signal_type,signal_str,category,tags\nx,pdq,{BANNER},POSITIVE_CLASS,\n".encode(),
        f"\ufeffpdq {BANNER}\n".encode(),
        f"PDQ\t{BANNER}\n".encode(),
    ],
)
def test_however_a_table_is_written(tmp_path: Path, text: bytes) -> None:
    assert rows_of(tmp_path / "list", text)[0][:2] == ("pdq", BANNER)


def test_what_tx_prints_of_its_dataset_is_read_and_what_it_calls_wrong_is_withdrawn(
    tmp_path: Path,
) -> None:
    text = (
        f"pdq {BANNER} 'Sample Data' POSITIVE_CLASS flag,banner\npdq {LOGO} NEGATIVE_CLASS\n"
        f"pdq {CLIP} 'it''s' DISPUTED\nraw_text some words POSITIVE_CLASS\npdq {CLIP} or so\n"
    )
    rows = rows_of(tmp_path / "list", text)
    assert [row[:4] for row in rows[:4]] == [
        ("pdq", BANNER, "flag,banner", False), ("pdq", LOGO, "", True), ("pdq", CLIP, "", False),
        ("raw_text", "some words POSITIVE_CLASS", "", False),
    ]  # fmt: skip
    assert list(reasons(rows)) == [5]
    text = f"signal_type,signal_str,collab,category,tags\npdq,{LOGO},x,NEGATIVE_CLASS,a b\n"
    assert rows_of(tmp_path / "list", text)[0][:4] == ("pdq", LOGO, "a b", True)


def test_withdrawn_may_be_a_time(tmp_path: Path) -> None:
    text = f"type,value,withdrawn\npdq,{BANNER},2026-11-02T09:00:00Z\npdq,{LOGO},No\n"
    first, second = rows_of(tmp_path / "list", text)
    assert (first.withdrawn, first.withdrawn_at) == (True, LATER)
    assert (second.withdrawn, second.withdrawn_at) == (False, None)


def test_a_line_without_end_is_refused_and_not_kept(tmp_path: Path) -> None:
    rows = rows_of(tmp_path / "list", f"pdq {BANNER}\npdq {'0' * 5_000_000}\npdq {LOGO}\n")
    assert list(reasons(rows)) == [2]
    assert values(rows) == [BANNER, LOGO]


@pytest.mark.parametrize(
    ("text", "format", "words"),
    [
        (b"", "", "the list is empty"),
        (b"\xef\xbb\xbf\r\n \n", "", "the list is empty"),
        (b"\x00\x01\xff\xd8 JFIF", "", "this is no list, or not UTF-8 text"),
        (b"a,b\n1,2\n", "", "row 1: the header needs one column 'type'"),
        (b"\n\ntype,hash\n", "", "row 3: the header needs one column 'value'"),
        (b"type,value,value\n", "", "row 1: the header needs one column 'value'"),
        (f"pdq {BANNER}\n".encode(), "csv", "row 1: the header needs one column 'type'"),
        (b"{}", "", "neither a MISP event nor a STIX bundle nor a list of ours"),
        (b"[1, 2", "", "line 1: not valid JSON"),
        (b"[" * 100_000, "", "not valid JSON"),
        (b"{}", "stix", "there is no STIX bundle"),
        (b'{"type": "bundle"}', "misp", "there is no MISP event"),
        (b'{"actionday_list": 9}', "", "version 9 of the format is not known"),
        (b'{"actionday_list": 1, "tlp": "purple"}', "", "'tlp' must be"),
        (b'{"actionday_list": 1, "cap": -1}', "", "'cap' a whole number above 0"),
        (b"pdq 00", "json", "this is no list in our own JSON"),
    ],
)
def test_what_is_no_list_is_refused_as_a_whole(
    tmp_path: Path, text: bytes, format: str, words: str
) -> None:
    path = tmp_path / "list"
    path.write_bytes(text)
    with pytest.raises(BadInput, match=str(path)) as error:
        open_list(path, format)
    assert words in str(error.value)
    assert "\n" not in str(error.value)


def test_bad_lines_of_our_json_are_named(tmp_path: Path) -> None:
    good = json.dumps({"type": "pdq", "value": BANNER})
    bad = [
        "{",
        "[]",
        '{"type": "pdq"}',
        '{"type": "pdq", "value": ["x"]}',
        '{"type": 1}',
        "9" * 9999,
    ]
    rows = rows_of(tmp_path / "list", "\n".join(['{"actionday_list": 1}', *bad, good]))
    assert list(reasons(rows)) == [2, 3, 4, 5, 6, 7]
    assert values(rows) == [BANNER]


def test_a_misp_event_gives_its_hashes_and_says_what_it_passes_over(tmp_path: Path) -> None:
    attributes = [
        {"type": "url", "value": "https://x.test/1"},
        {"type": "filename|sha256", "value": f"a.mp4|{CLIP}", "comment": "a clip"},
        {"type": "sha256", "value": LOGO, "to_ids": False},
        {"type": "md5", "value": "12"},
        {"type": "md5", "value": "ab" * 16, "deleted": True, "Tag": [{"name": "tlp:red"}]},
    ]
    objects = [{"name": "file", "Attribute": [{"type": "sha1", "value": "cd" * 20}]}]
    event = {"info": "May", "Orgc": {"name": "CIRCL"}, "Tag": [{"name": "tlp:white"}],
             "Attribute": attributes, "Object": objects}  # fmt: skip
    path = tmp_path / "list"
    path.write_text(json.dumps({"response": [{"Event": event}]}))
    file = open_list(path)
    rows = list(file.rows)
    assert (file.format, file.head.source, file.head.tlp) == ("misp", "CIRCL", "clear")
    assert [row.what for row in rows if isinstance(row, PassedOver)] == [
        "url",
        "sha256, to_ids off",
    ]
    assert list(reasons(rows)) == [4]
    found = [row for row in rows if isinstance(row, ListEntry)]
    assert [(each.value, each.tlp, each.withdrawn) for each in found] == [
        (CLIP, "clear", False), ("ab" * 16, "red", True), ("cd" * 20, "clear", False),
    ]  # fmt: skip


def stix(*objects: dict[str, object]) -> str:
    return json.dumps({"type": "bundle", "id": "bundle--1", "objects": list(objects)})


def indicator(pattern: str, **more: object) -> dict[str, object]:
    return {"type": "indicator", "pattern": pattern, "pattern_type": "stix"} | more


def test_a_stix_bundle_gives_the_hashes_of_files_and_indicators(tmp_path: Path) -> None:
    text = stix(
        {"type": "file", "name": "a.jpg", "hashes": {"SHA-256": CLIP, "MD5": "ab" * 16}},
        indicator(f"[file:hashes.'SHA-256' = '{LOGO}' OR file:hashes.MD5 = '{'cd' * 16}']"),
        indicator(f"[file:hashes.\"PDQ\" = '{BANNER}']", revoked=True),
        indicator(f"[file:hashes.'SHA-256' = '{BANNER}' AND file:size > 5]"),
        indicator("[url:value = 'https://x.test/1']"),
        indicator(f"[file:hashes.'SHA-256' = '{BANNER}']", valid_until="2020-01-01T00:00:00Z"),
        {"type": "malware", "name": "x"},
    )
    rows = rows_of(tmp_path / "list", text)
    found = [row for row in rows if isinstance(row, ListEntry)]
    assert [(each.type, each.value, each.withdrawn) for each in found] == [
        ("sha256", CLIP, False), ("md5", "ab" * 16, False), ("sha256", LOGO, False),
        ("md5", "cd" * 16, False), ("pdq", BANNER, True), ("sha256", BANNER, True),
    ]  # fmt: skip
    assert [row.row for row in rows if isinstance(row, PassedOver)] == [4, 5, 7]


def test_the_strictest_marking_counts_and_an_unknown_one_is_red(tmp_path: Path) -> None:
    green, amber = (
        "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da",
        "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    )
    pattern = f"[file:hashes.'x_pdq' = '{BANNER}']"
    text = stix(
        {"type": "marking-definition", "id": "marking-definition--1", "definition_type": "tlp",
         "definition": {"tlp": "ex:chr"}},
        indicator(pattern, object_marking_refs=[green, amber]),
        indicator(pattern, object_marking_refs=["marking-definition--1"]),
    )  # fmt: skip
    assert [row.tlp for row in rows_of(tmp_path / "list", text)] == ["amber", "red"]


def test_for_matching_one_bad_row_refuses_the_whole_list(tmp_path: Path) -> None:
    path = tmp_path / "list"
    path.write_text(f"pdq {BANNER}\npdq 12\n")
    with pytest.raises(BadInput, match="row 2"):
        read_list(path)
