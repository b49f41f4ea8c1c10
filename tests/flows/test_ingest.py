"""The ingest flow under a real Prefect server: states, artifacts, the gate, worker processes."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import corpus
import duckdb
import pytest
from prefect import task
from prefect.client.orchestration import get_client
from prefect.testing.utilities import prefect_test_harness

from flows import tasks
from flows.gate import DataHeldError
from flows.ingest import backfill, ingest
from flows.stages.entities import resolve_entities
from flows.work import Work
from schemas import MENTIONS
from warehouse.lake import Lake, LakeBusyError

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module", autouse=True)
def prefect_server() -> Iterator[None]:
    with prefect_test_harness(server_startup_timeout=300):
        yield


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DEPESCHE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PREFECT_LOCAL_STORAGE_PATH", str(tmp_path / "prefect" / "storage"))
    return tmp_path / "home"


def query(home: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(home / "warehouse.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def artifacts() -> dict[str, Any]:
    async def read() -> dict[str, Any]:
        async with get_client() as client:
            return {a.key: a for a in await client.read_artifacts()}

    return asyncio.run(read())


def test_a_run_publishes_rows_checks_report_and_artifacts(home: Path, tmp_path: Path) -> None:
    source = corpus.write(tmp_path / "in", {corpus.name_of(n): corpus.text_of(n) for n in range(3)})
    run = ingest(str(source))
    assert (run.state, run.trigger, run.articles) == ("done", "command", 3)
    assert query(home, "SELECT run_id, state, articles FROM runs") == [(run.run_id, "done", 3)]
    assert query(
        home, "SELECT count(*), count(*) FILTER (NOT success AND severity = 'critical') FROM quality.checks"
    )[0] == (run.checks, 0)
    assert run.run_id in (home / "report" / "index.html").read_text()
    (report,) = (home / "report").glob(f"{run.run_id}*.html")
    docs = home / "quality" / "gx" / "uncommitted" / "data_docs" / "local_site" / "index.html"
    assert f'href="{os.path.relpath(docs, report.parent)}"' in report.read_text()
    assert run.run_id in docs.read_text()
    found = artifacts()
    assert {"run-counts", "run-checks", "run-report"} <= found.keys()
    assert run.run_id in found["run-counts"].description
    assert ingest(str(source)).state == "unchanged"
    assert list((tmp_path / "prefect" / "storage").rglob("*")) == [], "the lake alone keeps rows"
    assert backfill(date(2023, 5, 9), date(2023, 5, 9), str(source)).articles == 3
    assert query(home, "SELECT count(*), count(DISTINCT article_id) FROM articles") == [(3, 3)]


def test_a_second_run_is_refused_by_command_and_skipped_on_schedule(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = corpus.write(tmp_path / "in", {corpus.name_of(1): corpus.text_of(1)})
    with Lake(home / "lake").writer():
        with pytest.raises(LakeBusyError):
            ingest(str(source))
        monkeypatch.setattr("flows.ingest.started_by", lambda: "schedule")
        state = ingest(str(source), return_state=True)
    assert (state.name, state.is_completed()) == ("Skipped", True)
    assert "another run is writing" in state.message


def test_a_broken_row_holds_the_run_back_and_leaves_the_warehouse(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = corpus.write(tmp_path / "in", {corpus.name_of(1): corpus.text_of(1)})
    told = tmp_path / "told"
    command = [sys.executable, "-c", f"import sys; open({str(told)!r}, 'a').write(sys.stdin.read() + '\\n')"]
    monkeypatch.setenv("DEPESCHE_NOTIFY_COMMAND", json.dumps(command))
    ingest(str(source))
    before = (home / "warehouse.duckdb").read_bytes()

    def resolve_and_break(work: Work) -> None:
        resolve_entities(work)
        (part,) = work.staging.parts(MENTIONS)
        first, *others = work.staging.read(MENTIONS, part)
        work.staging.rewrite(MENTIONS, [replace(first, text="anders"), *others], part)

    monkeypatch.setattr(tasks, "resolve_entities", task(name="resolve")(resolve_and_break))
    corpus.write(source, {corpus.name_of(2): corpus.text_of(2)})
    with pytest.raises(DataHeldError) as held:
        ingest(str(source))
    assert "mentions.text: mention_text_at_offsets is broken by 1 row (mention_id=" in str(held.value)
    assert held.value.exit_code == 3
    assert (home / "warehouse.duckdb").read_bytes() == before
    (page,) = (p for p in (home / "report").glob("2*.html") if "Held back: 1 critical" in p.read_text())
    assert f'href="{page.name}"' in (home / "report" / "index.html").read_text()

    monkeypatch.undo()
    monkeypatch.setenv("DEPESCHE_HOME", str(home))
    monkeypatch.setenv("DEPESCHE_NOTIFY_COMMAND", json.dumps(command))
    assert ingest(str(source)).articles == 1, "the next run reads the held files again"
    assert query(home, "SELECT state FROM runs ORDER BY run_id") == [("done",), ("held",), ("done",)]
    messages = [json.loads(line) for line in told.read_text("utf-8").splitlines()]
    assert [m["event"] for m in messages] == ["held", "recovered"]
    assert "mention_text_at_offsets is broken by 1 row" in messages[0]["detail"]


def test_worker_processes_give_the_rows_of_one(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = corpus.write(tmp_path / "in", {corpus.name_of(n): corpus.text_of(n) for n in range(9)})
    wanted = "SELECT mention_id, entity_id FROM mentions ORDER BY ALL"
    ingest(str(source))
    expected = query(home, wanted)
    monkeypatch.setenv("DEPESCHE_HOME", str(tmp_path / "other"))
    monkeypatch.setenv("DEPESCHE_SHARD_FILES", "3")
    monkeypatch.setenv("DEPESCHE_JOBS", "2")
    run = ingest(str(source))
    assert (run.articles, run.state) == (9, "done")
    assert query(tmp_path / "other", wanted) == expected
