"""Data packages: any table or query as partitioned Parquet or csv, with its schema and codebook beside it.

The descriptor is a Frictionless Data Package (specs.frictionlessdata.io): ``datapackage.json`` names the files,
the columns with type, meaning and constraints, the key, and the versions behind the rows.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds

from flows.forms import cell, counted
from schemas import TABLES, Table
from schemas.codebook import EVENT_MODES, EVENT_TYPES
from warehouse.ddl import literal
from warehouse.query import QueryError, open_warehouse

DESCRIPTOR, CODEBOOK = "datapackage.json", "codebook.md"
MEDIA_TYPES = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
NAME = re.compile(r"[a-z_][a-z0-9_]*(?:\.[a-z_][a-z0-9_]*)?", re.IGNORECASE)
BATCH_ROWS = 50_000

FRICTIONLESS: tuple[tuple[Any, str], ...] = (
    (pa.types.is_boolean, "boolean"),
    (pa.types.is_integer, "integer"),
    (pa.types.is_floating, "number"),
    (pa.types.is_decimal, "number"),
    (pa.types.is_date, "date"),
    (pa.types.is_timestamp, "datetime"),
    (pa.types.is_list, "array"),
    (pa.types.is_struct, "object"),
)


def export_package(
    warehouse: Path, what: str, form: str, folder: Path, partition_by: Sequence[str] = ()
) -> str:
    """Write a table, view or query as a data package into a new folder; say in a sentence what was written.

    ``form`` is csv or parquet. With ``partition_by`` each value of these columns gets a folder of its own, as
    Hive names them (``event_type=CONSULT/…``); the columns themselves are then in the folders' names alone.
    The folder appears as a whole or not at all. QueryError where it exists already, where the query cannot be
    answered, or where it has no such column.
    """
    if folder.exists():
        raise QueryError(f"{folder} exists already; name a folder that does not")
    beside = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    try:
        with open_warehouse(warehouse) as connection:
            name = what.rpartition(".")[2].lower() if NAME.fullmatch(what) else "answer"
            count, schema = _write(connection, what, form, beside / "data", name, partition_by)
            descriptor = _descriptor(connection, what, name, form, beside, schema, partition_by)
        _write_json(beside / DESCRIPTOR, descriptor)
        (beside / CODEBOOK).write_text(_codebook(descriptor), encoding="utf-8")
        beside.rename(folder)
    except duckdb.Error as error:
        raise QueryError(str(error)) from error
    except OSError as error:
        raise QueryError(f"cannot write {folder}: {error.strerror or error}") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    files = len(descriptor["resources"][0]["files"])
    return f"{counted(count, 'row')} of {name} in {counted(files, 'file')} below {folder}"


def _write(
    connection: duckdb.DuckDBPyConnection,
    what: str,
    form: str,
    folder: Path,
    name: str,
    partition_by: Sequence[str],
) -> tuple[int, pa.Schema]:
    folder.mkdir(parents=True)
    sql = f"SELECT * FROM {what}" if NAME.fullmatch(what) else what
    reader = connection.execute(sql).to_arrow_reader(BATCH_ROWS)
    if missing := [column for column in partition_by if column not in reader.schema.names]:
        raise QueryError(f"there is no column {', '.join(missing)} to divide {name} by")
    if form == "csv" and not partition_by:
        return _write_csv(reader, folder / f"{name}.csv"), reader.schema
    counter = _Counter()
    batches = (counter.of(_as_text(batch) if form == "csv" else batch) for batch in reader)
    schema = (
        _as_text(pa.RecordBatch.from_pylist([], schema=reader.schema)).schema
        if form == "csv"
        else reader.schema
    )
    ds.write_dataset(
        batches,
        folder,
        schema=schema,
        format=form,
        basename_template=f"{name}-{{i}}.{form}",
        partitioning=ds.partitioning(pa.schema([schema.field(c) for c in partition_by]), flavor="hive"),
        max_partitions=100_000,
        existing_data_behavior="error",
    )
    return counter.count, reader.schema


class _Counter:
    count = 0

    def of(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        self.count += batch.num_rows
        return batch


def _write_csv(reader: pa.RecordBatchReader, path: Path) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(reader.schema.names)
        for batch in reader:
            count += batch.num_rows
            columns = [column.to_pylist() for column in batch.columns]
            writer.writerows([cell(value) for value in row] for row in zip(*columns, strict=True))
    return count


def _as_text(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Columns that csv cannot hold as they are, as text; formulas made harmless."""
    columns = [
        pa.array([cell(value) for value in column.to_pylist()], pa.string())
        if pa.types.is_nested(column.type) or pa.types.is_string(column.type)
        else column
        for column in batch.columns
    ]
    return pa.RecordBatch.from_arrays(columns, names=batch.schema.names)


