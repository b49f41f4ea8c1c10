"""In whatever batches articles come, change and go, the lake holds the rows of one run; and a run touches few."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from coded import article, event, mention, run

from schemas import (
    ARTICLES,
    CLUES,
    ENTITIES,
    EVENT_MENTIONS,
    EVENTS,
    MENTIONS,
    ROLES,
    Article,
    EventMention,
    Mention,
    content_id,
)
from warehouse.lake import Lake

Coded = tuple[Article, list[Mention], list[EventMention]]
COMPARED = (ARTICLES, MENTIONS, CLUES, ENTITIES, ROLES, EVENT_MENTIONS, EVENTS)

PEOPLE = (
    "Wadim Kolzow", "Vadim Koltsov", "W. Kolzow", "Wadim Kolzows", "Wadim Igor Kolzow", "Walter Kolzow",
    "Jens Ahl", "Jana Ahl", "J. Ahl", "Jens Ahls", "Peter Brandahl", "Peter Brandahls", "Wen Lizhi", "Ulla Wen",
    "Lizhi", "Ida Sorau", "Ida Sorau-Lind", "Emma Lind", "E. Lind", "António Guterres", "Antonio Guterres",
)  # fmt: skip
SURNAMES = (
    "Kolzow",
    "Kolzows",
    "Koltsov",
    "Ahl",
    "Ahls",
    "Wen",
    "Lizhi",
    "Lind",
    "Brandahls",
    "Sorau",
    "Guterres",
)
BODIES = (
    ("NWB", "NWB"), ("Nordischer Werftbund", "Nordischer Werftbund"), ("NWB", "Nordischer Werftbund"),
    ("NWB", "Neuer Wasserbund"), ("Nordischen Werftbunds", "Nordischen Werftbunds"), ("Nato", "Nato"),
    ("Nordatlantikpakt", "Nordatlantikpakt"), ("Werftbund", "Nordischer Werftbund"),
)  # fmt: skip
PLACES = ("Velen", "Velens", "Oslo", "Norwegen")
OFFICES = ("Außenminister", "Präsident", "Außenministerin", "Ex-Präsident", "Bürgermeister", "Amtskollege")
STATES = ("KAZ", "DNK", "CHN", "NOR")
OVERRIDES = "action\tentity_type\tname\tother\tarticles\tnote\n"


def invented(chance: random.Random, number: int) -> Coded:
    """An article in which a few of the names stand, with what it tells of them by chance."""
    mentions = [_mention(chance, number, 40 * at) for at in range(chance.randint(1, 5))]
    month = chance.choice([None, 1, 2, 3, 4, 5, 6, 9])
    events = []
    if chance.random() < 0.7:
        told = event(number, chance.choice(mentions), chance.choice([*mentions, None]))
        day = date(2021, chance.randint(1, 3), 5) if chance.random() < 0.8 else None
        events.append(
            replace(told, date_earliest=day, date_latest=day, event_type=chance.choice(["CONSULT", "ACCUSE"]))
        )
    return article(number, month), mentions, events


def _mention(chance: random.Random, number: int, at: int) -> Mention:
    state = chance.choice([None, None, *STATES])
    role = chance.choice([None, *OFFICES])
    kind = chance.choice(["full", "full", "full", "surname", "body", "place", "office"])
    if kind == "full":
        name = chance.choice(PEOPLE)
        sector = "GOV" if role else None
        return mention(number, at, name, name, role=role, country_code=state, sector=sector)
    if kind == "surname":
        return mention(number, at, chance.choice(SURNAMES), country_code=state, role=role)
    if kind == "office":
        role = role or "Präsident"
        told = mention(number, at, role, form="role", unresolved="office_open", role=role, country_code=state)
        if chance.random() < 0.4:  # the knowledge files tell a holder
            holder = chance.choice(PEOPLE[:6])
            told = replace(told, name=holder, unresolved=None, entity_id=content_id("entity", "PER", holder))
        return told
    if kind == "body":
        text, name = chance.choice(BODIES)
        return mention(number, at, text, name, entity_type="ORG")
    name = chance.choice(PLACES)
    return mention(number, at, name, name, entity_type=chance.choice(["LOC", "LOC", "ORG"]))


def rows(home: Path) -> dict[str, list[dict[str, Any]]]:
    with Lake(home / "lake").open() as snapshot:
        return {
            t.name: sorted(
                (asdict(r) for r in snapshot.rows(t)), key=lambda r: str([r[k] for k in (*t.key, *r)])
            )
            for t in COMPARED
        }


def decide(home: Path, *decisions: str) -> None:
    home.mkdir(exist_ok=True)
    (home / "entity_overrides.tsv").write_text(OVERRIDES + "".join(f"{d}\n" for d in decisions))


def assert_same(many: Path, one: Path) -> None:
    found, expected = rows(many), rows(one)
    for table in COMPARED:
        assert found[table.name] == expected[table.name], table.name


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("has_index", [False, True])
def test_articles_that_come_change_and_go_leave_the_rows_of_one_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, *, has_index: bool
) -> None:
    if has_index:
        monkeypatch.setattr("warehouse.index.LEAST_ROWS", 0)
    chance = random.Random(seed)
    corpus: dict[int, Coded] = {}
    for batch in range(6):
        touched = chance.sample(range(40), chance.choice([2, 5, 20]))
        kept = [n for n in touched if n not in corpus or chance.random() < 0.6]
        gone = [n for n in touched if n not in kept]
        corpus |= {n: invented(chance, n) for n in kept}
        for number in gone:
            del corpus[number]
        if seed % 2 and batch == 2:
            decide(
                tmp_path / "many",
                "merge\tPER\tEmma Lind\tIda Sorau-Lind\t\t",
                f"split\tPER\tWadim Kolzow\tWadim Kolzow (Geiger)\t{3:016x}|{7:016x}\t",
                "block\tORG\tNato\t\t\t",
                "rename\tPER\tJana Ahl\tAntónio Guterres\t\t",
            )
        if seed % 2 and batch == 4:
            decide(
                tmp_path / "many", "split\tPER\tJ. Ahl\tJakob Ahl\t\t", "merge\tPER\tUlla Wen\tWen Lizhi\t\t"
            )
        run(tmp_path / "many", [corpus[n] for n in kept], gone)
    overrides = tmp_path / "many" / "entity_overrides.tsv"
    if overrides.exists():
        decide(tmp_path / "one", *overrides.read_text().splitlines()[1:])
    run(tmp_path / "one", list(corpus.values()))
    assert_same(tmp_path / "many", tmp_path / "one")
    assert (tmp_path / "many" / "lake" / "index.duckdb").exists() == has_index
    assert len(rows(tmp_path / "one")["entities"]) > 5


def test_clues_of_another_version_are_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(9)
    texts = [invented(chance, n) for n in range(12)]
    run(tmp_path / "one", texts)
    with monkeypatch.context() as patched:
        patched.setattr("flows.stages.clues.key_version", lambda: "0")
        run(tmp_path / "many", texts[:8])
    run(tmp_path / "many", texts[8:])
    assert_same(tmp_path / "many", tmp_path / "one")


def test_what_hangs_together_with_no_change_is_not_written_again(tmp_path: Path) -> None:
    texts = [
        (article(n), [mention(n, 0, name, name), mention(n, 40, name.split()[1])], [])
        for n, name in enumerate(
            f"{given} {last}" for given in ("Ida", "Ole") for last in ("Sorau", "Lind", "Brand")
        )
    ]
    run(tmp_path, texts)
    run(tmp_path, [(article(20), [mention(20, 0, "Emma Lind", "Emma Lind")], [])])
    assert _owners(tmp_path) == {"articles": 1, "clues": 1, "mentions": 1, "entities": 1, "event_mentions": 1}
    run(tmp_path, [], gone=[20])
    assert _owners(tmp_path) == {"articles": 1, "clues": 1, "mentions": 1, "entities": 1, "event_mentions": 1}


def _owners(home: Path) -> Mapping[str, int]:
    """How many owners' rows the last commit replaced, by table."""
    lake = Lake(home / "lake")
    with lake.open() as snapshot:
        found: Iterable[tuple[str, int]] = snapshot.connection.execute(
            "SELECT table_name, count(*) FROM corpus.main.lake_takes WHERE version = ? GROUP BY ALL",
            [lake.version],
        ).fetchall()
        return dict(found)
