"""Any sequence of runs ends where a single one over the same articles would: what the whole design serves."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import pytest
from duplicate_texts import ARTICLES, LEADS, TAILS, long_article, sentences_dropped, teaser, wire_copy
from hypothesis import given, settings
from hypothesis import strategies as st

from news.duplicates import Update, duplicates_of, signature, update
from schemas import NEAR_COPIES, NearCopy, Signature


@dataclass(frozen=True)
class Version:
    body: str
    published_earliest: date | None = None


@dataclass
class Record:
    """The tables, kept as a caller must keep them: what a run hands over replaces rows by their owner."""

    bodies_by_id: dict[str, str] = field(default_factory=dict)
    signed: dict[str, Signature] = field(default_factory=dict)
    near: dict[str, tuple[NearCopy, ...]] = field(default_factory=dict)
    duplicate_of: dict[str, str | None] = field(default_factory=dict)
    asked_bodies: int = 0

    def sharing(self, band_keys: Collection[int]) -> Iterable[tuple[int, str]]:
        return [(k, s.article_id) for s in self.signed.values() for k in s.band_keys if k in band_keys]

    def signatures(self, article_ids: Collection[str]) -> Iterable[Signature]:
        return [self.signed[a] for a in article_ids]

    def near_copies(self, article_ids: Collection[str]) -> Iterable[NearCopy]:
        return [row for a in article_ids for row in self.near.get(a, ())]

    def bodies(self, article_ids: Collection[str]) -> Mapping[str, str]:
        self.asked_bodies += len(article_ids)
        return {a: self.bodies_by_id[a] for a in article_ids}

    def run(self, versions: Mapping[str, Version], removed: Collection[str] = ()) -> Update:
        self.bodies_by_id |= {a: v.body for a, v in versions.items()}
        new = [signature(a, v.published_earliest, v.body) for a, v in versions.items()]
        result = update(new, removed, self)
        self.signed |= {s.article_id: s for s in new}
        self.near |= result.near_copies
        self.duplicate_of |= result.duplicate_of
        for a in removed:
            for table in (self.bodies_by_id, self.signed, self.near, self.duplicate_of):
                table.pop(a, None)
        return result

    def tables(self) -> tuple[dict[str, tuple[NearCopy, ...]], dict[str, str | None]]:
        return {a: rows for a, rows in self.near.items() if rows}, self.duplicate_of


def in_one_run(versions: Mapping[str, Version]) -> Record:
    record = Record()
    record.run(versions)
    return record


# Blocks of made-up words, put together at random, give copies, chains, excerpts, round-ups and unlike texts.
BLOCKS = [
    " ".join(f"b{'xyzuvwkl'[n]}w{'abcdefghijklmnopqrstuvwxyz'[i % 26] * (i // 26 + 1)}" for i in range(60))
    for n in range(8)
]
BODIES = st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=6).map(" ".join) | st.sampled_from(
    ["", "Kurz.", "kurz"]
)
VERSIONS = st.builds(Version, BODIES, st.sampled_from([None, date(2022, 1, 1), date(2022, 1, 5)]))
CORPORA = st.dictionaries(st.sampled_from("abcdefghijkl"), VERSIONS, min_size=2, max_size=12)


@settings(max_examples=150, deadline=None)
@given(CORPORA, st.data())
def test_many_runs_in_any_order_end_like_one_run(corpus: dict[str, Version], data: st.DataObject) -> None:
    arrivals = data.draw(st.permutations(sorted(corpus)))
    record = Record()
    while arrivals:
        size = data.draw(st.integers(1, len(arrivals)))
        record.run({a: corpus[a] for a in arrivals[:size]})
        arrivals = arrivals[size:]
    assert record.tables() == in_one_run(corpus).tables()


@settings(max_examples=150, deadline=None)
@given(CORPORA, st.lists(st.tuples(CORPORA, st.sets(st.sampled_from("abcdefghijkl"))), max_size=3))
def test_changed_and_removed_articles_leave_no_trace(
    corpus: dict[str, Version], runs: list[tuple[dict[str, Version], set[str]]]
) -> None:
    record = in_one_run(corpus)
    present = dict(corpus)
    for changed, removed in runs:
        gone = removed & present.keys() - changed.keys()
        record.run(changed, gone)
        present = {a: v for a, v in (present | changed).items() if a not in gone}
    assert record.tables() == in_one_run(present).tables()


@settings(max_examples=50, deadline=None)
@given(CORPORA)
def test_a_duplicate_leads_to_an_article_that_is_none(corpus: dict[str, Version]) -> None:
    groups = in_one_run(corpus).duplicate_of
    assert groups.keys() == corpus.keys()
    assert all(first is None or groups[first] is None for first in groups.values())


@pytest.mark.parametrize("seed", range(5))
def test_versions_of_written_articles_are_grouped_in_any_order_of_arrival(seed: int) -> None:
    rng = random.Random(seed)
    corpus = {}
    for topic, text in ARTICLES.items():
        corpus[f"{topic} 1"] = Version(text, date(2022, 1, 1))
        for n in range(2, 5):
            corpus[f"{topic} {n}"] = Version(wire_copy(text, random.Random(n)), date(2022, 1, n))
        corpus[f"{topic} 5"] = Version(sentences_dropped(text, random.Random(0)))
    arrivals = rng.sample(sorted(corpus), len(corpus))
    record = Record()
    for start in range(0, len(arrivals), 7):
        record.run({a: corpus[a] for a in arrivals[start : start + 7]})
    assert record.duplicate_of == {a: None if a.endswith("1") else f"{a[:-2]} 1" for a in corpus}


def test_an_earlier_newcomer_becomes_the_first_of_the_group() -> None:
    text = ARTICLES["Streik"]
    record = in_one_run(
        {"b": Version(text, date(2022, 1, 3)), "c": Version(text + " " + TAILS[0], date(2022, 1, 4))}
    )
    assert record.duplicate_of == {"b": None, "c": "b"}
    result = record.run({"z": Version(LEADS[0] + " " + text, date(2022, 1, 1))})
    assert result.duplicate_of == {"b": "z", "c": "z", "z": None}
    assert sorted(result.near_copies) == ["b", "c", "z"]


def test_a_newcomer_that_is_near_two_groups_makes_them_one() -> None:
    first, second, third = (BLOCKS[n] for n in range(3))
    ends = {"a": Version(f"{first} {first} {second}"), "c": Version(f"{second} {third} {third}")}
    record = in_one_run(ends)
    assert record.duplicate_of == {"a": None, "c": None}
    result = record.run({"b": Version(f"{first} {second} {third}")})
    assert result.duplicate_of == {"a": None, "b": "a", "c": "a"}


def test_an_article_leaves_its_group_when_it_changes() -> None:
    text = ARTICLES["Gipfel"]
    record = in_one_run({"a": Version(text), "b": Version(text), "c": Version(text)})
    result = record.run({"a": Version(ARTICLES["Theater"])})
    assert result.duplicate_of == {"a": None, "b": None, "c": "b"}
    assert [row.near_id for row in result.near_copies["b"]] == ["c"]
    assert result.near_copies["a"] == ()


def test_a_teaser_is_a_duplicate_of_the_article_whatever_came_first() -> None:
    text = ARTICLES["Ausgrabung"]
    short, long = Version(teaser(text), date(2022, 1, 1)), Version(long_article(text), date(2022, 1, 2))
    record = in_one_run({"a": short})
    assert record.run({"b": long}).duplicate_of == {"a": "b", "b": None}


def test_only_candidates_are_read() -> None:
    record = in_one_run({topic: Version(text) for topic, text in ARTICLES.items()})
    record.asked_bodies = 0
    result = record.run({"neu": Version(wire_copy(ARTICLES["Waldbrand"], random.Random(0)))})
    assert record.asked_bodies == 2
    assert result.duplicate_of.keys() == {"neu", "Waldbrand"}


def test_rows_can_be_stored() -> None:
    record = in_one_run({"a": Version(ARTICLES["Gipfel"]), "b": Version(teaser(ARTICLES["Gipfel"]))})
    rows = [row for owned in record.near.values() for row in owned]
    assert NEAR_COPIES.from_arrow(NEAR_COPIES.to_arrow(rows)) == rows
    assert duplicates_of(record.signed.values(), rows) == record.duplicate_of
