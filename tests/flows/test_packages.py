"""Data packages hold the rows, say what each column means, and appear as a whole or not at all."""

from __future__ import annotations

import csv
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import export_rows as rows
import pyarrow.dataset as ds
import pytest
from typer.testing import CliRunner

from flows.cli import WRONG_USAGE, app
from flows.packages import export_package
from schemas import EVENTS
from warehouse.query import QueryError, query


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return rows.publish_rows(tmp_path_factory.mktemp("packages"))


def package_of(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / "datapackage.json").read_text("utf-8")))


def test_a_table_in_parts_holds_all_its_rows(warehouse: Path, tmp_path: Path) -> None:
    told = export_package(warehouse, "events", "parquet", tmp_path / "p", ["event_type"])
    wanted = query(warehouse, "SELECT * FROM events ORDER BY event_id")
    found = ds.dataset(tmp_path / "p" / "data", partitioning="hive").to_table().sort_by("event_id")
    assert told.startswith(f"{wanted.num_rows} rows of events in ")
    assert found.select(["event_id", "actor_name"]).equals(wanted.select(["event_id", "actor_name"]))
    assert found["event_type"].to_pylist() == wanted["event_type"].to_pylist()


def test_the_descriptor_follows_from_the_declaration(warehouse: Path, tmp_path: Path) -> None:
    export_package(warehouse, "main.events", "csv", tmp_path / "p")
    (resource,) = package_of(tmp_path / "p")["resources"]
    fields = {f["name"]: f for f in resource["schema"]["fields"]}
    assert list(fields) == [f.name for f in EVENTS.fields]
    assert resource["schema"]["primaryKey"] == ["event_id"]
    assert fields["event_type"]["description"] == EVENTS.field("event_type").description
    assert "CONSULT" in fields["event_type"]["constraints"]["enum"]
    assert (fields["date_earliest"]["type"], fields["latitude"]["type"]) == ("date", "number")
    content = (tmp_path / "p" / resource["path"]).read_bytes()
    assert resource["files"] == [
        {"path": "data/events.csv", "bytes": len(content), "hash": f"sha256:{sha256(content).hexdigest()}"}
    ]
    header, *lines = csv.reader(content.decode().splitlines())
    assert header == list(fields)
    assert len(lines) == query(warehouse, "SELECT count(*) AS n FROM events").to_pylist()[0]["n"]


def test_a_query_and_a_view_are_described(warehouse: Path, tmp_path: Path) -> None:
    export_package(warehouse, "SELECT event_id, 1.5 AS x FROM events", "csv", tmp_path / "q", ["x"])
    package = package_of(tmp_path / "q")
    assert package["query"].startswith("SELECT event_id")
    assert package["resources"][0]["partitions"] == ["x"]
    export_package(warehouse, "marts.dyads", "csv", tmp_path / "v")
    (resource,) = package_of(tmp_path / "v")["resources"]
    assert all(f["description"] for f in resource["schema"]["fields"])
    assert "| CONSULT | 1 | 2.5 |" in (tmp_path / "v" / "codebook.md").read_text("utf-8")


def test_what_fails_leaves_nothing(warehouse: Path, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="nichts"):
        export_package(warehouse, "nichts", "csv", tmp_path / "p")
    with pytest.raises(QueryError, match="no column nix"):
        export_package(warehouse, "events", "parquet", tmp_path / "p", ["nix"])
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "p").mkdir()
    with pytest.raises(QueryError, match="exists already"):
        export_package(warehouse, "events", "csv", tmp_path / "p")
    assert list((tmp_path / "p").iterdir()) == []


@pytest.mark.parametrize("arguments", [["-f", "csv"], ["events", "-f", "gdelt"], ["events", "-f", "parquet"]])
def test_arguments_that_do_not_fit_are_refused(arguments: list[str]) -> None:
    assert CliRunner().invoke(app, ["export", *arguments]).exit_code == WRONG_USAGE
