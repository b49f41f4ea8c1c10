"""Recoding: what other versions coded is coded again, from the lake, without the model, and goes on after a kill."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import corpus
import duckdb
import pytest
from states import rows

import flows.plain
import news.coding
from flows.plain import ingest_plainly, recode_plainly
from flows.settings import Settings
from flows.staleness import stale_counts, stale_hint

STATES = "iso3\tname\tshort_forms\nVLN\tNordmark-Velen\tHalmstrand\n"
TEXTS = {
    corpus.name_of(n): f" date 2023-05 Streit {n}\n\nHalmstrand wies den Vorwurf {n} am Montag zurück.\n\n"
    f"Präsident Arne Holt{n} warf Dänemark vor, {n * 11} Kisten zu spät geliefert zu haben."
    for n in range(1, 8)
}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return corpus.write(tmp_path / "in", TEXTS)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return corpus.write(tmp_path / "own", {"states.tsv": STATES})


def query(settings: Settings, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(settings.warehouse_file), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_another_knowledge_marks_articles_and_recoding_gives_what_a_fresh_run_gives(
    tmp_path: Path, source: Path, own: Path
) -> None:
    before, after = Settings(home=tmp_path / "home"), Settings(home=tmp_path / "home", knowledge=own)
    ingest_plainly(source, before, is_validated=False)
    assert stale_counts(before) == {}
    assert stale_hint(before) is None
    assert stale_counts(after) == {"articles": 7, "own knowledge": 7}
    assert "7 articles were coded by other versions" in (stale_hint(after) or "")
    for path in source.iterdir():
        path.unlink()  # a recoding needs no source
    run = recode_plainly(after, is_validated=False)
    assert (run.state, run.articles_recoded, run.files_seen) == ("done", 7, 0)
    assert stale_counts(after) == {}
    assert query(after, "SELECT country_code FROM entities WHERE name = 'Nordmark-Velen'") == [("VLN",)]
    assert recode_plainly(after).state == "unchanged"

    fresh = Settings(home=tmp_path / "fresh", knowledge=own)
    ingest_plainly(corpus.write(source, TEXTS), fresh, is_validated=False)
    found, expected = rows(after.home), rows(fresh.home)
    for table in found.keys() - {"source_files"}:
        assert found[table] == expected[table], table


def test_a_recoding_can_be_spread_over_several_runs(tmp_path: Path, source: Path, own: Path) -> None:
    settings = Settings(home=tmp_path / "home", knowledge=own)
    ingest_plainly(source, Settings(home=settings.home), is_validated=False)
    taken = []
    while (run := recode_plainly(settings, 3, is_validated=False)).state == "done":
        taken.append(run.articles_recoded)
        assert stale_counts(settings).get("articles", 0) == 7 - sum(taken)
    assert taken == [3, 3, 1]
    at_once = Settings(home=tmp_path / "fresh", knowledge=own)
    ingest_plainly(source, at_once, is_validated=False)
    assert rows(settings.home) == rows(at_once.home)


def test_texts_are_not_stored_once_more(tmp_path: Path, source: Path, own: Path) -> None:
    settings = Settings(home=tmp_path / "home", knowledge=own)
    ingest_plainly(source, Settings(home=settings.home), is_validated=False)
    recode_plainly(settings, is_validated=False)
    assert len(list(settings.lake_folder.glob("rows/*/raw_texts/*.parquet"))) == 1


def test_a_killed_recoding_goes_on_with_the_shards_that_are_left(
    tmp_path: Path, source: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(home=tmp_path / "home", knowledge=own, shard_files=2)
    ingest_plainly(source, Settings(home=settings.home), is_validated=False)
    coded: list[str] = []
    code, shard = news.coding.code_texts, flows.plain.code_shard

    def counted(texts: Any, *arguments: Any) -> Any:
        coded.extend(text.source_file for text in texts)
        return code(texts, *arguments)

    def killed(part: str, *arguments: Any) -> Any:
        if part == "stale-00002":
            raise KeyboardInterrupt  # as a kill, it leaves no time to record the run
        return shard(part, *arguments)

    monkeypatch.setattr("news.coding.code_texts", counted)
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("flows.plain.code_shard", killed)
        recode_plainly(settings, is_validated=False)
    assert len(coded) == 4
    assert stale_counts(settings) == {"articles": 7, "own knowledge": 7}
    run = recode_plainly(settings, is_validated=False)
    assert sorted(coded) == sorted(TEXTS), "no text was coded twice"
    assert (run.articles, run.articles_recoded) == (7, 7)
    assert query(settings, "SELECT DISTINCT run_id FROM codings") == [(run.run_id,)]
    assert not (settings.lake_folder / "shards").exists()
    at_once = Settings(home=tmp_path / "fresh", knowledge=own)
    ingest_plainly(source, at_once, is_validated=False)
    assert rows(settings.home) == rows(at_once.home)


def test_articles_without_recorded_versions_are_stale(tmp_path: Path, source: Path) -> None:
    settings = Settings(home=tmp_path / "home")
    ingest_plainly(source, settings, is_validated=False)
    with duckdb.connect(str(settings.warehouse_file)) as connection:
        connection.execute("DROP TABLE codings")
    assert stale_counts(settings) == {"articles": 7, "unrecorded versions": 7}
