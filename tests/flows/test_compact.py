"""Runs compact the lake by themselves, and what is published is what it would have been."""

from __future__ import annotations

from pathlib import Path

import corpus
from states import published, rows

from flows.compact import compact_lake, describe_compaction
from flows.plain import ingest_plainly
from flows.settings import Settings
from flows.status import describe_status
from warehouse.lake import Lake
from warehouse.publish import publish


def test_a_compaction_changes_nothing_that_is_published(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")
    for number in range(3):
        files = {corpus.name_of(n): corpus.text_of(n + 10 * number) for n in range(number, number + 3)}
        ingest_plainly(corpus.write(tmp_path / "in", files), settings, is_validated=False)
    lake = Lake(settings.lake_folder)
    publish(lake, settings.warehouse_file, full=True)
    before, held = published(settings), rows(settings.home)
    assert before["history.former_articles"], "articles were replaced"
    done = compact_lake(settings)
    assert done is not None
    assert (done.commits, done.dropped) == (3, 0)
    assert done.files_after < done.files_before
    assert describe_compaction(done).startswith("Merged 3 commits into one: ")
    assert published(settings) == before
    publish(lake, settings.warehouse_file, full=True)
    assert published(settings) == before
    assert rows(settings.home) == held
    assert compact_lake(settings) is None
    assert describe_compaction(None).startswith("Nothing to compact")
    assert "Lake       1 commit to read" in describe_status(settings)


def test_runs_that_compact_give_the_rows_of_runs_that_do_not(tmp_path: Path) -> None:
    homes = [
        Settings(home=tmp_path / "one", compact_commits=1),
        Settings(home=tmp_path / "two", compact_commits=0),
    ]
    for number in range(4):
        files = {corpus.name_of(n): corpus.text_of(n + 10 * number) for n in range(number, number + 3)}
        source = corpus.write(tmp_path / "in", files)
        for settings in homes:
            ingest_plainly(source, settings, is_validated=False)
    commits = [len(Lake(settings.lake_folder).commits()) for settings in homes]
    assert commits == [1, 4]
    assert rows(homes[0].home) == rows(homes[1].home)
    counts = [{name: len(found) for name, found in published(settings).items()} for settings in homes]
    assert counts[0].pop("history.commits") == counts[1].pop("history.commits") == 4
    assert counts[0] == counts[1]
    assert ingest_plainly(source, homes[0]).state == "unchanged"
    assert len(Lake(homes[0].lake_folder).commits()) == 1, "runs without news leave commits, too"
