"""A stand-in for ``os`` in warehouse.durable that lets one of its calls fail."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

CHANGING = ("open", "write", "fsync", "link", "replace", "unlink", "mkdir", "copy_file_range", "close")
"""The calls by which durable changes the disk."""


class FaultyOs:
    """Passes calls on to ``os``; the ``fails_at``-th of CHANGING does ``fault(name, arguments)`` instead."""

    def __init__(self, fails_at: int, fault: Callable[..., Any]) -> None:
        self.fails_at = fails_at
        self.fault = fault
        self.calls: list[str] = []

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        if name not in CHANGING:
            return real

        def call(*arguments: Any) -> Any:
            self.calls.append(name)
            if len(self.calls) == self.fails_at:
                return self.fault(name, real, arguments)
            return real(*arguments)

        return call


def error(number: int) -> Callable[..., Any]:
    """The call fails with an error number and does nothing; a failing close has closed all the same."""

    def fail(name: str, real: Any, arguments: tuple[Any, ...]) -> None:
        if name == "close":
            real(*arguments)
        raise OSError(number, os.strerror(number))

    return fail


def short(name: str, real: Any, arguments: tuple[Any, ...]) -> Any:
    """A write takes only half of what it is given, once; any other call does as ever."""
    if name == "write":
        descriptor, content = arguments
        return real(descriptor, content[: len(content) // 2])
    return real(*arguments)


def nothing(name: str, real: Any, arguments: tuple[Any, ...]) -> Any:
    """A write takes nothing, once."""
    return 0 if name == "write" else real(*arguments)


def lost(name: str, real: Any, arguments: tuple[Any, ...]) -> Any:
    """A write says that it took all and took half."""
    if name == "write":
        short(name, real, arguments)
        return len(arguments[1])
    return real(*arguments)
