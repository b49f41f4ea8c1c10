"""Serve: a Prefect server, the deployments of prefect.yaml and a worker, on loopback, until Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from flows.local_prefect import POOL, prefect_environment, running_server, server_file
from flows.settings import Settings
from flows.work import ensure_home
from news.discover import check_source

HOST = "127.0.0.1"
PROJECT = Path(__file__).resolve().parent.parent
START_SECONDS = 120.0
STOP_SECONDS = 20.0


class ServeError(Exception):
    """The server or the worker cannot run; the message says what to do."""


def serve_deployments(settings: Settings, *, verbose: bool) -> None:
    """Start server, pool, deployments and worker, say where they are, and end them all on Ctrl-C or SIGTERM.

    ServeError where the port is taken, a server of this home runs already, or a part of it dies.
    """
    ensure_home(settings.home)
    if settings.source is not None:
        check_source(settings.source)
    if url := running_server(settings):
        raise ServeError(
            f"a server of {settings.home} runs already: {url.removesuffix('/api')}; stop it first"
        )
    _check_port(settings.server_port)
    settings.prefect_folder.mkdir(parents=True, exist_ok=True)
    url = f"http://{HOST}:{settings.server_port}/api"
    environment = _environment(settings, url, verbose=verbose)
    # Also SIGINT: a shell starts its background jobs with it ignored.
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, _interrupt)
    with ExitStack() as stack:
        _say("Starting the Prefect server (the first start takes a quarter of a minute) …")
        _prefect(["server", "database", "upgrade", "-y"], environment)
        address = ["--host", HOST, "--port", str(settings.server_port)]
        server = stack.enter_context(_child(["server", "start", *address], environment))
        _wait_until_healthy(server, f"{url}/health")
        stack.enter_context(_announced(settings, url))
        _prefect(["work-pool", "create", POOL, "--type", "process", "--overwrite"], environment)
        _prefect(["--no-prompt", "deploy", "--all"], environment)
        worker = stack.enter_context(
            _child(["worker", "start", "--pool", POOL, "--type", "process"], environment)
        )
        _say(f"Serving {settings.source or 'no source yet (set DEPESCHE_SOURCE)'} into {settings.home}")
        _say(f"Prefect's pages: http://{HOST}:{settings.server_port}   Ctrl-C ends everything.")
        try:
            _watch({"server": server, "worker": worker})
        except KeyboardInterrupt:
            _say("Stopping …")


def _environment(settings: Settings, url: str, *, verbose: bool) -> dict[str, str]:
    """The environment of the children: absolute paths, for they work in the project's folder."""
    own = {
        "PREFECT_API_URL": url,
        "DEPESCHE_PROJECT": str(PROJECT),
        "DEPESCHE_HOME": str(settings.home.resolve()),
    }
    if settings.source is not None:
        own["DEPESCHE_SOURCE"] = str(settings.source.resolve())
    return os.environ | prefect_environment(settings, log_level="INFO" if verbose else "WARNING") | own


def _prefect(arguments: Sequence[str], environment: Mapping[str, str]) -> None:
    """Run a command of Prefect to its end; ServeError with its output where it fails."""
    done = subprocess.run(
        [sys.executable, "-m", "prefect", *arguments],
        env=environment,
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-3:]
        raise ServeError(f"prefect {' '.join(arguments)} failed: {' '.join(last)}")


@contextmanager
def _child(arguments: Sequence[str], environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A long-running command of Prefect in a process group of its own, ended with all its children."""
    process = subprocess.Popen(
        [sys.executable, "-m", "prefect", *arguments],
        env=environment,
        cwd=PROJECT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
        except ProcessLookupError:
            break
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            continue
    process.wait()


def _wait_until_healthy(server: subprocess.Popen[bytes], url: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise ServeError(
                f"the Prefect server ended with code {server.returncode}; --verbose shows its log"
            )
        try:
            with urllib.request.urlopen(url, timeout=2) as reply:
                if reply.status == 200:  # noqa: PLR2004 - HTTP's OK
                    return
        except OSError:
            time.sleep(0.3)
    raise ServeError(f"the Prefect server did not answer at {url} within {START_SECONDS:.0f} s")


@contextmanager
def _announced(settings: Settings, url: str) -> Iterator[None]:
    """Tell other commands of this home where the server is, as long as it runs."""
    path = server_file(settings)
    path.write_text(json.dumps({"pid": os.getpid(), "url": url}))
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def _watch(children: Mapping[str, subprocess.Popen[bytes]]) -> None:
    while True:
        for name, child in children.items():
            if child.poll() is not None:
                raise ServeError(
                    f"the Prefect {name} ended with code {child.returncode}; --verbose shows its log"
                )
        time.sleep(0.5)


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise ServeError(f"port {port} of {HOST} is taken; choose another with --port") from None


def _interrupt(_sign: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _say(line: str) -> None:
    print(line, flush=True)
