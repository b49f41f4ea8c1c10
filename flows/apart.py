"""Apart: call a function in a process of its own, whose memory goes back when it has answered."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, ParamSpec, Self, TypeVar, cast

from flows.lifetime import start_worker

P = ParamSpec("P")
T = TypeVar("T")


class CutOffError(Exception):
    """The process ended before it answered; the message tells its exit code."""


class Apart:
    """A fresh process that calls functions, one after the other; it ends with the context.

    ``prepare`` is called in it at once, beside what is done here until then: for imports that take seconds.
    """

    def __init__(self, prepare: Callable[[], object] | None = None) -> None:
        context = multiprocessing.get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, prepare), daemon=True)
        self._process.start()
        theirs.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._ours.close()  # while it waits for a call, it ends with this
        if self._process.is_alive():
            self._process.kill()
        self._process.join()

    def call(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call ``function`` and wait for it; see ``begin``."""
        return self.begin(function, *args, **kwargs)()

    def begin(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Callable[[], T]:
        """Let the process call ``function``; what comes back waits for its answer, before anything else is called.

        All of the arguments, and what the function returns, are pickled. The answer raises what the function raises
        (an error that cannot be pickled as RuntimeError with its words), and CutOffError where the process is killed,
        as by a system that is out of memory.
        """
        with suppress(ConnectionError):  # a process that is gone gives no answer either
            self._ours.send((function, args, kwargs))

        def answer() -> T:
            try:
                given, error = self._ours.recv()
            except (EOFError, ConnectionError):
                self._process.join()
                raise CutOffError(
                    f"the process that ran {function.__name__} ended with code {self._process.exitcode} before it"
                    " was done; is there enough memory?"
                ) from None
            if error is not None:
                raise error
            return cast(T, given)

        return answer


def _serve(pipe: Connection, prepare: Callable[[], object] | None) -> None:
    start_worker()
    if prepare:
        with suppress(Exception):  # what it could not do, the function does, and raises
            prepare()
    while True:
        try:
            function, args, kwargs = pipe.recv()
        except EOFError:  # nothing more is asked
            return
        answer_into(pipe, function, *args, **kwargs)


def answer_into(pipe: Connection, function: Callable[P, Any], /, *args: P.args, **kwargs: P.kwargs) -> None:
    """Call a function and send what it returns, or raises, as a pair of which one is null."""
    try:
        answer: tuple[Any, BaseException | None] = (function(*args, **kwargs), None)
    except Exception as error:
        answer = (None, error)
    try:
        pipe.send(answer)
    except Exception:
        pipe.send((None, RuntimeError(f"{type(answer[1]).__name__}: {answer[1]}")))
