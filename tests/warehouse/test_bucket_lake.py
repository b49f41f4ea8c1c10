"""A lake in a bucket over real HTTP: of two writers one wins, a copy is made anew from it, damage is told."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import corpus
import pytest
from bucket_homes import articles, ingest, keys, settings, texts
from crashes import in_child
from object_storage import Storage, serving

from flows.compact import compact_lake
from flows.settings import Settings
from flows.sources import open_lake, s3_client
from flows.stages.finish import rebuild_warehouse
from schemas import RUNS
from warehouse.bucket_lake import BucketLake
from warehouse.check import check_lake
from warehouse.compact import compact
from warehouse.durable import BUCKET_STEPS, StorageError
from warehouse.lake import Lake, LakeBusyError, LakeError


@pytest.fixture
def storage(monkeypatch: pytest.MonkeyPatch) -> Iterator[Storage]:
    with serving(monkeypatch, "see") as found:
        yield found


def small_lake(folder: Path, storage: Storage) -> Lake:
    return Lake(folder, BucketLake(storage.bucket, "lake/", s3_client()))


def commit(lake: Lake, run_id: str, parent: int) -> None:
    staging = lake.staging(run_id)
    staging.take({RUNS.name: [run_id]})
    lake.commit(run_id, parent)


def copy_and_rebuild(of: Settings) -> None:
    with open_lake(of).writer():
        pass
    rebuild_warehouse(of)


def test_two_machines_share_a_lake(tmp_path: Path, storage: Storage) -> None:
    one, two, alone = (tmp_path / name for name in ("one", "two", "alone"))
    source = corpus.write(tmp_path / "in", texts(1, 2))
    ingest(one, storage, source)
    corpus.write(source, texts(3))
    run = ingest(two, storage, source)
    assert (run.files_new, run.files_unchanged) == (1, 2), "the second machine knows what the first has read"
    ingest(alone, None, source)
    assert articles(two) == articles(alone)
    assert keys(storage, "commits/") == ["commits/00000001.json", "commits/00000002.json"]
    assert len(articles(one)) == 2
    assert rebuild_warehouse(settings(one, storage)) == 2
    assert articles(one) == articles(alone)
    assert (two / "lake" / "commits" / "00000001.json").read_bytes() == (
        one / "lake" / "commits" / "00000001.json"
    ).read_bytes()


def test_a_lake_of_the_home_folder_moves_into_an_empty_bucket_and_is_compacted_there(
    tmp_path: Path, storage: Storage
) -> None:
    home, other = tmp_path / "home", tmp_path / "other"
    source = corpus.write(tmp_path / "in", texts(1, 2))
    ingest(home, None, source)
    corpus.write(source, texts(3))
    ingest(home, storage, source)
    ingest(other, storage, source)
    expected = articles(home)
    assert articles(other) == expected
    before = keys(storage, "rows/")
    assert compact_lake(settings(home, storage)) is not None
    assert len(keys(storage, "commits/")) == 4
    rows = keys(storage, "rows/")
    assert not set(rows) & set(before)
    named = {f.path for c in Lake(home / "lake").commits() for files in c.files.values() for f in files}
    assert set(rows) == named
    run = ingest(other, storage, source)
    assert (run.state, run.files_unchanged) == ("unchanged", 3)
    assert not (other / "lake" / "commits" / "00000001.json").exists()
    copy_and_rebuild(settings(tmp_path / "third", storage))
    assert articles(tmp_path / "third") == articles(other) == expected


def test_of_many_writers_at_once_one_wins(tmp_path: Path, storage: Storage) -> None:
    lakes = [small_lake(tmp_path / str(n), storage) for n in range(6)]
    won, lost = [], []
    together = threading.Barrier(len(lakes))

    def race(number: int) -> None:
        with lakes[number].writer():
            together.wait()
            try:
                commit(lakes[number], f"run{number}", 0)
                won.append(number)
            except LakeBusyError:
                lost.append(number)

    threads = [threading.Thread(target=race, args=(number,)) for number in range(len(lakes))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(won), len(lost)) == (1, 5)
    for lake in lakes:
        with lake.writer():
            lake.remove_leftovers()
        assert [c.run_id for c in lake.commits()] == [f"run{won[0]}"]


def test_a_commit_whose_answer_was_lost_is_ours(tmp_path: Path, storage: Storage) -> None:
    lake = small_lake(tmp_path / "one", storage)
    with lake.writer():
        commit(lake, "run", 0)
        written = (lake.folder / "commits" / "00000001.json").read_bytes()
        record = BucketLake(storage.bucket, "lake/", storage.client)
        record.commit(lake.folder, lake.commits()[0], written)
        with pytest.raises(FileExistsError):
            record.commit(lake.folder, lake.commits()[0], written + b" ")


def test_a_writer_that_died_between_bucket_and_folder_goes_on(tmp_path: Path, storage: Storage) -> None:
    lake = small_lake(tmp_path / "one", storage)
    with lake.writer():
        commit(lake, "run", 0)
    (lake.folder / "commits" / "00000001.json").unlink()
    again = small_lake(tmp_path / "one", storage)
    with again.writer():
        assert again.version == 1
        assert again.remove_leftovers() == []
        commit(again, "next", 1)
    assert [c.run_id for c in again.commits()] == ["run", "next"]


@pytest.mark.parametrize("step", ["commit:hashed", *BUCKET_STEPS, "commit:beside", "commit:linked"])
def test_a_writer_that_is_killed_has_committed_all_or_nothing(
    tmp_path: Path, storage: Storage, step: str
) -> None:
    def job() -> None:
        lake = small_lake(tmp_path / "one", storage)
        with lake.writer():
            commit(lake, "killed", 0)

    assert in_child(job, kill_at=step) == -signal.SIGKILL
    committed = ["killed"] if step not in {"commit:hashed", "bucket:rows"} else []
    for name in ("two", "one"):
        lake = small_lake(tmp_path / name, storage)
        with lake.writer():
            lake.remove_leftovers()
            assert check_lake(lake, read_data=True) == []
            assert [c.run_id for c in lake.commits()] == committed
            commit(lake, f"next{name}", len(committed))
        committed.append(f"next{name}")


def test_throttling_is_waited_out(tmp_path: Path, storage: Storage) -> None:
    lake = small_lake(tmp_path / "one", storage)
    storage.throttled = 2
    with lake.writer():
        storage.throttled = 1
        commit(lake, "run", 0)
    assert keys(storage, "commits/") == ["commits/00000001.json"]


def test_another_lake_is_not_mixed_in(tmp_path: Path, storage: Storage) -> None:
    with (lake := small_lake(tmp_path / "one", storage)).writer():
        commit(lake, "run", 0)
    with (other := Lake(tmp_path / "two")).writer():
        commit(other, "stranger", 0)
    with (
        pytest.raises(LakeError, match=r"s3://see/lake/ and .*two hold different lakes"),
        small_lake(tmp_path / "two", storage).writer(),
    ):
        pass
    with lake.writer():
        commit(lake, "run2", 1)
    two = storage.client.get_object(Bucket="see", Key="lake/commits/00000002.json")
    storage.put_all({"lake/commits/00000002.json": two["Body"].read().replace(b"run2", b"run3")})
    with pytest.raises(LakeError, match="hold different lakes"), lake.writer():
        pass


def test_another_lake_is_not_mixed_in_where_a_compaction_stands_for_its_beginning(
    tmp_path: Path, storage: Storage
) -> None:
    one, two = Lake(tmp_path / "one"), small_lake(tmp_path / "two", storage)
    with one.writer(), two.writer():
        commit(two, "run", 0)
        for number in range(2):
            commit(one, f"stranger{number}", number)
        compact(one, "compact")
    for _ in range(2):  # one of the two is compacted, then both are
        with (
            pytest.raises(LakeError, match="hold different lakes"),
            small_lake(tmp_path / "one", storage).writer(),
        ):
            pass
        with two.writer():
            for version in (1, 2, 3):
                commit(two, f"run{version}", two.version)
            compact(two, f"compact{two.version}")


def test_a_commit_that_another_writer_makes_during_the_fetch_is_not_overwritten(
    tmp_path: Path, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    with small_lake(tmp_path / "one", storage).writer():
        commit(small_lake(tmp_path / "one", storage), "run", 0)
    with (alone := Lake(tmp_path / "one")).writer():
        commit(alone, "offline", 1)
    monkeypatch.setattr(
        BucketLake,
        "_put_file",
        lambda *_: storage.put_all({"lake/commits/00000002.json": b"another writer's"}),
    )
    with (
        pytest.raises(LakeError, match="hold different lakes"),
        small_lake(tmp_path / "one", storage).writer(),
    ):
        pass


@pytest.mark.parametrize(("conflicts", "is_made"), [(2, True), (5, False)])
def test_a_conflict_is_tried_again_and_told_if_it_lasts(
    tmp_path: Path, storage: Storage, conflicts: int, is_made: bool
) -> None:
    lake = small_lake(tmp_path / "one", storage)
    with lake.writer():
        storage.conflicts = conflicts
        if is_made:
            commit(lake, "run", 0)
        else:
            with pytest.raises(StorageError, match="Try again"):
                commit(lake, "run", 0)
    assert keys(storage, "commits/") == ["commits/00000001.json"] * is_made


def test_commits_that_the_bucket_lacks_are_put_there(tmp_path: Path, storage: Storage) -> None:
    with (lake := small_lake(tmp_path / "one", storage)).writer():
        commit(lake, "run", 0)
    alone = Lake(tmp_path / "one")
    with alone.writer():
        commit(alone, "offline", 1)
    assert len(keys(storage, "commits/")) == 1
    with lake.writer():
        commit(lake, "next", 2)
    with (other := small_lake(tmp_path / "two", storage)).writer():
        assert [c.run_id for c in other.commits()] == ["run", "offline", "next"]


def test_a_compaction_made_without_the_bucket_is_put_there(tmp_path: Path, storage: Storage) -> None:
    home = tmp_path / "home"
    source = corpus.write(tmp_path / "in", texts(1))
    ingest(home, storage, source)
    ingest(home, storage, corpus.write(source, texts(2)))
    assert compact_lake(settings(home, None)) is not None
    ingest(home, storage, corpus.write(source, texts(3)))
    copy_and_rebuild(settings(tmp_path / "other", storage))
    assert articles(tmp_path / "other") == articles(home)


def test_a_slow_writer_finds_its_number_taken_after_compactions(tmp_path: Path, storage: Storage) -> None:
    slow, quick = small_lake(tmp_path / "slow", storage), small_lake(tmp_path / "quick", storage)
    with slow.writer():
        with quick.writer():
            for number in range(2):
                commit(quick, f"run{number}", quick.version)
                compact(quick, f"compact{number}")
        with pytest.raises(LakeBusyError):
            commit(slow, "slow", 0)
    with slow.writer():
        slow.remove_leftovers()
        assert [c.run_id for c in slow.commits()] == ["compact1"]


def test_rows_that_are_not_what_the_commit_says_are_not_taken(tmp_path: Path, storage: Storage) -> None:
    with (lake := small_lake(tmp_path / "one", storage)).writer():
        commit(lake, "run", 0)
    (rows,) = keys(storage, "rows/")
    storage.put_all({f"lake/{rows}": b"anderes"})
    with (
        pytest.raises(
            LakeError, match=r"s3://see/lake/rows/run/takes/0000\.parquet is not what its commit says"
        ),
        small_lake(tmp_path / "two", storage).writer(),
    ):
        pass
    assert Lake(tmp_path / "two").version == 0


def test_a_server_that_ignores_conditions_is_refused(
    tmp_path: Path, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = storage.client.put_object
    monkeypatch.setattr(storage.client, "put_object", lambda IfNoneMatch=None, **given: put(**given))  # noqa: N803
    with pytest.raises(LakeError, match="ignores If-None-Match"), small_lake(tmp_path, storage).writer():
        pass


def test_what_cannot_be_used_is_named(tmp_path: Path, storage: Storage) -> None:
    gone = Lake(tmp_path, BucketLake("fort", "lake/", storage.client))
    with (
        pytest.raises(StorageError, match=r"cannot use the lake s3://fort/lake/: .*NoSuchBucket"),
        gone.writer(),
    ):
        pass
    with pytest.raises(LakeError, match=r"DEPESCHE_LAKE is /ort; write s3://bucket/prefix"):
        open_lake(Settings(home=tmp_path, lake="/ort"))