def _descriptor(
    connection: duckdb.DuckDBPyConnection,
    what: str,
    name: str,
    form: str,
    folder: Path,
    schema: pa.Schema,
    partition_by: Sequence[str],
) -> dict[str, Any]:
    paths = [
        path.relative_to(folder).as_posix() for path in sorted((folder / "data").rglob("*")) if path.is_file()
    ]
    table = next((t for t in TABLES if what.lower() in {t.name, t.qualified_name}), None)
    meanings = _meanings(connection, what)
    schema_of: dict[str, Any] = {
        "fields": [_field(table, field, meanings.get(field.name)) for field in schema],
        "missingValues": [""],
    }
    if table:
        schema_of["primaryKey"] = list(table.key)
    resource: dict[str, Any] = {
        "name": name.replace("_", "-"),
        "profile": "tabular-data-resource" if form == "csv" else "data-resource",
        "path": paths if len(paths) != 1 else paths[0],
        "format": form,
        "mediatype": MEDIA_TYPES[form],
        "schema": schema_of,
        "files": [_file(folder, path) for path in paths],
    }
    if form == "csv":
        resource["encoding"] = "utf-8"
    if partition_by:
        resource["partitions"] = list(partition_by)
    package: dict[str, Any] = {
        "name": f"depesche-{name.replace('_', '-')}",
        "title": table.grain if table else f"Answer to: {what}",
        "profile": "data-package",
        "codebook": CODEBOOK,
        "resources": [resource],
    }
    if not NAME.fullmatch(what):
        package["query"] = what
    return {**package, **_versions(connection)}


def _field(table: Table[Any] | None, field: pa.Field, meaning: str | None) -> dict[str, Any]:
    kind = next((name for is_kind, name in FRICTIONLESS if is_kind(field.type)), "string")
    described: dict[str, Any] = {"name": field.name, "type": kind}
    if meaning:
        described["description"] = meaning
    declared = next((f for f in table.fields if f.name == field.name), None) if table else None
    if declared is None:
        return described
    column = declared.column
    constraints = {
        "required": not declared.nullable or None,
        "unique": column.unique or None,
        "enum": list(column.values) if column.values and kind == "string" else None,
        "pattern": column.pattern if kind == "string" else None,
        "minimum": column.minimum,
        "maximum": column.maximum,
    }
    if kept := {key: value for key, value in constraints.items() if value is not None}:
        described["constraints"] = kept
    if column.references:
        described["references"] = column.references
    return described


def _meanings(connection: duckdb.DuckDBPyConnection, what: str) -> Mapping[str, str]:
    """Column -> meaning of a table or view, as its comments say."""
    if not NAME.fullmatch(what):
        return {}
    schema, _, name = what.lower().rpartition(".")
    found = connection.execute(
        "SELECT column_name, comment FROM duckdb_columns() WHERE comment IS NOT NULL"
        f" AND schema_name = {literal(schema or 'main')} AND table_name = {literal(name)}"
    )
    return dict(found.fetchall())


def _file(folder: Path, path: str) -> dict[str, Any]:
    content = (folder / path).read_bytes()
    return {"path": path, "bytes": len(content), "hash": f"sha256:{sha256(content).hexdigest()}"}


def _versions(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """What made the rows: the last run, and the versions of code, model and lexicon."""
    found = connection.execute(
        "SELECT strftime(started_at, '%Y-%m-%dT%H:%M:%SZ') AS created, run_id, code_version, model_version,"
        " lexicon_version FROM main.runs WHERE state = 'done' ORDER BY run_id DESC LIMIT 1"
    )
    names = [column[0] for column in found.description or ()]
    row = found.fetchone()
    return dict(zip(names, row, strict=True)) if row else {}


def _codebook(descriptor: Mapping[str, Any]) -> str:
    (resource,) = descriptor["resources"]
    fields = resource["schema"]["fields"]
    lines = [
        f"# {resource['name']}",
        "",
        descriptor["title"],
        "",
        "| column | type | meaning |",
        "| --- | --- | --- |",
    ]
    lines += [f"| `{f['name']}` | {f['type']} | {f.get('description', '')} |" for f in fields]
    names = {f["name"] for f in fields}
    if "event_type" in names:
        lines += ["", "## Event types", "", "| type | quad class | intensity |", "| --- | ---: | ---: |"]
        lines += [f"| {t.name} | {t.quad_class} | {t.intensity:g} |" for t in EVENT_TYPES.values()]
    if "event_mode" in names:
        lines += ["", "## Event modes", "", "| type | mode | meaning |", "| --- | --- | --- |"]
        lines += [f"| {m.event_type} | {m.name} | {m.meaning} |" for m in EVENT_MODES.values()]
    enums = [(f["name"], f.get("constraints", {}).get("enum")) for f in fields]
    others = [(name, values) for name, values in enums if values and name not in {"event_type", "event_mode"}]
    if others:
        lines += ["", "## Other vocabularies", ""]
        lines += [f"- `{name}`: {', '.join(values)}" for name, values in others]
    return "\n".join(lines) + "\n"


def _write_json(path: Path, content: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
