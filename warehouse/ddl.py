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


LOOKED_UP = frozenset(
    {("articles", "article_id"), ("event_mentions", "event_mention_id"), ("events", "event_id")}
)
"""Tables and their ids by which single rows are asked for. As they are random, compression hardly makes them smaller,
but a look-up has to unpack a whole block of them (docs/adr/0033)."""


def create_table(table: Table[Any]) -> str:
    """CREATE TABLE without keys: a PRIMARY KEY makes a bulk load ten times slower; uniqueness is an expectation."""
    columns = ",\n    ".join(
        f"{quoted(f.name)} {SQL_TYPES[f.type]}"
        + (" USING COMPRESSION uncompressed" if (table.name, f.name) in LOOKED_UP else "")
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
