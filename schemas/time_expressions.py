"""Time expressions: what the text says about when, as TIMEX3 with honest bounds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from schemas.codebook import TIMEX_TYPES
from schemas.column import Column
from schemas.table import Table


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """One expression of time in one article."""

    article_id: Annotated[str, Column("The article it stands in.", references="articles.article_id")]
    text_start: Annotated[int, Column("Offset of its first character in articles.body.", minimum=0)]
    text_end: Annotated[int, Column("Offset behind its last character in articles.body.", minimum=1)]
    text: Annotated[str, Column("The expression as written.")]
    timex_type: Annotated[str, Column("TIMEX3 type.", values=TIMEX_TYPES)]
    value: Annotated[
        str, Column("TIMEX3 normal form, e.g. 2022-01, 2022-W03, P2W, PAST_REF; X for what is not known.")
    ]
    date_earliest: Annotated[
        date | None, Column("First day that it can mean; null if nothing bounds it on that side.")
    ]
    date_latest: Annotated[
        date | None, Column("Last day that it can mean; null if nothing bounds it on that side.")
    ]
    rule: Annotated[str, Column("The rule that read it.")]


TIME_EXPRESSIONS = Table(
    "time_expressions",
    TimeExpression,
    grain="One row per expression of time in an article.",
    key=("article_id", "text_start", "text_end"),
    owner="article_id",
)
