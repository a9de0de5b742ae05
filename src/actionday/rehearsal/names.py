"""Short random names, each given once: ids, short codes and handles on Plaza."""

import string
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from actionday.rehearsal.invented import HANDLE_HEADS, HANDLE_TAILS

BASE62 = string.digits + string.ascii_uppercase + string.ascii_lowercase
HEADS, TAILS = HANDLE_HEADS.split(), HANDLE_TAILS.split()


@dataclass
class Names:
    """Draws names that it has not drawn before."""

    rng: Random
    given: set[str] = field(default_factory=set)

    def code(self, length: int) -> str:
        """Return a new base62 string of the given length."""
        return self._new(lambda: "".join(self.rng.choices(BASE62, k=length)))

    def handle(self) -> str:
        """Return a new account name such as `fern_archive41`."""
        return self._new(self._handle)

    def _handle(self) -> str:
        head, tail = self.rng.choice(HEADS), self.rng.choice(TAILS)
        return f"{head}_{tail}{self.rng.randrange(1, 1000)}"

    def _new(self, draw: Callable[[], str]) -> str:
        while (name := draw()) in self.given:
            pass
        self.given.add(name)
        return name
