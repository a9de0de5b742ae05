"""What is no address of a piece is refused with a sentence, and with nothing else."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from actionday.cases.canonical import InvalidAddress, canonicalise


def reason(text: str, allowed: frozenset[str] = frozenset()) -> str:
    with pytest.raises(InvalidAddress) as caught:
        canonicalise(text, allowed)
    assert str(caught.value) == caught.value.reason
    return caught.value.reason


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "no address"),
        (" \n\t", "no address"),
        ("https://example.org/" + "a" * 5000, "2048"),
        ("https://example.org/" + "ü" * 1000, "2048"),
        ("example.org/a", "http"),
        ("//example.org/a", "http"),
        ("ftp://example.org/a", "http"),
        ("javascript:alert(1)", "http"),
        ("http://", "no host"),
        ("https:///?a", "no host"),
        ("http://user:word@example.org/", "password"),
        ("http://user@example.org/", "password"),
        ("http://example.org:0/", "port 0"),
        ("http://example.org:70000/", "host name or port"),
        ("http://exa mple.org/", "host name or port"),
        ("http://a..example.org/", "host name or port"),
        ("http://-a.example.org/", "host name or port"),
        ("http://" + "a" * 64 + ".org/", "host name or port"),
        ("http://1.2.3.4.5/", "host name or port"),
        ("https://example.org/\ud800", "host name or port"),
        ("http://intranet/", "inside a network"),
        ("http://localhost/", "inside a network"),
        ("http://plaza.localhost:8001/v/a", "inside a network"),
        ("http://printer.local/", "inside a network"),
        ("http://metadata.google.internal/", "inside a network"),
    ],
)
def test_the_sentence_says_what_is_wrong(text: str, word: str) -> None:
    assert word in reason(text)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0x7f.1", "[::1]", "0.0.0.0",
     "10.1.2.3", "192.168.0.1", "169.254.169.254", "100.64.0.1", "[::ffff:127.0.0.1]",
     "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fe80::1]", "[fd00::1]", "127.0.0.1."],
)  # fmt: skip
def test_an_inner_address_is_refused_in_every_notation(host: str) -> None:
    assert "not on the public internet" in reason(f"http://{host}/x")


def test_an_allowed_name_or_address_is_taken_on_its_own_port_only() -> None:
    allowed = frozenset({"plaza.localhost:8001", "127.0.0.1:80"})
    assert canonicalise("http://m.plaza.localhost:8001/v/a", allowed).kind == "video"
    assert canonicalise("http://127.0.0.1/x", allowed).identity == "127.0.0.1/x"
    assert "inside a network" in reason("http://plaza.localhost:8002/v/a", allowed)
    assert "inside a network" in reason("http://plaza.localhost/v/a", allowed)


def test_a_public_address_is_taken() -> None:
    assert canonicalise("http://9.9.9.9/x").identity == "9.9.9.9/x"


HOSTS = st.sampled_from(
    ["example.org", "www.youtube.com", "youtu.be", "m.tiktok.com", "twitter.com", "t.me", "vk.com",
     "www.facebook.com", "old.reddit.com", "mega.nz", "matrix.to", "bit.ly", "odysee.com",
     "web.telegram.org", "vimeo.com", "plaza.localhost:8001", "www.instagram.com", "Bücher.example"]
)  # fmt: skip
SEGMENT = st.sampled_from(
    ["watch", "@a", "@%C3%BC", "video", "v", "status", "1234567", "p", "reel", "comments", "1abcde",
     "s", "c", "sets", "%2e%2E", "%2F", "a:1", "wall-1_2", "aqz-KE-bpKQ", "share", "", "ü", "+x"]
) | st.text(max_size=12)  # fmt: skip
PARAMETER = st.sampled_from(
    ["v=aqz-KE-bpKQ", "utm_source=1", "list=PL1", "comment=2", "z=video-1_2", "a", "b=%7e", "="]
) | st.text(max_size=8)  # fmt: skip


@st.composite
def links(draw: st.DrawFn) -> str:
    path = "/".join(draw(st.lists(SEGMENT, max_size=5)))
    query = "&".join(draw(st.lists(PARAMETER, max_size=4)))
    fragment = draw(st.sampled_from(["", "#x", "#/#a:b", "#!a!b", "#@some_name"]))
    return f"{draw(st.sampled_from(['http', 'https']))}://{draw(HOSTS)}/{path}?{query}{fragment}"


ALLOWED = frozenset({"plaza.localhost:8001"})


@settings(deadline=None)  # the first call reads the list of public suffixes
@given(links() | st.text() | st.text().map("https://{}".format))
@example("https://example.org/" + "a" * 2028)
@example("http://\x00/")
def test_nothing_but_a_canonical_form_or_a_sentence_comes_out(text: str) -> None:
    try:
        canonical = canonicalise(text, ALLOWED)
    except InvalidAddress:
        return
    assert canonicalise(canonical.url, ALLOWED) == canonical


def test_a_long_address_is_refused_before_it_costs_anything() -> None:
    assert "2048" in reason("https://vk.com/" + "video-1_" * 100_000)
