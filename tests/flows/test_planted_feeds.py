"""Feeds with a fault of the whole, through the pipeline: the rule that is about it tells it, and no other."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from corpus import name_of, text_of, write

from flows.plain import ingest_plainly
from flows.settings import Settings

COUNT = 24
FEED = {name_of(n): text_of(n) for n in range(COUNT)}


def again(suffix: str = "") -> dict[str, str]:
    """The same texts under other names and ids."""
    return {name_of(n + 500): f"{text_of(n)}{suffix}" for n in range(COUNT)}


def without_header() -> dict[str, str]:
    return {name: text.removeprefix(" date 2023-05 ") for name, text in FEED.items()}


def damaged() -> dict[str, str]:
    return {name: text.encode().decode("latin-1") for name, text in FEED.items()}


def empty() -> dict[str, str]:
    return {name_of(n + 500): "" for n in range(COUNT // 2)}


def english() -> dict[str, str]:
    body = (
        "The council of the town met on Monday to talk about harbour number {0} and what it costs. The mayor said that"
        " {1} boats were late, and that nobody knew when the other {2} would come. She asked for patience."
    )
    return {
        name_of(n + 500): f" date 2023-05 {body.format(n * 17, n * 31 + 2, n * 7 + 3)}" for n in range(COUNT)
    }


FEEDS: dict[str, tuple[list[dict[str, str]], set[str]]] = {
    "a clean one": ([FEED], set()),
    "the same bytes twice in one run": ([FEED | again()], {"share_delivered_twice"}),
    "the same bytes in the next run": ([FEED, again()], {"share_delivered_twice"}),
    "the same texts with another last line": (
        [FEED | again("\n\nEnde der Meldung.")],
        {"share_of_near_copies"},
    ),
    "no date headers": ([without_header()], {"share_without_header"}),
    "a broken encoding": ([damaged()], {"share_repaired"}),
    "empty files": ([FEED | empty()], {"share_rejected"}),
    "another language": ([FEED | english()], {"share_of_german"}),
}
"""Feed -> the files of each of its runs, and the warnings of the last."""


@pytest.mark.parametrize("feed", FEEDS)
def test_a_planted_fault_is_found_by_its_rule_and_no_other(feed: str, tmp_path: Path) -> None:
    runs, warned = FEEDS[feed]
    settings = Settings(home=tmp_path / "home", model="none")
    for files in runs:
        run = ingest_plainly(write(tmp_path / "in", files), settings)
    with duckdb.connect(str(settings.warehouse_file), read_only=True) as connection:
        found = connection.execute(
            "SELECT expectation FROM quality.checks WHERE run_id = ? AND state = 'fail' AND severity <> 'info'",
            [run.run_id],
        ).fetchall()
    assert {name for (name,) in found} == warned
