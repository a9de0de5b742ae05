"""Idempotency-Key: the same call twice is done once and answered twice alike."""

import hashlib
import json
import zlib
from types import TracebackType
from typing import Any, Self

from django.db import connection
from django.http import HttpRequest
from django.utils.translation import gettext as _

from actionday.stages import Refused

from .auth import caller_of

LOCK = 0x4F4E43  # "ONC": the class of the advisory locks of keys
LONGEST = 255
BEFORE = "SELECT request, body FROM tenancy_storedanswer WHERE token_id = %s AND key = %s"
KEEP = """
    INSERT INTO tenancy_storedanswer (token_id, key, request, status, body, at)
    VALUES (%s, %s, %s, 200, %s, now())
"""


class AnsweredBefore(Exception):
    """This call was done before; `answer` is what was answered."""

    def __init__(self, answer: Any) -> None:
        super().__init__()
        self.answer = answer


class Once:
    """Guards one call with a key, inside the transaction that does it.

    What was answered is saved by the same commit as what was done, so a crash leaves both or none.
    """

    def __init__(self, request: HttpRequest, key: str) -> None:
        self.token = caller_of(request).token
        self.key = key
        asked = f"{request.method} {request.path}\n".encode() + request.body
        self.request = hashlib.sha256(asked).digest()

    def __enter__(self) -> Self:
        number = zlib.crc32(f"{self.token}:{self.key}".encode()) - 2**31
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [LOCK, number])
            if not cursor.fetchone()[0]:
                raise Refused(409, _("The first call with this Idempotency-Key is still going on."))
            cursor.execute(BEFORE, [self.token, self.key])
            before = cursor.fetchone()
        if before is not None:
            request, body = before
            if bytes(request) != self.request:
                raise Refused(422, _("This Idempotency-Key was used for another call."))
            raise AnsweredBefore(json.loads(body))
        return self

    def keep(self, answer: Any) -> None:
        """Save the answer with what was done."""
        body = json.dumps(answer, ensure_ascii=False)
        with connection.cursor() as cursor:
            cursor.execute(KEEP, [self.token, self.key, self.request, body])

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Do nothing: the lock goes with the transaction."""


def once(request: HttpRequest) -> Once | None:
    """Return the guard for a call that carries a key."""
    key = request.headers.get("Idempotency-Key")
    if not key:
        return None
    if len(key) > LONGEST:
        raise Refused(422, _("An Idempotency-Key has at most 255 characters."))
    return Once(request, key)
