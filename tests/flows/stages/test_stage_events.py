"""Events resolved run by run are those of one run over everything, and a run loads only what it touches."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from invented_events import (
    BELTIN,
    CHILE,
    COUNCIL,
    ENTITIES,
    LIMA,
    NATO,
    NOBODY,
    NORWAY,
    OSLO,
    REBEL,
    SORAU,
    mention,
)

from flows.settings import Settings
from flows.stages.event_groups import affected_groups
from flows.stages.events import resolve_events
from flows.work import begin
from schemas import ARTICLES, EVENT_MENTIONS, EVENTS, Article, Entity, EventMention, content_id
from schemas import ENTITIES as ENTITY_ROWS
from warehouse.lake import Lake

EMPTY: Mapping[Any, Any] = {"string": "", "int64": 1, "double": 0.0, "bool": False}


def article(article_id: str, duplicate_of: str | None = None) -> Article:
    """An article of which nothing is told but what it copies."""
    plain = {f.name: None if f.nullable else EMPTY.get(str(f.type), ()) for f in ARTICLES.fields}
    return Article(**plain | {"article_id": article_id, "duplicate_of": duplicate_of})


@dataclass
class Corpus:
    """What the articles of a moment say."""

    mentions: dict[str, list[EventMention]] = field(default_factory=dict)
    """Article -> its mentions."""
    first_of: dict[str, str] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=lambda: dict(ENTITIES))


def run(home: Path, corpus: Corpus, articles: Iterable[str]) -> set[str]:
    """Commit the present state of some articles as one run; say which articles' rows it wrote."""
    settings = Settings(home=home)
    taken = sorted(articles)
    with begin(settings, home, "command", full=False) as work:
        staging = work.staging
        here = [a for a in taken if a in corpus.mentions]
        staging.write(ARTICLES, [article(a, corpus.first_of.get(a)) for a in here])
        staging.write(EVENT_MENTIONS, [m for a in here for m in corpus.mentions[a]])
        staging.take({t.name: taken for t in (ARTICLES, EVENT_MENTIONS)})
        staging.write(ENTITY_ROWS, list(corpus.entities.values()))
        staging.take({ENTITY_ROWS.name: sorted(corpus.entities)}, "entities")
        resolve_events(work)
        written = {
            m.article_id for part in staging.parts(EVENT_MENTIONS) for m in staging.read(EVENT_MENTIONS, part)
        }
        work.lake.commit(work.run_id, work.parent)
        work.lake.index()
    return written


def rows(home: Path) -> tuple[list[Any], list[Any]]:
    with Lake(Settings(home=home).lake_folder).open() as snapshot:
        mentions = sorted(snapshot.rows(EVENT_MENTIONS), key=lambda m: m.event_mention_id)
        return mentions, sorted(snapshot.rows(EVENTS), key=lambda e: e.event_id)


def invented(chance: random.Random, article_id: str) -> list[EventMention]:
    parties = [
        (NORWAY, "NOR"),
        (CHILE, "CHL"),
        (BELTIN, "NOR"),
        (SORAU, None),
        (REBEL, "NOR"),
        (COUNCIL, None),
        (NATO, None),
        NOBODY,
    ]
    found = []
    for _ in range(chance.randrange(4)):
        first = chance.randrange(1, 60)
        row = mention(
            chance.randrange(10**6),
            event_type=chance.choice(["ACCUSE", "CONSULT", "SANCTION"]),
            actor=chance.choice(parties),
            recipient=chance.choice(parties),
            days=chance.choice([None, (1, 31), (first, first), (first, first), (first, first + 7)]),
            place=chance.choice([None, None, OSLO, LIMA]),
            sentence=chance.randrange(9),
        )
        found.append(replace(row, article_id=article_id))
    return found


def change(chance: random.Random, corpus: Corpus) -> set[str]:
    """Add, change and remove some articles; say which."""
    names = [content_id("article", n) for n in range(24)]
    changed = set(chance.sample(names, 8))
    for name in changed:
        corpus.mentions.pop(name, None)
        if chance.random() < 0.8:
            corpus.mentions[name] = invented(chance, name)
    relinked = {n for n in changed if chance.random() < 0.3 and n != names[0]}
    for name in changed:
        corpus.first_of.pop(name, None)
    if names[0] in corpus.mentions:
        corpus.first_of |= dict.fromkeys(sorted(relinked), names[0])
    else:
        changed |= corpus.first_of.keys()
        corpus.first_of.clear()
    return changed


@pytest.mark.parametrize("seed", range(8))
def test_any_sequence_of_runs_gives_the_events_of_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    if seed % 2:
        monkeypatch.setattr("warehouse.index.LEAST_ROWS", 0)
    chance = random.Random(seed)
    corpus = Corpus()
    for number in range(5):
        changed = change(chance, corpus)
        if number == 3:
            corpus.entities[SORAU] = replace(corpus.entities[SORAU], sector="OPP", name="Ida Sorau-Lind")
        run(tmp_path / "many", corpus, changed)
    run(tmp_path / "one", corpus, corpus.mentions)
    assert rows(tmp_path / "many") == rows(tmp_path / "one")
    assert len(rows(tmp_path / "one")[1]) > 5
    assert (tmp_path / "many" / "lake" / "index.duckdb").exists() == bool(seed % 2)


def test_a_run_loads_only_the_groups_that_it_touches(tmp_path: Path) -> None:
    a, b, c, d = (content_id("article", n) for n in "abcd")
    corpus = Corpus(
        {
            a: [replace(mention(1), article_id=a)],
            b: [replace(mention(2, days=(20, 20)), article_id=b)],
            c: [replace(mention(3, event_type="REJECT"), article_id=c)],
        }
    )
    run(tmp_path, corpus, corpus.mentions)
    corpus.mentions[d] = [replace(mention(4, days=(2, 4)), article_id=d)]
    settings = Settings(home=tmp_path)
    with begin(settings, tmp_path, "command", full=False) as work:
        work.staging.write(EVENT_MENTIONS, corpus.mentions[d])
        work.staging.write(ARTICLES, [article(d)])
        work.staging.take({t.name: [d] for t in (ARTICLES, EVENT_MENTIONS)})
        with work.lake.open(work.staging) as snapshot:
            (group,) = affected_groups(snapshot)
    assert {m.article_id for m in group.mentions} == {a, d}
    assert group.complete == {m.event_mention_id for m in group.mentions}


def test_mentions_of_untouched_articles_move_with_their_event(tmp_path: Path) -> None:
    a, b = content_id("article", "a"), content_id("article", "b")
    corpus = Corpus({a: [replace(mention(1, event_type="CONSULT", days=(1, 31)), article_id=a)]})
    run(tmp_path, corpus, [a])
    ((before,), _) = rows(tmp_path)
    corpus.mentions[b] = [replace(mention(2, event_type="CONSULT", days=(9, 9)), article_id=b)]
    assert run(tmp_path, corpus, [b]) == {a, b}
    mentions, (event,) = rows(tmp_path)
    assert {m.event_id for m in mentions} == {event.event_id} != {before.event_id}
    assert event.article_count == 2
    assert run(tmp_path, corpus, [b]) == {b}, "what stays as it is is not written again"


def test_an_event_goes_with_its_last_mention(tmp_path: Path) -> None:
    a = content_id("article", "a")
    corpus = Corpus({a: [replace(mention(1), article_id=a)]})
    run(tmp_path, corpus, [a])
    corpus.mentions.clear()
    run(tmp_path, corpus, [a])
    assert rows(tmp_path) == ([], [])
