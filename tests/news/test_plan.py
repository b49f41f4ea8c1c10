from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.discover import Listing, RawFile
from news.plan import Plan, plan_run
from schemas import SourceFile

STAMPS = st.tuples(st.integers(0, 2), st.integers(0, 2))
SOURCES = st.dictionaries(st.sampled_from("abcdef"), STAMPS)
"""Path -> size and time of change."""


def listing(files: dict[str, tuple[int, int]], ignored_count: int = 0) -> Listing:
    return Listing(tuple(RawFile(name, Path(name), *files[name]) for name in sorted(files)), ignored_count)


def known(files: dict[str, tuple[int, int]], outcome: str = "article") -> dict[str, SourceFile]:
    return {
        name: SourceFile(name, *stamp, "0" * 64, "1" * 16, outcome, "run") for name, stamp in files.items()
    }


def to_read(plan: Plan) -> list[str]:
    return [file.source_file for file in plan.to_read]


def counts(plan: Plan) -> tuple[int, int, int, int]:
    return plan.new_count, plan.changed_count, plan.unchanged_count, plan.missing_count


def test_first_run_reads_everything() -> None:
    plan = plan_run(listing({"b": (1, 1), "a": (2, 1)}, ignored_count=3), {})
    assert to_read(plan) == ["a", "b"]
    assert counts(plan) == (2, 0, 0, 0)
    assert plan.ignored_count == 3


def test_a_run_without_news_reads_nothing() -> None:
    files = {"a": (1, 1), "b": (2, 2)}
    plan = plan_run(listing(files), known(files))
    assert to_read(plan) == []
    assert counts(plan) == (0, 0, 2, 0)


@pytest.mark.parametrize("stamp", [(2, 1), (1, 2), (1, 0)], ids=["size", "later", "earlier"])
def test_size_or_time_makes_a_file_changed(stamp: tuple[int, int]) -> None:
    plan = plan_run(listing({"a": stamp}), known({"a": (1, 1)}))
    assert to_read(plan) == ["a"]
    assert counts(plan) == (0, 1, 0, 0)


def test_rejects_are_not_read_again_until_they_change() -> None:
    assert to_read(plan_run(listing({"a": (1, 1)}), known({"a": (1, 1)}, "reject"))) == []
    assert to_read(plan_run(listing({"a": (9, 1)}), known({"a": (1, 1)}, "reject"))) == ["a"]


def test_a_missing_file_is_counted_and_not_read() -> None:
    plan = plan_run(listing({"a": (1, 1)}), known({"a": (1, 1), "weg": (1, 1)}))
    assert to_read(plan) == []
    assert counts(plan) == (0, 0, 1, 1)


def test_a_renamed_file_is_a_new_one_and_a_missing_one() -> None:
    plan = plan_run(listing({"neu": (1, 1)}), known({"alt": (1, 1)}))
    assert to_read(plan) == ["neu"]
    assert counts(plan) == (1, 0, 0, 1)


def test_all_at_once_in_order_of_paths() -> None:
    plan = plan_run(
        listing({"neu": (1, 1), "anders": (1, 2), "gleich": (1, 1)}),
        known({"anders": (1, 1), "gleich": (1, 1), "weg": (1, 1)}),
    )
    assert to_read(plan) == ["anders", "neu"]
    assert counts(plan) == (1, 1, 1, 1)
    assert set(plan.listed) == {"neu", "anders", "gleich"}


def test_full_reads_everything_and_counts_as_ever() -> None:
    now, before = {"a": (1, 1), "b": (1, 2), "c": (1, 1)}, {"a": (1, 1), "b": (1, 1), "d": (1, 1)}
    plan = plan_run(listing(now), known(before), full=True)
    assert to_read(plan) == ["a", "b", "c"]
    assert counts(plan) == counts(plan_run(listing(now), known(before))) == (1, 1, 1, 1)


@given(SOURCES, SOURCES)
def test_counts_add_up_and_reading_settles(
    now: dict[str, tuple[int, int]], before: dict[str, tuple[int, int]]
) -> None:
    plan = plan_run(listing(now), known(before))
    assert plan.new_count + plan.changed_count + plan.unchanged_count == len(now)
    assert plan.new_count + plan.changed_count == len(plan.to_read)
    assert plan.unchanged_count + plan.changed_count + plan.missing_count == len(before)
    assert set(to_read(plan)) == {name for name, stamp in now.items() if before.get(name) != stamp}
    after = {**before, **now}
    assert to_read(plan_run(listing(now), known(after))) == []
