"""The bytes of a raw file as they are at one moment, or the reason why there are none."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from news.rejection import NotAnArticle, NotNow

TRIES = 3


def read(path: Path, max_bytes: int) -> bytes:
    """The bytes of a raw file.

    Raises NotAnArticle: too_large (more than ``max_bytes``; at most one byte more is ever read) and unreadable (it
    may not be read, or is no plain file: to read from a pipe could wait for ever, a link may lead out of the
    source); of these NotNow where it vanished, or is being written each of TRIES times.
    """
    try:
        for _ in range(TRIES):
            raw, is_whole = _read(path, max_bytes)
            if is_whole:
                return raw
    except FileNotFoundError as error:
        raise NotNow(str(path), "it vanished") from error
    except OSError as error:
        raise NotAnArticle("unreadable", error.strerror or str(error)) from error
    except ValueError as error:  # a path that no file can have, such as one with a NUL in it
        raise NotAnArticle("unreadable", str(error)) from error
    raise NotNow(str(path), "it changed while it was read")


def _read(path: Path, max_bytes: int) -> tuple[bytes, bool]:
    """The bytes, and whether the file was left alone meanwhile."""
    if not stat.S_ISREG(path.lstat().st_mode):  # before it is opened: that alone can wake a device
        raise NotAnArticle("unreadable", "it is no plain file")
    with open(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as handle:  # noqa: PTH123
        before = os.fstat(handle.fileno())
        if before.st_size > max_bytes:
            raise NotAnArticle("too_large", f"{before.st_size} bytes, at most {max_bytes} are read")
        raw = handle.read(max_bytes + 1)
        if len(raw) > max_bytes:
            raise NotAnArticle("too_large", f"it grew beyond {max_bytes} bytes while it was read")
        after = os.fstat(handle.fileno())
    is_whole = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    return raw, is_whole and len(raw) == after.st_size
