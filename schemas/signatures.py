"""Signatures: what is kept of each article to find its copies without reading all others again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from schemas.column import Column
from schemas.table import Table


@dataclass(frozen=True, slots=True)
class Signature:
    """An article as the search for duplicates knows it."""

    article_id: Annotated[str, Column("The article.", unique=True, references="articles.article_id")]
    published_earliest: Annotated[
        date | None, Column("As in articles: the first of a group of copies is the one published first.")
    ]
    word_count: Annotated[int, Column("Words of the body.", minimum=0)]
    band_keys: Annotated[
        tuple[int, ...],
        Column("Articles that share one of these keys are compared; none for a body without words."),
    ]
    sketch_version: Annotated[str, Column("Version of the method; keys of different versions never meet.")]


SIGNATURES = Table(
    "signatures", Signature, grain="One row per article, in its present version.",
    key=("article_id",), owner="article_id", is_published=False,
)  # fmt: skip
