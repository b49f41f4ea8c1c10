"""Exported files load with the readers that users of GDELT, POLECAT and PLOVER have."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import export_rows as rows
import pandas as pd
import pytest
from test_export_views import GDELT_EVENTS, GDELT_MENTIONS, POLECAT
from typer.testing import CliRunner

from flows.cli import WRONG_USAGE, Exchange, app
from flows.exports import FORMS, export_events
from warehouse.query import QueryError

# Types of the GDELT 2.0 columns in BigQuery (gdelt-bq.gdeltv2.events): codes are text, 01 is not 1.
WHOLE = {"GlobalEventID", "Day", "MonthYear", "Year", "IsRootEvent", "QuadClass", "DATEADDED"}
WHOLE |= {"NumMentions", "NumSources", "NumArticles", "Actor1Geo_Type", "Actor2Geo_Type", "ActionGeo_Type"}
REAL = {"FractionDate", "GoldsteinScale", "AvgTone"}
REAL |= {f"{which}Geo_{axis}" for which in ("Actor1", "Actor2", "Action") for axis in ("Lat", "Long")}
# PLOVER manual, draft 0.7, tables of the chapter "JSON Data Fields".
PLOVER = {
    *("id", "has_event", "date", "time", "enddate", "endtime", "source", "recipient", "event", "event_loc"),
    *("event_text", "quad_code", "event_scale", "mode", "context", "link", "text", "text_info", "cite_info"),
    *("coder", "coded_date", "coded_time", "comment"),
}
PLOVER_REQUIRED = {"id", "date", "source", "event"}
PLOVER_PARTY = {
    *("code", "sector", "actor_text", "identifer_id", "identifer_text", "actor_loc", "religion", "ethnicity"),
    *("office", "gender", "age"),
}
OUR_OWN = {"status", "date_precision", "dead", "injured"}
"""Fields beyond the manual, which it allows; dead and injured are its words for size."""


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return rows.publish_rows(tmp_path_factory.mktemp("exports"))


def test_the_command_line_knows_every_form() -> None:
    assert {form.value for form in Exchange} == FORMS.keys() | {"csv", "parquet"}


def test_pandas_reads_gdelt_as_gdelt_ships(warehouse: Path, tmp_path: Path) -> None:
    file = tmp_path / "20220331000000.export.CSV"
    assert export_events(warehouse, "gdelt", file) == (
        "2 events; 3 left out (no date bounds them, or they are not actual)"
    )
    types = {
        name: "int64" if name in WHOLE else "float64" if name in REAL else "str" for name in GDELT_EVENTS
    }
    frame = pd.read_csv(file, sep="\t", header=None, names=GDELT_EVENTS, dtype=types)
    assert frame.shape == (2, 61)
    visit = frame.set_index("GlobalEventID").loc[1]
    assert (visit["EventCode"], visit["EventRootCode"], visit["Day"]) == ("042", "04", 20220228)
    assert visit["ActionGeo_Lat"] == pytest.approx(50.45)
    assert int(float(2**52 - 1)) in set(frame["GlobalEventID"]), "numbers are exact as R reads them"


def test_duckdb_reads_gdelt_and_its_mentions_and_joins_them(warehouse: Path, tmp_path: Path) -> None:
    export_events(warehouse, "gdelt", tmp_path / "events.CSV")
    assert export_events(warehouse, "gdelt-mentions", tmp_path / "mentions.CSV") == "3 mentions"
    with duckdb.connect() as reader:
        for name, columns in {"events": GDELT_EVENTS, "mentions": GDELT_MENTIONS}.items():
            reader.execute(
                f"CREATE TABLE {name} AS FROM read_csv(?, delim = '\t', header = false, names = ?, quote = '',"
                " escape = '')",
                [str(tmp_path / f"{name}.CSV"), columns],
            )
        joined = reader.execute(
            "SELECT count(*), count(DISTINCT GlobalEventID) FROM events JOIN mentions USING (GlobalEventID)"
        ).fetchone()
    assert joined == (3, 2)


def test_pandas_reads_polecat_with_its_header(warehouse: Path, tmp_path: Path) -> None:
    file = tmp_path / "ngecEvents.DV.txt"
    export_events(warehouse, "polecat", file)
    frame = pd.read_csv(file, sep="\t", parse_dates=["Event Date", "Publication Date"])
    assert list(frame.columns) == POLECAT
    visit = frame.set_index("Event Type").loc["CONSULT"]
    assert visit["Event Date"] == pd.Timestamp("2022-02-28")
    assert visit["Source"].split("|") == ["AFP", "dpa"]
    assert pd.isna(visit["Wikipedia Actor ID"])
    assert "\tNone\t" in file.read_text("utf-8"), "POLECAT writes None where it knows nothing"


def test_each_line_of_plover_is_a_record_of_the_manual(warehouse: Path, tmp_path: Path) -> None:
    file = tmp_path / "events.jsonl"
    assert export_events(warehouse, "plover-jsonl", file) == "4 events; 1 left out (no date bounds them)"
    records = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert len(records) == 4
    for record in records:
        assert record.keys() >= PLOVER_REQUIRED
        assert record.keys() <= PLOVER | OUR_OWN
        for party in [*record["source"], *record.get("recipient", [])]:
            assert party.keys() <= PLOVER_PARTY
            assert party.get("code"), "every party has a code"
    visit = next(record for record in records if record["event"] == ["CONSULT"])
    assert visit["date"] == visit["enddate"] == "2022-02-28"
    assert visit["mode"] == ["visit"]
    assert visit["event_loc"] == {"name": "Kiew", "latitude": 50.45, "longitude": 30.52, "cc3": "UKR"}


def test_a_field_never_breaks_its_line(tmp_path: Path) -> None:
    assert FORMS["gdelt"].line(["a", "b"], ["one\ttwo\nthree", None]) == "one two three\t"
    assert FORMS["polecat"].line(["a", "b"], ["one\ttwo\r", None]) == "one two \tNone"


def test_without_a_file_the_lines_go_to_stdout(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export_events(warehouse, "polecat", None)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert lines[0].split("\t") == POLECAT


def test_the_command_keeps_lines_and_remarks_apart(warehouse: Path, tmp_path: Path) -> None:
    def depesche(*arguments: str) -> tuple[int, str, str]:
        result = CliRunner().invoke(app, arguments, env={"DEPESCHE_HOME": str(warehouse.parent)})
        return result.exit_code, result.stdout, result.stderr

    code, out, remark = depesche("export", "--format", "gdelt-mentions")
    assert (code, len(out.splitlines()), remark) == (0, 3, "3 mentions\n")
    file = tmp_path / "events.jsonl"
    assert depesche("export", "--format", "plover-jsonl", "--output", str(file))[:2] == (0, "")
    assert len(file.read_text("utf-8").splitlines()) == 4
    assert depesche("export", "--format", "acled")[0] == WRONG_USAGE


def test_what_cannot_be_written_or_read_is_said(warehouse: Path, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="there is no warehouse"):
        export_events(tmp_path / "none.duckdb", "gdelt", None)
    with pytest.raises(QueryError, match=r"cannot write .*No such file"):
        export_events(warehouse, "gdelt", tmp_path / "no" / "folder.tsv")
    with duckdb.connect(str(tmp_path / "old.duckdb")) as old:
        old.execute("CREATE TABLE events (event_id VARCHAR)")
    with pytest.raises(QueryError, match="depesche rebuild"):
        export_events(tmp_path / "old.duckdb", "gdelt", tmp_path / "out.tsv")
    assert not (tmp_path / "out.tsv").exists()
