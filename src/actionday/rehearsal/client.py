"""The API as the rehearsal's people call it: one kept connection each, calls safe to repeat."""

import json
import uuid
from dataclasses import dataclass, field
from gettext import gettext as _
from typing import Any

import urllib3

TIMEOUT_S = 60.0
AGAIN = urllib3.Retry(
    total=12,
    backoff_factor=0.1,
    backoff_max=3.0,
    allowed_methods=None,
    status_forcelist=(502, 503, 504),
    raise_on_status=False,
)
"""Any method: an unsafe call carries an Idempotency-Key, so it is done once however often sent."""


class CallFailed(Exception):
    """The API refused a call or broke down; `status` is the HTTP status, 0 where none came."""

    def __init__(self, status: int, what: str) -> None:
        super().__init__(what)
        self.status = status


@dataclass
class Client:
    """Calls the API at `127.0.0.1:port` with one token; for one thread."""

    port: int
    token: str
    pool: urllib3.HTTPConnectionPool = field(init=False)

    def __post_init__(self) -> None:
        self.pool = urllib3.HTTPConnectionPool(
            "127.0.0.1", self.port, maxsize=1, timeout=TIMEOUT_S, retries=AGAIN
        )

    def get(self, path: str) -> Any:
        """Return the JSON at a path below `/api/v1`."""
        return self.call("GET", path, None, {})

    def post(self, path: str, body: object, match: str = "") -> Any:
        """Post `body` as JSON and return the answer's (None for 204); `match` is an ETag."""
        headers = {"Content-Type": "application/json", "Idempotency-Key": str(uuid.uuid4())}
        if match:
            headers["If-Match"] = match
        return self.call("POST", path, json.dumps(body).encode(), headers)

    def call(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Any:
        """Make one call. Raises CallFailed for any answer but success."""
        headers["Authorization"] = f"Bearer {self.token}"
        try:
            answer = self.pool.request(method, f"/api/v1{path}", body=body, headers=headers)
        except urllib3.exceptions.HTTPError as error:
            raise CallFailed(0, f"{method} {path}: {error}") from error
        if not 200 <= answer.status < 300:
            raise CallFailed(answer.status, problem(method, path, answer))
        return answer.json() if answer.status != 204 else None

    def close(self) -> None:
        """Give the connection up."""
        self.pool.close()


def problem(method: str, path: str, answer: urllib3.BaseHTTPResponse) -> str:
    """Return what a refused call was told, in one line."""
    try:
        detail = answer.json()["detail"]
    except (ValueError, KeyError, TypeError):
        detail = answer.data[:200].decode("utf-8", "replace")
    return _("%(method)s %(path)s was answered %(status)d: %(detail)s") % {
        "method": method,
        "path": path,
        "status": answer.status,
        "detail": detail,
    }
