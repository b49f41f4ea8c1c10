"""Calls to a server that is busy, refuses, or is not there."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from flows import prefect_api
from flows.prefect_api import ApiError, PrefectApi

CODES: list[int] = []


class Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(CODES.pop(0))
        self.end_headers()
        self.wfile.write(b'{"id": "x"}')

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> Iterator[PrefectApi]:
    monkeypatch.setattr(prefect_api, "WAITS", (0.0, 0.0))
    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield PrefectApi(f"http://127.0.0.1:{server.server_port}/api")
        server.shutdown()


@pytest.mark.parametrize("codes", [[200], [503, 200], [429, 503, 200]])
def test_a_busy_server_is_asked_again(api: PrefectApi, codes: list[int]) -> None:
    CODES[:] = codes
    assert api.run("x") == {"id": "x"}
    assert CODES == []


@pytest.mark.parametrize("codes", [[503, 503, 503], [404], [500]])
def test_what_it_refuses_is_told(api: PrefectApi, codes: list[int]) -> None:
    CODES[:] = codes
    with pytest.raises(ApiError, match=f"GET /flow_runs/x: HTTPStatusError: .*{codes[-1]}"):
        api.run("x")
    assert CODES == []


def test_nobody_there_is_told() -> None:
    with pytest.raises(ApiError, match="ConnectError"):
        PrefectApi("http://127.0.0.1:9/api").run("x")
