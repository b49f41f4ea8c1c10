"""Processes that end with the process that started them, however that one ends."""

from __future__ import annotations

import multiprocessing
import os
import runpy
import signal
import sys
import threading
import time

LOOK_SECONDS = 0.5
ABANDONED = 1
"""Exit code of a process whose starter is gone."""


def end_with(starter: int) -> None:
    """End this process, from a thread of its own, within a second of the end of its starter.

    A process whose starter is gone is handed to another parent, on every POSIX system. Linux's own signal
    for this (PR_SET_PDEATHSIG) is tied to the thread that started the child, not to its process, and would
    end workers whose starting thread is done.
    """
    threading.Thread(target=_watch, args=(starter,), name="end-with-starter", daemon=True).start()


def start_worker() -> None:
    """What a process of a pool does first: end with its starter, and leave Ctrl-C to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if (starter := multiprocessing.parent_process()) and starter.pid is not None:
        end_with(starter.pid)


def _watch(starter: int) -> None:
    while os.getppid() == starter:
        time.sleep(LOOK_SECONDS)
    os._exit(ABANDONED)


def attended(module: str, *arguments: str) -> list[str]:
    """The command that runs ``python -m module arguments`` as a process that ends with this one."""
    return [sys.executable, "-m", "flows.lifetime", str(os.getpid()), module, *arguments]


def main() -> None:
    """Run the module named behind the starter's id, as ``python -m`` would."""
    starter, module, *arguments = sys.argv[1:]
    end_with(int(starter))
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
