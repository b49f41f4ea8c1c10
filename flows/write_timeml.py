"""Write the articles of the warehouse with their time expressions as TimeML, for tools that compare taggers."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path, PurePosixPath

from news.timeml import to_timeml
from schemas import TIME_EXPRESSIONS
from warehouse.query import query

ARTICLES = """
    SELECT article_id, source_file, body,
        CASE WHEN published_earliest = published_latest THEN published_earliest END AS created
    FROM main.articles ORDER BY article_id"""
EXPRESSIONS = "SELECT * FROM main.time_expressions ORDER BY article_id, text_start"


def write_timeml(warehouse: Path, folder: Path) -> int:
    """Write one ``.tml`` file per article, named like its source file; returns how many.

    The creation time is given where the header tells the day. QueryError where there is no warehouse.
    """
    rows = TIME_EXPRESSIONS.from_arrow(query(warehouse, EXPRESSIONS))
    said = {article_id: list(found) for article_id, found in groupby(rows, key=lambda row: row.article_id)}
    articles = query(warehouse, ARTICLES).to_pylist()
    for article in articles:
        path = folder / PurePosixPath(article["source_file"]).with_suffix(".tml")
        path.parent.mkdir(parents=True, exist_ok=True)
        document = to_timeml(article["body"], said.get(article["article_id"], []), article["created"])
        path.write_text(document, encoding="utf-8", newline="")
    return len(articles)
