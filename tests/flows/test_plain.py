"""The whole pipeline on small folders: the same rows in whatever order and batches the files came."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import corpus
import duckdb
import pytest
from crashes import in_child
from states import BY_RUN, rows

from flows.plain import ingest_plainly
from flows.settings import Settings
from flows.stages.finish import rebuild_warehouse
from news.discover import SourceError
from news.knowledge.tables import KnowledgeError
from news.language import UnknownEngineError
from schemas import TABLES
from warehouse.durable import STEPS
from warehouse.lake import Lake, LakeBusyError


def ingest(home: Path, source: Path, **changes: Any) -> Any:
    options = {k: changes.pop(k) for k in ("full", "is_validated") if k in changes}
    options.setdefault("is_validated", False)
    return ingest_plainly(source, Settings(home=home, **changes), **options)


def query(home: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(Settings(home=home).warehouse_file), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_every_file_is_an_article_or_a_reject(tmp_path: Path) -> None:
    source = corpus.write(tmp_path / "in", {corpus.name_of(n): corpus.text_of(n) for n in range(3)})
    (source / "empty.txt").write_bytes(b"")
    (source / "blank.txt").write_bytes(b" \n\t\n")
    (source / "header.txt").write_bytes(b" date 2023-05 \n")
    (source / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    (source / "notes.md").write_text("not named like an article")
    run = ingest(tmp_path / "home", source, is_validated=True)
    assert (run.files_seen, run.articles, run.rejects, run.files_ignored) == (7, 3, 4, 1)
    assert query(tmp_path / "home", "SELECT source_file, reason FROM rejects ORDER BY ALL") == [
        ("blank.txt", "blank"),
        ("empty.txt", "empty"),
        ("header.txt", "header_only"),
        ("picture.txt", "not_text"),
    ]
    assert query(tmp_path / "home", "SELECT count(*) FROM source_files") == [(7,)]


def test_a_second_run_reads_only_what_changed(tmp_path: Path) -> None:
    source = corpus.write(tmp_path / "in", {corpus.name_of(n): corpus.text_of(n) for n in range(4)})
    home = tmp_path / "home"
    ingest(home, source)
    assert ingest(home, source).state == "unchanged"
    changed = source / corpus.name_of(1)
    changed.write_text(corpus.text_of(40))
    (source / corpus.name_of(9)).write_text(corpus.text_of(9))
    run = ingest(home, source)
    assert (run.files_new, run.files_changed, run.files_unchanged, run.articles) == (1, 1, 3, 2)
    bodies = dict(query(home, "SELECT source_file, body FROM articles"))
    assert "Ort 40" in bodies[changed.name]
    assert len(bodies) == 5
    assert not query(home, "SELECT 1 FROM entities WHERE name = 'Arne Holt1'"), (
        "the old version's rows are gone"
    )


def test_a_run_that_finds_nothing_new_does_without_pandas(tmp_path: Path) -> None:
    """Its import would take half as long as listing 100,000 files."""
    source = corpus.write(tmp_path / "in", {corpus.name_of(n): corpus.text_of(n) for n in range(2)})
    for path in source.iterdir():
        os.utime(path, (1_600_000_000, 1_600_000_000))  # no doubt that they are as they were read
    ingest(tmp_path / "home", source)
    assert ingest(tmp_path / "home", source).state == "unchanged"
    code = (
        "import sys; from pathlib import Path; from flows.plain import ingest_plainly;"
        " from flows.settings import Settings; source, home = map(Path, sys.argv[1:]);"
        " print(ingest_plainly(source, Settings(home=home)).state, 'pandas' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(source), str(tmp_path / "home")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["unchanged", "False"]


def test_an_emptied_file_turns_from_article_to_reject_and_back(tmp_path: Path) -> None:
    source = corpus.write(tmp_path / "in", {corpus.name_of(n): corpus.text_of(n) for n in range(2)})
    home = tmp_path / "home"
    ingest(home, source)
    before = rows(home)
    (source / corpus.name_of(1)).write_text("")
    ingest(home, source)
    assert query(home, "SELECT count(*) FROM articles") == [(1,)]
    assert query(home, "SELECT reason FROM rejects") == [("empty",)]
    assert not query(home, "FROM mentions WHERE article_id NOT IN (SELECT article_id FROM articles)")
    (source / corpus.name_of(1)).write_text(corpus.text_of(1))
    ingest(home, source)
    after = rows(home)
    for table in after:
        assert [{**r, "modified_ns": 0} for r in after[table]] == [
            {**r, "modified_ns": 0} for r in before[table]
        ]


def test_files_that_are_gone_are_kept_and_counted(tmp_path: Path) -> None:
    source = corpus.write(tmp_path / "in", {corpus.name_of(n): corpus.text_of(n) for n in range(3)})
    home = tmp_path / "home"
    ingest(home, source)
    (source / corpus.name_of(2)).unlink()
    run = ingest(home, source)
    assert (run.state, run.files_missing, run.files_seen) == ("unchanged", 1, 2)
    assert query(home, "SELECT count(*) FROM articles") == [(3,)]


def test_same_content_under_several_names_is_one_article(tmp_path: Path) -> None:
    text = corpus.text_of(5)
    source = corpus.write(tmp_path / "in", {corpus.name_of(5): text})
    home = tmp_path / "home"
    ingest(home, source)
    corpus.write(source, {corpus.name_of(7): text, corpus.name_of(2): text})
    ingest(home, source)
    assert query(home, "SELECT source_file, source_files FROM articles") == [
        (corpus.name_of(2), [corpus.name_of(2), corpus.name_of(5), corpus.name_of(7)])
    ]
    assert query(home, "SELECT source_file, reason FROM rejects ORDER BY ALL") == [
        (corpus.name_of(5), "duplicate_content"),
        (corpus.name_of(7), "duplicate_content"),
    ]
    (source / corpus.name_of(2)).write_text(corpus.text_of(2))
    ingest(home, source)
    found = query(home, "SELECT source_file, source_files FROM articles ORDER BY ALL")
    assert found == [
        (corpus.name_of(2), [corpus.name_of(2)]),
        (corpus.name_of(5), [corpus.name_of(5), corpus.name_of(7)]),
    ], "a copy becomes the article when the one before it changes"


def test_files_with_one_upstream_id_are_told_apart_by_path(tmp_path: Path) -> None:
    source = corpus.write(tmp_path / "in", {"007_000000000000000a.txt": corpus.text_of(7)})
    home = tmp_path / "home"
    ingest(home, source)
    corpus.write(source, {"003_000000000000000a.txt": corpus.text_of(3)})
    ingest(home, source)
    assert query(home, "SELECT source_file, source_files FROM articles") == [
        ("003_000000000000000a.txt", ["003_000000000000000a.txt"])
    ]
    ((name, reason, detail),) = query(home, "SELECT source_file, reason, detail FROM rejects")
    assert (name, reason) == ("007_000000000000000a.txt", "duplicate_id")
    assert "003_000000000000000a.txt" in detail


def test_lines_that_recur_are_boilerplate_also_in_articles_read_before(tmp_path: Path) -> None:
    first = {corpus.name_of(n): corpus.text_of(n, corpus.FOOTER) for n in range(15)}
    source = corpus.write(tmp_path / "in", first)
    home = tmp_path / "home"
    ingest(home, source)
    assert query(home, f"SELECT count(*) FROM articles WHERE body LIKE '%{corpus.FOOTER}%'") == [(15,)]
    corpus.write(source, {corpus.name_of(n): corpus.text_of(n, corpus.FOOTER) for n in range(15, 25)})
    run = ingest(home, source)
    assert query(home, f"SELECT count(*) FROM articles WHERE body LIKE '%{corpus.FOOTER}%'") == [(0,)]
    assert query(
        home, f"SELECT kind, count(*) FROM boilerplate WHERE text = '{corpus.FOOTER}' GROUP BY 1"
    ) == [("recurring", 25)]
    assert run.files_new == 10
    assert run.articles == 25, "the articles read before are coded again from their stored texts"


def files() -> dict[str, str]:
    """Twins, copies, near-copies, rejects and a line that recurs: everything that makes order matter."""
    many = {corpus.name_of(n): corpus.text_of(n, corpus.FOOTER if n < 22 else None) for n in range(26)}
    near = (
        (corpus.SAMPLE / "038_2102cd258f3b214d.txt").read_text(),
        (corpus.SAMPLE / "045_2e53b31f5eff4835.txt").read_text(),
    )
    return many | {
        "100_00000000000000aa.txt": near[0],
        "101_00000000000000ab.txt": near[1],
        "200_0000000000000003.txt": corpus.text_of(33),
        "sub/copy.txt": corpus.text_of(4, corpus.FOOTER),
        "000_copy.txt": corpus.text_of(24),
        "empty.txt": "",
    }


@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    folder = tmp_path_factory.mktemp("at_once")
    source = write_all(folder / "in", sorted(files()))
    ingest(folder / "home", source)
    return rows(folder / "home")


def write_all(source: Path, names: list[str]) -> Path:
    source.mkdir(exist_ok=True)
    for name in names:
        path = source / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(files()[name])
        os.utime(path, ns=(10**18, 10**18))
    return source


@pytest.mark.parametrize("seed", range(4))
def test_many_runs_in_any_order_one_of_them_killed_give_the_rows_of_one(
    at_once: dict[str, list[dict[str, Any]]], tmp_path: Path, seed: int
) -> None:
    shuffler = random.Random(seed)
    names = sorted(files())
    shuffler.shuffle(names)
    runs = shuffler.randint(2, 6)
    killed, step = shuffler.randrange(runs), shuffler.choice(STEPS)
    home = tmp_path / "home"
    for number, batch in enumerate(names[n::runs] for n in range(runs)):
        source = write_all(tmp_path / "in", batch)
        shard_files = shuffler.randint(1, 30)
        if number == killed:
            in_child(partial(ingest, home, source, shard_files=shard_files), kill_at=step)
        ingest(home, source, shard_files=shard_files)
    found = rows(home)
    for table, expected in at_once.items():
        assert found[table] == expected, table
    rebuild_warehouse(Settings(home=home))
    for table in (t for t in TABLES if t.is_published and t.name in at_once):
        columns = [f.name for f in table.fields if f.name not in BY_RUN]
        expected = [tuple(row[c] for c in columns) for row in at_once[table.name]]
        shown = query(home, f"SELECT {', '.join(columns)} FROM {table.qualified_name}")
        assert sorted(map(repr, shown)) == sorted(map(repr, expected)), table.name


def test_a_rebuild_from_the_lake_gives_the_same_warehouse(tmp_path: Path) -> None:
    home = tmp_path / "home"
    ingest(home, corpus.SAMPLE)
    settings = Settings(home=home)

    def tables() -> dict[str, list[tuple[Any, ...]]]:
        names = query(home, "SELECT schema_name || '.' || table_name FROM duckdb_tables() ORDER BY ALL")
        return {name: query(home, f"SELECT * FROM {name} ORDER BY ALL") for (name,) in names}

    before = tables()
    settings.warehouse_file.unlink()
    rebuild_warehouse(settings)
    assert tables() == before


def test_an_empty_source_is_an_error_and_is_recorded(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with pytest.raises(SourceError, match="holds no file"):
        ingest(tmp_path / "home", tmp_path / "in")
    with Lake(tmp_path / "home" / "lake").open() as snapshot:
        assert snapshot.column("SELECT state FROM corpus.main.runs") == ["failed"]


def test_an_engine_that_does_not_load_reads_nothing(tmp_path: Path) -> None:
    source = corpus.write(tmp_path / "in", {corpus.name_of(1): corpus.text_of(1)})
    (tmp_path / "engine").mkdir()
    (tmp_path / "engine" / "config.cfg").write_text("[nlp]\n")
    with pytest.raises(UnknownEngineError, match="DEPESCHE_MODEL"):
        ingest(tmp_path / "home", source, model=str(tmp_path / "engine"))
    with Lake(tmp_path / "home" / "lake").open() as snapshot:
        assert snapshot.column("SELECT state FROM corpus.main.runs") == ["failed"]
        assert snapshot.column("SELECT source_file FROM corpus.main.source_files") == []


def test_two_runs_at_once_are_told_apart(tmp_path: Path) -> None:
    source = corpus.write(tmp_path / "in", {corpus.name_of(1): corpus.text_of(1)})
    lake = Lake(tmp_path / "home" / "lake")
    (tmp_path / "home").mkdir()
    with lake.writer(), pytest.raises(LakeBusyError, match="another run"):
        ingest(tmp_path / "home", source)
    assert ingest(tmp_path / "home", source).state == "done"


def test_own_knowledge_is_used_and_recorded_and_the_next_run_without_it_forgets_it(tmp_path: Path) -> None:
    texts = {corpus.name_of(1): " date 2023-05 Streit\n\nHalmstrand wies den Vorwurf am Montag zurück.\n"}
    source = corpus.write(tmp_path / "in", texts)
    own = corpus.write(
        tmp_path / "own", {"states.tsv": "iso3\tname\tshort_forms\nVLN\tNordmark-Velen\tHalmstrand\n"}
    )
    found = []
    for home, knowledge in (("with", own), ("without", None)):
        run = ingest(tmp_path / home, source, knowledge=knowledge)
        sql = "SELECT name, country_code FROM entities WHERE entity_type = 'LOC'"
        found.append((run.lexicon_version, query(tmp_path / home, sql)))
    assert [entities for _, entities in found] == [[("Nordmark-Velen", "VLN")], []]
    assert found[0][0] != found[1][0]


def test_a_bad_row_of_own_knowledge_stops_a_run_before_it_begins(tmp_path: Path) -> None:
    source = corpus.write(tmp_path / "in", {corpus.name_of(1): corpus.text_of(1)})
    own = corpus.write(tmp_path / "own", {"organisations.tsv": "name\tcountry\nFelderbund\tVelen\n"})
    with pytest.raises(KnowledgeError, match=r"organisations\.tsv, line 2, column country: 'Velen'"):
        ingest(tmp_path / "home", source, knowledge=own)
    assert not (tmp_path / "home").exists()
