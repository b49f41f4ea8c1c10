"""Apart: call a function in a process of its own, whose memory goes back when it has answered."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, ParamSpec, TypeVar, cast

from flows.lifetime import start_worker

P = ParamSpec("P")
T = TypeVar("T")


class CutOffError(Exception):
    """The process ended before it answered; the message tells its exit code."""


def apart(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call ``function`` in a fresh process; all of its arguments and what it returns are pickled.

    Raises what the function raises (an error that cannot be pickled as RuntimeError with its words), and
    CutOffError where the process is killed, as by a system that is out of memory.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(theirs, function, args, kwargs), daemon=True)
    process.start()
    theirs.close()
    try:
        answer, error = ours.recv()
    except EOFError:
        process.join()
        raise CutOffError(
            f"the process that ran {function.__name__} ended with code {process.exitcode} before it was done;"
            " is there enough memory?"
        ) from None
    except BaseException:  # the run is stopped: nobody waits for the answer
        process.kill()
        raise
    finally:
        ours.close()
        process.join()
    if error is not None:
        raise error
    return cast(T, answer)


def _answer(
    pipe: Connection, function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> None:
    start_worker()
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
