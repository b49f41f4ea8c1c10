"""Event mentions: what single clauses report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from schemas.codebook import DATE_PRECISIONS, DATED_BY, EVENT_TYPES, STATUSES
from schemas.column import Column
from schemas.identity import ID_PATTERN
from schemas.join_rules import JOIN_RULES
from schemas.table import Table


@dataclass(frozen=True, slots=True)
class EventMention:
    """One clause of one article that reports one political interaction."""

    event_mention_id: Annotated[
        str, Column("Id from article, trigger, type, actor and recipient.", unique=True, pattern=ID_PATTERN)
    ]
    event_id: Annotated[str, Column("The event that the clause reports.", references="events.event_id")]
    article_id: Annotated[str, Column("The article it stands in.", references="articles.article_id")]
    sentence_index: Annotated[int, Column("Number of its sentence in the article, from 0.", minimum=0)]
    trigger_start: Annotated[
        int, Column("Offset of the trigger's first character in articles.body.", minimum=0)
    ]
    trigger_end: Annotated[
        int, Column("Offset behind the trigger's last character in articles.body.", minimum=1)
    ]
    trigger: Annotated[str, Column("The word that tells the event, as written.")]
    clause_start: Annotated[
        int, Column("Offset of the first character of the clause in articles.body.", minimum=0)
    ]
    clause_end: Annotated[
        int, Column("Offset behind the last character of the clause in articles.body.", minimum=1)
    ]
    rule: Annotated[str, Column("The entry of the lexicon that coded it.")]
    event_type: Annotated[str, Column("PLOVER event type.", values=tuple(EVENT_TYPES))]
    event_mode: Annotated[
        str | None, Column("PLOVER mode; null where the type has none or the text does not say.")
    ]
    actor_id: Annotated[str | None, Column("Who acts; null if not told.", references="entities.entity_id")]
    actor_mention_id: Annotated[
        str | None,
        Column("The mention that tells who acts; null if none does.", references="mentions.mention_id"),
    ]
    actor_country: Annotated[
        str | None, Column("State for which the actor acts, ISO 3166 alpha-3.", pattern="[A-Z]{3}")
    ]
    recipient_id: Annotated[
        str | None, Column("Towards whom; null if not told.", references="entities.entity_id")
    ]
    recipient_mention_id: Annotated[
        str | None,
        Column("The mention that tells towards whom; null if none does.", references="mentions.mention_id"),
    ]
    recipient_country: Annotated[
        str | None, Column("State for which the recipient stands, ISO 3166 alpha-3.", pattern="[A-Z]{3}")
    ]
    status: Annotated[
        str,
        Column(
            "actual: happened or happens; planned: announced; hypothetical: could or would; negated: did or will not.",
            values=STATUSES,
        ),
    ]
    attributed_to_id: Annotated[
        str | None,
        Column(
            "Whose claim the clause is; null where the article speaks for itself.",
            references="entities.entity_id",
        ),
    ]
    attributed_to_mention_id: Annotated[
        str | None,
        Column(
            "The mention that tells whose claim it is; null if none does.", references="mentions.mention_id"
        ),
    ]
    date_earliest: Annotated[
        date | None, Column("First day on which it can have happened; null if nothing bounds it.")
    ]
    date_latest: Annotated[
        date | None, Column("Last day on which it can have happened; null if nothing bounds it.")
    ]
    date_precision: Annotated[str, Column("How exactly the day is known.", values=DATE_PRECISIONS)]
    dated_by: Annotated[
        str,
        Column(
            "; ".join(f"{name}: {meaning}" for name, meaning in DATED_BY.items()) + ".",
            values=tuple(DATED_BY),
        ),
    ]
    place_id: Annotated[
        str | None, Column("Where it happened, where the text says so.", references="entities.entity_id")
    ]
    place_mention_id: Annotated[
        str | None,
        Column("The mention that tells where; null if none does.", references="mentions.mention_id"),
    ]
    killed_low: Annotated[
        int | None, Column("Killed, at least; null if the text gives no number.", minimum=0)
    ]
    killed_high: Annotated[
        int | None, Column("Killed, at most; null if the text gives no number.", minimum=0)
    ]
    wounded_low: Annotated[
        int | None, Column("Wounded, at least; null if the text gives no number.", minimum=0)
    ]
    wounded_high: Annotated[
        int | None, Column("Wounded, at most; null if the text gives no number.", minimum=0)
    ]
    soldiers_low: Annotated[
        int | None, Column("Soldiers moved or taking part, at least; null if no number is given.", minimum=0)
    ]
    soldiers_high: Annotated[
        int | None, Column("Soldiers moved or taking part, at most; null if no number is given.", minimum=0)
    ]
    join_rule: Annotated[str, Column("Why it was taken for a report of its event.", values=tuple(JOIN_RULES))]
    score: Annotated[float, Column("How sure the coding is, 0 to 1.", minimum=0, maximum=1)]
    extractor_version: Annotated[str, Column("Version of the rules and of the language model that coded it.")]


EVENT_MENTIONS = Table(
    "event_mentions",
    EventMention,
    grain="One row per clause that reports one political interaction.",
    key=("event_mention_id",),
    owner="article_id",
    published_order=("event_id",),
)
