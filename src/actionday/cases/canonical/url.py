"""The general rules: what of an address decides what it shows, whatever the platform.

Parsing follows the WHATWG URL standard (ada); normal forms follow RFC 3986, section 6.2.

* Scheme, `www.`, `m.` and `mobile.`, a default port, the fragment, the order of parameters and
  what only tracks or shares make no difference.
* A slash at the end makes no difference: no site shows two pieces at `/a` and `/a/`.
* Everything else does, the case of the path included.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from gettext import gettext as _

import ada_url
import tldextract

from actionday.errors import BadInput


def words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


LENGTH_LIMIT = 2048
SCHEMES = {"http:": "http", "https:": "https"}
FOLDED = ("www.", "m.", "mobile.")

TRACKING = words(
    """
    _ga _gac _gl _openstat __twitter_impression action_object_map action_ref_map action_type_map
    dclid epik fb_action_ids fb_action_types fb_ref fb_source fbclid gad_campaignid gad_source
    gbraid gclid gclsrc guccounter guce_referrer guce_referrer_sig hsctatracking igsh igshid
    irclickid li_fat_id mc_cid mc_eid mkt_tok msclkid oly_anon_id oly_enc_id pk_campaign pk_keyword
    pk_kwd pk_source pk_medium piwik_campaign piwik_keyword piwik_kwd rb_clickid rdt_cid ref_src
    ref_url s_cid s_kwcid scclid srsltid tblci ttclid twclid vero_conv vero_id wbraid wickedid wprov
    xtor ymclid yclid
    """
)
"""Parameters that on every site only say how a link travelled.

What does so on one platform and means something elsewhere (`si`, `s`, `feature`) stands with it.
"""
TRACKING_FAMILIES = ("utm_", "mtm_", "hsa_", "_hs", "__hs")

_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_SCHEME = re.compile(r"\s*https?:", re.IGNORECASE)
_NO_HOST = re.compile(r"\s*https?:[/\\]*(?:[?#].*)?\s*", re.IGNORECASE | re.DOTALL)
# The bundled list, private suffixes too: www.blogspot.com is nobody's www.
_suffixes = tldextract.TLDExtract(
    suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True
)


class InvalidAddress(BadInput):
    """The text is no address of a piece; `reason` (also `str()`) says why in a sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Address:
    """A parsed address without tracking. `port` is "" where it is the scheme's default.

    `host` is as given, in lower case and punycode; `path` begins with a slash; `query` holds the
    parameters in their order, as written.
    """

    scheme: str
    host: str
    port: str
    path: str
    query: tuple[str, ...]
    fragment: str

    @property
    def authority(self) -> str:
        """Return the host with its port, if it has one of its own."""
        return f"{self.host}:{self.port}" if self.port else self.host

    @property
    def url(self) -> str:
        """Return the address without its fragment; it opens what the given one opens."""
        return f"{self.scheme}://{self.authority}{self.path}{_question(self.query)}"

    @property
    def identity(self) -> str:
        """Return what is equal for two addresses of one piece."""
        host = fold(self.host)
        port = f":{self.port}" if self.port else ""
        return f"{host}{port}{self.path.rstrip('/')}{_question(sorted(self.query, key=_name))}"


def parse(text: str) -> Address:
    """Read an address; raises InvalidAddress with a sentence for a person.

    Refused: nothing; more than 2,048 characters, also once normalised; no http or https; no host or
    an invalid one; a user name or password; port 0.
    """
    if not text.strip():
        raise InvalidAddress(_("There is no address."))
    if len(text) > LENGTH_LIMIT:
        raise too_long()
    parsed = _parsed(text)
    if parsed.username or parsed.password:
        raise InvalidAddress(_("The address holds a user name or password."))
    if parsed.port == "0":
        raise InvalidAddress(_("The address has port 0, which does not exist."))
    address = Address(
        scheme=SCHEMES[parsed.protocol],
        host=parsed.hostname.removesuffix("."),
        port=parsed.port,
        path=normal(parsed.pathname),
        query=_telling(normal(parsed.search.removeprefix("?"))),
        fragment=normal(parsed.hash.removeprefix("#")),
    )
    if max(len(address.url), len(parsed.href)) > LENGTH_LIMIT:
        raise too_long()
    return address


def _parsed(text: str) -> ada_url.URL:
    if not _SCHEME.match(text):
        raise InvalidAddress(_("The address does not begin with http:// or https://."))
    if _NO_HOST.fullmatch(text):
        raise InvalidAddress(_("The address names no host."))
    try:
        parsed = ada_url.URL(text)
    except ValueError as error:
        raise InvalidAddress(_("The address has an invalid host name or port.")) from error
    if parsed.protocol not in SCHEMES:
        raise InvalidAddress(_("The address does not begin with http:// or https://."))
    return parsed


def too_long() -> InvalidAddress:
    """Return the error for a long address."""
    return InvalidAddress(
        _("The address has more than %(limit)d characters.") % {"limit": LENGTH_LIMIT}
    )


def normal(text: str) -> str:
    """Return percent-encoding in its normal form: unreserved characters plain, hex upper case."""
    return _ESCAPE.sub(_unescaped, text)


def _unescaped(escape: re.Match[str]) -> str:
    character = chr(int(escape[1], 16))
    return character if character in _UNRESERVED else escape[0].upper()


@lru_cache(maxsize=4096)
def fold(host: str) -> str:
    """Return the host without `www.`, `m.` and `mobile.`, never less than a registrable name."""
    for prefix in FOLDED:
        rest = host.removeprefix(prefix)
        if rest != host and "." in rest and _suffixes(rest).domain:
            return fold(rest)
    return host


def _telling(query: str) -> tuple[str, ...]:
    """Return the parameters that say what is shown."""
    return tuple(part for part in query.split("&") if part and not _tracks(_name(part)))


def _tracks(name: str) -> bool:
    lower = name.lower()
    return lower in TRACKING or lower.startswith(TRACKING_FAMILIES)


def _name(parameter: str) -> str:
    return parameter.partition("=")[0]


def _question(query: tuple[str, ...] | list[str]) -> str:
    return f"?{'&'.join(query)}" if query else ""


def without(address: Address, names: frozenset[str]) -> tuple[str, ...]:
    """Return the address's parameters but those called by one of `names`."""
    return tuple(part for part in address.query if _name(part) not in names)
