"""The stand-in platform as a real process, and a day on it in this process's pipeline."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from django.db.models import Q
from django.db.models.functions import Now
from procrastinate.contrib.django.models import ProcrastinateJob

from actionday.cases.models import ActionDay
from actionday.edge import fetch
from actionday.tenancy.models import Platform


@pytest.fixture(scope="session")
def standin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Plaza, with 40 generated finds; yields its port on loopback."""
    store = tmp_path_factory.mktemp("plaza")
    command = [sys.executable, "-m", "actionday.rehearsal.plaza", "--store", str(store)]
    command += ["--items", "40", "--units", "3", "--seed", "1"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield int(process.stdout.readline().strip().rstrip("/").rpartition(":")[2])
    finally:
        process.terminate()
        process.communicate(timeout=10)


@pytest.fixture
def plaza_day(standin: int, day: ActionDay, plaza: Platform) -> Iterator[str]:
    """The day with Plaza where it really is; yields Plaza's base address."""
    name = f"plaza.localhost:{standin}"
    plaza.hosts = [name]
    plaza.save()
    allow = f"{name}=127.0.0.1:{standin},m.{name}=127.0.0.1:{standin}"
    os.environ["ACTIONDAY_FETCH_ALLOW"] = allow
    fetch.fetcher.cache_clear()
    yield f"http://{name}"
    os.environ.pop("ACTIONDAY_FETCH_ALLOW")
    fetch.fetcher().close()
    fetch.fetcher.cache_clear()


@pytest.fixture(scope="session")
def world_pieces() -> dict[str, list[str]]:
    """The paths of the stand-in's pieces by kind."""
    from actionday.rehearsal.world import plan

    paths: dict[str, list[str]] = {}
    for piece in plan(1, 40, 3).pieces:
        paths.setdefault(piece.kind, []).append(piece.path)
    return paths


def work(seconds: float = 60, later: bool = False) -> None:
    """Run the real worker until no job is due, or (`later`) until there is none at all."""
    due = ProcrastinateJob.objects.filter(status__in=["todo", "doing"])
    if not later:
        due = due.filter(Q(scheduled_at=None) | Q(scheduled_at__lte=Now()))
    until = time.monotonic() + seconds
    worker = subprocess.Popen([sys.executable, "-m", "actionday", "work"])
    try:
        while due.exists():
            assert worker.poll() is None, "the worker ended"
            assert time.monotonic() < until, "the worker did not come to an end"
            time.sleep(0.05)
    finally:
        worker.terminate()
        worker.wait(30)
