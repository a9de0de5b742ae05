"""A find as it is given: an address, and what its finder says of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .taxonomy import Kind

URL_CHARS, NOTE_CHARS = 20_000, 5_000
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")
OTHER_KINDS = {
    "clip": Kind.VIDEO,
    "image": Kind.IMAGE,
    "photo": Kind.IMAGE,
    "meme": Kind.IMAGE,
    "post": Kind.TEXT,
    "profile": Kind.ACCOUNT,
    "group": Kind.CHANNEL,
    "website": Kind.PAGE,
    "live": Kind.LIVESTREAM,
}


@dataclass(frozen=True, slots=True)
class Find:
    """One row of a submission, as given."""

    url: str
    kind: str = ""
    language: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with one field of a row; without a field, with the row as such."""

    field: str
    why: str


def check(values: Mapping[str, str]) -> tuple[Find, list[Wrong]]:
    """Return the find that a row gives, and what is wrong with it; the address is judged later."""
    wrong = [
        Wrong(name, _("There is a zero byte in it."))
        for name, value in values.items()
        if "\0" in value
    ]
    kind, language = kind_of(values.get("kind", "")), language_of(values.get("language", ""))
    if kind is None:
        wrong.append(
            Wrong("kind", _("“%(kind)s” is none of: %(known)s.")
                  % {"kind": values["kind"][:40], "known": ", ".join(Kind.values)})
        )  # fmt: skip
    if language is None:
        wrong.append(
            Wrong("language", _("“%(code)s” is no language code such as es or pt-BR.")
                  % {"code": values["language"][:40]})
        )  # fmt: skip
    for name, most in (("url", URL_CHARS), ("note", NOTE_CHARS)):
        if len(values.get(name, "")) > most:
            wrong.append(Wrong(name, _("It is longer than %(most)d characters.") % {"most": most}))
    return Find(values.get("url", ""), kind or "", language or "", values.get("note", "")), wrong


def kind_of(text: str) -> str | None:
    """Return the kind that a word means, empty for none, None where it is not known."""
    word = " ".join(text.split()).casefold()
    known = {str(kind.label).casefold(): kind.value for kind in Kind} | {
        kind.value: kind.value for kind in Kind
    }
    return known.get(word) or OTHER_KINDS.get(word) or (None if word else "")


def language_of(text: str) -> str | None:
    """Return a language's code, empty for none, None where it is no code."""
    primary, dash, rest = text.strip().replace("_", "-").partition("-")
    code = f"{primary.lower()}{dash}{rest}"
    return code if not code or LANGUAGE.fullmatch(code) else None
