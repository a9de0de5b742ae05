"""Which addresses of the network we never connect to, and why: an explicit list.

Ranges after the IANA special-purpose address registries (RFC 6890 and its successors), plus the
metadata services of clouds. An IPv6 address must also lie in global unicast (2000::/3, RFC 4291),
so that what is assigned later is refused until it stands here.
"""

from enum import StrEnum
from functools import lru_cache
from gettext import gettext as _
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


class Reason(StrEnum):
    """Why an address is refused."""

    METADATA = "cloud metadata"
    UNSPECIFIED = "unspecified"
    LOOPBACK = "loopback"
    PRIVATE = "private"
    SHARED = "shared by a provider's customers"
    LINK_LOCAL = "link-local"
    MULTICAST = "multicast"
    BROADCAST = "broadcast"
    DOCUMENTATION = "documentation"
    BENCHMARK = "benchmarking"
    MAPPED = "IPv4 in IPv6"
    NAT64 = "NAT64"
    SIXTOFOUR = "6to4"
    TEREDO = "Teredo"
    ISATAP = "ISATAP"
    SITE_LOCAL = "site-local"
    DISCARD = "discard"
    RESERVED = "reserved"
    NOT_AN_ADDRESS = "not an address"


# A narrower range stands before the wider one that holds it: the first that fits says why.
_RANGES: tuple[tuple[str, Reason], ...] = (
    ("169.254.169.254/32", Reason.METADATA),
    ("169.254.170.2/32", Reason.METADATA),
    ("100.100.100.200/32", Reason.METADATA),
    ("168.63.129.16/32", Reason.METADATA),
    ("192.0.0.192/32", Reason.METADATA),
    ("0.0.0.0/32", Reason.UNSPECIFIED),
    ("0.0.0.0/8", Reason.RESERVED),
    ("10.0.0.0/8", Reason.PRIVATE),
    ("100.64.0.0/10", Reason.SHARED),
    ("127.0.0.0/8", Reason.LOOPBACK),
    ("169.254.0.0/16", Reason.LINK_LOCAL),
    ("172.16.0.0/12", Reason.PRIVATE),
    ("192.0.0.0/24", Reason.RESERVED),
    ("192.0.2.0/24", Reason.DOCUMENTATION),
    ("192.88.99.0/24", Reason.SIXTOFOUR),
    ("192.168.0.0/16", Reason.PRIVATE),
    ("198.18.0.0/15", Reason.BENCHMARK),
    ("198.51.100.0/24", Reason.DOCUMENTATION),
    ("203.0.113.0/24", Reason.DOCUMENTATION),
    ("224.0.0.0/4", Reason.MULTICAST),
    ("255.255.255.255/32", Reason.BROADCAST),
    ("240.0.0.0/4", Reason.RESERVED),
    ("fd00:ec2::/32", Reason.METADATA),
    ("fd20:ce::254/128", Reason.METADATA),
    ("::/128", Reason.UNSPECIFIED),
    ("::1/128", Reason.LOOPBACK),
    ("::ffff:0:0/96", Reason.MAPPED),
    ("::ffff:0:0:0/96", Reason.MAPPED),
    ("::/96", Reason.MAPPED),
    ("64:ff9b::/96", Reason.NAT64),
    ("64:ff9b:1::/48", Reason.NAT64),
    ("100::/64", Reason.DISCARD),
    ("2001::/32", Reason.TEREDO),
    ("2001:2::/48", Reason.BENCHMARK),
    ("2001:db8::/32", Reason.DOCUMENTATION),
    ("2001::/23", Reason.RESERVED),
    ("2002::/16", Reason.SIXTOFOUR),
    ("3fff::/20", Reason.DOCUMENTATION),
    ("fc00::/7", Reason.PRIVATE),
    ("fe80::/10", Reason.LINK_LOCAL),
    ("fec0::/10", Reason.SITE_LOCAL),
    ("ff00::/8", Reason.MULTICAST),
)
DENIED: tuple[tuple[Network, Reason], ...] = tuple(
    (ip_network(text), reason) for text, reason in _RANGES
)
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_ISATAP = (0x00005EFE, 0x02005EFE)
"""The upper half of an interface id that embeds an IPv4 address (RFC 5214, 6.1)."""


@lru_cache(maxsize=4096)
def denial(address: str) -> Reason | None:
    """Return why we never connect to `address` (textual IPv4 or IPv6), or None if we may."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return Reason.NOT_AN_ADDRESS
    for network, reason in DENIED:
        if parsed in network:
            return reason
    return _not_global(parsed) if isinstance(parsed, IPv6Address) else None


def _not_global(address: IPv6Address) -> Reason | None:
    if address not in _GLOBAL_UNICAST:
        return Reason.RESERVED
    return Reason.ISATAP if (int(address) >> 32) & 0xFFFFFFFF in _ISATAP else None


def in_words(address: str, reason: Reason) -> str:
    """Return a plain sentence that says why `address` is refused."""
    return _("%(address)s is not on the public internet (%(reason)s).") % {
        "address": address,
        "reason": reason_name(reason),
    }


def reason_name(reason: Reason) -> str:
    """Return the reader's words for a reason."""
    return {
        Reason.METADATA: _("a cloud's metadata service"),
        Reason.UNSPECIFIED: _("no address at all"),
        Reason.LOOPBACK: _("this machine itself"),
        Reason.PRIVATE: _("a private network"),
        Reason.SHARED: _("a provider's inner network"),
        Reason.LINK_LOCAL: _("the local link"),
        Reason.MULTICAST: _("multicast"),
        Reason.BROADCAST: _("broadcast"),
        Reason.DOCUMENTATION: _("for examples only"),
        Reason.BENCHMARK: _("for measurements only"),
        Reason.MAPPED: _("an IPv4 address written as IPv6"),
        Reason.NAT64: _("a translation to IPv4, NAT64"),
        Reason.SIXTOFOUR: _("a tunnel, 6to4"),
        Reason.TEREDO: _("a tunnel, Teredo"),
        Reason.ISATAP: _("a tunnel, ISATAP"),
        Reason.SITE_LOCAL: _("a private network"),
        Reason.DISCARD: _("a range that discards"),
        Reason.RESERVED: _("a reserved range"),
        Reason.NOT_AN_ADDRESS: _("not an address"),
    }[reason]
