"""A Prefect server on loopback, as a child of this process: for the length of one run, or of `depesche serve`."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

from flows.lifetime import attended

HOST = "127.0.0.1"
PROJECT = Path(__file__).resolve().parent.parent
START_SECONDS = 120.0
STOP_SECONDS = 20.0
TEMPORARY = {
    # What Prefect sets for the temporary server that it would start itself: no pages, no services.
    "PREFECT_UI_ENABLED": "0",
    "PREFECT__SERVER_EPHEMERAL": "1",
    "PREFECT__SERVER_FINAL": "1",
}


class ServerError(Exception):
    """Prefect's server does not start or does not answer; the message says what to do."""


def start_server(port: int, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start a server with its pages and services; it takes seconds until it answers."""
    return start(["prefect", "server", "start", "--host", HOST, "--port", str(port)], environment)


def start_temporary_server(port: int, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start a server that only records runs, as Prefect would for a flow that has none.

    Prefect's own temporary server outlives a process that is killed; this one does not.
    """
    factory = ["--factory", "prefect.server.api.server:create_app"]
    address = ["--host", HOST, "--port", str(port), "--log-level", "error", "--lifespan", "on"]
    return start(["uvicorn", *factory, *address], {**environment, **TEMPORARY})


def start(command: Sequence[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start a module in a process group of its own, so that Ctrl-C reaches it only through this process."""
    return subprocess.Popen(
        attended(*command),
        env=dict(environment),
        cwd=PROJECT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


@contextmanager
def ended(process: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """End a process and its group when the block is left."""
    try:
        yield process
    finally:
        end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process and its group: first asked, then forced."""
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


def wait_until_healthy(server: subprocess.Popen[bytes], api: str) -> None:
    """Wait until the server answers; ServerError where it ends or is silent for two minutes."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise ServerError(
                f"the Prefect server ended with code {server.returncode}; --verbose shows its log"
            )
        if is_healthy(api):
            return
        time.sleep(0.2)
    raise ServerError(f"the Prefect server did not answer at {api} within {START_SECONDS:.0f} s")


def is_healthy(api: str) -> bool:
    """Whether a server answers at an address."""
    try:
        with urllib.request.urlopen(f"{api}/health", timeout=5) as reply:
            return bool(reply.status == HTTPStatus.OK)
    except OSError:
        return False


def free_port() -> int:
    """A port of loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def is_free(port: int) -> bool:
    """Whether a server could listen on a port of loopback."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def api_of(port: int) -> str:
    """The address of a local server's API."""
    return f"http://{HOST}:{port}/api"
