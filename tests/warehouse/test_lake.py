"""Commits take owners over, whole or not at all."""

from __future__ import annotations

import fcntl
import json
import multiprocessing
from pathlib import Path

import pytest
from plain_rows import plain_row

from schemas import RAW_TEXTS, REJECTS, RUNS, Reject
from warehouse.lake import Lake, LakeBusyError, LakeError


def reject(name: str, reason: str = "empty", run_id: str = "r") -> Reject:
    return Reject(name, reason, "the file has no bytes", run_id)


def commit(lake: Lake, run_id: str, rows: list[Reject], taken: list[str] | None = None) -> None:
    staging = lake.staging(run_id)
    staging.write(REJECTS, rows)
    staging.take({REJECTS.name: taken if taken is not None else [r.source_file for r in rows]})
    lake.commit(run_id, lake.version)


def held(lake: Lake) -> list[Reject]:
    with lake.open() as snapshot:
        return sorted(snapshot.rows(REJECTS), key=lambda r: (r.source_file, r.reason))


def test_an_empty_lake_has_empty_tables(lake: Lake) -> None:
    assert lake.version == 0
    assert held(lake) == []


def test_the_last_commit_that_took_an_owner_over_holds(lake: Lake) -> None:
    commit(lake, "one", [reject("a"), reject("b")])
    commit(lake, "two", [reject("a", "blank")])
    assert held(lake) == [reject("a", "blank"), reject("b")]
    assert [c.run_id for c in lake.commits()] == ["one", "two"]


def test_an_owner_taken_over_without_rows_is_gone_and_may_come_back(lake: Lake) -> None:
    commit(lake, "one", [reject("a"), reject("b")])
    commit(lake, "two", [], ["a"])
    assert held(lake) == [reject("b")]
    commit(lake, "three", [reject("a")])
    assert held(lake) == [reject("a"), reject("b")]


def test_rows_nobody_took_over_do_not_hold(lake: Lake) -> None:
    commit(lake, "one", [reject("a"), reject("b")], taken=["a"])
    assert held(lake) == [reject("a")]


def test_staged_rows_are_no_part_of_the_lake_before_the_commit(lake: Lake) -> None:
    commit(lake, "one", [reject("a")])
    staging = lake.staging("two")
    staging.write(REJECTS, [reject("a", "blank")])
    staging.take({REJECTS.name: ["a"]})
    assert held(lake) == [reject("a")]
    with lake.open(staging) as snapshot:
        assert snapshot.rows(REJECTS) == [reject("a", "blank")]
        assert snapshot.rows(REJECTS, catalog="before") == [reject("a")]
        assert snapshot.rows(REJECTS, catalog="staged") == [reject("a", "blank")]


def test_a_commit_on_an_old_parent_changes_nothing(lake: Lake) -> None:
    commit(lake, "one", [reject("a")])
    lake.staging("late").write(REJECTS, [reject("b")])
    with pytest.raises(LakeBusyError, match="in the meantime"):
        lake.commit("late", parent=0)
    assert held(lake) == [reject("a")]
    assert lake.version == 1


def test_leftovers_of_killed_runs_are_removed_and_others_kept(lake: Lake) -> None:
    commit(lake, "one", [reject("a")])
    for run_id in ("killed", "held", "failed"):
        lake.staging(run_id).write(REJECTS, [reject("b")])
    for state in ("held", "failed"):
        record = lake.staging(f"{state}-record")
        record.write(RUNS, [plain_row(RUNS, run_id=state, state=state)])
        record.take({RUNS.name: [state]})
        lake.commit(f"{state}-record", lake.version)
    (lake.folder / "commits" / ".00000009.json.77").write_bytes(b"half")
    assert lake.remove_leftovers() == ["failed", "killed"]
    assert [p.name for p in (lake.folder / "commits").glob(".*")] == []
    assert not lake.staging("killed").folder.exists()
    assert lake.staging("held").folder.exists()
    assert held(lake) == [reject("a")]


def test_staged_rows_can_be_dropped_and_rewritten(lake: Lake) -> None:
    staging = lake.staging("one")
    staging.write(REJECTS, [reject("a"), reject("b")], "00000")
    staging.write(REJECTS, [reject("c")], "00001")
    staging.drop(REJECTS, "source_file", {"a", "c"})
    assert staging.parts(REJECTS) == {"00000": 1}
    assert staging.read(REJECTS, "00000") == [reject("b")]
    assert staging.read(RAW_TEXTS, "00000") == []


def test_staged_columns_replace_a_part_and_none_leave_none(lake: Lake) -> None:
    staging = lake.staging("one")
    staging.write(REJECTS, [])
    staging.take({REJECTS.name: []})
    assert (staging.parts(REJECTS), staging.owner_counts()) == ({}, {})
    staging.write(REJECTS, [reject("a"), reject("b")], "00000")
    staging.drop(REJECTS, "source_file", {"z"})
    assert staging.parts(REJECTS) == {"00000": 2}
    columns = staging.read_columns(REJECTS, "00000")
    staging.write_columns(REJECTS, columns.slice(1), "00000")
    assert staging.read(REJECTS, "00000") == [reject("b")]
    staging.write_columns(REJECTS, columns.slice(2), "00000")
    assert staging.parts(REJECTS) == {}


