"""Who may come in: invitations, members, sessions, second factors, tokens.

Every change is one transaction with its entry in the accounts' own log, which is never public.
"""


class Refused(Exception):
    """Something that cannot be done; `status` is the HTTP status, the text is for a person."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
