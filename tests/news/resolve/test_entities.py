from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from news.resolve.entities import gather_entities
from news.resolve.names import entity_id_of
from schemas import Entity, Mention, content_id


def mention(
    name: str | None,
    text: str | None = None,
    *,
    article: str = "a",
    entity_type: str = "PER",
    country: str | None = None,
    sector: str | None = None,
    at: int = 0,
) -> Mention:
    written = text or name or "Beltin"
    return Mention(
        mention_id=content_id("mention", article, at, written),
        article_id=article * 16,
        sentence_index=0,
        text_start=at,
        text_end=at + len(written),
        text=written,
        form="name",
        entity_type=entity_type,
        entity_id=entity_id_of(entity_type, name) if name else None,
        unresolved=None,
        name=name,
        role=None,
        organisation=None,
        country_code=country,
        sector=sector,
        is_metonym=False,
        score=0.6,
    )


def one(*mentions: Mention) -> Entity:
    (entity,) = gather_entities(mentions)
    return entity


def test_all_mentions_of_one_entity_give_one_row() -> None:
    entity = one(
        mention("Jaro Beltin", country="NOR", sector="GOV"),
        mention("Jaro Beltin", "Beltin", at=40),
        mention("Jaro Beltin", "Beltins", article="b", country="NOR"),
        mention("Jaro Beltin", "Beltin", article="c"),
    )
    assert entity == Entity(
        entity_id=entity_id_of("PER", "Jaro Beltin"),
        name="Jaro Beltin",
        entity_type="PER",
        country_code="NOR",
        sector="GOV",
        aliases=("Beltin", "Beltins"),
        article_count=3,
        mention_count=4,
    )


def test_unresolved_mentions_are_nobody() -> None:
    assert gather_entities([mention(None), mention(None, "Kelov")]) == []
    assert gather_entities([]) == []


def test_entities_stand_in_order_of_their_ids() -> None:
    names = ["Jaro Beltin", "Nuna Kelov", "Ida Morwald", "Falk Nimbus"]
    entities = gather_entities([mention(name) for name in names])
    assert {entity.name for entity in entities} == set(names)
    assert [e.entity_id for e in entities] == sorted(e.entity_id for e in entities)


def test_one_name_of_two_types_is_two_entities() -> None:
    entities = gather_entities([mention("Sofia", entity_type="LOC"), mention("Sofia")])
    assert {entity.entity_type for entity in entities} == {"LOC", "PER"}


def test_the_name_itself_is_no_alias() -> None:
    assert one(mention("Jaro Beltin"), mention("Jaro Beltin")).aliases == ()


def test_the_most_frequent_fact_wins_and_silence_does_not_count() -> None:
    chile, norway = mention("Jaro Beltin", country="CHL"), mention("Jaro Beltin", country="NOR")
    silent = mention("Jaro Beltin")
    assert one(norway, chile, norway, silent, silent, silent).country_code == "NOR"
    assert one(silent).country_code is None


def test_of_equally_frequent_facts_the_first_by_alphabet_wins() -> None:
    chile, norway = mention("Jaro Beltin", country="CHL"), mention("Jaro Beltin", country="NOR")
    assert one(norway, chile).country_code == one(chile, norway).country_code == "CHL"


MENTIONS = st.builds(
    mention,
    st.sampled_from([None, "Jaro Beltin", "Nuna Kelov"]),
    st.sampled_from([None, "Beltin", "Kelovs"]),
    article=st.sampled_from("abc"),
    entity_type=st.sampled_from(["PER", "ORG"]),
    country=st.sampled_from([None, "NOR", "CHL"]),
    sector=st.sampled_from([None, "GOV", "OPP"]),
    at=st.integers(0, 5),
)


@given(st.lists(MENTIONS, max_size=20), st.randoms())
def test_order_changes_nothing_and_every_mention_counts(
    mentions: list[Mention], shuffler: random.Random
) -> None:
    entities = gather_entities(mentions)
    assert gather_entities(shuffler.sample(mentions, len(mentions))) == entities
    resolved = [m for m in mentions if m.entity_id]
    assert sum(e.mention_count for e in entities) == len(resolved)
    assert {e.entity_id for e in entities} == {m.entity_id for m in resolved}
    for entity in entities:
        own = [m for m in resolved if m.entity_id == entity.entity_id]
        assert entity.article_count == len({m.article_id for m in own})
        assert {*entity.aliases, entity.name} >= {m.text for m in own}
        assert list(entity.aliases) == sorted(set(entity.aliases) - {entity.name})
