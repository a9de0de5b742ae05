"""Which hosts may be a piece's at all: names and addresses of the public internet."""

import re
from gettext import gettext as _

from actionday.edge.fetch.addresses import Reason, denial, in_words

from .url import Address, InvalidAddress, fold

INNER_NAMES = (".localhost", ".local", ".internal", ".home.arpa", ".lan", ".intranet")
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")


def require_public(address: Address, allowed: frozenset[str]) -> None:
    """Raise InvalidAddress unless the host is a valid public one or is among `allowed`.

    `allowed` holds `host:port`, the port always written out. A mobile host is allowed with its
    plain one. An address (IPv4, IPv6) is judged by the fetcher's own list.
    """
    port = address.port or {"http": "80", "https": "443"}[address.scheme]
    if {f"{address.host}:{port}", f"{fold(address.host)}:{port}"} & allowed:
        return
    bare = address.host.removeprefix("[").removesuffix("]")
    reason = denial(bare)
    if reason is Reason.NOT_AN_ADDRESS:
        _require_public_name(address.host)
    elif reason:
        raise InvalidAddress(in_words(bare, reason))


def _require_public_name(host: str) -> None:
    labels = host.split(".")
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise InvalidAddress(_("The address has an invalid host name or port."))
    if len(labels) < 2 or host.endswith(INNER_NAMES):
        raise InvalidAddress(
            _("%(host)s is a name inside a network, not on the public internet.") % {"host": host}
        )
