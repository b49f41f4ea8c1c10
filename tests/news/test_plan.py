from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.discover import LISTED, Listing
from news.plan import Differences, Plan, compare, plan_run
from news.sources.folder import Folder
from schemas import SourceFile
from schemas.known_files import KNOWN_FILES

STAMPS = st.tuples(st.integers(0, 2), st.integers(0, 2))
SOURCES = st.dictionaries(st.sampled_from("abcdef"), STAMPS)
"""Path -> size and time of change."""

Stamps = Mapping[str, tuple[int, int]]


def listing(
    files: Stamps, folder: Path = Path("/nirgends"), *, etags: Mapping[str, str] | None = None
) -> Listing:
    rows = [(n, size, time, (etags or {}).get(n), None) for n, (size, time) in files.items()]
    columns = [list(c) for c in zip(*rows, strict=True)] or [[]] * len(LISTED)
    return Listing(Folder(folder), pa.table(columns, schema=LISTED), 0)


def known(
    files: Stamps,
    *,
    racy: str = "",
    missing: str = "",
    pruned: str = "",
    etags: Mapping[str, str] | None = None,
) -> pa.Table:
    """What is known of files; each letter of ``racy``, ``missing``, ``pruned`` names one."""
    rows = [(n, *stamp, (etags or {}).get(n), n in racy, n in missing) for n, stamp in files.items()]
    rows += [(n, None, None, None, None, True) for n in pruned]
    return pa.table([list(c) for c in zip(*rows, strict=True)] or [[]] * len(KNOWN_FILES), schema=KNOWN_FILES)


def names(files: Differences | Plan, field: str) -> list[str]:
    return [file.source_file for file in getattr(files, field)]


def stored(files: Stamps, contents: Mapping[str, bytes | None] | None = None) -> dict[str, SourceFile]:
    """Stored rows; the bytes of a file are its name unless ``contents`` says otherwise, None for never read."""
    held = {n: n.encode() for n in files} | dict(contents or {})
    digests = {n: None if raw is None else sha256(raw).hexdigest() for n, raw in held.items()}
    return {n: SourceFile(n, *stamp, digests[n], "1" * 16, "article", "alt") for n, stamp in files.items()}


def plan(now: Listing, before: Stamps, rows: dict[str, SourceFile] | None = None, **options: bool) -> Plan:
    found = compare(now, known(before))
    return plan_run(
        now, found, stored(before) if rows is None else rows, run_id="neu", max_bytes=99, **options
    )


def counts(plan: Plan) -> tuple[int, int, int, int]:
    return plan.new_count, plan.changed_count, plan.unchanged_count, plan.missing_count


def test_a_first_run_reads_everything() -> None:
    first = plan(listing({"b": (1, 1), "a": (2, 1)}), {})
    assert names(first, "to_read") == ["a", "b"]
    assert counts(first) == (2, 0, 0, 0)
    assert not first.is_idle


def test_a_run_without_news_reads_nothing() -> None:
    files = {"a": (1, 1), "b": (2, 2)}
    idle = plan(listing(files), files)
    assert (names(idle, "to_read"), idle.restamped, idle.missing) == ([], (), ())
    assert counts(idle) == (0, 0, 2, 0)
    assert idle.is_idle


@pytest.mark.parametrize("stamp", [(2, 1), (1, 2), (1, 0)], ids=["size", "later", "earlier"])
def test_size_or_time_makes_a_file_suspect(stamp: tuple[int, int]) -> None:
    found = compare(listing({"a": stamp, "b": (1, 1)}), known({"a": (1, 1), "b": (1, 1)}))
    assert names(found, "suspect") == ["a"]


@pytest.mark.parametrize(
    ("now", "before", "suspect"),
    [
        ({"a": "x"}, {"a": "x"}, []),  # the same bytes were put there again, later
        ({"a": "y"}, {"a": "x"}, ["a"]),
        ({"a": "x"}, {}, ["a"]),  # it came from a folder, and lies in a bucket now
        ({}, {"a": "x"}, ["a"]),
    ],
)
def test_an_etag_goes_before_the_time_of_change(
    now: dict[str, str], before: dict[str, str], suspect: list[str]
) -> None:
    found = compare(listing({"a": (1, 9)}, etags=now), known({"a": (1, 1)}, etags=before))
    assert names(found, "suspect") == suspect


