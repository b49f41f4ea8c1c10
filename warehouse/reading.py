"""Reading: a lock that all readers of a lake share, so that no file is removed while somebody may read it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def read_lock(path: Path) -> Iterator[None]:
    """Hold the lock with other readers; where its file is not there yet, no writer has been, and nothing is removed.

    Waits for a removal to end. It is a lock of the operating system (flock), which dies with its process. A reader
    that may not open the file reads without it.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        yield
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def unread(path: Path) -> Iterator[bool]:
    """True where nobody reads, and for the length of the block nobody begins to; its process must not read in it."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(descriptor)
