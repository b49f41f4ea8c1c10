"""What a run makes of the listing: files that were touched, that are missing, pruned, back, or on their way."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import corpus
import pytest
from crashes import held, short_run, shown

from flows.settings import Settings
from flows.stages import shards
from news.rejection import NotNow
from news.sources import folder
from schemas import MISSING_FILES, RUNS, SOURCE_FILES, Run
from warehouse.lake import Lake

LONG_AGO = 10**18


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return put(tmp_path / "in", {n: corpus.text_of(n) for n in range(3)})


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def put(source: Path, texts: dict[int, str], time: int = LONG_AGO) -> Path:
    corpus.write(source, {corpus.name_of(n): text for n, text in texts.items()})
    for n in texts:
        os.utime(source / corpus.name_of(n), ns=(time, time))
    return source


def last_run(home: Path) -> Run:
    with Lake(home / "lake").open(tables=[RUNS]) as snapshot:
        return max(snapshot.rows(RUNS), key=lambda run: run.run_id)


def rows(home: Path, table: Any) -> dict[str, Any]:
    with Lake(home / "lake").open(tables=[table]) as snapshot:
        return {row.source_file: row for row in snapshot.rows(table)}


def test_a_touched_file_is_unchanged_and_its_stamp_is_recorded(source: Path, home: Path) -> None:
    short_run(source, home)
    put(source, {1: corpus.text_of(1)}, LONG_AGO + 1)
    assert short_run(source, home) == "unchanged"
    run = last_run(home)
    assert (run.files_changed, run.files_unchanged, run.articles) == (0, 3, 0)
    row = rows(home, SOURCE_FILES)[corpus.name_of(1)]
    assert (row.modified_ns, row.run_id) == (LONG_AGO + 1, run.run_id)
    commits = Lake(home / "lake").commits()
    assert short_run(source, home) == "unchanged"
    assert "source_files" not in (Lake(home / "lake").commits()[-1].taken or {}), "it is looked at once"
    assert len(Lake(home / "lake").commits()) == len(commits) + 1
    assert len(shown(home)["source_files"]) == 3


def test_a_change_within_the_tick_of_the_listing_is_seen(source: Path, home: Path) -> None:
    path = source / corpus.name_of(1)
    path.write_text(corpus.text_of(1))
    stamp = path.stat()
    short_run(source, home)
    path.write_text(corpus.text_of(1).replace("Dänemark", "Dünemark"))
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (stamp.st_size, stamp.st_mtime_ns)
    assert short_run(source, home) == "done"
    assert last_run(home).files_changed == 1


def test_a_missing_file_is_kept_and_named_until_it_is_back(source: Path, home: Path) -> None:
    short_run(source, home)
    before = shown(home)
    (source / corpus.name_of(2)).unlink()
    assert short_run(source, home) == "unchanged"
    first = last_run(home)
    assert (first.files_missing, first.files_pruned) == (1, 0)
    (row,) = rows(home, MISSING_FILES).values()
    assert (row.source_file, row.is_pruned, row.run_id) == (corpus.name_of(2), False, first.run_id)
    assert shown(home) == before | {"missing_files": [(corpus.name_of(2), False)]}
    short_run(source, home)
    assert rows(home, MISSING_FILES)[corpus.name_of(2)].run_id == first.run_id, "told once"
    assert last_run(home).files_missing == 1, "counted always"
    put(source, {2: corpus.text_of(2)})
    assert short_run(source, home) == "unchanged"
    assert shown(home) == before


def test_pruning_leaves_what_a_first_run_without_the_files_gives(
    source: Path, home: Path, tmp_path: Path
) -> None:
    copy = source / "000_copy.txt"
    copy.write_text(corpus.text_of(1))
    short_run(source, home)
    assert [reject[0] for reject in shown(home)["rejects"]] == [corpus.name_of(1)]
    copy.unlink()
    (source / corpus.name_of(2)).unlink()
    short_run(source, home)
    assert short_run(source, home, prune=True) == "done"
    run = last_run(home)
    assert (run.files_missing, run.files_pruned) == (2, 2)
    assert {r.source_file: r.is_pruned for r in rows(home, MISSING_FILES).values()} == {
        copy.name: True, corpus.name_of(2): True,
    }  # fmt: skip
    short_run(source, tmp_path / "clean")
    assert held(home) | {"missing_files": []} == held(tmp_path / "clean")
    assert short_run(source, home, prune=True) == "unchanged"
    assert last_run(home).files_missing == 0, "what was pruned is missed no more"
    put(source, {2: corpus.text_of(2)})
    assert short_run(source, home) == "done"
    assert list(rows(home, MISSING_FILES)) == [copy.name]


def test_a_file_that_is_being_written_waits_for_the_next_run(
    source: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    short_run(source, home)
    before = shown(home)
    put(source, {1: corpus.text_of(41), 7: corpus.text_of(7)}, LONG_AGO + 5)
    really = folder.read

    def read(path: Path, max_bytes: int) -> bytes:
        if path.name == corpus.name_of(1):
            raise NotNow(str(path), "it changed while it was read")
        return really(path, max_bytes)

    with monkeypatch.context() as patch:
        patch.setattr(folder, "read", read)
        assert short_run(source, home) == "done"
    run = last_run(home)
    assert (run.files_new, run.files_changed, run.files_deferred, run.articles) == (1, 1, 1, 0)
    assert len(shown(home)["source_files"]) == 4
    assert [row for row in shown(home)["source_files"] if row in before["source_files"]] == before[
        "source_files"
    ]
    assert short_run(source, home) == "done"
    assert (last_run(home).files_changed, last_run(home).files_deferred) == (1, 0)


def test_a_run_without_news_loads_no_language_engine(source: Path, home: Path) -> None:
    short_run(source, home)
    shards.engine.cache_clear()
    assert short_run(source, home) == "unchanged"
    assert shards.engine.cache_info().currsize == 0
    code = (
        "import sys; from pathlib import Path\n"
        "from flows.plain import ingest_plainly; from flows.settings import Settings\n"
        f"run = ingest_plainly(Path({str(source)!r}), Settings(home=Path({str(home)!r}), model='none'))\n"
        "assert run.state == 'unchanged'; assert 'spacy' not in sys.modules and 'news.coding' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    assert Settings(home=home).warehouse_file.exists()
