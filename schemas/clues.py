"""Clues: what an article tells that bears on whom names and offices mean in any article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from schemas.codebook import ENTITY_TYPES, SECTORS
from schemas.column import Column
from schemas.table import Table

NAME, SURNAME, HOLDER, OFFICE = "name", "surname", "holder", "office"


@dataclass(frozen=True, slots=True)
class Clue:
    """One name or office of an article, with what the article tells of it."""

    article_id: Annotated[str, Column("The article.", references="articles.article_id")]
    clue: Annotated[
        str,
        Column(
            "name: in full; surname: a last name that the article leaves open; holder: a person beside an office of"
            " which there is one holder; office: such an office whose holder the article leaves open.",
            values=(NAME, SURNAME, HOLDER, OFFICE),
        ),
    ]
    entity_type: Annotated[str, Column("Type of what is named.", values=ENTITY_TYPES)]
    text: Annotated[str, Column("The name, the last name, or the office as written.")]
    name: Annotated[
        str | None, Column("The holder's name in full; of an office, where the knowledge files tell it.")
    ]
    organisation: Annotated[str | None, Column("Body to which the office belongs; null if none is told.")]
    country_code: Annotated[
        str | None, Column("State that the article tells beside it, ISO 3166 alpha-3.", pattern="[A-Z]{3}")
    ]
    sector: Annotated[str | None, Column("Part of society that the article tells of a name.", values=SECTORS)]
    countries: Annotated[tuple[str, ...], Column("States that the article tells beside a last name.")]
    roles: Annotated[tuple[str, ...], Column("Offices beside a name or last name, as written.")]
    shorts: Annotated[tuple[str, ...], Column("Single words that stand for a longer name in the article.")]
    earliest: Annotated[date | None, Column("First day on which the article can have appeared.")]
    latest: Annotated[date | None, Column("Last day on which the article can have appeared.")]
    keys: Annotated[
        tuple[int, ...],
        Column("Clues without a common key, also by way of others, have no bearing on each other."),
    ]
    key_version: Annotated[str, Column("Version of the knowledge by which the keys were made.")]


CLUES = Table(
    "clues",
    Clue,
    grain="One row per article and name, last name or office that bears on other articles, with what is told of it.",
    key=("article_id", "clue", "entity_type", "text", "name", "organisation", "country_code", "sector"),
    owner="article_id",
    is_published=False,
)
