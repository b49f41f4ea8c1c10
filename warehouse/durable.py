"""Files that are either there, whole, or not there at all."""

from __future__ import annotations

import os
from pathlib import Path


def sync(path: Path) -> None:
    """Make a file's bytes, or a folder's entries, survive a loss of power."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_once(path: Path, content: bytes) -> None:
    """Create ``path`` with ``content`` in one step; FileExistsError where it is there already.

    The bytes are written beside it and linked into place, so no reader sees half of them and two writers
    cannot both succeed.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(content)
        sync(beside)
        os.link(beside, path)
        sync(path.parent)
    finally:
        beside.unlink(missing_ok=True)


def replace(new: Path, path: Path) -> None:
    """Put a finished file in the place of another in one step; readers of the old one keep it."""
    sync(new)
    new.replace(path)
    sync(path.parent)
