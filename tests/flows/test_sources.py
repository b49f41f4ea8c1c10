"""The same articles from whatever source they came: a folder, its URL, archives, a bucket; nothing of a broken one."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import corpus
import duckdb
import pytest
from archives import pack, packed
from object_storage import Storage, serving

from flows.plain import ingest_plainly
from flows.settings import Settings
from flows.sources import chosen
from news.discover import SourceError
from schemas import Run
from warehouse.lake import Lake

FILES = {corpus.name_of(n): corpus.text_of(n).encode() for n in range(4)} | {"leer.txt": b""}
TOLD = "SELECT article_id, source_file, content_sha256, body FROM articles ORDER BY ALL"


def ingest(home: Path, source: str | Path, **options: Any) -> Run:
    settings = Settings(home=home, model="none", shard_files=2, max_bytes=100_000)
    return ingest_plainly(source, settings, is_validated=False, **options)


def query(home: Path, sql: str = TOLD) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(Settings(home=home).warehouse_file), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def counts(run: Run) -> tuple[int, int, int, int]:
    return run.files_new, run.files_changed, run.files_unchanged, run.files_missing


@pytest.fixture
def storage(monkeypatch: pytest.MonkeyPatch) -> Iterator[Storage]:
    with serving(monkeypatch) as found:
        yield found


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Any, ...]]:
    folder = tmp_path_factory.mktemp("folder")
    corpus.write(folder / "in", {name: text.decode() for name, text in FILES.items()})
    ingest(folder / "home", folder / "in")
    return query(folder / "home")


@pytest.mark.parametrize("kind", [".zip", ".tar.gz", ".tar.zst"])
def test_an_archive_gives_the_rows_of_its_folder(
    tmp_path: Path, expected: list[tuple[Any, ...]], kind: str
) -> None:
    path = pack(tmp_path / f"texte{kind}", FILES)
    run = ingest(tmp_path / "home", path.as_uri())
    assert query(tmp_path / "home") == expected
    assert (counts(run), run.source, run.rejects) == ((5, 0, 0, 0), path.as_uri(), 1)
    again = ingest(tmp_path / "home", path.as_uri())
    assert (counts(again), again.state) == ((0, 0, 5, 0), "unchanged")
    changed = dict(FILES)
    del changed[corpus.name_of(0)]
    pack(path, changed | {corpus.name_of(1): corpus.text_of(8).encode()})
    assert counts(ingest(tmp_path / "home", path.as_uri())) == (0, 1, 3, 1)


def test_a_bucket_gives_the_rows_of_its_folder_and_changes_are_told_by_etag(
    tmp_path: Path, expected: list[tuple[Any, ...]], storage: Storage
) -> None:
    home, source = tmp_path / "home", storage.url("heute")
    storage.put_all({f"heute/{name}": text for name, text in FILES.items()})
    storage.throttled = 1
    run = ingest(home, source)
    assert query(home) == expected
    assert (counts(run), run.source) == ((5, 0, 0, 0), source)

    storage.put_all({f"heute/{corpus.name_of(2)}": FILES[corpus.name_of(2)]})  # the same bytes, later
    storage.asked.clear()
    again = ingest(home, source)
    assert (counts(again), again.state) == ((0, 0, 5, 0), "unchanged")
    assert len(storage.asked) == 1  # the listing; no object was read

    storage.put_all(
        {
            f"heute/{corpus.name_of(2)}": corpus.text_of(7),
            f"heute/{corpus.name_of(5)}.gz": gzip.compress(corpus.text_of(5).encode()),
        }
    )
    storage.delete(f"heute/{corpus.name_of(0)}")
    assert counts(ingest(home, source, prune=True)) == (1, 1, 3, 1)
    numbers = {number: name for number in range(9) for name in [corpus.name_of(number)]}
    assert [name for _, name, *_ in query(home)] == [numbers[1], numbers[2], numbers[3], f"{numbers[5]}.gz"]
    (moved,) = [body for _, name, _, body in query(home) if name == numbers[2]]
    assert "Ort 7" in moved


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_compressed_files_are_the_articles_that_they_were(
    tmp_path: Path, expected: list[tuple[Any, ...]], suffix: str
) -> None:
    (tmp_path / "in").mkdir()
    for name, text in FILES.items():
        (tmp_path / "in" / f"{name}{suffix}").write_bytes(packed(text, suffix))
    (tmp_path / "in" / f"kaputt.txt{suffix}").write_bytes(packed(b"Text " * 50, suffix)[:-6])
    (tmp_path / "in" / f"bombe.txt{suffix}").write_bytes(packed(bytes(9_000_000), suffix))
    ingest(tmp_path / "home", tmp_path / "in")
    assert query(tmp_path / "home") == [(i, f"{name}{suffix}", *rest) for i, name, *rest in expected]
    rejects = query(tmp_path / "home", "SELECT source_file, reason FROM rejects ORDER BY 1")
    assert rejects == [
        (f"bombe.txt{suffix}", "too_large"), (f"kaputt.txt{suffix}", "damaged"), (f"leer.txt{suffix}", "empty"),
    ]  # fmt: skip


def test_a_packed_copy_beside_a_file_is_one_article(tmp_path: Path) -> None:
    name = corpus.name_of(1)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_bytes(FILES[name])
    (tmp_path / "in" / f"{name}.gz").write_bytes(gzip.compress(FILES[name]))
    run = ingest(tmp_path / "home", tmp_path / "in")
    assert (run.articles, run.rejects) == (1, 1)
    assert [n for _, n, *_ in query(tmp_path / "home")] == [name]


def test_members_that_are_no_articles_are_rejects_with_their_reason(tmp_path: Path) -> None:
    pack(tmp_path / "texte.zip", {"../b.txt": b"Text", "gut.txt": corpus.text_of(1).encode()})
    run = ingest(tmp_path / "home", tmp_path / "texte.zip")
    assert (run.files_seen, run.articles, run.rejects) == (2, 1, 1)
    ((name, reason, detail),) = query(tmp_path / "home", "SELECT source_file, reason, detail FROM rejects")
    assert (name, reason) == ("../b.txt", "unsafe_member")
    assert "leads out" in detail


def test_a_broken_archive_publishes_nothing(tmp_path: Path, expected: list[tuple[Any, ...]]) -> None:
    home, path = tmp_path / "home", tmp_path / "texte.tar.gz"
    whole = pack(path, FILES).read_bytes()
    ingest(home, path)
    before = Lake(Settings(home=home).lake_folder).data_version
    path.write_bytes(whole[: len(whole) * 2 // 3])
    with pytest.raises(SourceError, match=r"cannot read the archive .*texte\.tar\.gz"):
        ingest(home, path, prune=True)
    assert query(home) == expected
    lake = Lake(Settings(home=home).lake_folder)
    assert lake.data_version == before
    with lake.open() as snapshot:
        assert snapshot.column("SELECT state FROM corpus.main.runs ORDER BY started_at") == ["done", "failed"]
    path.write_bytes(whole)
    assert counts(ingest(home, path)) == (0, 0, 5, 0)


def test_the_source_that_is_named_goes_before_the_setting() -> None:
    settings = Settings(source="s3://eimer")
    assert (chosen(None, settings), chosen("hier", settings)) == ("s3://eimer", "hier")
    with pytest.raises(SourceError, match="no source is named"):
        chosen(None, Settings(source=None))
