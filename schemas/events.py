"""Events: what happened, once, however many clauses and articles report it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from schemas.codebook import DATE_PRECISIONS, EVENT_TYPES, STATUSES
from schemas.column import Column
from schemas.date_rules import DATE_RULES
from schemas.identity import ID_PATTERN
from schemas.table import Table


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, is planned, or is said not to happen."""

    event_id: Annotated[
        str,
        Column(
            "Id from what its founding report claims; it stays until a more specific report founds the event.",
            unique=True,
            pattern=ID_PATTERN,
        ),
    ]
    event_type: Annotated[str, Column("PLOVER event type.", values=tuple(EVENT_TYPES))]
    event_mode: Annotated[str | None, Column("PLOVER mode; null where the type has none or no mention says.")]
    quad_class: Annotated[
        int,
        Column(
            "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.",
            minimum=1,
            maximum=4,
        ),
    ]
    intensity: Annotated[
        float, Column("PLOVER intensity of the type, -10 hostile to 10 cooperative.", minimum=-10, maximum=10)
    ]
    actor_id: Annotated[
        str | None, Column("Who acts; null if no mention tells.", references="entities.entity_id")
    ]
    actor_name: Annotated[str | None, Column("Canonical name of the actor.")]
    actor_country: Annotated[
        str | None, Column("State for which the actor acts, ISO 3166 alpha-3.", pattern="[A-Z]{3}")
    ]
    recipient_id: Annotated[
        str | None, Column("Towards whom; null if no mention tells.", references="entities.entity_id")
    ]
    recipient_name: Annotated[str | None, Column("Canonical name of the recipient.")]
    recipient_country: Annotated[
        str | None, Column("State for which the recipient stands, ISO 3166 alpha-3.", pattern="[A-Z]{3}")
    ]
    status: Annotated[str, Column("The most factual status of its mentions.", values=STATUSES)]
    date_earliest: Annotated[
        date | None, Column("First day on which it can have happened; null if nothing bounds it.")
    ]
    date_latest: Annotated[
        date | None, Column("Last day on which it can have happened; null if nothing bounds it.")
    ]
    date_precision: Annotated[str, Column("How exactly the day is known.", values=DATE_PRECISIONS)]
    date_rule: Annotated[
        str, Column("How the bounds follow from those of its mentions.", values=tuple(DATE_RULES))
    ]
    date_earliest_mention_id: Annotated[
        str | None,
        Column(
            "The mention that gives date_earliest, or bounds it most; null if nothing bounds it.",
            references="event_mentions.event_mention_id",
        ),
    ]
    date_latest_mention_id: Annotated[
        str | None,
        Column(
            "The mention that gives date_latest, or bounds it most; null if nothing bounds it.",
            references="event_mentions.event_mention_id",
        ),
    ]
    place_id: Annotated[
        str | None, Column("Where it happened, if a mention says so.", references="entities.entity_id")
    ]
    place_name: Annotated[str | None, Column("Canonical name of the place.")]
    latitude: Annotated[
        float | None, Column("Latitude of the place, degrees north.", minimum=-90, maximum=90)
    ]
    longitude: Annotated[
        float | None, Column("Longitude of the place, degrees east.", minimum=-180, maximum=180)
    ]
    killed_low: Annotated[
        int | None, Column("Killed, at least; null if no mention gives a number.", minimum=0)
    ]
    killed_high: Annotated[
        int | None, Column("Killed, at most; null if no mention gives a number.", minimum=0)
    ]
    wounded_low: Annotated[
        int | None, Column("Wounded, at least; null if no mention gives a number.", minimum=0)
    ]
    wounded_high: Annotated[
        int | None, Column("Wounded, at most; null if no mention gives a number.", minimum=0)
    ]
    soldiers_low: Annotated[
        int | None,
        Column("Soldiers moved or taking part, at least; null if no mention gives a number.", minimum=0),
    ]
    soldiers_high: Annotated[
        int | None,
        Column("Soldiers moved or taking part, at most; null if no mention gives a number.", minimum=0),
    ]
    mention_count: Annotated[int, Column("Clauses that report it.", minimum=1)]
    article_count: Annotated[int, Column("Articles that report it.", minimum=1)]
    source_count: Annotated[
        int,
        Column(
            "Independent sources: near-copies count once, and so do articles that name the same agency.",
            minimum=1,
        ),
    ]
    score: Annotated[
        float, Column("How sure the event is: the best score of its mentions, 0 to 1.", minimum=0, maximum=1)
    ]


EVENTS = Table(
    "events",
    Event,
    grain="One row per thing that happened, is planned or is denied, however many articles tell it.",
    key=("event_id",),
    owner="event_id",
)
