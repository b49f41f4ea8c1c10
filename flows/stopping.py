"""Stops: Ctrl-C and SIGTERM end a run also where the error by which Python tells them is lost on its way."""

from __future__ import annotations

import signal
import sys
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
    reference (Python would print it as *ignored*, with a traceback) or a library that swallows it. Only a main
    thread has handlers; in any other this does nothing.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {sign: signal.getsignal(sign) for sign in (signal.SIGINT, signal.SIGTERM)}
    for sign, handler in before.items():
        if callable(handler):
            signal.signal(sign, _noting(handler))
    report = sys.unraisablehook
    sys.unraisablehook = _silent_on_stops(report)
    try:
        yield
    finally:
        sys.unraisablehook = report
        _asked.clear()
        for sign, handler in before.items():
            if callable(handler):
                signal.signal(sign, handler)


def _noting(handler: Callable[[int, FrameType | None], object]) -> Callable[[int, FrameType | None], object]:
    def note(number: int, frame: FrameType | None) -> object:
        _asked.set()
        return handler(number, frame)

    return note


def _silent_on_stops(
    report: Callable[[sys.UnraisableHookArgs], object],
) -> Callable[[sys.UnraisableHookArgs], object]:
    """Report what Python has to ignore, but for a stop that was noted: it holds all the same."""

    def hook(lost: sys.UnraisableHookArgs) -> object:
        is_error = isinstance(lost.exc_value, Exception)
        return report(lost) if is_error or not _asked.is_set() else None

    return hook
