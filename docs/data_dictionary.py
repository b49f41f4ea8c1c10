"""The data dictionary: every table, column, vocabulary, view and macro, read off its declaration."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docs.markdown import code, link, page, table
from docs.sql_objects import SqlObject, empty_warehouse, sql_objects, undeclared_tables
from docs.vocabularies import Vocabulary, columns_of, vocabularies
from schemas import TABLES, Column, Field, Table
from schemas.history import HISTORY
from warehouse.ddl import SQL_TYPES

INTRO = """What the warehouse holds, table by table. The same words stand in the Parquet files (as metadata of their
fields) and in DuckDB: `SELECT column_name, comment FROM duckdb_columns() WHERE schema_name = 'main' AND
table_name = 'events'`. The
constraints are checked before rows are published; [expectations.md](expectations.md) lists the checks.

Offsets count characters of `articles.body` from 0, unless the column says otherwise; `…_end` is the offset behind
the last character. Timestamps are UTC. Scores lie between 0 and 1. `[]` behind a type means a list, which may be
empty."""


def data_dictionary() -> str:
    """The page docs/data_dictionary.md."""
    lists = vocabularies()
    with empty_warehouse() as warehouse:
        objects = sql_objects(warehouse)
        others = undeclared_tables(warehouse)
    return page(
        "Data dictionary",
        INTRO,
        [
            "## Contents",
            _contents(lists, objects),
            "## How the tables hang together",
            _diagram(),
            "## Tables",
            *(_table(declared, lists) for declared in (*TABLES, *HISTORY)),
            "## Vocabularies",
            *(_vocabulary(vocabulary) for vocabulary in lists),
            "## Views and macros",
            "Each is one file below `warehouse/sql/`; its opening comment is what stands here.",
            *(_sql_object(found) for found in objects),
            "## Other tables",
            table(["table", "what it holds"], ([code(name), comment] for name, comment in others)),
        ],
    )


def heading(declared: Table[Any]) -> str:
    """Under which heading the page describes a table: its name, with its schema where that is not main."""
    return declared.name if declared.schema == "main" else declared.qualified_name


def _diagram() -> str:
    """An entity-relationship diagram (mermaid): keys, and the columns that lead to other tables."""
    lines = ["```mermaid", "erDiagram"]
    published = [t for t in TABLES if t.is_published]
    for declared in published:
        lines.append(f"    {declared.name} {{")
        for field in declared.fields:
            leads = field.column.references is not None
            if field.name in declared.key or leads:
                marks = ",".join(["PK"] * (field.name in declared.key) + ["FK"] * leads)
                lines.append(f"        {SQL_TYPES[field.type].replace('[]', '_list')} {field.name} {marks}")
        lines.append("    }")
    names = {t.name for t in published}
    for declared in published:
        for field in declared.fields:
            target = (field.column.references or "").partition(".")[0]
            if target in names:
                optional = "o|" if field.nullable else "||"
                lines.append(f"    {target} {optional}--o{{ {declared.name} : {field.name}")
    return "\n".join([*lines, "```"])


def _contents(lists: list[Vocabulary], objects: list[SqlObject]) -> str:
    rows = [
        *((link(heading(t), heading(t)), t.grain) for t in (*TABLES, *HISTORY)),
        *((link(v.title, v.title), f"Vocabulary: {len(v.entries)} values.") for v in lists),
        *((link(o.name, o.name), o.question) for o in objects),
    ]
    return table(["name", "what it holds or answers"], rows)


def _table(declared: Table[Any], lists: list[Vocabulary]) -> str:
    key = ", ".join(code(name) for name in declared.key)
    rows = [
        (code(f.name), SQL_TYPES[f.type], "yes" if f.nullable else "", f.description, _constraints(f, lists))
        for f in declared.fields
    ]
    return "\n\n".join(
        [
            f"### {heading(declared)}",
            f"{declared.grain} Key: {key}. Rows are replaced together by {code(declared.owner)}.",
            table(["column", "type", "null?", "meaning", "constraints"], rows),
        ]
    )


def _constraints(field: Field, lists: list[Vocabulary]) -> str:
    return "; ".join(_parts(field, field.column, lists))


def _parts(field: Field, column: Column, lists: list[Vocabulary]) -> Iterator[str]:
    if column.unique:
        yield "unique"
    sources = [vocabulary for vocabulary in lists if vocabulary.is_of(field)]
    if sources:
        yield "one of " + ", ".join(link(source.title, source.title) for source in sources)
    elif column.values is not None:
        yield "one of " + ", ".join(code(value) for value in column.values)
    if column.pattern is not None:
        yield f"matches {code(column.pattern)}"
    if column.minimum is not None and column.maximum is not None:
        yield f"{column.minimum:g} to {column.maximum:g}"
    elif column.minimum is not None:
        yield f"at least {column.minimum:g}"
    elif column.maximum is not None:
        yield f"at most {column.maximum:g}"
    if column.references is not None:
        (target,) = (t for t in TABLES if t.name == column.references.split(".")[0])
        yield f"found in {link(column.references, heading(target))}"


def _vocabulary(vocabulary: Vocabulary) -> str:
    header, rows = vocabulary.rows()
    used = ", ".join(link(f"{t.name}.{f.name}", heading(t)) for t, f in columns_of(vocabulary))
    return "\n\n".join(
        [
            f"### {vocabulary.title}",
            f"Declared in {code(vocabulary.path)}{f', used by {used}' if used else ''}.",
            table(header, ([code(first), *rest] for first, *rest in rows)),
        ]
    )


def _sql_object(found: SqlObject) -> str:
    what = "Parameters" if found.kind == "macro" else "Columns"
    columns = ", ".join(f"{code(name)} {type_}".strip() for name, type_ in found.columns)
    return "\n\n".join(
        [
            f"### {found.name}",
            f"{found.question} {found.grain} {found.note}".strip(),
            f"A {found.kind} (`warehouse/sql/{found.path.as_posix()}`). {what}: {columns}.",
        ]
    )
