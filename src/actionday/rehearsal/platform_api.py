"""Plaza's client of Actionday's platform API: fetch referrals, acknowledge them, tell decisions."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

import urllib3

MOST = 1000
"""Acknowledgements or decisions a call."""

PAGE = 500
TIMEOUT_S = 10.0

Row = dict[str, Any]


class AwayError(Exception):
    """The API did not do what was asked: unreachable, busy, or it refused; worth another try."""


class PlatformApi:
    """The calls of one platform, with its token. `base` is the installation's address."""

    def __init__(self, base: str, token: str) -> None:
        self._base = base.rstrip("/") + "/api/v1/platform"
        self._headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
        self._pool = urllib3.PoolManager(retries=False, timeout=TIMEOUT_S)

    def sent(self) -> Iterator[Row]:
        """Yield the referrals that were sent and not yet acknowledged, over all pages."""
        cursor = None
        while True:
            fields = {"state": "sent", "limit": str(PAGE)} | ({"cursor": cursor} if cursor else {})
            answer = self._call("GET", "/referrals", fields=fields)
            yield from answer["referrals"]
            following = answer.get("cursor")
            if not answer["referrals"] or not following or following == cursor:
                return
            cursor = following

    def acknowledge(self, referrals: list[str]) -> list[Row]:
        """Confirm that these arrived and are preserved; return a result for each."""
        rows = [{"referral": referral, "preserved": True} for referral in referrals]
        return self._send("/acknowledgements", "acknowledgements", rows)

    def decide(self, decisions: list[Row]) -> list[Row]:
        """Tell these decisions; return a result for each."""
        return self._send("/decisions", "decisions", decisions)

    def _send(self, path: str, name: str, rows: list[Row]) -> list[Row]:
        results: list[Row] = []
        for start in range(0, len(rows), MOST):
            body = json.dumps({name: rows[start : start + MOST]}).encode()
            results += self._call("POST", path, body=body)["results"]
        return results

    def _call(
        self, method: str, path: str, fields: dict[str, str] | None = None, body: bytes = b""
    ) -> Row:
        """Make one call. The key follows from the body: a call that is made again counts once."""
        headers = dict(self._headers)
        if body:
            headers["Content-Type"] = "application/json"
            headers["Idempotency-Key"] = hashlib.sha256(body).hexdigest()
        try:
            answer = self._pool.request(
                method, self._base + path, fields=fields, body=body or None, headers=headers
            )
        except urllib3.exceptions.HTTPError as error:
            raise AwayError(str(error)) from error
        return _read(answer)


def _read(answer: urllib3.BaseHTTPResponse) -> Row:
    """Return the answer's JSON object; AwayError where it is a problem or no JSON."""
    if not 200 <= answer.status < 300:
        raise AwayError(f"{answer.status} {answer.data[:200].decode('utf-8', 'replace')}")
    try:
        row: Row = answer.json()
    except ValueError as error:
        raise AwayError("the answer is no JSON") from error
    return row
