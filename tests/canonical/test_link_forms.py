"""All forms of a link have one identity, and links to different pieces never share one."""

import pytest

from actionday.cases.canonical import canonicalise

from .link_forms import PLAZA, PLAZA_SHORT, RESOLVED, SHORT

ALLOWED = frozenset({"plaza.localhost:8001", "plz.localhost:8001"})
PIECES = RESOLVED + PLAZA
LINKS = [
    (link, identity, kind, links[0]) for identity, kind, links in PIECES for link in links
]  # fmt: skip


@pytest.mark.parametrize(("link", "identity", "kind", "first"), LINKS, ids=[x[0] for x in LINKS])
def test_a_link_gives_the_identity_of_its_piece(
    link: str, identity: str, kind: str | None, first: str
) -> None:
    canonical = canonicalise(link, ALLOWED)
    assert (canonical.identity, canonical.kind) == (identity, kind)
    assert not canonical.unresolved
    if canonical.platform_rule:
        assert canonical.url == first
    assert canonicalise(canonical.url, ALLOWED) == canonical


@pytest.mark.parametrize("link", SHORT + PLAZA_SHORT)
def test_a_short_link_is_unresolved_and_keeps_its_form(link: str) -> None:
    canonical = canonicalise(f"{link}?utm_source=x", ALLOWED)
    assert canonical.unresolved
    assert canonical.url == link
    assert canonical.platform_rule is not None
    assert canonical.platform_rule.endswith(".short")
    assert canonical.kind is None


def test_no_two_pieces_of_the_table_share_an_identity() -> None:
    identities = [identity for identity, _kind, _links in PIECES]
    identities += [canonicalise(link, ALLOWED).identity for link in SHORT + PLAZA_SHORT]
    assert len(set(identities)) == len(identities)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "https://example.org/A"),
        ("https://example.org/a?x=1", "https://example.org/a?x=2"),
        ("https://example.org/a?x=1&x=2", "https://example.org/a?x=2&x=1"),
        ("https://example.org/a?pk_id=1", "https://example.org/a?pk_id=2"),
        ("https://example.org/a?si=1", "https://example.org/a?si=2"),
        ("https://example.org/a%2Fb", "https://example.org/a/b"),
        ("https://example.org:8443/a", "https://example.org/a"),
        ("https://one.blogspot.com/a", "https://www.blogspot.com/a"),
        ("https://m.blogspot.com/a", "https://blogspot.com/a"),
        ("https://m.co.uk/a", "https://mobile.co.uk/a"),
        ("https://youtu.be/aqz-KE-bpKQ", "https://youtu.be/aqz-KE-bpKq"),
        ("https://youtube.com/clip/abc", "https://youtube.com/clip/abd"),
        ("https://www.youtube.com/results?search_query=a", "https://www.youtube.com/results"),
        ("https://t.me/some_channel/1?comment=1", "https://t.me/some_channel/1?comment=2"),
        ("https://vk.com/wall-1_2?reply=3", "https://vk.com/wall-1_2"),
        ("https://rumble.com/v4abcde", "https://rumble.com/embed/v4abcde"),
        ("https://www.reddit.com/comments/1abcde", "https://www.reddit.com/comments/1abcdf"),
        ("https://mega.nz/#!AbCd1234!k", "https://mega.nz/#!AbCd1235!k"),
        ("https://x.com/search?q=a", "https://x.com/search?q=b"),
        ("https://x.com/i/lists/1", "https://x.com/i/lists/2"),
        ("https://notyoutu.be/aqz-KE-bpKQ", "https://youtu.be/aqz-KE-bpKQ"),
        ("https://youtube.com.example.org/watch?v=aqz-KE-bpKQ", "https://youtu.be/aqz-KE-bpKQ"),
        ("https://youtube.com:8443/watch?v=aqz-KE-bpKQ", "https://youtu.be/aqz-KE-bpKQ"),
    ],
)
def test_different_pieces_have_different_identities(one: str, other: str) -> None:
    assert canonicalise(one).identity != canonicalise(other).identity


def test_the_host_of_a_piece_is_that_of_its_identity() -> None:
    assert canonicalise("https://mobile.twitter.com/search?q=a").host == "x.com"
    assert canonicalise("https://www.example.org").host == "example.org"
    assert canonicalise("http://m.plaza.localhost:8001/no/form", ALLOWED).host == (
        "plaza.localhost:8001"
    )


def test_the_general_rule_keeps_an_address_that_opens() -> None:
    """A site may answer at www. only, or sign the order of its parameters."""
    canonical = canonicalise("http://www.example.org/a/?b=2&utm_id=1&a=1#x")
    assert canonical.url == "http://www.example.org/a/?b=2&a=1"
    assert canonical.platform_rule is None


def test_a_platform_keeps_what_is_no_form_of_its_own() -> None:
    canonical = canonicalise("https://www.youtube.com/results?search_query=a&si=1")
    assert canonical.url == "https://www.youtube.com/results?search_query=a"
    assert canonical.platform_rule == "youtube"
