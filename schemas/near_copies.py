"""Near copies: the pairs of articles that share most of their text, as they were verified."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from schemas.column import Column
from schemas.table import Table

COPY, EXCERPT, HOLDER = "copy", "excerpt", "holder"


@dataclass(frozen=True, slots=True)
class NearCopy:
    """What one article is to another that shares its text. Each pair has two rows, one from either side."""

    article_id: Annotated[str, Column("The article.", references="articles.article_id")]
    near_id: Annotated[
        str, Column("The article with which it shares text.", references="articles.article_id")
    ]
    relation: Annotated[
        str,
        Column(
            "copy: most of both is the same; excerpt: it stands in the longer near_id; holder: the other way round.",
            values=(COPY, EXCERPT, HOLDER),
        ),
    ]
    shared_fraction: Annotated[
        float,
        Column(
            "Share of the article's words that stand in passages of near_id, 0 to 1.", minimum=0, maximum=1
        ),
    ]


NEAR_COPIES = Table(
    "near_copies", NearCopy, grain="One row per article and other article that shares most of its text.",
    key=("article_id", "near_id"), owner="article_id",
)  # fmt: skip
