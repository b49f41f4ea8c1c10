"""Notifications by a real webhook and a real command: once per trouble, once when it is over, never in the way."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from flows import notify
from flows.logs import start_logging
from flows.notify import incidents, tell, tell_alarms
from flows.settings import Settings
from schemas import Check

TOKEN = "T0K3N"


class Webhook(HTTPServer):
    """Takes what is posted; answers with the codes it was given, then with 200."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Taker)
        self.taken: list[dict[str, Any]] = []
        self.codes: list[int] = []


class Taker(BaseHTTPRequestHandler):
    server: Webhook

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        code = self.server.codes.pop(0) if self.server.codes else 200
        if code == 200:
            self.server.taken.append(body)
        self.send_response(code)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def webhook(monkeypatch: pytest.MonkeyPatch) -> Iterator[Webhook]:
    monkeypatch.setattr(notify, "WAIT_SECONDS", 0.01)
    with Webhook() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def settings(tmp_path: Path, webhook: Webhook) -> Settings:
    writer = "import sys; open(sys.argv[1], 'a').write(sys.stdin.read() + '\\n')"
    return Settings(
        home=tmp_path / "home",
        notify_url=SecretStr(f"http://127.0.0.1:{webhook.server_port}/{TOKEN}"),
        notify_command=(sys.executable, "-c", writer, str(tmp_path / "told; touch nothing")),
    )


def commanded(tmp_path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (tmp_path / "told; touch nothing").read_text("utf-8").splitlines()]


def test_one_message_per_trouble_and_one_when_it_is_over(
    settings: Settings, webhook: Webhook, tmp_path: Path
) -> None:
    tell(settings, "ingest", "recovered")
    for _ in range(3):
        tell(settings, "ingest", "failed", "the disk is full", "ingest of in")
    tell(settings, "rebuild", "recovered")
    assert incidents(settings)["ingest"].told == ("webhook", "command")
    tell(settings, "ingest", "held", "3 rows", "ingest of in")
    tell(settings, "ingest", "recovered")
    tell(settings, "ingest", "recovered")
    assert [m["event"] for m in webhook.taken] == ["failed", "held", "recovered"]
    first, _, last = webhook.taken
    assert (first["flow"], first["detail"], first["run"]) == ("ingest", "the disk is full", "ingest of in")
    assert "ingest broke off with an error: the disk is full" in first["text"]
    assert last["since"] == webhook.taken[1]["since"]
    assert [{**m, "text": m["message"]} for m in commanded(tmp_path)] == webhook.taken
    assert incidents(settings) == {}


def failed(name: str, table: str = "articles", severity: str = "warning") -> Check:
    return Check(
        run_id="r",
        table_name=table,
        column_name=None,
        expectation=name,
        severity=severity,
        state="fail",
        success=False,
        observed="dpa: 0 instead of 60",
        observed_value=None,
        threshold=None,
        unexpected_count=1,
        unexpected_fraction=1.0,
        why="When one agency fails, the total looks almost normal.",
    )


def test_an_outage_is_one_message_however_many_checks_it_breaks(settings: Settings, webhook: Webhook) -> None:
    outage = [failed("volume"), failed("volume_by_agency"), failed("very_long_articles")]
    for run in ("r1", "r2"):
        tell_alarms(settings, outage, run)
    tell_alarms(settings, outage[1:], "r3")
    tell_alarms(settings, [], "r4", is_complete=False)
    (message,) = webhook.taken
    assert message["causes"] == ["articles: volume", "articles: volume_by_agency"]
    assert message["text"].count("dpa: 0 instead of 60") == 2, "single rows are no alarm"
    tell_alarms(settings, [*outage, failed("freshness")], "r5")
    tell_alarms(settings, [failed("very_long_articles")], "r6")
    assert [m["event"] for m in webhook.taken] == ["alarm", "alarm", "recovered"]
    assert "articles: freshness" in webhook.taken[1]["causes"]


def test_a_webhook_that_refuses_is_tried_again_now_and_by_the_next_run(
    settings: Settings, webhook: Webhook, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    start_logging("json")
    webhook.codes = [500, 503]
    tell(settings, "ingest", "failed")
    assert len(webhook.taken) == 1
    webhook.codes = [500] * notify.TRIES
    tell(settings, "ingest", "held")
    assert incidents(settings)["ingest"].told == ("command",)
    tell(settings, "ingest", "held")
    assert [m["event"] for m in webhook.taken] == ["failed", "held"]
    assert [m["event"] for m in commanded(tmp_path)] == ["failed", "held"], (
        "the command heard it the first time"
    )
    logged = capfd.readouterr().err
    assert '"error": "HTTP 500"' in logged
    assert TOKEN not in logged
    assert TOKEN not in repr(settings)


@pytest.mark.parametrize(
    "changes",
    [
        {"notify_url": SecretStr("http://127.0.0.1:9/x"), "notify_command": ()},
        {"notify_url": SecretStr("nowhere at all"), "notify_command": ()},
        {"notify_url": None, "notify_command": ("/no/such/program",)},
        {"notify_url": None, "notify_command": (sys.executable, "-c", "raise SystemExit(3)")},
    ],
)
def test_nobody_to_be_reached_is_logged_and_harms_nothing(
    settings: Settings, capfd: pytest.CaptureFixture[str], changes: dict[str, Any]
) -> None:
    start_logging("json")
    alone = settings.model_copy(update=changes)
    tell(alone, "ingest", "failed")
    assert incidents(alone)["ingest"].told == ()
    assert '"level": "error"' in capfd.readouterr().err


def test_a_home_that_cannot_be_written_harms_nothing(
    settings: Settings, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    start_logging("json")
    (tmp_path / "file").write_text("")
    tell(settings.model_copy(update={"home": tmp_path / "file" / "home"}), "ingest", "failed")
    assert "NotADirectoryError" in capfd.readouterr().err


def test_the_command_is_read_as_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEPESCHE_NOTIFY_COMMAND", '["notify-send", "two words"]')
    assert Settings().notify_command == ("notify-send", "two words")
