"""The scripted investigators: each claims the next piece, looks, and says what they think of it."""

import threading
from collections.abc import Sequence

from actionday.rehearsal.client import CallFailed, Client
from actionday.rehearsal.programme import SLUG
from actionday.rehearsal.verdicts import Judge

TAKEN = (409, 412)
"""Answers that mean: somebody else was faster, or the lease ran out; claim the next one."""

REST_S = 0.5


class Investigators:
    """A thread a person. They look for work only while there is any, until `end`."""

    def __init__(self, port: int, tokens: Sequence[str], judge: Judge) -> None:
        self.judge = judge
        self.work = threading.Event()
        self.over = threading.Event()
        self.trouble: BaseException | None = None
        self.threads = [
            threading.Thread(target=self.investigate, args=(Client(port, token),), daemon=True)
            for token in tokens
        ]

    def start(self) -> None:
        """Let everybody begin."""
        for thread in self.threads:
            thread.start()

    def tell(self, waiting: int) -> None:
        """Tell everybody whether any piece wants a view; raise what went wrong for one of them."""
        if self.trouble is not None:
            raise self.trouble
        if waiting:
            self.work.set()
        else:
            self.work.clear()

    def end(self) -> None:
        """Let everybody finish what they have begun, and go."""
        self.over.set()
        self.work.set()
        for thread in self.threads:
            if thread.is_alive():
                thread.join()

    def investigate(self, client: Client) -> None:
        """Assess pieces one after the other; rest while there is none that this person may see."""
        try:
            while not self.over.is_set():
                self.work.wait()
                if not self.assess_next(client):
                    self.over.wait(REST_S)
        except BaseException as error:
            self.trouble = error
        finally:
            client.close()

    def assess_next(self, client: Client) -> bool:
        """Claim a piece and give a view of it; False where there is none."""
        claim = client.post(f"/days/{SLUG}/claims", {})
        if claim is None:
            return False
        view = self.judge.view(claim["url"], claim["seat"])
        try:
            client.post(f"/items/{claim['item']}/assessments", view, match=claim["etag"])
        except CallFailed as error:
            if error.status not in TAKEN:
                raise
        return True