def test_a_size_differs_whatever_the_etag() -> None:
    found = compare(listing({"a": (2, 1)}, etags={"a": "x"}), known({"a": (1, 1)}, etags={"a": "x"}))
    assert names(found, "suspect") == ["a"]


def test_a_file_that_may_have_changed_within_its_tick_is_suspect() -> None:
    files = {"a": (1, 1), "b": (1, 1)}
    assert names(compare(listing(files), known(files, racy="b")), "suspect") == ["b"]


def test_the_bytes_decide_about_a_suspect_file(tmp_path: Path) -> None:
    for name in "abcd":
        (tmp_path / name).write_text(name)
    before = dict.fromkeys("abcd", (1, 1))
    now = listing(dict.fromkeys("abcd", (1, 2)), tmp_path)
    rows = stored(before, {"b": b"vorher", "c": None})
    (tmp_path / "d").chmod(0) if os.getuid() else (tmp_path / "d").unlink()
    found = plan(now, before, rows)
    assert names(found, "to_read") == ["b", "c", "d"]
    assert found.restamped == (replace(rows["a"], modified_ns=2, run_id="neu"),)
    assert counts(found) == (0, 3, 1, 0)


def test_a_touched_file_alone_leaves_a_run_idle(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a")
    touched = plan(listing({"a": (1, 2)}, tmp_path), {"a": (1, 1)})
    assert touched.is_idle
    assert counts(touched) == (0, 0, 1, 0)


def test_missing_files_are_told_once_and_counted_always() -> None:
    now = listing({"a": (1, 1)})
    before = {"a": (1, 1), "fort": (1, 1), "weg": (1, 1)}
    assert plan(now, before).missing == ("fort", "weg")
    table = known(before).set_column(5, KNOWN_FILES.field(5), pa.array([False, True, False]))
    later = plan_run(now, compare(now, table), {}, run_id="neu", max_bytes=9)
    assert (later.missing, later.missing_count, later.is_idle) == (("weg",), 2, True)
    pruned = plan_run(now, compare(now, table), {}, run_id="neu", max_bytes=9, prune=True)
    assert (pruned.missing, pruned.pruned, pruned.is_idle) == ((), ("fort", "weg"), False)


def test_a_file_that_comes_back_is_missing_no_more() -> None:
    now = listing({"a": (1, 1), "b": (1, 1)})
    found = compare(now, known({"a": (1, 1)}, missing="a", pruned="bc"))
    assert found.returned == ("a", "b")
    assert names(found, "new") == ["b"], "what was pruned is new"
    assert (found.missing, len(found.missing_before)) == ((), 0), "what was pruned is missed no more"


def test_a_renamed_file_is_a_new_one_and_a_missing_one() -> None:
    renamed = plan(listing({"neu": (1, 1)}), {"alt": (1, 1)})
    assert (names(renamed, "to_read"), renamed.missing) == (["neu"], ("alt",))
    assert counts(renamed) == (1, 0, 0, 1)


def test_full_reads_everything_and_counts_as_ever() -> None:
    now, before = listing({"a": (1, 1), "b": (1, 2), "c": (1, 1)}), {"a": (1, 1), "b": (1, 1), "d": (1, 1)}
    rows = stored(before, {"b": b"vorher"})
    full = plan(now, before, rows, full=True)
    assert names(full, "to_read") == ["a", "b", "c"]
    assert counts(full) == counts(plan(now, before, rows)) == (1, 1, 1, 1)


@given(SOURCES, SOURCES, st.sets(st.sampled_from("abcdef")))
def test_every_file_is_in_one_class(now: Stamps, before: Stamps, racy: set[str]) -> None:
    found = compare(listing(now), known(before, racy="".join(racy)))
    assert names(found, "new") == sorted(now.keys() - before.keys())
    stamped = {n for n in now.keys() & before.keys() if now[n] != before[n] or n in racy}
    assert names(found, "suspect") == sorted(stamped)
    assert sorted(found.missing) == sorted(before.keys() - now.keys())
    after = compare(listing(now), known(now))
    assert (after.new, after.suspect, after.missing) == ((), (), ())
