"""A lake as large as wanted, of invented rows that are skewed as news is, written by seeded SQL.

Every value follows from the number of its row, so that a scale gives the same lake each time: entities, agencies and
states after Zipf's law, more news in later years, an event told by three or four clauses of articles that appear
close together.
"""

# ruff: noqa: E501 - SQL reads better in long lines

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from schemas import TABLES, Table
from schemas.codebook import EVENT_TYPES
from warehouse.ddl import SQL_TYPES, literal, quoted
from warehouse.durable import make_folder
from warehouse.lake import Lake
from warehouse.snapshot import TAKES

MENTIONS, EVENT_MENTIONS = 20, 5
"""Of each article."""
CLAUSES = 3.5
"""Clauses that tell an event, on average."""
CHANGED = 10_000
GENERATED, CHANGE = "20260101T000000-generated", "20260401T000000-changed"
WORDS = [
    "der",
    "die",
    "das",
    "und",
    "in",
    "von",
    "mit",
    "nach",
    "über",
    "gegen",
    "Minister",
    "Gespräch",
    "Regierung",
    "Treffen",
    "Sprecher",
    "Lage",
    "Grenze",
    "Abkommen",
    "Vorwurf",
    "Truppen",
    "Hilfe",
    "Sanktionen",
    "Parlament",
    "erklärte",
    "warnte",
    "sagte",
    "forderte",
    "lehnte",
    "heute",
    "gestern",
    "Montag",
    "Woche",
]
STATES = [
    "RUS",
    "USA",
    "UKR",
    "DEU",
    "CHN",
    "FRA",
    "GBR",
    "IRN",
    "ISR",
    "TUR",
    "POL",
    "SYR",
    "AFG",
    "IND",
    "PAK",
    "SAU",
    "JPN",
    "KOR",
    "PRK",
    "ITA",
    "ESP",
    "BLR",
    "HUN",
    "SRB",
    "EGY",
    "LBY",
    "IRQ",
    "YEM",
    "MLI",
    "ETH",
    "SDN",
    "VEN",
    "BRA",
    "MEX",
    "CAN",
    "AUS",
    "SWE",
    "FIN",
    "NOR",
    "NLD",
    "BEL",
    "AUT",
    "CHE",
    "CZE",
    "SVK",
    "ROU",
    "BGR",
    "GRC",
    "LTU",
    "LVA",
    "EST",
    "GEO",
    "ARM",
    "AZE",
    "KAZ",
]
AGENCIES = ["dpa", "AFP", "Reuters", "AP", "epd", "KNA", "APA", "TASS"]
BEGIN = "DATE '2013-01-01'"
DAYS = 3652


