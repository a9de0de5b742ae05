"""Content-addressed files: a file's name is its SHA-256, so the same content is kept once."""

import hashlib
import os
import tempfile
from functools import cache
from pathlib import Path

from . import home


class Store:
    """Files under a root folder, at `ab/cd/<sha256>`; each appears whole or not at all."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.incoming = root / "incoming"
        self.incoming.mkdir(parents=True, exist_ok=True)

    def path(self, key: str) -> Path:
        """Return where the content with this SHA-256 lies."""
        return self.root / key[:2] / key[2:4] / key

    def put_bytes(self, content: bytes) -> str:
        """Keep `content`; return its SHA-256."""
        handle, name = tempfile.mkstemp(dir=self.incoming)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        return self.put_file(Path(name))

    def put_file(self, path: Path) -> str:
        """Move the file at `path` (on the store's disk) into the store; return its SHA-256."""
        with path.open("rb") as file:
            key = hashlib.file_digest(file, "sha256").hexdigest()
        target = self.path(key)
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)
        return key


@cache
def store() -> Store:
    """Return this process's store of captured files."""
    return Store(home.blobs())
