"""Serve: a Prefect server, the deployments of prefect.yaml and a worker, watched over until Ctrl-C."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager

from flows.deploy import deploy
from flows.local_prefect import POOL, prefect_environment, running_server, server_file
from flows.logs import chosen, say, start_logging
from flows.notify import tell
from flows.prefect_api import ApiError, PrefectApi
from flows.reaper import drop_late, reap
from flows.server import (
    HOST,
    PROJECT,
    api_of,
    end,
    ended,
    is_free,
    start,
    start_server,
    wait_until_healthy,
)
from flows.settings import Settings
from flows.sources import open_source
from flows.work import ensure_home
from news.sources.named import absolute

LOOK_SECONDS = 0.5
SWEEP_SECONDS = 10.0
"""How often runs without a process are looked for."""
RESTART_SECONDS = (1.0, 5.0, 15.0, 30.0, 60.0)
"""Before a dead worker's first, second … restart; the count begins anew when one has lived for ten minutes."""
STEADY_SECONDS = 600.0


class ServeError(Exception):
    """The server or the worker cannot run; the message says what to do."""


def serve_deployments(settings: Settings, *, verbose: bool) -> None:
    """Start server, deployments and worker, say where they are, and end them all on Ctrl-C or SIGTERM.

    Where PREFECT_API_URL names a server, that one is used and none is started. A worker that dies is started
    again, and runs whose process is gone are marked as crashed, so that the next one goes on. ServeError
    where the port is taken, a server of this home runs already, or the server dies.
    """
    ensure_home(settings.home)
    start_logging(settings.log)
    if settings.source is not None:
        open_source(settings.source).check()
    settings.prefect_folder.mkdir(parents=True, exist_ok=True)
    # Also SIGINT: a shell starts its background jobs with it ignored.
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, _interrupt)
    with ExitStack() as stack:
        try:
            if given := os.environ.get("PREFECT_API_URL"):
                environment, server = _environment(settings, given, verbose=verbose), None
            else:
                environment, server = _own_server(settings, stack, verbose=verbose)
            api = PrefectApi(environment["PREFECT_API_URL"])
            deploy(api, POOL, environment, settings.prefect_folder / "deployed.json")
            with _Worker(environment) as worker:
                _say(
                    f"Serving {settings.source or 'no source yet (set DEPESCHE_SOURCE)'} into {settings.home}"
                )
                _say(f"Prefect's pages: {api.url.removesuffix('/api')}   Ctrl-C ends everything.")
                _watch(settings, api, server, worker)
        except KeyboardInterrupt:
            _say("Stopping …")


def _own_server(
    settings: Settings, stack: ExitStack, *, verbose: bool
) -> tuple[dict[str, str], subprocess.Popen[bytes]]:
    if url := running_server(settings):
        raise ServeError(
            f"a server of {settings.home} runs already: {url.removesuffix('/api')}; stop it first"
        )
    port = settings.server_port
    if not is_free(port):
        raise ServeError(f"port {port} of {HOST} is taken; choose another with --port")
    environment = _environment(settings, api_of(port), verbose=verbose)
    _say("Starting the Prefect server (the first start takes a quarter of a minute) …")
    server = stack.enter_context(ended(start_server(port, environment)))
    wait_until_healthy(server, api_of(port))
    stack.enter_context(_announced(settings, api_of(port)))
    return environment, server


def _environment(settings: Settings, url: str, *, verbose: bool) -> dict[str, str]:
    """The environment of the children: absolute paths, for they work in the project's folder."""
    own = {
        "PREFECT_API_URL": url,
        "DEPESCHE_PROJECT": str(PROJECT),
        "DEPESCHE_HOME": str(settings.home.resolve()),
        # Their stderr is a pipe, whatever this one is.
        "DEPESCHE_LOG": chosen(settings.log),
    }
    if settings.source is not None:
        own["DEPESCHE_SOURCE"] = absolute(settings.source)
    ours = prefect_environment(settings, log_level="INFO" if verbose else "WARNING")
    return {**ours, **os.environ, **own}


class _Worker:
    """The worker process, which is started again when it dies; a context that ends it."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._deaths = 0
        self._next_start = 0.0

    def __enter__(self) -> _Worker:
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        end(self._process)

    def look_after(self) -> None:
        """Start the worker again where it died, after a while that grows with its deaths."""
        if self._process.poll() is None:
            return
        if not self._next_start:
            lived = time.monotonic() - self._started
            self._deaths = 0 if lived > STEADY_SECONDS else self._deaths + 1
            pause = RESTART_SECONDS[min(self._deaths, len(RESTART_SECONDS)) - 1] if self._deaths else 0.0
            self._next_start = time.monotonic() + pause
            code = self._process.returncode
            say("worker died", level=logging.WARNING, code=code, restart_in_seconds=pause)
        if time.monotonic() >= self._next_start:
            self._start()

    def _start(self) -> None:
        command = ["prefect", "worker", "start", "--pool", POOL, "--type", "process", "--name", POOL]
        self._process = start(command, self._environment)
        self._started, self._next_start = time.monotonic(), 0.0


@contextmanager
def _announced(settings: Settings, url: str) -> Iterator[None]:
    """Tell other commands of this home where the server is, as long as it runs."""
    path = server_file(settings)
    path.write_text(json.dumps({"pid": os.getpid(), "url": url}))
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def _watch(
    settings: Settings, api: PrefectApi, server: subprocess.Popen[bytes] | None, worker: _Worker
) -> None:
    next_sweep = 0.0
    while True:
        if server is not None and server.poll() is not None:
            raise ServeError(
                f"the Prefect server ended with code {server.returncode}; --verbose shows its log"
            )
        worker.look_after()
        if time.monotonic() >= next_sweep:
            _sweep(settings, api)
            next_sweep = time.monotonic() + SWEEP_SECONDS
        time.sleep(LOOK_SECONDS)


def _sweep(settings: Settings, api: PrefectApi) -> None:
    try:
        drop_late(api, POOL)
        if gone := reap(api, POOL):
            flows = {d["id"]: d["name"] for d in api.deployments()}
            for run in gone:
                tell(settings, flows.get(run["deployment_id"], "run"), "crashed", "", run["name"])
    except ApiError as error:
        # A server that is busy for a moment; one that is dead is seen by its process.
        say("sweep failed", level=logging.WARNING, error=str(error))


def _interrupt(_sign: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _say(line: str) -> None:
    print(line, flush=True)
