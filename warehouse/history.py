"""History: what rows of articles, entities and events were before, and from which run to which.

The lake's commits tell it all. ``history.former_<table>`` holds the versions that hold no more, ``history.present``
from which commit each row of the table itself holds; the views ``history.<table>`` put the two together, and the
macros ``history.<table>_as_of(moment)`` show what held after a run, or at the end of a day. Two versions that differ
only in the run that took them are one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb

from schemas import Table
from schemas.history import BY_RUN, HISTORY, KEPT, SCHEMA, VALIDITY
from warehouse.ddl import SQL_TYPES, literal, quoted
from warehouse.snapshot import NOTHING_TAKEN, TAKES, Commit, Root, read_all, read_committed

COMMITS = f"{SCHEMA}.commits"
PRESENT = f"{SCHEMA}.present"
NONE_BEFORE = ""
MOMENT = """(CASE WHEN length(moment::VARCHAR) = 10
    THEN try_cast(moment::VARCHAR AS TIMESTAMP) + INTERVAL 1 DAY - INTERVAL 1 MICROSECOND
    ELSE try_cast(moment::VARCHAR AS TIMESTAMP) END)"""
VERSION_AS_OF = f"""
CREATE MACRO {SCHEMA}.version_as_of(moment) AS coalesce(
    (SELECT max(version) FROM {COMMITS} WHERE run_id = moment::VARCHAR),
    CASE
        WHEN {MOMENT} IS NULL THEN error(
            'history.commits has no run ' || moment::VARCHAR || '; name one of it, a date or a time')::BIGINT
        WHEN (SELECT min(version) FROM {COMMITS}) > 1 AND {MOMENT} < (SELECT min(committed_at) FROM {COMMITS})
            THEN error(
            'history begins later than ' || moment::VARCHAR || '; the retention let go what was before')::BIGINT
        ELSE coalesce((SELECT max(version) FROM {COMMITS} WHERE committed_at <= {MOMENT}), 0)
    END
)"""
"""A run's commit, or the last commit up to a time or to the end of a day."""


def statements() -> list[str]:
    """The SQL that makes the schema without rows."""
    made = [
        f"CREATE SCHEMA {SCHEMA}",
        f"CREATE TABLE {COMMITS} (version BIGINT, run_id VARCHAR, committed_at TIMESTAMP)",
        f"COMMENT ON TABLE {COMMITS} IS 'The commits of the lake as of which history can be asked, with their runs.'",
        f"CREATE TABLE {PRESENT} (table_name VARCHAR, owner VARCHAR, version BIGINT)",
        f"COMMENT ON TABLE {PRESENT} IS 'From which commit on the rows of articles, entities and events hold.'",
        VERSION_AS_OF,
        f"COMMENT ON MACRO {SCHEMA}.version_as_of IS"
        " 'The commit of a run, or the last one up to a time or to the end of a day.'",
    ]
    for table, history in zip(KEPT, HISTORY, strict=True):
        made += _statements_of(table, history)
    return made


def _statements_of(table: Table[Any], history: Table[Any]) -> list[str]:
    types = ", ".join(f"{quoted(f.name)} {SQL_TYPES[f.type]}" for f in table.fields)
    own = ", ".join(f"r.{quoted(f.name)}" for f in table.fields)
    key, as_of = quoted(table.owner), f"{SCHEMA}.version_as_of(moment)"
    begun = {"valid_from_run": "f.run_id", "valid_from_at": "f.committed_at"}
    ended = {"valid_to_run": "t.run_id", "valid_to_at": "t.committed_at"}
    present = {"valid_from_version": "p.version", **begun}
    former = {
        "valid_from_version": "r.valid_from_version",
        "valid_to_version": "r.valid_to_version",
        **begun,
        **ended,
    }
    chosen = (
        ", ".join(f"{columns.get(name, 'NULL')} AS {name}" for name in VALIDITY)
        for columns in (present, former)
    )
    now, before = chosen
    name = history.qualified_name
    return [
        f"CREATE TABLE {_former(table)} ({types}, valid_from_version BIGINT, valid_to_version BIGINT)",
        f"COMMENT ON TABLE {_former(table)} IS 'The versions of rows of {table.name} that hold no more.'",
        f"CREATE VIEW {name} AS SELECT {own}, {now} FROM {table.qualified_name} AS r"
        f" JOIN {PRESENT} AS p ON p.table_name = {literal(table.name)} AND p.owner = r.{key}"
        f" LEFT JOIN {COMMITS} AS f ON f.version = p.version"
        f" UNION ALL SELECT {own}, {before} FROM {_former(table)} AS r"
        f" LEFT JOIN {COMMITS} AS f ON f.version = r.valid_from_version"
        f" LEFT JOIN {COMMITS} AS t ON t.version = r.valid_to_version",
        f"COMMENT ON VIEW {name} IS {literal(history.grain)}",
        *(
            f"COMMENT ON COLUMN {name}.{quoted(f.name)} IS {literal(f.description)}" for f in history.fields
        ),
        f"CREATE MACRO {name}_as_of(moment) AS TABLE SELECT * FROM {name}"
        f" WHERE valid_from_version <= {as_of} AND coalesce(valid_to_version > {as_of}, true)",
        f"COMMENT ON MACRO TABLE {name}_as_of IS"
        f" {literal(f'The rows of {table.name} as they were after a run, at a time, or at the end of a day.')}",
    ]  # fmt: skip


