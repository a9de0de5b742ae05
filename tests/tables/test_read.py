"""Files as partners really send them: languages, encodings, formulas; wrong ones say where."""

import contextlib
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from actionday.edge import tables
from actionday.edge.tables import BadTable, guess, pick, read
from tests.tables.books import book, saved

A, B = "https://plaza.example/v/1", "https://plaza.example/v/2"
LATIN = f"Enlace;Comentario\n{A};Años después\n"


def finds(data: bytes, name: str = "") -> list[tuple[int, dict[str, str]]]:
    table = read(data, name)
    return [(each.row, each.values) for each in tables.given(table, guess(table))]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_every_usual_encoding_is_seen(encoding: str) -> None:
    assert finds(LATIN.encode(encoding), "x.csv") == [(2, {"url": A, "note": "Años después"})]


def test_encodings_mixed_by_line_are_read_line_by_line() -> None:
    data = f"url,note\n{A},Años\n".encode() + f"{B},Grüße\n".encode("cp1252")
    assert [values["note"] for _row, values in finds(data, "x.csv")] == ["Años", "Grüße"]
    assert any("mixed" in fact for fact in read(data, "x.csv").facts)


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        ("url,kind,language,note", {"url": 0, "kind": 1, "language": 2, "note": 3}),
        ("Nr;Dirección;Tipo;Idioma", {"url": 1, "kind": 2, "language": 3}),
        ("Datum\tAdresse\tSprache\tBemerkung", {"url": 1, "language": 2, "note": 3}),
        ("Lien vers la vidéo|Langue|Commentaires", {"url": 0, "language": 1, "note": 2}),
        ("ID,Post link (required),Typ,Poznámka", {"url": 1, "kind": 2, "note": 3}),
        ("رابط,نوع,لغة,ملاحظات", {"url": 0, "kind": 1, "language": 2, "note": 3}),
        ("Länk,Språk", {"url": 0, "language": 1}),
    ],
)
def test_columns_are_guessed_by_their_heads(header: str, columns: dict[str, int]) -> None:
    assert guess(read(f"{header}\n".encode(), "x.csv")) == columns


def test_without_telling_heads_the_column_of_links_is_the_one_with_links() -> None:
    assert guess(read(f"a,b\nx,{A}\ny,{B}\n".encode(), "x.csv")) == {"url": 1}
    assert guess(read(f"x,{A}\ny,{B}\n".encode(), "x.csv")) == {"url": 1}
    assert guess(read(b"a,b\n1,2\n", "x.csv")) == {}


def test_a_workbook_is_read_with_its_own_row_numbers() -> None:
    data = book(["Nr", "Enlace", "Idioma"], [1, A, "es"], [], [2, B, "fr"], at=3)
    assert finds(data) == [(4, {"url": A, "language": "es"}), (6, {"url": B, "language": "fr"})]


def test_the_sheet_with_links_is_taken() -> None:
    made = Workbook()
    made.active.append(["Read me first"])
    made.create_sheet("Funde").append(["url"])
    made["Funde"].append([A])
    table = read(saved(made))
    assert table.rows == [(2, [A])]
    assert table.facts == ["sheet Funde of 2"]


def test_formulas_are_never_evaluated_and_what_looks_like_one_is_text() -> None:
    formula = '=HYPERLINK("https://plaza.example/x","1")'
    data = book(["url", "note"], [A, "=1+1"], [formula, "@SUM(1)"], ["=cmd|' /C calc'!A0", "+1"])
    values = [values for _row, values in finds(data)]
    assert values[0] == {"url": A, "note": ""}  # nobody has ever saved its value
    assert "2" not in {each.get("note") for each in values}
    rows = finds(f"url,note\n{A},=1+1\n{B},@SUM(1)\n".encode(), "x.csv")
    assert [values["note"] for _row, values in rows] == ["=1+1", "@SUM(1)"]


def test_a_row_with_more_cells_than_the_header_is_at_fault_not_cut() -> None:
    table = read(f"url,note\n{A},a,b\n{B},c\n".encode(), "x.csv")
    assert [bool(each.problem) for each in tables.given(table, guess(table))] == [True, False]


def test_two_links_in_one_cell_are_at_fault_and_one_among_words_is_taken() -> None:
    table = read(f"url\n{A} {B}\nsee {A}!\n".encode(), "x.csv")
    first, second = tables.given(table, guess(table))
    assert first.problem
    assert (second.values["url"], second.problem) == (A, "")