def test_a_snapshot_answers_queries(lake: Lake) -> None:
    commit(lake, "one", [reject("a"), reject("b")])
    with lake.open(tables=[REJECTS]) as snapshot:
        snapshot.execute("CREATE TEMP TABLE chosen AS SELECT ? AS source_file", ["b"])
        found = snapshot.column(
            "SELECT source_file FROM corpus.main.rejects SEMI JOIN chosen USING (source_file)"
        )
    assert found == ["b"]


def test_rows_that_are_kept_are_those_that_hold(lake: Lake) -> None:
    commit(lake, "one", [reject("a"), reject("b")])
    with lake.open(tables=[REJECTS]) as snapshot:
        before = snapshot.rows(REJECTS)
        snapshot.keep(REJECTS)
        assert snapshot.rows(REJECTS) == before
        (path,) = (lake.folder / "rows" / "one" / "rejects").glob("*.parquet")
        path.unlink()
        assert snapshot.rows(REJECTS) == before, "they are read once"


def test_data_version_ignores_the_record_of_runs(lake: Lake) -> None:
    commit(lake, "one", [reject("a")])
    staging = lake.staging("two")
    staging.take({RUNS.name: ["two"]})
    lake.commit("two", lake.version)
    assert (lake.version, lake.data_version) == (2, 1)


def hold(folder: Path, is_held: multiprocessing.synchronize.Event) -> None:
    with Lake(folder).writer():
        is_held.set()
        multiprocessing.Event().wait(60)


def test_the_lock_dies_with_its_process(lake: Lake) -> None:
    context = multiprocessing.get_context("spawn")
    is_held = context.Event()
    other = context.Process(target=hold, args=(lake.folder, is_held), daemon=True)
    other.start()
    assert is_held.wait(60)
    with pytest.raises(LakeBusyError, match="another run is writing"), lake.writer():
        pass
    other.kill()
    other.join(60)
    with lake.writer():
        pass


def test_the_lock_is_one_of_the_operating_system_and_a_left_file_locks_nobody_out(lake: Lake) -> None:
    with (lake.folder / "writer.lock").open("w") as handle:
        with lake.writer(), pytest.raises(BlockingIOError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        assert (lake.folder / "writer.lock").exists()
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        with pytest.raises(LakeBusyError), lake.writer():
            pass
    with lake.writer():
        pass


def test_the_lock_file_may_not_be_written(lake: Lake) -> None:
    (lake.folder / "writer.lock").unlink()
    (lake.folder / "writer.lock").mkdir()
    with pytest.raises(LakeError, match=r"cannot lock .*writer\.lock"), lake.writer():
        pass


def test_what_fails_under_the_lock_is_told_as_it_is(lake: Lake) -> None:
    with pytest.raises(IsADirectoryError), lake.writer():
        (lake.folder / "commits").read_bytes()


def test_a_commit_that_does_not_record_what_it_took_may_have_taken_anything(lake: Lake) -> None:
    commit(lake, "one", [reject("a")])
    (path,) = (lake.folder / "commits").glob("*.json")
    content = json.loads(path.read_text())
    assert content.pop("taken") == {"rejects": 1}
    path.write_text(json.dumps(content))
    former = Lake(lake.folder)
    assert former.data_version == 1
    assert held(former) == [reject("a")]
    with former.open(tables=[REJECTS]) as snapshot:
        assert snapshot.rows(REJECTS) == [reject("a")]


def test_a_broken_staged_file_is_named(lake: Lake) -> None:
    staging = lake.staging("one")
    staging.write(REJECTS, [reject("a")])
    path = staging.folder / "rejects" / "0000.parquet"
    path.write_bytes(b"torn")
    for look in (
        lambda: staging.read(REJECTS, "0000"),
        lambda: staging.parts(REJECTS),
        lambda: lake.commit("one", 0),
    ):
        with pytest.raises(LakeError, match=r"cannot read .*one/rejects/0000\.parquet"):
            look()
    assert lake.version == 0


def test_a_broken_commit_is_named(lake: Lake) -> None:
    commit(lake, "one", [reject("a")])
    (path,) = (lake.folder / "commits").glob("*.json")
    path.write_text('{"version": 1')
    with pytest.raises(LakeError, match=path.name):
        lake.commits()


def test_a_commit_that_cannot_be_read_is_named(lake: Lake) -> None:
    commit(lake, "one", [reject("a")])
    (lake.folder / "commits" / "00000002.json").mkdir()
    with pytest.raises(LakeError, match=r"cannot read the commit .*00000002\.json"):
        lake.commits()


@pytest.mark.parametrize("damage", [b"", b"PAR1 and then nothing", None], ids=["empty", "torn", "gone"])
def test_a_broken_file_is_named(lake: Lake, damage: bytes | None) -> None:
    commit(lake, "one", [reject("a")])
    (path,) = (lake.folder / "rows" / "one" / "rejects").glob("*.parquet")
    if damage is None:
        path.unlink()
    else:
        path.write_bytes(damage)
    with pytest.raises(LakeError, match=r"rows/one/rejects/0000\.parquet"):
        held(lake)