def build_history(connection: duckdb.DuckDBPyConnection, root: Root, commits: Sequence[Commit]) -> None:
    """Fill the schema from all commits of a lake; the tables hold the rows that hold, catalog ``lake`` shows them."""
    for table in KEPT:
        _add_versions(connection, root, commits, table, NONE_BEFORE)
    _tell_commits(connection, commits)


def note_present(connection: duckdb.DuckDBPyConnection) -> None:
    """Note the rows that commits are about to replace; catalog ``lake`` shows these commits alone."""
    for table in KEPT:
        connection.execute(
            f"CREATE TEMP TABLE old_{table.name} AS SELECT r.*, p.version FROM {table.qualified_name} AS r"
            f" JOIN {PRESENT} AS p ON p.table_name = {literal(table.name)} AND p.owner = r.{quoted(table.owner)}"
            f" WHERE p.owner IN (SELECT owner FROM lake.main.lake_takes WHERE table_name = {literal(table.name)})"
        )


def extend_history(
    connection: duckdb.DuckDBPyConnection, root: Root, commits: Sequence[Commit], since: Sequence[Commit]
) -> None:
    """Add what the commits ``since`` replaced, as noted before: the same as building it of all commits."""
    for table in KEPT:
        name = literal(table.name)
        connection.execute(
            f"DELETE FROM {PRESENT} WHERE table_name = {name}"
            f" AND owner IN (SELECT owner FROM lake.main.lake_takes WHERE table_name = {name})"
        )
        _add_versions(connection, root, since, table, f"FROM old_{table.name}")
        connection.execute(f"DROP TABLE old_{table.name}")
    _tell_commits(connection, commits)


def _add_versions(
    connection: duckdb.DuckDBPyConnection,
    root: Root,
    commits: Sequence[Commit],
    table: Table[Any],
    before: str,
) -> None:
    """Add the versions of the rows that commits took over, beside those that held ``before`` them."""
    key, name = quoted(table.owner), literal(table.name)
    takes = read_committed("lake", root, commits, TAKES) or NOTHING_TAKEN
    rows = read_all("lake", root, commits, table)
    if before != NONE_BEFORE:
        rows = f"({rows}) UNION ALL BY NAME ({before})"
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE spans AS SELECT owner, version,"
        " lead(version) OVER (PARTITION BY owner ORDER BY version) AS until FROM ("
        f"SELECT owner, version FROM ({takes}) WHERE table_name = {name}"
        + (f" UNION SELECT {key}, version FROM ({before})" if before != NONE_BEFORE else " GROUP BY ALL")
        + ")"
    )
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE versions AS
        WITH several AS (SELECT owner FROM spans GROUP BY owner HAVING count(*) > 1),
        taken AS (
            SELECT r.*, s.until, {_content(table, "r")} AS content
            FROM ({rows}) AS r JOIN spans AS s ON s.owner = r.{key} AND s.version = r.version
            SEMI JOIN several ON several.owner = r.{key}
        ), compared AS (
            SELECT *, coalesce(lag(until) OVER w = version AND lag(content) OVER w = content, false) AS is_same
            FROM taken WINDOW w AS (PARTITION BY {key} ORDER BY version)
        ), numbered AS (
            SELECT *, count(*) FILTER (NOT is_same) OVER (PARTITION BY {key} ORDER BY version) AS number
            FROM compared
        )
        SELECT *, min(version) OVER (PARTITION BY {key}, number) AS since FROM numbered
        QUALIFY row_number() OVER (PARTITION BY {key}, number ORDER BY version DESC) = 1
        """
    )
    columns = ", ".join(quoted(f.name) for f in table.fields)
    connection.execute(
        f"INSERT INTO {_former(table)} SELECT {columns}, since, until FROM versions WHERE until IS NOT NULL"
        f" ORDER BY {key}, since"
    )
    connection.execute(
        f"INSERT INTO {PRESENT} SELECT {name}, r.{key}, coalesce(v.since, s.version)"
        f" FROM {table.qualified_name} AS r JOIN spans AS s ON s.owner = r.{key} AND s.until IS NULL"
        f" LEFT JOIN versions AS v ON v.{key} = r.{key} AND v.until IS NULL ORDER BY ALL"
    )


def committed_runs(commits: Sequence[Commit]) -> list[tuple[int, str]]:
    """Version and run of each commit, also of those that a compaction merged."""
    pairs = [pair for c in commits for pair in (*c.merged, (c.version, c.run_id))]
    return [(version, run_id.removesuffix("-record")) for version, run_id in pairs]


def _tell_commits(connection: duckdb.DuckDBPyConnection, commits: Sequence[Commit]) -> None:
    pairs = committed_runs(commits)
    connection.execute(f"DELETE FROM {COMMITS}")
    if pairs:  # as literals: for a parameter, DuckDB would import pandas
        told = ", ".join(f"({version}, {literal(run_id)})" for version, run_id in pairs)
        connection.execute(
            f"INSERT INTO {COMMITS} SELECT version, run_id, finished_at"
            f" FROM (VALUES {told}) AS told (version, run_id) JOIN main.runs USING (run_id) ORDER BY version"
        )


def _former(table: Table[Any]) -> str:
    return f"{SCHEMA}.former_{table.name}"


def _content(table: Table[Any], alias: str) -> str:
    """SQL for what a row says, whichever run took it; null where there is no row."""
    columns = ", ".join(
        f"{literal(f.name)}: {alias}.{quoted(f.name)}" for f in table.fields if f.name not in BY_RUN
    )
    return f"CASE WHEN {alias}.{quoted(table.owner)} IS NOT NULL THEN {{{columns}}} END"
