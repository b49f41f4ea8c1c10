"""The stage that resolves entities: what rows come of mentions, whatever runs they came in, and what users decide."""

from __future__ import annotations

import random
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from coded import article, mention, run, texts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from news.resolve.overrides import OverrideError
from schemas import (
    ENTITIES,
    ENTITY_OVERRIDES,
    EVENT_MENTIONS,
    MENTIONS,
    ROLES,
    content_id,
)
from warehouse.lake import Lake

COMPARED = (MENTIONS, ENTITIES, ROLES, EVENT_MENTIONS, ENTITY_OVERRIDES)


def rows(home: Path) -> dict[str, list[dict[str, Any]]]:
    with Lake(home / "lake").open() as snapshot:
        return {
            t.name: sorted((asdict(r) for r in snapshot.rows(t)), key=lambda r: [str(r[k]) for k in t.key])
            for t in COMPARED
        }


def meant(home: Path, number: int, at: int = 0) -> tuple[str | None, str | None]:
    """Name of the entity that a mention means, and why it is open."""
    names = {e["entity_id"]: e["name"] for e in rows(home)["entities"]}
    (row,) = [m for m in rows(home)["mentions"] if m["mention_id"] == content_id("mention", number, at)]
    return names.get(row["entity_id"]), row["unresolved"]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("entities")
    run(folder, texts())
    return folder


def test_transcriptions_and_last_names_are_one_person_over_articles(home: Path) -> None:
    for number in (1, 2, 3, 4, 9, 10):
        assert meant(home, number) == ("Wadim Kolzow", None), number
    assert meant(home, 2, 50) == ("Wadim Kolzow", None)


def test_a_last_name_goes_to_who_acts_for_the_state_that_is_told_or_stays_open(home: Path) -> None:
    assert meant(home, 8) == ("Jana Ahl", None)
    assert meant(home, 1, 50) == (None, "surname_only"), "two can be meant"
    assert meant(home, 7, 50) == (None, "several"), "what the article leaves open between two stays open"


def test_an_acronym_is_learned_and_a_name_has_one_type(home: Path) -> None:
    assert meant(home, 3, 50) == meant(home, 5) == ("NWB", None)
    types = {e["name"]: e["entity_type"] for e in rows(home)["entities"]}
    assert types["Velen"] == "LOC"


def test_an_office_without_a_name_means_who_holds_it_in_other_articles_of_the_time(home: Path) -> None:
    assert meant(home, 11) == ("Wadim Kolzow", None)
    assert meant(home, 11, 50) == (None, "office_open")


def test_event_mentions_follow_their_mentions(home: Path) -> None:
    ids = {e["name"]: e["entity_id"] for e in rows(home)["entities"]}
    by_article = {int(e["article_id"], 16): e for e in rows(home)["event_mentions"]}
    assert by_article[4]["actor_id"] == ids["Wadim Kolzow"]
    assert by_article[4]["actor_country"] == "KAZ", (
        "the state is that of the entity where the article tells none"
    )
    assert by_article[6]["recipient_id"] == ids["Velen"]
    assert by_article[1]["recipient_id"] is None


def test_roles_are_facts_with_the_days_of_articles(home: Path) -> None:
    ids = {e["entity_id"]: e["name"] for e in rows(home)["entities"]}
    found = {
        (
            ids[r["entity_id"]],
            r["role"],
            r["country_code"],
            r["is_former"],
            r["first_seen"],
            r["last_seen"],
            r["written"],
        )
        for r in rows(home)["roles"]
    }
    assert (
        "Wadim Kolzow", "Außenminister", "KAZ", False, date(2021, 3, 1), date(2021, 6, 1), ("Außenminister",)
    ) in found  # fmt: skip
    assert (
        "Wadim Kolzow",
        "Minister",
        "KAZ",
        True,
        date(2021, 9, 1),
        date(2021, 9, 1),
        ("Ex-Minister",),
    ) in found
    assert (
        "Jana Ahl",
        "Botschafter",
        "DNK",
        False,
        date(2021, 8, 1),
        date(2021, 8, 1),
        ("Botschafterin",),
    ) in found


