"""A URL as the wire needs it: which host and port to ask, and for what."""

from dataclasses import dataclass
from gettext import gettext as _

import ada_url

from .errors import FetchRefused

DEFAULT_PORTS = {"http:": 80, "https:": 443}
REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Target:
    """A parsed URL without its fragment; `authority` is what the Host header says."""

    url: str
    tls: bool
    host: str
    port: int
    authority: str
    path: str


def parse(url: str, base: str | None = None) -> Target:
    """Parse `url` (WHATWG), relative to `base`; raises FetchRefused `refused_url`.

    Refused: what cannot be parsed, any scheme but http and https, a user name or password in it.
    """
    try:
        parsed = ada_url.URL(url, base)
    except ValueError as error:
        raise FetchRefused("refused_url", _("This is not a valid URL.")) from error
    if parsed.protocol not in DEFAULT_PORTS:
        raise FetchRefused("refused_url", _("Only http and https addresses are fetched."))
    if parsed.username or parsed.password:
        raise FetchRefused("refused_url", _("The address holds a user name or password."))
    parsed.hash = ""
    return Target(
        url=parsed.href,
        tls=parsed.protocol == "https:",
        host=parsed.hostname,
        port=int(parsed.port) if parsed.port else DEFAULT_PORTS[parsed.protocol],
        authority=parsed.host,
        path=parsed.pathname + parsed.search,
    )


def redirect(status: int, location: str | None, base: str) -> Target | None:
    """Return where an answer sends us, or None where it does not.

    Raw bytes above ASCII in a Location are UTF-8, as browsers read them; http.client gives them as
    Latin-1.
    """
    if status not in REDIRECTS or not location:
        return None
    return parse(location.encode("latin-1").decode("utf-8", "replace"), base)
