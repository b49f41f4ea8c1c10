"""Search: a full-text index of the articles with German stems, in a file of its own beside the warehouse.

DuckDB's fts extension cannot add to an index, so it is built anew as a whole, outside the path on which rows
are published; articles that came since are found by their letters. The extension comes as a wheel and is
loaded by its path: nothing is fetched, and unsigned extensions stay forbidden.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.connection import connect
from warehouse.ddl import literal
from warehouse.durable import replace
from warehouse.extension import extension_file

CATALOG = "search_index"
IGNORED = "[^0-9a-z]+"
"""What stands between words, once accents are stripped."""


class SearchError(Exception):
    """The index cannot be built; the message says what to do."""


def build_search(warehouse: Path, index: Path) -> int:
    """Index the bodies of all articles of a published warehouse; return how many. The file is replaced as a whole.

    SearchError where the extension is not installed, or the warehouse or the folder cannot be used.
    """
    extension = extension_file("fts")
    if extension is None:
        raise SearchError(
            f"DuckDB {duckdb.__version__} has no fts extension here; install duckdb-extension-fts"
        )
    beside = index.with_name(f".{index.name}.new")
    beside.unlink(missing_ok=True)
    try:
        with connect(beside) as connection:
            connection.execute(f"LOAD {literal(str(extension))}")
            connection.execute(f"ATTACH {literal(str(warehouse))} AS warehouse (READ_ONLY)")
            connection.execute(
                "CREATE TABLE texts AS SELECT article_id, content_sha256, body FROM warehouse.main.articles"
                " ORDER BY article_id"
            )
            connection.execute(
                "PRAGMA create_fts_index('texts', 'article_id', 'body', stemmer = 'german', stopwords = 'none',"
                f" ignore = {literal(IGNORED)}, strip_accents = 1, lower = 1)"
            )
            # A query reads the postings of a few words: in their order these lie together.
            connection.execute(
                "CREATE TABLE postings AS SELECT termid, docid, count(*) AS frequency"
                " FROM fts_main_texts.terms GROUP BY ALL ORDER BY termid, docid"
            )
            connection.execute("DROP TABLE fts_main_texts.terms")
            connection.execute("ALTER TABLE texts DROP COLUMN body")
            found = connection.execute("SELECT count(*) FROM texts").fetchone()
            connection.execute("DETACH warehouse")
            connection.execute("CHECKPOINT")
        replace(beside, index)
    except duckdb.Error as error:
        raise SearchError(f"cannot index the articles of {warehouse}: {error}") from error
    finally:
        beside.unlink(missing_ok=True)
    return found[0] if found else 0


def attach_search(connection: duckdb.DuckDBPyConnection, index: Path) -> bool:
    """Let ``search(words)`` of a connection use an index; False where there is none, or no extension for it.

    The ranking is BM25 (Robertson and Zaragoza 2009) with k1 = 1.2 and b = 0.75; an article must hold all words.
    """
    extension = extension_file("fts")
    if extension is None or not index.exists():
        return False
    try:
        connection.execute(f"LOAD {literal(str(extension))}")
        connection.execute(f"ATTACH {literal(str(index))} AS {CATALOG} (READ_ONLY)")
    except duckdb.Error:
        return False
    connection.execute(SEARCH)
    return True


SEARCH = f"""
CREATE TEMP MACRO search(words) AS TABLE
WITH asked AS (
    SELECT DISTINCT stem(word, 'german') AS term
    FROM (SELECT unnest(string_split_regex(lower(strip_accents(words)), '{IGNORED}')) AS word)
    WHERE word <> ''
), hits AS (
    SELECT
        p.docid,
        sum(
            ln((s.num_docs - t.df + 0.5) / (t.df + 0.5) + 1)
            * p.frequency * 2.2 / (p.frequency + 1.2 * (0.25 + 0.75 * d.len / s.avgdl))
        ) AS score
    FROM {CATALOG}.postings AS p
    JOIN {CATALOG}.fts_main_texts.dict AS t USING (termid)
    JOIN asked ON asked.term = t.term
    JOIN {CATALOG}.fts_main_texts.docs AS d USING (docid)
    CROSS JOIN {CATALOG}.fts_main_texts.stats AS s
    GROUP BY p.docid
    HAVING count(*) = (SELECT count(*) FROM asked)
), found AS (
    SELECT d.name AS article_id, hits.score, 'stems' AS method
    FROM hits
    JOIN {CATALOG}.fts_main_texts.docs AS d USING (docid)
    JOIN {CATALOG}.texts AS t ON t.article_id = d.name
    JOIN main.articles AS a ON a.article_id = t.article_id AND a.content_sha256 = t.content_sha256
    UNION ALL
    SELECT a.article_id, NULL, 'letters'
    FROM main.articles AS a
    ANTI JOIN {CATALOG}.texts AS t ON t.article_id = a.article_id AND t.content_sha256 = a.content_sha256
    WHERE list_bool_and(
        list_transform(string_split(lower(trim(words)), ' '), lambda word: contains(lower(a.body), word))
    )
)
SELECT
    a.article_id,
    a.title,
    coalesce(a.inferred_earliest, a.published_earliest) AS published_earliest,
    coalesce(a.inferred_latest, a.published_latest) AS published_latest,
    round(found.score, 3) AS score,
    found.method,
    substr(
        a.body, greatest(strpos(lower(a.body), string_split(lower(trim(words)), ' ')[1]) - 60, 1), 200
    ) AS context
FROM found
JOIN main.articles AS a USING (article_id)
ORDER BY found.score DESC NULLS LAST, a.article_id
"""
"""Takes the place of the macro ``search`` of the warehouse for one connection."""