@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.randoms(use_true_random=False), st.integers(1, 4))
def test_runs_in_any_order_give_the_rows_of_one(
    home: Path, tmp_path_factory: pytest.TempPathFactory, shuffler: random.Random, batches: int
) -> None:
    shuffled = texts()
    shuffler.shuffle(shuffled)
    folder = tmp_path_factory.mktemp("runs")
    for batch in (shuffled[n::batches] for n in range(batches)):
        run(folder, batch)
    assert rows(folder) == rows(home)


def test_articles_that_go_take_their_evidence_with_them(tmp_path: Path) -> None:
    run(tmp_path, texts())
    run(tmp_path, [], gone=[1, 2, 5, 10])
    kept = [t for t in texts() if int(t[0].article_id, 16) not in {1, 2, 5, 10}]
    run(tmp_path / "fresh", kept)
    assert rows(tmp_path) == rows(tmp_path / "fresh")
    assert meant(tmp_path, 4) == (None, "surname_only")


def test_a_run_stages_only_what_it_changes(tmp_path: Path) -> None:
    run(tmp_path, texts())
    run(tmp_path, [(article(12), [mention(12, 0, "Ulf Brandahl", "Ulf Brandahl")], [])])
    last = Lake(tmp_path / "lake").commits()[-1]
    staged = {name: sum(f.row_count for f in files) for name, files in last.files.items() if name != "takes"}
    assert staged == {"articles": 1, "clues": 1, "mentions": 1, "entities": 1}


OVERRIDES = "action\tentity_type\tname\tother\tarticles\tnote\n"


def test_what_is_decided_by_hand_holds_until_it_is_taken_back(tmp_path: Path) -> None:
    run(tmp_path, texts())
    plain = rows(tmp_path)
    file = tmp_path / "entity_overrides.tsv"
    file.write_text(
        OVERRIDES
        + "# own decisions\n"
        + f"split\tPER\tWadim Kolzow\tWadim Kolzow (Geiger)\t{10:016x}\tplays the violin\n"
        + "merge\tPER\tJens Ahl\tJana Ahl\t\t\n"
        + "rename\tORG\tNWB\tWerftbund\t\t\n"
        + "block\tLOC\tVelen\t\t\t\n"
    )
    run(tmp_path, [])
    assert meant(tmp_path, 10) == ("Wadim Kolzow (Geiger)", None)
    assert meant(tmp_path, 1) == ("Wadim Kolzow", None)
    assert meant(tmp_path, 6) == ("Jana Ahl", None)
    assert meant(tmp_path, 1, 50) == (None, "surname_only"), (
        "two articles are too few where nothing else is told"
    )
    assert meant(tmp_path, 5) == ("Werftbund", None)
    assert meant(tmp_path, 4, 50) == (None, "blocked")
    assert [o["note"] for o in rows(tmp_path)["entity_overrides"] if o["action"] == "split"] == [
        "plays the violin"
    ]
    (tmp_path / "fresh").mkdir()
    (tmp_path / "fresh" / "entity_overrides.tsv").write_text(file.read_text())
    run(tmp_path / "fresh", texts())
    assert rows(tmp_path / "fresh") == rows(tmp_path)
    file.write_text(OVERRIDES)
    run(tmp_path, [])
    assert rows(tmp_path) == plain


def test_a_broken_file_of_decisions_stops_the_run_and_tells_the_line(tmp_path: Path) -> None:
    (tmp_path / "entity_overrides.tsv").write_text(f"{OVERRIDES}melt\tPER\tA\tB\t\t\n")
    with pytest.raises(OverrideError, match=r"entity_overrides\.tsv, line 2: .*'melt'"):
        run(tmp_path, texts())
