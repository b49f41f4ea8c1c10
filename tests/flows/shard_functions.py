"""Functions that stand for a shard's work in the tests of runners: worker processes import them by name."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from flows.receipt import Receipt
from flows.settings import Settings


def receipt_of(part: str, settings: Settings | None = None) -> Receipt:
    """Done at once; tells by which process."""
    return Receipt(1, {"process": os.getpid()}, part)


def ends_its_first_worker(
    part: str, folder: Path, victim: str = "00001", settings: Settings | None = None
) -> Receipt:
    """The first process that takes the victim is killed by it, as by a system that is out of memory."""
    trace = folder / f"{part}-{os.getpid()}"
    is_first = not list(folder.glob(f"{victim}-*"))
    trace.touch()
    if part == victim and is_first:
        os.kill(os.getpid(), signal.SIGKILL)
    return Receipt(1, {}, part)


def ends_every_worker(part: str, settings: Settings | None = None) -> Receipt:
    """No process survives it."""
    os.kill(os.getpid(), signal.SIGKILL)
    return Receipt(1, {}, part)


def finds_a_full_disk_once(part: str, folder: Path, settings: Settings | None = None) -> Receipt:
    """Fails on the file system the first time."""
    trace = folder / part
    if not trace.exists():
        trace.touch()
        raise OSError(28, "No space left on device")
    return Receipt(1, {}, part)


def has_a_flaw(part: str, settings: Settings | None = None) -> Receipt:
    """Raises what no second try mends."""
    raise ValueError(f"shard {part} is flawed")


def never_ends(part: str, settings: Settings | None = None) -> Receipt:
    """Takes longer than anybody waits."""
    time.sleep(3600)
    return Receipt(1, {}, part)
