"""Stops: Ctrl-C and SIGTERM end a run also where the error by which Python tells them is lost on its way."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_asked = threading.Event()


def stop_if_asked() -> None:
    """Raise KeyboardInterrupt if a stop was asked for while :func:`heeding_stops`, and the run still goes on."""
    if _asked.is_set():
        raise KeyboardInterrupt


@contextmanager
def heeding_stops() -> Iterator[None]:
    """Note each SIGINT and SIGTERM within the block, before what handles it now is called.

    The handlers of both raise, and what they raise is lost where it meets a finalizer or a callback of a weak
    reference (Python prints it as *ignored*) or a library that swallows it. Only a main thread has handlers; in
    any other this does nothing.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {sign: signal.getsignal(sign) for sign in (signal.SIGINT, signal.SIGTERM)}
    for sign, handler in before.items():
        if callable(handler):
            signal.signal(sign, _noting(handler))
    try:
        yield
    finally:
        _asked.clear()
        for sign, handler in before.items():
            if callable(handler):
                signal.signal(sign, handler)


def _noting(handler: Callable[[int, FrameType | None], object]) -> Callable[[int, FrameType | None], object]:
    def note(number: int, frame: FrameType | None) -> object:
        _asked.set()
        return handler(number, frame)

    return note
