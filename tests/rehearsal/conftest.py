"""A small world, its Plaza as a real process, and a plain HTTP client that resolves no names."""

import http.client
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from actionday.rehearsal.store import MEDIA, prepare
from actionday.rehearsal.studio import make_media
from actionday.rehearsal.world import World, plan


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Visitor:
    """Asks a Plaza on loopback."""

    port: int

    @property
    def base(self) -> str:
        return f"http://plaza.localhost:{self.port}"

    def get(self, path: str, host: str = "plaza.localhost", timeout: float = 5) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request("GET", path, headers={"Host": f"{host}:{self.port}"})
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            connection.close()


@contextmanager
def running_plaza(folder: Path, *more: str) -> Iterator[Visitor]:
    command = [sys.executable, "-m", "actionday.rehearsal.plaza", "--store", str(folder), *more]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            line = process.stdout.readline()
            yield Visitor(int(line.strip().rstrip("/").rpartition(":")[2]))
        finally:
            process.terminate()
            assert process.wait(10) == 0


@pytest.fixture(scope="session")
def world() -> World:
    return plan(seed=3, items=120, units=3)


@pytest.fixture(scope="session")
def plaza_folder(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plaza")
    make_media(world, folder / MEDIA)
    prepare(folder, world)
    return folder


@pytest.fixture(scope="session")
def plaza(plaza_folder: Path) -> Iterator[Visitor]:
    with running_plaza(plaza_folder) as visitor:
        yield visitor
