"""How a platform's link forms are written down, tried on an address and filled in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from .url import Address, fold, parse

CASELESS = "handle"


@dataclass(frozen=True, slots=True)
class Form:
    """One form of link. `unresolved`: only following it tells what it leads to."""

    name: str
    where: re.Pattern[str]
    url: str
    kind: str | None
    params: tuple[tuple[str, re.Pattern[str]], ...]
    identity: str | None
    unresolved: bool
    in_fragment: bool


@dataclass(frozen=True, slots=True)
class Platform:
    """A platform: the domains it answers on, its forms, and what its share buttons add.

    `aliases` are domains that show the same as another one, path for path.
    """

    name: str
    domains: tuple[str, ...]
    forms: tuple[Form, ...]
    shares: frozenset[str] = frozenset()
    aliases: tuple[tuple[str, str], ...] = ()
    any_port: bool = False

    def home(self, address: Address) -> str:
        """Return the folded host, an alias replaced by what it stands for."""
        host = fold(address.host)
        for alias, domain in self.aliases:
            if host == alias or host.endswith(f".{alias}"):
                return host.removesuffix(alias) + domain
        return host


class Match(NamedTuple):
    """A form that fits, and what it makes of the address."""

    form: Form
    url: str
    identity: str


def form(  # noqa: PLR0913 (a row of the table)
    name: str,
    where: str,
    url: str,
    kind: str | None = None,
    *,
    identity: str | None = None,
    unresolved: bool = False,
    in_fragment: bool = False,
    **params: str,
) -> Form:
    """Return one row of the table."""
    compiled = tuple((key, re.compile(value, re.ASCII)) for key, value in params.items())
    pattern = re.compile(where, re.ASCII)
    return Form(name, pattern, url, kind, compiled, identity, unresolved, in_fragment)


def short(where: str, url: str) -> Form:
    """Return the row of a short link."""
    return form("short", where, url, unresolved=True)


def fitting(each: Form, subject: str, given: dict[str, str]) -> dict[str, str] | None:
    """Return the groups of a form that fits, else None."""
    groups: dict[str, str] = {}
    for pattern, text in ((each.where, subject), *_values(each, given)):
        match = pattern.fullmatch(text)
        if match is None:
            return None
        groups |= {name: value or "" for name, value in match.groupdict().items()}
    return groups | {CASELESS: groups.get(CASELESS, "").lower()}


def _values(each: Form, given: dict[str, str]) -> Iterator[tuple[re.Pattern[str], str]]:
    for name, pattern in each.params:
        yield pattern, given.get(name, "")


def filled(each: Form, groups: dict[str, str], origin: str) -> Match:
    """Fill a form's templates."""
    made = parse(each.url.format(**groups, origin=origin))
    url = f"{made.url}#{made.fragment}" if made.fragment else made.url
    if each.identity is None:
        return Match(each, url, made.identity)
    return Match(each, url, parse(f"https://{each.identity.format(**groups)}").identity)
