"""Codings: by which versions of code, model, lexicon and own knowledge each article was coded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from schemas.column import Column
from schemas.identity import ID_PATTERN
from schemas.table import Table


@dataclass(frozen=True, slots=True)
class Coding:
    """The last coding of an article. Another version in any column means that a coding now may differ."""

    article_id: Annotated[
        str,
        Column("The article.", unique=True, pattern=ID_PATTERN, references="articles.article_id"),
    ]
    code_version: Annotated[str, Column("Fingerprint of the code that makes rows of texts.")]
    model_version: Annotated[
        str | None,
        Column("Name and version of the language model; null where the article's language is not coded."),
    ]
    lexicon_version: Annotated[str, Column("Fingerprint of the lexicon and knowledge files of the package.")]
    knowledge_version: Annotated[
        str | None, Column("Fingerprint of the user's own knowledge files; null if there were none.")
    ]
    run_id: Annotated[str, Column("The run that coded it.", references="runs.run_id")]


CODINGS = Table(
    "codings",
    Coding,
    grain="One row per article: by which versions its rows were made.",
    key=("article_id",),
    owner="article_id",
)
