"""The stand-in platform as a real process, and a day on it in this process's pipeline."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from procrastinate.contrib.django import app

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
        process.wait(10)


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
    fetch.fetcher.cache_clear()


@pytest.fixture(scope="session")
def world_pieces() -> dict[str, list[str]]:
    """The paths of the stand-in's pieces by kind."""
    from actionday.rehearsal.world import plan

    paths: dict[str, list[str]] = {}
    for piece in plan(1, 40, 3).pieces:
        paths.setdefault(piece.kind, []).append(piece.path)
    return paths


def work() -> None:
    """Run every job that is due, and what follows from it, as the worker does."""

    async def run() -> None:
        worker_app = app.with_connector(app.connector.get_worker_connector())
        async with worker_app.open_async():
            await worker_app.run_worker_async(
                wait=False, install_signal_handlers=False, listen_notify=False, concurrency=2
            )

    asyncio.run(run())


