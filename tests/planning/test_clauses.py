"""Terms of service, read into numbered clauses."""

import json

import pytest

from actionday.cases.clauses import Unreadable, read_clauses
from actionday.edge.lines import lines_of

TEXT = """Terms of Plaza, 2024 edition

4.1 Threats
No threats of any kind.
  Not even in jest.
4.2 Praise of attacks: You may not praise an attack on people.
§ 5. Accounts that break 4.2 are closed.
"""


def test_text_is_read_clause_by_clause() -> None:
    last = "Accounts that break 4.2 are closed"
    assert [tuple(each.values()) for each in read_clauses(TEXT)] == [
        ("4.1", "Threats", "No threats of any kind.\nNot even in jest."),
        ("4.2", "Praise of attacks", "You may not praise an attack on people."),
        ("5", last, last),
    ]


def test_json_says_the_same() -> None:
    clauses = read_clauses(TEXT)
    assert read_clauses(json.dumps(clauses)) == clauses
    assert read_clauses(json.dumps({"clauses": clauses})) == clauses


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "numbered"),
        ("No numbers here.", "numbered"),
        ("4.1 One\n4.1 Two", "4.1 comes twice"),
        ("[", "JSON"),
        ('{"a": 1}', "list of clauses"),
        ('[{"number": 4, "title": "x", "text": "y"}]', "Clause 1"),
        ('[{"number": "4", "title": "x"}, {"title": "x"}]', "Clause 2"),
        ("\n".join(f"{n}.1 Clause" for n in range(501)), "too many"),
        ("[" * 100_000, "JSON"),
    ],
)
def test_what_cannot_be_read_says_why(text: str, word: str) -> None:
    with pytest.raises(Unreadable, match=word):
        read_clauses(text)


def test_a_page_is_read_line_by_line() -> None:
    page = b"<style>x</style><h2>4.1 Threats</h2><p>No <b>threats</b>.</p><p>4.2 Praise</p>"
    assert lines_of(page, "text/html").splitlines() == ["4.1 Threats", "No threats .", "4.2 Praise"]
    assert lines_of(b"4.1 One", "text/plain") == "4.1 One"
