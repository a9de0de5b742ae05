"""Nothing leads inside: not a name, not a notation, not a redirect, not a port."""

import pytest

from actionday.edge.fetch import Deadline, Fetcher, FetchError, FetchRefused, parse_allow
from actionday.edge.fetch.routes import Routes, judged
from actionday.errors import BadInput

from .site import Site

INSIDE = [
    "http://127.0.0.1/", "http://[::1]/", "http://169.254.169.254/latest/meta-data/",
    "http://10.0.0.1/", "http://100.64.0.1/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/",
    "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://127.1/", "http://0/",
    "http://[::ffff:7f00:1]/", "http://192.168.0.1/", "https://[fe80::1]/", "http://localhost/",
    "http://127.0.0.1./", "http://%31%32%37.0.0.1/",
]  # fmt: skip


def refusal(fetcher: Fetcher, url: str) -> FetchRefused:
    with pytest.raises(FetchRefused) as caught:
        fetcher.get(url)
    return caught.value


@pytest.mark.parametrize("url", [*INSIDE, "http://①②⑦.0.0.1/"])
def test_an_inner_address_is_refused(url: str) -> None:
    error = refusal(Fetcher("test/1"), url)
    assert error.code == "refused_address"
    assert "not on the public internet" in str(error)


@pytest.mark.parametrize("url", INSIDE)
def test_an_allowed_site_cannot_lead_there(site: Site, fetcher: Fetcher, url: str) -> None:
    start = site.leads("/a", url)
    error = refusal(fetcher, start)
    assert error.code == "refused_address"
    assert [hop.url for hop in error.chain] == [start]


def test_an_allowed_site_cannot_lead_to_its_own_address(site: Site, fetcher: Fetcher) -> None:
    """The exception is one of names: the same server by another name stays closed."""
    for host in ("127.0.0.1", "localhost", "[::1]", "other.test"):
        url = site.leads("/a", f"http://{host}:{site.port}/b")
        assert refusal(fetcher, url).code == "refused_port"
    assert site.asked == ["/a"] * 4


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://9.9.9.9:8080/", "refused_port"),
        ("http://9.9.9.9:22/", "refused_port"),
        ("https://example.org:8443/", "refused_port"),
        ("ftp://example.org/a", "refused_url"),
        ("file:///etc/passwd", "refused_url"),
        ("gopher://127.0.0.1/", "refused_url"),
        ("http://user:word@example.org/", "refused_url"),
        ("http://", "refused_url"),
        ("nonsense", "refused_url"),
        ("", "refused_url"),
    ],
)
def test_what_is_not_fetched_by_rule(site: Site, fetcher: Fetcher, url: str, code: str) -> None:
    assert refusal(Fetcher("test/1"), url).code == code
    if "://" in url and url != "http://":
        assert refusal(fetcher, site.leads("/a", url)).code == code


def test_a_name_with_one_inner_address_is_refused_whole() -> None:
    assert len(judged(["9.9.9.9", "2620:fe::fe"], 443)) == 2
    with pytest.raises(FetchRefused, match=r"10\.0\.0\.1"):
        judged(["9.9.9.9", "10.0.0.1"], 443)


def test_the_judged_address_is_the_one_used_again() -> None:
    routes = Routes({})
    first = routes.to("9.9.9.9", 443, Deadline(5))
    assert routes.to("9.9.9.9", 443, Deadline(5)) is first


def test_proxies_of_the_environment_are_not_used(
    site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fetcher.get(site.page("/a", b"direct")).body == b"direct"


def test_the_setting_of_exceptions_is_read() -> None:
    allow = parse_allow("Plaza.localhost:8001=127.0.0.1:8001, six.test:80=[::1]:8080,")
    assert {name: (to.address, to.port) for name, to in allow.items()} == {
        "plaza.localhost:8001": ("127.0.0.1", 8001),
        "six.test:80": ("::1", 8080),
    }
    assert parse_allow("") == {}


@pytest.mark.parametrize(
    "text", ["a", "a=b", "a:80=127.0.0.1", "a=127.0.0.1:80", "a:80=name:80", "a:80=127.0.0.1:x",
             "a:0=127.0.0.1:80", ":80=127.0.0.1:80"]
)  # fmt: skip
def test_a_bad_exception_is_named(text: str) -> None:
    with pytest.raises(BadInput, match=f"'{text}' is not of the form"):
        parse_allow(text)


def test_an_error_can_be_made_by_a_caller() -> None:
    error = FetchError("bad_status", "The platform answered 500.")
    assert (error.code, str(error), error.chain) == ("bad_status", "The platform answered 500.", ())
