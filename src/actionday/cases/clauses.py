"""Reads terms of service into numbered clauses: from plain text, or from JSON."""

import json
import re
from typing import Any

from django.utils.translation import gettext as _

HEAD = re.compile(
    r"\s*(?:§+|art(?:icle|\.)?|section|clause)?\s*(\d{1,3}(?:\.\d{1,3})*[a-z]?)[.):]?\s+(\S.*)",
    re.IGNORECASE,
)
END_OF_TITLE = re.compile(r"(?<=\w)(?::|\.| [\u2013\u2014-])\s+")
MOST, LONGEST_NUMBER, LONGEST_TITLE, LONGEST_TEXT = 500, 20, 200, 20_000
Clauses = list[dict[str, str]]


class Unreadable(ValueError):
    """There are no clauses in it; the text says where and why, for a person."""


def read_clauses(text: str) -> Clauses:
    """Return the clauses, `{"number", "title", "text"}`, in their order."""
    given = text.replace("\0", "").strip()
    clauses = from_json(given) if given[:1] in ("[", "{") else from_text(given)
    if not clauses:
        raise Unreadable(
            _("No numbered clause was found: begin each one on a line with its number, as in 4.2.")
        )
    if len(clauses) > MOST:
        raise Unreadable(
            _("%(n)s clauses are too many: at most %(most)s.") % {"n": len(clauses), "most": MOST}
        )
    check_numbers(clauses)
    return clauses


def from_text(text: str) -> Clauses:
    """Read lines that begin with a number; what follows a clause's line belongs to it."""
    clauses: Clauses = []
    for line in text.splitlines():
        if head := HEAD.fullmatch(line):
            title, said = split_title(head[2].strip())
            clauses.append({"number": head[1], "title": title, "text": said})
        elif clauses and line.strip():
            last = clauses[-1]
            last["text"] = f"{last['text']}\n{line.strip()}".strip()[:LONGEST_TEXT]
    return [each | {"text": each["text"] or each["title"]} for each in clauses]


def split_title(line: str) -> tuple[str, str]:
    """Return the title that a clause begins with, and what it says on the same line."""
    parts = END_OF_TITLE.split(line, maxsplit=1)
    if len(parts) == 2 and len(parts[0]) <= 80:
        return parts[0], parts[1]
    if len(line) <= LONGEST_TITLE:
        return line.rstrip("."), ""
    return f"{line[:77].rstrip()}…", line


def from_json(text: str) -> Clauses:
    """Read a list of clauses, or an object that holds one under `clauses`."""
    try:
        given: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(_("This is no JSON: %(why)s") % {"why": error}) from error
    rows = given.get("clauses") if isinstance(given, dict) else given
    if not isinstance(rows, list):
        raise Unreadable(_("JSON: a list of clauses is missing."))
    return [clause_of(row, place) for place, row in enumerate(rows, 1)]


def clause_of(row: Any, place: int) -> dict[str, str]:
    """Return one clause of the JSON; refuse one that lacks something."""
    names = ("number", "title", "text")
    if not isinstance(row, dict) or not all(isinstance(row.get(name, ""), str) for name in names):
        raise Unreadable(
            _("Clause %(place)s: number, title and text have to be text.") % {"place": place}
        )
    clause = {name: row.get(name, "").strip() for name in names}
    if not clause["number"] or not (clause["title"] or clause["text"]):
        raise Unreadable(
            _("Clause %(place)s: its number, or what it says, is missing.") % {"place": place}
        )
    short = clause["title"] or split_title(clause["text"])[0]
    return {
        "number": clause["number"],
        "title": short[:LONGEST_TITLE],
        "text": (clause["text"] or short)[:LONGEST_TEXT],
    }


def check_numbers(clauses: Clauses) -> None:
    """Refuse a number that comes twice or is too long: assessments name clauses by number."""
    seen = set()
    for each in clauses:
        number = each["number"]
        if number in seen:
            raise Unreadable(_("Clause %(number)s comes twice.") % {"number": number})
        if len(number) > LONGEST_NUMBER:
            raise Unreadable(_("The number %(number)s is too long.") % {"number": number[:40]})
        seen.add(number)