@dataclass(frozen=True, slots=True)
class Size:
    """How many rows a lake has."""

    articles: int

    @property
    def mentions(self) -> int:
        """Namings of entities."""
        return self.articles * MENTIONS

    @property
    def event_mentions(self) -> int:
        """Clauses that report an event."""
        return self.articles * EVENT_MENTIONS

    @property
    def entities(self) -> int:
        """Entities that can be named; the rarest of them are not."""
        return max(100, self.articles // 10)


def write_large_lake(lake: Lake, size: Size) -> None:
    """Commit a whole corpus of this size to an empty lake."""
    with duckdb.connect() as connection:
        configure(connection, size, GENERATED, "true")
        connection.execute(
            "CREATE TABLE named AS SELECT entity_id, count(DISTINCT article_id) AS article_count,"
            f" count(*) AS mention_count FROM ({ROWS['mentions']}) WHERE entity_id IS NOT NULL GROUP BY ALL"
        )
        _commit(connection, lake, GENERATED)


def write_change(lake: Lake, size: Size, articles: int = CHANGED) -> int:
    """Commit a change of so many articles, spread over all; return how many there are."""
    every = max(1, size.articles // articles)
    with duckdb.connect() as connection:
        configure(connection, size, CHANGE, f"n % {every} = 1 % {every}")
        connection.execute(
            f"CREATE TABLE named AS SELECT entity_id, 1 + n % 7 AS article_count, 9 AS mention_count FROM {_ENTITY}"
            f" SEMI JOIN ({ROWS['mentions']}) USING (entity_id)"
        )
        return _commit(connection, lake, CHANGE)


def configure(connection: duckdb.DuckDBPyConnection, size: Size, run: str, chosen: str) -> Mapping[str, str]:
    """Let SQL say how many rows there are, which run makes them, and which articles; table name -> SQL for its rows."""
    connection.execute("SET threads = 2; SET memory_limit = '4GB'; SET preserve_insertion_order = false")
    for name, value in {
        "articles": size.articles, "entities": size.entities, "run": literal(run), "words": WORDS, "states": STATES,
        "agencies": AGENCIES, "types": [t.name for t in EVENT_TYPES.values()],
        "quads": [t.quad_class for t in EVENT_TYPES.values()],
        "intensities": [t.intensity for t in EVENT_TYPES.values()],
    }.items():  # fmt: skip
        connection.execute(f"CREATE MACRO the_{name}() AS {value}")
    for macro in _MACROS.split(";\n"):
        connection.execute(macro)
    connection.execute(f"CREATE TABLE chosen AS SELECT n FROM range({size.articles}) AS r(n) WHERE {chosen}")
    connection.execute("CREATE VIEW event AS " + _EVENT)
    return ROWS


def _commit(connection: duckdb.DuckDBPyConnection, lake: Lake, run: str) -> int:
    takes = []
    for table in TABLES:
        if table.name not in ROWS:
            continue
        folder = lake.staging(run).folder / table.name
        make_folder(folder)
        file = literal(str(folder / "0000.parquet"))
        columns = ", ".join(column_of_rows(table, f.name) for f in table.fields)
        connection.execute(
            f"COPY (SELECT {columns} FROM ({ROWS[table.name]})) TO {file} (FORMAT parquet, COMPRESSION zstd)"
        )
        takes.append(
            f"SELECT DISTINCT {literal(table.name)} AS table_name, {quoted(table.owner)} AS owner FROM {file}"
        )
    make_folder(lake.staging(run).folder / TAKES)
    file = literal(str(lake.staging(run).folder / TAKES / "0000.parquet"))
    connection.execute(f"COPY ({' UNION ALL '.join(takes)}) TO {file} (FORMAT parquet, COMPRESSION zstd)")
    with lake.writer():
        lake.commit(run, lake.version)
    (count,) = connection.execute("SELECT count(*) FROM chosen").fetchone() or (0,)
    return int(count)


def column_of_rows(table: Table[Any], name: str) -> str:
    """The column as its rows have it, or what stands for nothing where they have none of the name."""
    field = table.field(name)
    if re.search(rf"\b{name}\b", ROWS[table.name].partition("FROM")[0]):
        return f"{quoted(name)}::{SQL_TYPES[field.type]} AS {quoted(name)}"
    if field.nullable:
        return f"NULL::{SQL_TYPES[field.type]} AS {quoted(name)}"
    if pa.types.is_list(field.type):
        return f"[]::{SQL_TYPES[field.type]} AS {quoted(name)}"
    least = literal(field.column.values[0] if field.column.values else "")
    if not pa.types.is_string(field.type):
        least = "'1970-01-01'" if pa.types.is_temporal(field.type) else f"{field.column.minimum or 0}"
    return f"{least}::{SQL_TYPES[field.type]} AS {quoted(name)}"


_MACROS = f"""CREATE MACRO dice(n, kind) AS hash(n, kind) / 18446744073709551616.0;
CREATE MACRO up_to(n, kind, most) AS (hash(n, kind) % most::UBIGINT)::BIGINT;
CREATE MACRO skewed(n, kind, most) AS floor(pow(most, dice(n, kind)) - 0.999999)::BIGINT;
CREATE MACRO id_of(kind, n) AS format('{{:016x}}', hash(n, kind));
CREATE MACRO day_of(n) AS {BEGIN} + floor({DAYS} * sqrt(n / the_articles()))::INT;
CREATE MACRO state_of(n) AS the_states()[1 + skewed(n, 'state', {len(STATES)})];
CREATE MACRO kind_of(n) AS CASE WHEN n < 60 THEN 'LOC' ELSE ['PER', 'ORG', 'LOC', 'PER'][1 + up_to(n, 'kind', 4)] END;
CREATE MACRO country_of(n) AS CASE WHEN n < {len(STATES)} THEN the_states()[1 + n] ELSE state_of(n) END;
CREATE MACRO name_of(n) AS CASE WHEN n = 0 THEN 'Russland' WHEN n = 70 THEN 'Joe Biden' ELSE 'Name ' || n END;
CREATE MACRO type_of(n) AS 1 + skewed(n, 'type', {len(EVENT_TYPES)})"""

_ENTITY = """(
    SELECT n, id_of('entity', n) AS entity_id, name_of(n) AS name, kind_of(n) AS entity_type,
        country_of(n) AS country_code,
        CASE WHEN n = 70 THEN ['Biden'] ELSE ['N. ' || n, 'Alias ' || n] END AS aliases
    FROM range(the_entities()) AS r(n)
)"""

_EVENT = f"""
SELECT n, id_of('event', n) AS event_id, the_types()[type_of(n)] AS event_type, the_quads()[type_of(n)] AS quad_class,
    the_intensities()[type_of(n)] AS intensity,
    CASE WHEN dice(n, 'acts') < 0.9 THEN skewed(n, 'actor', the_entities()) END AS actor,
    CASE WHEN dice(n, 'suffers') < 0.7 THEN skewed(n, 'recipient', the_entities()) END AS recipient,
    CASE WHEN dice(n, 'where') < 0.3 THEN skewed(n, 'place', 2000) END AS place,
    day_of(n * {CLAUSES} / {EVENT_MENTIONS}) AS day,
    CASE WHEN dice(n, 'exact') < 0.5 THEN 0 ELSE up_to(n, 'span', 30)::INT END AS span,
    ['actual', 'actual', 'actual', 'planned', 'hypothetical', 'negated'][1 + up_to(n, 'status', 6)] AS status,
    CASE WHEN dice(n, 'killed') < 0.05 THEN 1 + skewed(n, 'dead', 300) END AS killed
FROM range(ceil(the_articles() * {EVENT_MENTIONS} / {CLAUSES} + 40)::BIGINT) AS r(n)
"""

_CLAUSE = f"""(
    SELECT c.n AS article, c.n * {EVENT_MENTIONS} + k AS clause,
        floor((c.n * {EVENT_MENTIONS} + k + up_to(c.n * {EVENT_MENTIONS} + k, 'near', 100)) / {CLAUSES})::BIGINT AS event
    FROM chosen AS c, range({EVENT_MENTIONS}) AS r(k)
)"""

ROWS = {
    "articles": """
        SELECT id_of('article', n) AS article_id, n || '.txt' AS source_file, [n || '.txt'] AS source_files,
            sha256(n || the_run()) AS content_sha256, 400 AS byte_count, 'utf-8' AS encoding,
            strftime(day_of(n), '%Y-%m') AS published_header, date_trunc('month', day_of(n)) AS published_earliest,
            last_day(day_of(n)) AS published_latest, 'month' AS published_precision, 'de' AS language,
            1 AS language_score, 'Meldung ' || n AS title,
            array_to_string(list_transform(range(45),
                lambda w: the_words()[1 + up_to(n * 64 + w, the_run(), len(the_words()))]), ' ') AS body,
            CASE WHEN dice(n, 'credited') < 0.6 THEN [the_agencies()[1 + skewed(n, 'agency', 8)]] ELSE [] END AS agencies,
            CASE WHEN dice(n, 'copy') < 0.06 AND n > 50 THEN id_of('article', n - 1 - up_to(n, 'of', 40)) END
                AS duplicate_of,
            the_run() AS run_id
        FROM chosen""",
    "time_expressions": """
        SELECT id_of('article', n) AS article_id, 20 + 100 * k AS text_start, 26 + 100 * k AS text_end, 'Montag' AS text,
            ['DATE', 'DURATION'][1 + k] AS timex_type, [strftime(day_of(n), '%Y-%m-%d'), 'PT2H'][1 + k] AS value,
            CASE WHEN k = 0 THEN day_of(n) END AS date_earliest, CASE WHEN k = 0 THEN day_of(n) END AS date_latest,
            'weekday' AS rule
        FROM chosen, range(2) AS r(k)""",
    "mentions": f"""
        SELECT id_of('mention', m) AS mention_id, id_of('article', n) AS article_id, k // 3 AS sentence_index,
            14 * k AS text_start, 14 * k + 9 AS text_end,
            CASE WHEN kind_of(e) = 'PER' THEN 'N. ' || e ELSE name_of(e) END AS text,
            ['name', 'name', 'name', 'role', 'adjective', 'pronoun'][1 + up_to(m, 'form', 6)] AS form,
            kind_of(e) AS entity_type, CASE WHEN is_known THEN id_of('entity', e) END AS entity_id,
            CASE WHEN NOT is_known THEN 'surname_only' END AS unresolved, name_of(e) AS name,
            CASE WHEN up_to(m, 'office', 20) = 0 THEN 'Minister' END AS role, country_of(e) AS country_code, 0.9 AS score
        FROM (
            SELECT n, k, n * {MENTIONS} + k AS m, dice(n * {MENTIONS} + k, 'known') < 0.85 AS is_known,
                skewed(n * 8 + up_to(n * {MENTIONS} + k, the_run(), 8), 'named', the_entities()) AS e
            FROM chosen, range({MENTIONS}) AS r(k)
        )""",
    "entities": f"""
        SELECT e.entity_id AS entity_id, name, entity_type, country_code, aliases, article_count, mention_count
        FROM {_ENTITY} AS e JOIN named ON named.entity_id = e.entity_id""",
    "roles": f"""
        SELECT id_of('role', e.n) AS role_id, e.entity_id AS entity_id, 'Minister' AS role, ['Minister'] AS written,
            country_code, false AS is_former, {BEGIN} AS first_seen, {BEGIN} + 300 AS last_seen, article_count, mention_count
        FROM {_ENTITY} AS e JOIN named ON named.entity_id = e.entity_id
        WHERE entity_type = 'PER' AND up_to(e.n, 'holds', 3) = 0""",
    "event_mentions": """
        SELECT id_of('clause', clause) AS event_mention_id, event_id, id_of('article', article) AS article_id,
            clause % 5 AS sentence_index, 20 + 60 * (clause % 5) AS trigger_start, 27 + 60 * (clause % 5) AS trigger_end,
            'erklärt' AS trigger, 5 + 60 * (clause % 5) AS clause_start, 62 + 60 * (clause % 5) AS clause_end,
            lower(event_type) || '.' || up_to(clause, 'rule', 40) AS rule, event_type,
            CASE WHEN actor IS NOT NULL THEN id_of('entity', actor) END AS actor_id,
            CASE WHEN actor IS NOT NULL THEN id_of('mention', clause * 4) END AS actor_mention_id,
            country_of(actor) AS actor_country,
            CASE WHEN recipient IS NOT NULL THEN id_of('entity', recipient) END AS recipient_id,
            CASE WHEN recipient IS NOT NULL THEN id_of('mention', clause * 4 + 1) END AS recipient_mention_id,
            country_of(recipient) AS recipient_country,
            CASE WHEN dice(clause, 'doubt') < 0.05 THEN 'negated' ELSE status END AS status,
            CASE WHEN dice(clause, 'says') < 0.25
                THEN id_of('entity', skewed(clause, 'speaker', the_entities())) END AS attributed_to_id,
            day AS date_earliest, day + span AS date_latest, CASE WHEN span = 0 THEN 'day' ELSE 'month' END AS date_precision,
            CASE WHEN span = 0 THEN 'text' ELSE 'publication' END AS dated_by,
            CASE WHEN place IS NOT NULL THEN id_of('entity', place) END AS place_id,
            killed + up_to(clause, 'count', 2) AS killed_low, killed + up_to(clause, 'count', 2) AS killed_high,
            'same_parties' AS join_rule, 0.4 + 0.6 * dice(clause, the_run()) AS score, 'large' AS extractor_version
        FROM """
    + _CLAUSE
    + " AS c JOIN event AS e ON e.n = c.event",
    "events": f"""
        SELECT event_id, event_type, quad_class, intensity,
            CASE WHEN actor IS NOT NULL THEN id_of('entity', actor) END AS actor_id, name_of(actor) AS actor_name,
            country_of(actor) AS actor_country,
            CASE WHEN recipient IS NOT NULL THEN id_of('entity', recipient) END AS recipient_id,
            name_of(recipient) AS recipient_name, country_of(recipient) AS recipient_country, status,
            day AS date_earliest, day + span AS date_latest,
            CASE WHEN span = 0 THEN 'day' ELSE 'month' END AS date_precision, 'agreed' AS date_rule,
            CASE WHEN place IS NOT NULL THEN id_of('entity', place) END AS place_id, name_of(place) AS place_name,
            CASE WHEN place IS NOT NULL THEN 50 + place % 20 END AS latitude,
            CASE WHEN place IS NOT NULL THEN 10 + place % 50 END AS longitude,
            killed AS killed_low, killed + 1 AS killed_high, clauses AS mention_count, articles AS article_count,
            greatest(1, articles - 1) AS source_count, 0.9 AS score
        FROM event AS e JOIN (
            SELECT event, count(*) AS clauses, count(DISTINCT article) AS articles FROM {_CLAUSE} GROUP BY ALL
        ) AS told ON told.event = e.n""",
    "source_files": """
        SELECT n || '.txt' AS source_file, 400 AS byte_count, n AS modified_ns, sha256(n || the_run()) AS content_sha256,
            id_of('article', n) AS article_id, 'article' AS outcome, the_run() AS run_id
        FROM chosen""",
    "codings": """
        SELECT id_of('article', n) AS article_id, 'large' AS code_version, 'large' AS model_version,
            'large' AS lexicon_version, the_run() AS run_id
        FROM chosen""",
    "runs": """
        SELECT the_run() AS run_id, strptime(the_run()[:15], '%Y%m%dT%H%M%S') AS started_at,
            strptime(the_run()[:15], '%Y%m%dT%H%M%S') AS finished_at, 'done' AS state, 'command' AS trigger,
            'large' AS source, 'large' AS code_version, 'large' AS model_version, 'large' AS lexicon_version
        FROM range(1)""",
    "checks": """
        SELECT the_run() AS run_id, 'articles' AS table_name, 'rule ' || n AS expectation, 'warning' AS severity,
            n % 20 > 0 AS success, 'invented' AS why
        FROM range(200) AS r(n)""",
}  # fmt: skip
"""Table name -> SQL for its rows; tables that no question reads have none."""
