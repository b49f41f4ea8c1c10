"""Every change that the lake and the warehouse make to the file system: whole, durable, and told when it fails.

All writes go through this module, so that tests can let each of them fail, or kill the process at each named
step between them.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

KILL_AT = "DEPESCHE_KILL_AT"
"""Environment variable for tests of crashes: the step at which the process kills itself."""

NO_COPYING = (errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL, errno.EXDEV)
"""With these a file system says that it cannot copy within itself."""

STEPS = (
    "staging:written",
    "commit:hashed",
    "commit:synced",
    "commit:beside",
    "commit:linked",
    "commit:done",
    "manifest:beside",
    "manifest:done",
    "publish:begun",
    "publish:copied",
    "publish:filled",
    "publish:closed",
    "publish:synced",
    "publish:renamed",
    "publish:done",
)
"""What lies between two states of the disk, in the order of a run."""

COMPACTION_STEPS = ("compact:written", "commit:beside", "commit:linked", "compact:done", "compact:cleaned")
"""The same of a compaction, which not every run makes."""

INDEX_STEPS = ("index:filled", "index:signed")
"""The same of the index, which a small lake has not."""

BUCKET_STEPS = ("bucket:rows", "bucket:commit")
"""The same of a lake in a bucket; its folder's steps of a commit follow."""


class StorageError(OSError):
    """The disk refused; the message names the path and says what to do."""


def step(name: str) -> None:
    """Pass a step of STEPS or of those of what not every run does: nothing, unless KILL_AT names it.

    Then the process dies here, as of SIGKILL.
    """
    if os.environ.get(KILL_AT) == name:
        os.kill(os.getpid(), signal.SIGKILL)


def sync(path: Path) -> None:
    """Make a file's bytes, or a folder's entries, survive a loss of power."""
    with _told("make durable", path):
        _sync(path)


@contextmanager
def syncing(path: Path) -> Iterator[None]:
    """Let the disk take a file's bytes while other work goes on, so that a later ``sync`` has less to wait for."""
    with ThreadPoolExecutor(1) as aside:
        synced = aside.submit(sync, path)
        yield
        synced.result()


def make_folder(path: Path) -> None:
    """Make a folder and those above it, durably, where they are not there."""
    with _told("make the folder", path):
        for folder in reversed([path, *path.parents]):
            if not folder.exists():
                with suppress(FileExistsError):  # another worker was quicker
                    os.mkdir(folder)  # noqa: PTH102 - what changes the disk is called of os, for tests to let it fail
                _sync(folder.parent)


def write(path: Path, content: bytes | memoryview) -> None:
    """Write a whole file, durably; its name may show before its bytes do, so nobody may look for it yet."""
    with _told("write", path):
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
        try:
            left = memoryview(content)
            while left:
                written = os.write(descriptor, left)
                if not written:
                    raise OSError(f"only {len(content) - len(left)} of {len(content)} bytes could be written")
                left = left[written:]
            os.fsync(descriptor)
            if (size := os.fstat(descriptor).st_size) != len(content):
                raise OSError(f"it holds {size} of {len(content)} bytes")
        finally:
            os.close(descriptor)


def write_once(path: Path, content: bytes, steps: str = "") -> None:
    """Create ``path`` with ``content`` in one step; FileExistsError where it is there already.

    The bytes are written beside it and linked into place, so no reader sees half of them and two writers
    cannot both succeed.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        write(beside, content)
        step(f"{steps}:beside")
        with _told("create", path):
            os.link(beside, path)
        step(f"{steps}:linked")
        sync(path.parent)
    finally:
        remove(beside)


def replace(new: Path, path: Path, steps: str = "") -> None:
    """Put a finished file in the place of another in one step; readers of the old one keep it."""
    sync(new)
    step(f"{steps}:synced")
    with _told("put in place", path):
        os.replace(new, path)  # noqa: PTH105
    step(f"{steps}:renamed")
    sync(path.parent)


def copy(path: Path, to: Path) -> None:
    """Copy a file's bytes; a file system that lets two files share blocks copies none."""
    with _told("copy to", to):
        if not hasattr(os, "copy_file_range"):  # macOS, whose copyfile shares blocks by itself
            shutil.copyfile(path, to)
            return
        source = os.open(path, os.O_RDONLY)
        try:
            target = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
            try:
                while os.copy_file_range(source, target, 1 << 30):
                    pass
            except OSError as error:
                if error.errno not in NO_COPYING:
                    raise
                shutil.copyfile(path, to)
            finally:
                os.close(target)
        finally:
            os.close(source)


def remove(path: Path) -> None:
    """Remove a file where it is there."""
    with _told("remove", path), suppress(FileNotFoundError):
        os.unlink(path)  # noqa: PTH108


def remove_folder(path: Path) -> None:
    """Remove a folder with all that is in it."""
    with _told("remove", path):
        shutil.rmtree(path)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _told(action: str, path: Path) -> Iterator[None]:
    """Let an error of the file system name the path; FileExistsError is an answer and goes on as it is."""
    try:
        yield
    except FileExistsError:
        raise
    except OSError as error:
        told = StorageError(
            f"cannot {action} {path}: {error.strerror or error}; see to the disk (space, permissions), then run again"
        )
        told.errno = error.errno
        raise told from error
