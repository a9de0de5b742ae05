"""Idle connections, kept per host, port and judged address, so that many fetches are cheap."""

import ssl
import threading
import time
from dataclasses import dataclass

from .limits import Deadline, Limits
from .routes import Endpoint, Routes
from .target import Target
from .wire import Wire, dial

IDLE_S = 15.0
IDLE_EACH = 8
IDLE_ALL = 64


@dataclass(frozen=True, slots=True)
class Key:
    """What an idle connection may be used for again."""

    host: str
    tls: bool
    endpoint: Endpoint


class Pool:
    """Hands out connections; thread-safe, a connection is one thread's until it is given back."""

    def __init__(self, routes: Routes, limits: Limits) -> None:
        self._routes = routes
        self._limits = limits
        self._idle: dict[Key, list[tuple[float, Wire]]] = {}
        self._lock = threading.Lock()
        self._tls: ssl.SSLContext | None = None

    def take(self, target: Target, deadline: Deadline, fresh: bool) -> tuple[Wire, bool]:
        """Return a connection to the target and whether it was used before.

        Its name is resolved and judged first, also for a connection that is used again.
        """
        endpoints = self._routes.to(target.host, target.port, deadline)
        if not fresh:
            for endpoint in endpoints:
                if wire := self._reuse(Key(target.host, target.tls, endpoint)):
                    return wire, True
        tls = self._context() if target.tls else None
        return dial(target.host, endpoints, tls, deadline, self._limits), False

    def give_back(self, target: Target, wire: Wire) -> None:
        """Keep a connection whose answer was read to its end, unless there are enough."""
        key = Key(target.host, target.tls, wire.endpoint)
        with self._lock:
            crowd = sum(map(len, self._idle.values()))
            idle = self._idle.setdefault(key, [])
            if len(idle) < IDLE_EACH and crowd < IDLE_ALL:
                idle.append((time.monotonic(), wire))
                return
        self.prune()
        wire.close()

    def close(self) -> None:
        """Close every idle connection."""
        with self._lock:
            wires = [wire for idle in self._idle.values() for _at, wire in idle]
            self._idle = {}
        for wire in wires:
            wire.close()

    def prune(self) -> None:
        """Close the connections that have been idle for too long."""
        since = time.monotonic() - IDLE_S
        old: list[Wire] = []
        with self._lock:
            for key, idle in list(self._idle.items()):
                old += [wire for at, wire in idle if at <= since]
                self._idle[key] = [(at, wire) for at, wire in idle if at > since]
                if not self._idle[key]:
                    del self._idle[key]
        for wire in old:
            wire.close()

    def _reuse(self, key: Key) -> Wire | None:
        while True:
            with self._lock:
                idle = self._idle.get(key)
                if not idle:
                    return None
                at, wire = idle.pop()
            if time.monotonic() - at < IDLE_S and wire.is_quiet():
                return wire
            wire.close()

    def _context(self) -> ssl.SSLContext:
        if self._tls is None:
            self._tls = ssl.create_default_context()
        return self._tls
