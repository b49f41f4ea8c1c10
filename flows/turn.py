"""Turns: wait for the writer's lock where a run must not be left out."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from flows.logs import say
from warehouse.lake import LakeBusyError

T = TypeVar("T")
LOOK_SECONDS = 5.0
PATIENCE_SECONDS = 6 * 3600.0


def take_turn(write: Callable[[], T], *, patience: float = PATIENCE_SECONDS, look: float = LOOK_SECONDS) -> T:
    """Do what needs the writer's lock as soon as no other run holds it.

    LakeBusyError after ``patience`` seconds. The lock dies with its process, so no dead run is waited for.
    """
    waited = 0.0
    while True:
        try:
            return write()
        except LakeBusyError as busy:
            if waited >= patience:
                raise
            if not waited:
                say("waiting", reason=str(busy))
        time.sleep(look)
        waited += look