def test_links_are_picked_out_of_any_text() -> None:
    text = (
        f"1. {A}, ({B})\n"
        "hxxps://plaza[.]example/v/3 and www.plaza.example/v/4.\n"
        "mail to a@plaza.example or e.g. nothing\n"
        f"<{A}>;{A}?a=1,2&b=(c)|{B}\n"
        "youtu.be/abc-_\n"
    )
    found, left_out = pick(text)
    assert found == [
        (1, A), (1, B), (2, "https://plaza.example/v/3"), (2, "https://www.plaza.example/v/4"),
        (4, A), (4, f"{A}?a=1,2&b=(c)"), (4, B), (5, "https://youtu.be/abc-_"),
    ]  # fmt: skip
    assert [each.row for each in left_out] == [3]


EVENT: dict[str, Any] = {
    "Event": {
        "info": "Finds of May",
        "Tag": [{"name": "tlp:amber"}],
        "Attribute": [
            {"type": "url", "value": A, "comment": "clip"},
            {"type": "sha256", "value": "0" * 64},
            {"type": "link", "value": B, "Tag": [{"name": "tlp:green"}]},
            {"type": "url", "value": A, "deleted": True},
        ],
        "Object": [{"Attribute": [{"type": "uri", "value": A}, {"type": "text", "value": "x"}]}],
    }
}


@pytest.mark.parametrize("wrapped", [EVENT, [EVENT], {"response": [EVENT]}, EVENT["Event"]])
def test_the_links_of_a_misp_event_are_taken_with_what_is_said_of_them(wrapped: object) -> None:
    table = read(json.dumps(wrapped).encode(), "event.json")
    assert table.format == "misp"
    assert table.rows == [
        (1, [A, "clip · TLP:AMBER · MISP: Finds of May"]),
        (3, [B, "TLP:GREEN · MISP: Finds of May"]),
        (5, [A, "TLP:AMBER · MISP: Finds of May"]),
    ]
    assert {each.text for each in table.left_out} == {"sha256", "text", "url"}


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "x.csv", "empty"),
        (b"\xef\xbb\xbf", "x.csv", "empty"),
        (b'url,note\nhttp://a.example/1,"open\n', "x.csv", "Row 2"),
        (b'url\n"http://a.example/1"x\n', "x.csv", "Row 2"),
        (b"\xff\xfeu\x00r", "x.csv", "damaged"),
        (b"\x89PNG\r\n\x00\x00", "x.txt", "not a text file"),
        (b"no link\nat all\n", "x.txt", "no link"),
        (b"[" * 100_000, "x.json", "nested|valid"),
        (b"[" * 600_000, "x.json", "too many parts"),
        (b'{"a": 1', "x.json", "Line 1"),
        (b'{"a": 1}', "x.json", "no MISP event"),
        (b"x" * (11 * 2**20), "x.csv", "11.0 MB"),
    ],
)
def test_what_cannot_be_read_says_why_and_where(data: bytes, name: str, words: str) -> None:
    with pytest.raises(BadTable, match=words):
        read(data, name)


TEXTS = st.text(alphabet=st.sampled_from("https:/a.b,;\t|\"'\n\r =+-@[](){}0é\x00\ufeff"))
NAMES = st.sampled_from(["", "x.csv", "x.tsv", "x.txt", "x.json", "x.xlsx", "x.pdf"])


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary() | TEXTS.map(str.encode) | TEXTS.map(lambda text: text.encode("utf-16")), NAMES)
def test_whatever_the_bytes_the_end_is_a_table_or_a_reason(data: bytes, name: str) -> None:
    try:
        table = read(data, name)
    except BadTable:
        return
    for each in tables.given(table, guess(table)):
        assert each.row > 0
        assert all(isinstance(value, str) for value in each.values.values())


@settings(max_examples=200, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(["Event", "Attribute", "Object", "response",
       "type", "value", "Tag", "name", "info"]), st.recursive(st.none() | st.text() | st.integers(),
       lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["type", "value", "Tag",
       "Attribute"]), inner)))))  # fmt: skip
def test_whatever_the_json_the_end_is_a_table_or_a_reason(given_json: object) -> None:
    with contextlib.suppress(BadTable):
        read(json.dumps(given_json).encode(), "x.json")


LINKS = st.lists(st.integers(0, 10**9).map(lambda n: f"https://plaza.example/v/{n}"), min_size=1)


@given(LINKS, st.sampled_from([",", ";", "\t", "|"]), st.sampled_from(["\n", "\r\n", "\r"]))
def test_what_was_written_comes_back(links: list[str], separator: str, end: str) -> None:
    lines = [f"note{separator}url", *(f'"a ""b"""{separator}{link}' for link in links)]
    rows = finds(end.join(lines).encode(), "x.csv")
    assert [values for _row, values in rows] == [{"url": link, "note": 'a "b"'} for link in links]
    assert [row for row, _values in rows] == list(range(2, len(links) + 2))
