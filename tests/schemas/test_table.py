"""The declarations hold together, and rows survive the way through Arrow, Parquet and DuckDB."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_rows import rows_of

from schemas import TABLES, Column, Table
from warehouse.ddl import comments, create_table

CONTRACT = {
    "articles": "article_id source_file content_sha256 byte_count encoding published_header published_earliest"
    " published_latest published_precision language title body agencies duplicate_of run_id",
    "time_expressions": "article_id text_start text_end text timex_type value date_earliest date_latest rule",
    "mentions": "mention_id article_id sentence_index text_start text_end text entity_type entity_id role is_metonym"
    " score",
    "entities": "entity_id name entity_type country_code sector aliases article_count mention_count",
    "event_mentions": "event_mention_id event_id article_id sentence_index trigger_start trigger_end trigger"
    " event_type event_mode actor_id actor_country recipient_id recipient_country status attributed_to_id"
    " date_earliest date_latest date_precision place_id score extractor_version",
    "events": "event_id event_type event_mode quad_class intensity actor_id actor_name actor_country recipient_id"
    " recipient_name recipient_country status date_earliest date_latest date_precision place_id place_name latitude"
    " longitude mention_count article_count source_count score",
    "rejects": "source_file reason detail run_id",
    "runs": "run_id started_at finished_at state trigger files_seen files_new files_changed files_unchanged articles"
    " rejects",
    "checks": "run_id table_name column_name expectation severity success observed unexpected_count"
    " unexpected_fraction why",
}
"""What users' queries rely on: these columns keep their names."""


@pytest.mark.parametrize("name", CONTRACT)
def test_the_contract_is_kept(name: str) -> None:
    (table,) = (t for t in TABLES if t.name == name)
    assert set(CONTRACT[name].split()) <= {f.name for f in table.fields}


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_a_declaration_is_complete(table: Table[Any]) -> None:
    names = [f.name for f in table.fields]
    assert set(table.key) <= set(names)
    assert table.owner in names
    for field in table.fields:
        assert field.description.endswith((".", "]")), f"{field.name}: {field.description}"
        if field.column.references:
            target, column = field.column.references.split(".")
            (referred,) = (t for t in TABLES if t.name == target)
            assert referred.field(column).type == field.type


def test_descriptions_travel_into_parquet(tmp_path: Path) -> None:
    for table in TABLES:
        pq.write_table(table.arrow_schema.empty_table(), tmp_path / "t.parquet")
        schema = pq.read_schema(tmp_path / "t.parquet")
        assert schema.metadata[b"description"].decode() == table.grain
        for field in table.fields:
            assert schema.field(field.name).metadata[b"description"].decode() == field.description


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
@settings(max_examples=15)
@given(data=st.data())
def test_rows_survive_arrow_parquet_and_duckdb(
    table: Table[Any], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    rows = data.draw(st.lists(rows_of(table), max_size=4))
    path = tmp_path_factory.mktemp("rows") / "rows.parquet"
    pq.write_table(table.to_arrow(rows), path)
    assert table.from_arrow(pq.read_table(path)) == rows
    with duckdb.connect(":memory:") as connection:
        connection.execute("CREATE SCHEMA quality")
        connection.execute(create_table(table))
        connection.execute(f"INSERT INTO {table.qualified_name} SELECT * FROM read_parquet('{path}')")
        stored = connection.execute(f"SELECT * FROM {table.qualified_name}").to_arrow_table()
    assert table.from_arrow(stored.cast(table.arrow_schema)) == rows


def test_comments_escape_quotes() -> None:
    @dataclass(frozen=True)
    class Note:
        text: Annotated[str, Column("The writer's note.")]

    table = Table("notes", Note, "One row per writer's note.", ("text",), "text")
    with duckdb.connect(":memory:") as connection:
        connection.execute(create_table(table))
        for comment in comments(table):
            connection.execute(comment)
        assert connection.execute(
            "SELECT comment FROM duckdb_columns() WHERE table_name = 'notes'"
        ).fetchall() == [("The writer's note.",)]


def test_a_field_without_a_declaration_is_an_error() -> None:
    @dataclass(frozen=True)
    class Bare:
        text: str

    @dataclass(frozen=True)
    class Odd:
        text: Annotated[complex, Column("A number.")]

    with pytest.raises(TypeError, match=r"Bare\.text"):
        _ = Table("bare", Bare, "x", ("text",), "text").fields
    with pytest.raises(TypeError, match="no storage type"):
        _ = Table("odd", Odd, "x", ("text",), "text").fields


def test_a_value_of_the_wrong_type_is_an_error() -> None:
    (table,) = (t for t in TABLES if t.name == "rejects")
    with pytest.raises(pa.ArrowTypeError):
        table.to_arrow([table.row("f.txt", "empty", 3, "r")])
