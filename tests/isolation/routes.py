"""Who may use which route. A route that is not named here fails the test: it cannot be forgotten.

`may` names the people of `conftest.cast`; `body` is what a right caller would send, so that a wrong
one is refused for who they are and not for what they say.
"""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from ninja.constants import NOT_SET

from actionday.api.hma import urls as hma
from actionday.api.v1 import api

ELENA, LUIS = "elena, lead of ES", "luis, legal reviewer of ES"
KAREN, PAUL = "karen, coordinator of DK", "paul, lead of Plaza"
AUDE, ADAM = "aude, auditor", "adam, administrator"
DAY = frozenset({"alice", "bob", "cora", ELENA, LUIS})
JUDGES = DAY - {"cora"}
COORDINATOR = frozenset({"cora"})
PLAZA = frozenset({"paula", PAUL})
PLATFORMS = PLAZA | {"quentin"}
AUDITOR = frozenset({AUDE})
ADMINISTRATOR = frozenset({ADAM})
LEADS = frozenset({ELENA, "cora", PAUL})
"""Who answers for their organisation on the day."""

HOLDERS = DAY
OF_ES = frozenset({"alice", ELENA, LUIS})
FINDERS = frozenset({"alice", ELENA, "cora"})
"""Who may say what is a copy: who found it, by role, and who coordinates."""
ALL = frozenset({"anybody"})  # signed in or not
SIGNED_IN = frozenset({"anybody signed in"})  # each sees what is their own
TOMORROW = (datetime.now(UTC) + timedelta(hours=20)).isoformat()
ID = str(uuid.UUID(int=7))
VIEW = {
    "verdict": "refer", "grounds": ["incites"], "ideology": "other", "terms_clause": "4.2",
    "purpose": {"claimed": "none", "true": "none"}, "reason": "It praises.",
}  # fmt: skip
DECISION = {"outcome": "no_action", "reason": "A report.", "automated": False}


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may use a route, by which method, with what."""

    may: frozenset[str]
    method: str = "GET"
    body: dict[str, Any] = field(default_factory=dict)
    post: frozenset[str] | None = None
    """Who may post to a page that more may read."""


PAGES: dict[str, Rule] = {
    "days": Rule(SIGNED_IN),
    "sign_in": Rule(ALL),
    "sign_out": Rule(SIGNED_IN, "POST"),
    "preference": Rule(ALL, "POST"),
    "invitation": Rule(ALL),
    "account": Rule(SIGNED_IN),
    "step_up": Rule(SIGNED_IN),
    "recovery_codes_text": Rule(SIGNED_IN),
    "sessions": Rule(SIGNED_IN),
    "session_end": Rule(frozenset(), "POST"),  # of somebody else: nobody's
    "sessions_end_others": Rule(SIGNED_IN, "POST"),
    "tokens": Rule(SIGNED_IN),
    "token_make": Rule(SIGNED_IN, "POST"),
    "token_revoke": Rule(frozenset({"alice"}), "POST"),
    "people": Rule(LEADS | {KAREN, ADAM}),
    "invite": Rule(LEADS | {KAREN, ADAM}, "POST"),
    "member_roles": Rule(frozenset({ELENA, ADAM}), "POST", {"roles": ["investigator"]}),
    "member_disable": Rule(frozenset({ELENA, ADAM}), "POST"),
    "member_enable": Rule(frozenset({ELENA, ADAM}), "POST"),
    "member_clear_factors": Rule(frozenset({ELENA, ADAM}), "POST"),
    "invitation_withdraw": Rule(frozenset({ELENA, ADAM}), "POST"),
    "livez": Rule(ALL),
    "readyz": Rule(ALL),
    "hma_status": Rule(ALL),
    "house_units": Rule(ADMINISTRATOR, "POST"),
    "house_unit": Rule(ADMINISTRATOR, "POST"),
    "house_platforms": Rule(ADMINISTRATOR, "POST"),
    "house_platform": Rule(ADMINISTRATOR, "POST"),
    "invitations": Rule(LEADS | {KAREN}),
    "invitation_answer": Rule(LEADS, "POST", {"answer": "accept"}),
    "plan_new": Rule(frozenset({"cora", KAREN}), "POST"),
    "plan": Rule(DAY, post=COORDINATOR),
    "plan_delete": Rule(COORDINATOR, "POST"),
    "plan_terms": Rule(DAY, body={"text": "4.2 Praise"}, post=COORDINATOR),
    "move_ask": Rule(COORDINATOR),
    "move": Rule(COORDINATOR, "POST", {"confirmed": "yes"}),
    "hold_place": Rule(DAY, "POST", {"end": "1h", "reason": "Watched."}),
    "objection": Rule(DAY, "POST", {"wants": "refer", "reason": "It spreads."}),
    "family_change": Rule(FINDERS, "POST", {"action": "leave"}),
    "holds": Rule(DAY),
    "hold_change": Rule(OF_ES | {"cora"}, "POST", {"lift": ""}),
    "desk": Rule(frozenset({"cora", ELENA, LUIS})),
    "settle": Rule(COORDINATOR, "POST", {"outcome": "refer", "reason": "It spreads."}),
    "escalation_take": Rule(COORDINATOR, "POST", {"note": "Told the police."}),
    "pause": Rule(COORDINATOR, "POST", {"party": "unit", "name": "ES", "why": "Sloppy."}),
    "finds": Rule(DAY, post=DAY),
    "upload_take": Rule(DAY, "POST"),
    "upload": Rule(DAY, "POST"),
    "board": Rule(DAY),
    "board_live": Rule(DAY),
    "pieces": Rule(DAY),
    "piece": Rule(DAY),
    "retry": Rule(DAY, "POST"),
    "judge": Rule(JUDGES),
    "judge_take": Rule(JUDGES, "POST"),
    "sending": Rule(frozenset({ELENA})),
    "report": Rule(DAY),
    "report_file": Rule(DAY),
    "inbox": Rule(PLATFORMS),
    "inbox_acknowledge": Rule(PLATFORMS, "POST"),
    "inbox_decide": Rule(PLAZA, "POST", {"outcome": "no_action", "reason": "A report."}),
    "audit": Rule(AUDITOR),
    "audit_entries": Rule(AUDITOR),
    "audit_piece": Rule(AUDITOR, "POST", {"reason": "A complaint."}),
    "media": Rule(frozenset({"alice", ELENA, LUIS, "cora", AUDE}) | PLAZA),
}
CALLS: dict[str, Rule] = {
    "GET /days/{slug}": Rule(DAY),
    "POST /days/{slug}/items": Rule(
        frozenset({"alice", "bob", ELENA, "cora"}), body={"items": [{"url": "https://x.test/1"}]}
    ),
    "POST /days/{slug}/items/{item}/media": Rule(frozenset({"alice", ELENA})),
    "GET /days/{slug}/items/{item}": Rule(DAY),
    "GET /days/{slug}/report": Rule(DAY),
    "POST /days/{slug}/claims": Rule(JUDGES),
    "POST /items/{item}/assessments": Rule(JUDGES, body=VIEW),
    "POST /days/{slug}/approvals": Rule(frozenset({ELENA}), body={"until": TOMORROW}),
    "POST /items/{item}/holds": Rule(HOLDERS, body={"until": TOMORROW, "reason": "Watched."}),
    "PATCH /items/{item}/holds/{number}": Rule(OF_ES, body={"until": TOMORROW}),
    "DELETE /items/{item}/holds/{number}": Rule(OF_ES),
    "POST /items/{item}/objections": Rule(
        HOLDERS, body={"wants": "refer", "reason": "It spreads."}
    ),
    "POST /items/{item}/family": Rule(FINDERS, body={"action": "leave"}),
    "GET /days/{slug}/conflicts": Rule(DAY),
    "POST /conflicts/{number}/settlement": Rule(
        COORDINATOR, body={"outcome": "refer", "reason": "It spreads."}
    ),
    "POST /items/{item}/escalation": Rule(COORDINATOR, body={"note": "Told the police."}),
    "PUT /days/{slug}/pauses/{party}/{name}": Rule(COORDINATOR, body={"why": "Sloppy."}),
    "DELETE /days/{slug}/pauses/{party}/{name}": Rule(COORDINATOR),
    "POST /days": Rule(frozenset({"cora", KAREN}), body={"slug": "mine", "title": "Mine"}),
    "PUT /days/{slug}": Rule(COORDINATOR, body={"title": "Mine"}),
    "POST /days/{slug}/parts": Rule(COORDINATOR, body={"units": ["DK"]}),
    "POST /days/{slug}/acceptance": Rule(LEADS, body={"accept": True}),
    "PUT /days/{slug}/terms/{platform}": Rule(COORDINATOR, body={"text": "4.2 Praise"}),
    "POST /days/{slug}/publication": Rule(COORDINATOR, body={"confirmed": True}),
    "POST /days/{slug}/opening": Rule(COORDINATOR),
    "POST /days/{slug}/closing": Rule(COORDINATOR),
    "GET /platform/referrals": Rule(PLATFORMS),
    "POST /platform/referrals/{referral}/acknowledgement": Rule(PLAZA, body={"preserved": True}),
    "POST /platform/acknowledgements": Rule(
        PLATFORMS, body={"acknowledgements": [{"referral": ID, "preserved": True}]}
    ),
    "POST /platform/referrals/{referral}/decision": Rule(PLAZA, body=DECISION),
    "POST /platform/decisions": Rule(PLATFORMS, body={"decisions": [DECISION | {"referral": ID}]}),
}
MATCHERS = frozenset({"alice", "bob", "charlie", "cora", ELENA, KAREN, PAUL}) | PLATFORMS
KEEPERS = frozenset({ELENA, PAUL})
HASH = "0f" * 32
CALLS |= {
    "POST /match": Rule(MATCHERS, body={"type": "pdq", "values": [HASH]}),
    "POST /hma/h/hash": Rule(MATCHERS),
    "GET /hma/h/hash": Rule(MATCHERS),
    "GET /hma/m/raw_lookup": Rule(MATCHERS),
    "GET /hma/m/lookup": Rule(MATCHERS),
    "POST /hma/m/lookup": Rule(MATCHERS),
    "GET /hma/m/index/status": Rule(MATCHERS),
    "GET /hma/c/banks": Rule(MATCHERS),
    "POST /hma/c/banks": Rule(KEEPERS, body={"name": "MINE"}),
    "GET /hma/c/bank/{name}": Rule(MATCHERS),
    "POST /hma/c/bank/{name}/signal": Rule(KEEPERS, body={"pdq": HASH}),
    "POST /hma/c/bank/{name}/content": Rule(KEEPERS),
    "GET /hma/c/bank/{name}/content/{entry}": Rule(MATCHERS),
    "DELETE /hma/c/bank/{name}/content/{entry}": Rule(KEEPERS),
}
PREFIXES = {
    "account_": Rule(ALL),  # signing in, and one's own account
    "mfa_": Rule(ALL),
    "socialaccount_": Rule(ALL),
    "usersessions_": Rule(ALL),
    "openid_connect_": Rule(ALL),
}
"""Routes of django-allauth: each shows and changes one's own sign-in only."""


def pages(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, str]]:
    """Yield the name and the pattern of every page; the API is listed by `calls`."""
    for each in (resolver or get_resolver()).url_patterns:
        pattern = before + str(each.pattern)
        if isinstance(each, URLResolver):
            if each.app_name != "ninja":
                yield from pages(each, pattern)
        elif isinstance(each, URLPattern) and not hasattr(each.callback, "methods"):
            yield each.name or each.lookup_str.rpartition(".")[2], pattern


def calls() -> Iterator[tuple[str, str]]:
    """Yield the method and the path of every call of the API."""
    for prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                assert operation.auth_callbacks or operation.auth_param is NOT_SET
                yield from ((method, prefix + path) for method in operation.methods)
    for each in hma.urlpatterns:
        for method in getattr(each.callback, "methods", ()):
            yield method, "/hma/" + re.sub(r"<\w+:(\w+)>", r"{\1}", str(each.pattern))


def rule_of(name: str) -> Rule | None:
    """Return who may use a page."""
    known = PAGES.get(name)
    return known or next((rule for start, rule in PREFIXES.items() if name.startswith(start)), None)
