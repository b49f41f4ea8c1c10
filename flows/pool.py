"""Pool: do shards in worker processes of this machine; one whose worker is lost is done again by another."""

from __future__ import annotations

import multiprocessing
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import connection
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from flows.apart import answer_into
from flows.lifetime import start_worker
from flows.receipt import Receipt

Shard = Mapping[str, Any]
"""The arguments of a shard's function by name; ``part`` names the shard."""
ShardFunction = Callable[..., Receipt]

TRIES = 3
"""Workers that a shard may lose before the run gives it up: then it is the shard that ends them."""
SHARDS_PER_WORKER = 10
"""After so many a worker gives way to a fresh one: what libraries keep of each text (spaCy every word that it has seen)
goes with it."""
RETRY_SECONDS = (2.0, 10.0)
"""Pauses before a shard that failed on files or folders is tried again."""
SHARD_HOURS = 6.0


class LostShardError(Exception):
    """A shard cannot be done: its workers end, or none answers in time; the message tells what to look at."""


def run_shards(
    stage: str,
    function: ShardFunction,
    shards: Iterable[Shard],
    jobs: int,
    done: Callable[[Receipt], None],
    hours: float = SHARD_HOURS,
) -> None:
    """Do all shards of a stage and hand each receipt to ``done``, in the order in which they end.

    With no job they are done in this process. Raises what ``function`` raises, and LostShardError.
    """
    if not jobs:
        for shard in shards:
            done(patiently(function, **shard))
        return
    for receipt in receipts(stage, function, shards, jobs, hours):
        done(receipt)


def receipts(
    stage: str, function: ShardFunction, shards: Iterable[Shard], jobs: int, hours: float = SHARD_HOURS
) -> Iterator[Receipt]:
    """The receipts of all shards, done by so many processes, in the order in which they end.

    A worker holds one shard at a time and gets the next when it has answered, so that memory holds as many
    shards as there are workers, however long ``shards`` is. ``function`` and its arguments are pickled. Where the
    caller stops, the workers are killed.
    """
    waiting = iter(shards)
    again: deque[_Held] = deque()
    workers: list[_Worker] = []

    def next_held() -> _Held | None:
        if again:
            return again.popleft()
        shard = next(waiting, None)
        return None if shard is None else _Held(shard)

    try:
        while True:
            while len(workers) < jobs and (held := next_held()):
                workers.append(_Worker.start(function, held))
            if not workers:
                return
            ready = connection.wait([worker.pipe for worker in workers], hours * 3600)
            if not ready:
                parts = ", ".join(str(worker.held.shard.get("part", "")) for worker in workers)
                raise LostShardError(f"{stage}: no answer within {hours:g} hours for shards {parts}")
            for worker in [w for w in workers if w.pipe in ready]:
                try:
                    receipt = worker.receipt()
                except EOFError:
                    workers.remove(worker)
                    again.append(worker.lost(stage))
                    continue
                yield receipt
                if worker.taken < SHARDS_PER_WORKER and (held := next_held()):
                    worker.take(held)
                else:
                    workers.remove(worker)
                    worker.dismiss()
    finally:
        for worker in workers:
            worker.kill()


def patiently(function: ShardFunction, **shard: Any) -> Receipt:
    """Do a shard; where it fails on files or folders, once more after each of RETRY_SECONDS."""
    for pause in RETRY_SECONDS:
        try:
            return function(**shard)
        except OSError:
            time.sleep(pause)
    return function(**shard)


@dataclass(frozen=True, slots=True)
class _Held:
    """A shard, and how many workers it has lost."""

    shard: Shard
    losses: int = 0


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    held: _Held
    taken: int = 0

    @classmethod
    def start(cls, function: ShardFunction, held: _Held) -> _Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs, function), daemon=True)
        process.start()
        theirs.close()
        worker = cls(process, ours, held)
        worker.take(held)
        return worker

    def take(self, held: _Held) -> None:
        self.held, self.taken = held, self.taken + 1
        # One that is lost between two shards tells so by the end of its pipe, when it is asked.
        with suppress(BrokenPipeError, ConnectionResetError):
            self.pipe.send(dict(held.shard))

    def receipt(self) -> Receipt:
        """What it answers; raises what the shard raised, and EOFError where the process has ended."""
        try:
            receipt, error = self.pipe.recv()
        except ConnectionResetError as reset:
            raise EOFError from reset
        if error is not None:
            raise error
        assert isinstance(receipt, Receipt)
        return receipt

    def lost(self, stage: str) -> _Held:
        """Its shard, to be done again; LostShardError where that has been tried often enough."""
        self.dismiss()
        held = _Held(self.held.shard, self.held.losses + 1)
        if held.losses < TRIES:
            return held
        raise LostShardError(
            f"{stage}: {TRIES} processes ended while they did shard {held.shard.get('part', '')}, the last with code"
            f" {self.process.exitcode}; is there enough memory? DEPESCHE_JOBS and DEPESCHE_SHARD_FILES lower what it"
            " takes"
        )

    def dismiss(self) -> None:
        self.pipe.close()
        self.process.join()

    def kill(self) -> None:
        self.process.kill()
        self.dismiss()


def _work(pipe: Connection, function: ShardFunction) -> None:
    start_worker()
    while True:
        try:
            shard = pipe.recv()
        except EOFError:
            return
        answer_into(pipe, patiently, function, **shard)
