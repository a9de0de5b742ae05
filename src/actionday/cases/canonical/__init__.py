"""What is "the same piece": one identity for all the forms of its link. Imports no Django."""

from dataclasses import dataclass, replace

from .forms import Match
from .intake import require_public
from .platforms import find
from .url import Address, InvalidAddress, parse, without

__all__ = ["Canonical", "InvalidAddress", "canonicalise"]


@dataclass(frozen=True, slots=True)
class Canonical:
    """An address in its canonical form.

    `url` opens the piece: a platform's own form of its link where a rule knows it, else the address
    as given without tracking and fragment. `identity` is equal exactly for links to the same piece;
    it has no scheme. `platform_rule` is `platform.form` ("youtube.video"), `platform` alone where
    the host is known but not the form, None elsewhere. `unresolved` says that only following the
    link tells what it leads to. `kind` is a kind of piece where the form tells it.
    """

    url: str
    identity: str
    platform_rule: str | None
    unresolved: bool
    kind: str | None

    @property
    def host(self) -> str:
        """Return the host that the piece belongs to, folded, with its port if it has its own."""
        return self.identity.partition("/")[0].partition("?")[0]


def canonicalise(url: str, allowed: frozenset[str] = frozenset()) -> Canonical:
    """Return the canonical form of an address.

    `allowed` are names (`host:port`) that are taken although they are not on the public internet.
    Doing it again to the result's `url` changes nothing. Raises InvalidAddress, and nothing else.

    >>> canonicalise("https://youtu.be/aqz-KE-bpKQ?si=Qx3").identity
    'youtube.com/watch?v=aqz-KE-bpKQ'
    """
    address = parse(url)
    require_public(address, allowed)
    platform, match = find(address)
    if platform is None:
        return Canonical(address.url, address.identity, None, False, None)
    if match is not None:
        return _by_form(platform.name, match)
    kept: Address = replace(
        address, host=platform.home(address), query=without(address, platform.shares)
    )
    return Canonical(
        replace(kept, host=address.host).url, kept.identity, platform.name, False, None
    )


def _by_form(platform: str, match: Match) -> Canonical:
    form, url, identity = match
    return Canonical(url, identity, f"{platform}.{form.name}", form.unresolved, form.kind)
