"""Every page and every call, as everybody who must not use it: made from the route table."""

import re
from typing import Any

import pytest
from django.http import HttpResponseBase
from django.urls import reverse

from actionday.ledger.models import Entry
from actionday.tenancy.models import Invitation, Token
from tests.isolation.conftest import Cast
from tests.isolation.everything import Everything
from tests.isolation.routes import ALL, CALLS, PAGES, SIGNED_IN, Rule, calls, pages, rule_of
from tests.site.conftest import Served, Visit

REFUSED = (403, 404)
STANDS_FOR = {
    "machine of ES": "alice",
    "machine of DK": "charlie",
    "machine of Plaza": "paula",
    "machine of Hearth": "quentin",
}
"""A machine may do at most what some person of its organisation may."""


def test_every_route_has_its_rule() -> None:
    unknown = [name for name, _pattern in pages() if rule_of(name) is None]
    unknown += [f"{method} {path}" for method, path in calls() if f"{method} {path}" not in CALLS]
    assert not unknown


def test_every_rule_has_its_route() -> None:
    assert PAGES.keys() <= {name for name, _pattern in pages()}
    assert CALLS.keys() <= {f"{method} {path}" for method, path in calls()}


def values(everything: Everything) -> dict[str, Any]:
    """Return what stands in the addresses: all of them things of ES, of Plaza, of the day."""
    return {
        "slug": "trial", "item": everything.item.pk, "referral": everything.referral.pk,
        "number": everything.hold.pk, "name": "poster.jpg", "platform": "plaza", "to": "closed",
        "code": "ES", "party": "unit", "id": "0" * 32,
        "secret": "nothing", "session": 0, "entry": 0, "member": everything.hold.member_id,
        "token": Token.objects.filter(member=everything.hold.member_id).earliest("pk").pk,
        "invitation": Invitation.objects.get().pk,
    }  # fmt: skip


def page_path(name: str, pattern: str, everything: Everything) -> str:
    """Return the address of a page."""
    given = values(everything)
    given |= {
        "report_file": {"name": "report.json"},
        "settle": {"number": everything.conflict.pk},
        "house_platform": {"slug": "plaza"},
    }.get(name, {})
    return reverse(
        name, kwargs={key: given[key] for key in re.findall(r"<(?:\w+:)?(\w+)>", pattern)}
    )


def call_path(path: str, everything: Everything) -> str:
    """Return the address of a call."""
    given = values(everything)
    given |= {"name": "ES"} | ({"number": everything.conflict.pk} if "conflicts" in path else {})
    api = "" if path.startswith("/hma/") else "/api/v1"
    return api + re.sub(r"{(\w+)}", lambda m: str(given[m[1]]), path)


def ask(client: Served, method: str, path: str, rule: Rule, token: str = "") -> HttpResponseBase:
    """Ask as a right caller would."""
    if not path.startswith(("/api/", "/hma/")):
        return client.generic_page(method, path, rule.body)
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    if path.endswith("/media"):
        from io import BytesIO

        file = BytesIO(b"media")
        return client.post(path, {"media": file}, headers=headers)
    return client.generic(
        method, path, client._encode_json(rule.body, "application/json"),
        content_type="application/json", headers=headers,
    )  # fmt: skip


@pytest.fixture
def tried(everything: Everything, capsys: pytest.CaptureFixture[str]) -> Any:
    """Count the pairs; nothing may have been added to any log by who was refused."""
    before = Entry.objects.count()
    pairs: list[tuple[str, str, int]] = []
    yield pairs
    assert Entry.objects.count() == before
    with capsys.disabled():
        print(f"\n{len(pairs)} (route, role) pairs tried, all refused", end=" ")


def check(pairs: list[tuple[str, str, int]], allowed: tuple[int, ...]) -> None:
    """Fail with the pairs that were let in."""
    assert len(pairs) > 50
    assert not [pair for pair in pairs if pair[2] not in allowed]


def try_it(
    tried: list[tuple[str, str, int]], client: Served, what: tuple[str, str, str, str], rule: Rule
) -> None:
    """Ask for a page, and note what came of it where the page takes the method at all."""
    method, name, path, who = what
    status = ask(client, method, path, rule).status_code
    if status != 405:
        tried.append((f"{method} {name}", who, status))


def test_every_page_refuses_every_wrong_person(
    everything: Everything, cast: Cast, visit: Visit, tried: list[tuple[str, str, int]]
) -> None:
    for name, pattern in pages():
        rule = rule_of(name)
        assert rule is not None
        if rule.may & (ALL | SIGNED_IN):
            continue
        path = page_path(name, pattern, everything)
        for who in cast.keys() - rule.may:
            for method in {"GET", rule.method}:
                try_it(tried, visit(cast[who]), (method, name, path, who), rule)
        for who in cast.keys() - (rule.post or cast.keys()):
            try_it(tried, visit(cast[who]), ("POST", name, path, who), rule)
    check(tried, REFUSED)


def test_every_page_sends_nobody_to_the_sign_in(everything: Everything, visit: Visit) -> None:
    for name, pattern in pages():
        rule = rule_of(name)
        assert rule is not None
        if rule.may & ALL:
            continue
        answer = ask(visit(None), rule.method, page_path(name, pattern, everything), rule)
        assert answer.status_code in (302, 403), name
        assert answer.status_code == 403 or "/sign-in/" in answer.headers["Location"], name


def test_every_call_refuses_every_wrong_person_and_machine(
    everything: Everything, visit: Visit, tokens: dict[str, str], tried: list[tuple[str, str, int]]
) -> None:
    for method, path in calls():
        rule = CALLS[f"{method} {path}"]
        where = call_path(path, everything)
        for who, token in tokens.items():
            if STANDS_FOR.get(who, who) not in rule.may:
                answer = ask(visit(None), method, where, rule, token)
                tried.append((f"{method} {path}", who, answer.status_code))
        assert ask(visit(None), method, where, rule).status_code == 401
    check(tried, REFUSED)


SHOWN = [
    name
    for name, rule in PAGES.items()
    if rule.method == "GET" and name not in ("invitation", "recovery_codes_text")
]
"""Those two are there only for who holds a good link, or has made codes."""


@pytest.mark.parametrize("name", SHOWN)
def test_who_may_see_a_page_does(
    name: str, everything: Everything, cast: Cast, visit: Visit
) -> None:
    patterns = dict(pages())
    rule = PAGES[name]
    people = cast.keys() if rule.may & (ALL | SIGNED_IN) else rule.may
    for who in people:
        answer = visit(cast[who]).get(page_path(name, patterns[name], everything))
        answer.close()
        assert answer.status_code in (200, 302), who
