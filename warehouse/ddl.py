"""DuckDB DDL derived from the declarations: CREATE TABLE and COMMENT ON for every table and column."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from schemas import Table

SQL_TYPES: dict[pa.DataType, str] = {
    pa.string(): "VARCHAR",
    pa.int64(): "BIGINT",
    pa.float64(): "DOUBLE",
    pa.bool_(): "BOOLEAN",
    pa.date32(): "DATE",
    pa.timestamp("us"): "TIMESTAMP",
    pa.list_(pa.string()): "VARCHAR[]",
    pa.list_(pa.int64()): "BIGINT[]",
}


STORAGE = {"storage_compatibility_version": "v1.4.0"}
"""The oldest DuckDB that opens the file; what newer ones know of compression makes loads and files smaller."""
COMPRESSION = {
    ("articles", "article_id"): "uncompressed",
    ("event_mentions", "actor_mention_id"): "zstd",
    ("event_mentions", "event_mention_id"): "uncompressed",
    ("event_mentions", "recipient_mention_id"): "zstd",
    ("events", "event_id"): "uncompressed",
    ("mentions", "mention_id"): "zstd",
}
"""Table and id -> how it is kept, where DuckDB's own choice costs most. These ids hardly ever occur twice, so that the
dictionary that DuckDB tries is most of what loading them costs; and a look-up has to unpack a whole block of it
(docs/adr/0033, docs/adr/0042)."""


def create_table(table: Table[Any]) -> str:
    """CREATE TABLE without keys: a PRIMARY KEY makes a bulk load ten times slower; uniqueness is an expectation."""
    columns = ",\n    ".join(
        f"{quoted(f.name)} {SQL_TYPES[f.type]}"
        + (
            f" USING COMPRESSION {COMPRESSION[table.name, f.name]}"
            if (table.name, f.name) in COMPRESSION
            else ""
        )
        + ("" if f.nullable else " NOT NULL")
        for f in table.fields
    )
    return f"CREATE TABLE {table.qualified_name} (\n    {columns}\n)"


def comments(table: Table[Any]) -> list[str]:
    """COMMENT ON statements for the table and its columns."""
    return [
        f"COMMENT ON TABLE {table.qualified_name} IS {literal(table.grain)}",
        *(
            f"COMMENT ON COLUMN {table.qualified_name}.{quoted(f.name)} IS {literal(f.description)}"
            for f in table.fields
        ),
    ]


def quoted(name: str) -> str:
    """An SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """An SQL string."""
    return "'" + text.replace("'", "''") + "'"
