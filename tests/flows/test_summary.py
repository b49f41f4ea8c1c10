"""The words after a run: nothing that a success could hide is left out."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from coded import blank

from flows.settings import Settings
from flows.summary import summary, warnings_of
from schemas import RUNS, Run


def run(**values: Any) -> Run:
    at = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    plain = {**blank(RUNS), "started_at": at, "finished_at": at, "state": "done", "run_id": "r"}
    counts = {f.name: 0 for f in RUNS.fields if f.type == "int64"}
    return Run(**{**plain, **counts, **values})


def test_a_run_with_rows_has_no_warning() -> None:
    assert warnings_of(run(files_seen=9, files_new=9, articles=8, rejects=1, event_mentions=3)) == []


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({"files_seen": 4, "rejects": 4}, "none of the 4 files that were read is an article"),
        ({"files_seen": 4, "articles": 4}, "no event was found in 4 articles"),
        (
            {"files_seen": 4, "articles": 1, "rejects": 3, "event_mentions": 1},
            "3 files were rejected and only 1",
        ),
        ({"state": "unchanged", "files_seen": 2, "files_missing": 5}, "the source lost 5 of 7 files"),
        ({"state": "unchanged", "files_seen": 2, "files_ignored": 5}, "5 files were left out by name"),
    ],
)
def test_what_a_success_could_hide_is_a_warning(counts: dict[str, Any], words: str) -> None:
    (warning,) = warnings_of(run(**counts))
    assert words in warning
    assert summary(run(**counts), Settings(home=Path("home"))).endswith(f"Warning: {warning}")
