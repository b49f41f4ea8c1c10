"""Articles: one row per raw file that could be read as news text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from schemas.column import Column
from schemas.header_problems import HEADER_PROBLEMS
from schemas.identity import ID_PATTERN
from schemas.inference_rules import INFERENCE_RULES
from schemas.table import Table


@dataclass(frozen=True, slots=True)
class Article:
    """An article in its present version."""

    article_id: Annotated[
        str,
        Column(
            "Upstream id from the file's name (NNN_<16 hex>.txt), else a hash of the path relative to the source.",
            unique=True,
            pattern=ID_PATTERN,
        ),
    ]
    source_file: Annotated[
        str,
        Column(
            "Path of the raw file relative to the source.", unique=True, references="source_files.source_file"
        ),
    ]
    source_files: Annotated[
        tuple[str, ...],
        Column("All files that hold these very bytes: source_file first, then its copies by path."),
    ]
    content_sha256: Annotated[
        str, Column("SHA-256 of the raw bytes: the article's version.", pattern="[0-9a-f]{64}")
    ]
    byte_count: Annotated[int, Column("Size of the raw file in bytes.", minimum=1)]
    encoding: Annotated[
        str, Column("Encoding in which the raw bytes were read: Python's codec name, e.g. utf-8.")
    ]
    repairs: Annotated[
        tuple[str, ...],
        Column("What reading did to the damaged text, see schemas/repairs.py; empty if nothing."),
    ]
    published_header: Annotated[
        str | None,
        Column("Date header as written, without its keyword, e.g. 2022-01; null if there is none."),
    ]
    published_earliest: Annotated[
        date | None, Column("First day on which the article can have been published; null if unknown.")
    ]
    published_latest: Annotated[
        date | None, Column("Last day on which the article can have been published; null if unknown.")
    ]
    published_precision: Annotated[
        str,
        Column(
            "How exactly the header tells the day of publication.", values=("day", "month", "year", "unknown")
        ),
    ]
    header_problem: Annotated[
        str | None,
        Column(
            "Why the date header bounds nothing; null if it does or there is none.",
            values=tuple(HEADER_PROBLEMS),
        ),
    ]
    inferred_earliest: Annotated[
        date | None,
        Column("First day of publication that other dates in the file leave; null if they bound nothing."),
    ]
    inferred_latest: Annotated[
        date | None,
        Column("Last day of publication that other dates in the file leave; null if they bound nothing."),
    ]
    inferred_rule: Annotated[
        str | None,
        Column("How these days were inferred; null if they were not.", values=tuple(INFERENCE_RULES)),
    ]
    language: Annotated[
        str, Column("Language of the text, ISO 639-1 (und where it cannot be told).", pattern="[a-z]{2,3}")
    ]
    language_score: Annotated[float, Column("How sure the language is, 0 to 1.", minimum=0, maximum=1)]
    title: Annotated[str | None, Column("Headline; null if the text has none.")]
    body: Annotated[
        str,
        Column(
            "The article: the headline as first paragraph where there is one, then the text, paragraphs apart by one "
            "blank line. All offsets of all tables count characters of it."
        ),
    ]
    byline: Annotated[str | None, Column("Who wrote it, as written; null if it does not say.")]
    dateline: Annotated[
        str | None, Column("Where it was written, e.g. Berlin/Kiew; null if it does not say.")
    ]
    agencies: Annotated[tuple[str, ...], Column("News agencies that the credits name, e.g. [AFP, dpa].")]
    duplicate_of: Annotated[
        str | None,
        Column(
            "The first article of which this one is a near-copy; null if it is none.",
            references="articles.article_id",
        ),
    ]
    run_id: Annotated[str, Column("The run that read this version.", references="runs.run_id")]


ARTICLES = Table(
    "articles",
    Article,
    grain="One row per raw file that gave an article, in its present version.",
    key=("article_id",),
    owner="article_id",
)
