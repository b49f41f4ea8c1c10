"""The command line as a user meets it: answers, one clear line for an error, exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import corpus
import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.plain import ingest_plainly
from flows.settings import Settings
from warehouse.lake import Lake


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    source = corpus.write(folder / "in", {corpus.name_of(n): corpus.text_of(n) for n in range(4)})
    ingest_plainly(source, Settings(home=folder / "home"))
    return folder / "home"


def depesche(home: Path, *arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, arguments, env={"DEPESCHE_HOME": str(home), "COLUMNS": "120"})
    return result.exit_code, result.stdout, result.stderr


def test_sql_answers_as_table_csv_json_and_parquet(home: Path, tmp_path: Path) -> None:
    sql = "SELECT source_file, agencies FROM articles ORDER BY ALL LIMIT 1"
    code, out, _ = depesche(home, "sql", sql)
    assert code == 0
    assert "source_file" in out
    assert "│" in out
    assert depesche(home, "sql", "-f", "csv", sql)[1] == f"source_file,agencies\n{corpus.name_of(0)},[]\n"
    assert json.loads(depesche(home, "sql", "-f", "json", sql)[1]) == [
        {"source_file": corpus.name_of(0), "agencies": []}
    ]
    code, _, _ = depesche(home, "sql", "-f", "parquet", "-o", str(tmp_path / "a.parquet"), sql)
    assert code == 0
    assert (tmp_path / "a.parquet").read_bytes()[:4] == b"PAR1"


def test_the_version_is_told(home: Path) -> None:
    assert depesche(home, "--version") == (0, f"depesche {version('depesche')}\n", "")


def test_a_wrong_query_is_told_in_duckdbs_words(home: Path) -> None:
    code, out, err = depesche(home, "sql", "SELECT nichts FROM articles")
    assert (code, out) == (1, "")
    assert err.startswith("depesche: Binder Error")
    assert "Traceback" not in err


def test_status_and_explain_are_for_people(home: Path) -> None:
    code, out, _ = depesche(home, "status")
    assert code == 0
    assert "4 articles, 0 rejects" in out
    (row,) = json.loads(
        depesche(home, "sql", "-f", "json", "SELECT event_id, event_type FROM events LIMIT 1")[1]
    )
    code, out, _ = depesche(home, "explain", row["event_id"])
    assert code == 0
    assert out.startswith(row["event_type"])
    assert ".txt" in out
    code, _, err = depesche(home, "explain", "0" * 16)
    assert (code, "there is no event" in err) == (2, True)


def test_rebuild_and_report(home: Path) -> None:
    (home / "warehouse.duckdb").unlink()
    code, out, _ = depesche(home, "rebuild")
    assert code == 0
    assert "commit 1" in out
    code, out, _ = depesche(home, "report")
    assert code == 0
    assert "Published" in Path(out.strip()).read_text()
    code, out, _ = depesche(home, "report", "--language", "de")
    assert (code, "Veröffentlicht" in Path(out.strip()).read_text()) == (0, True)


def test_the_news_desk_of_a_period(home: Path) -> None:
    code, out, _ = depesche(home, "desk", "--from", "2023", "--to", "2023-05", "--language", "de")
    assert code == 0
    assert "<h1>Jan." in Path(out.strip()).read_text()
    code, _, err = depesche(home, "desk", "--from", "letzte Woche")
    assert (code, "write 2022, 2022-03 or 2022-03-14" in err) == (2, True)


@pytest.mark.parametrize(
    "command", [["run", "--source", "nowhere"], ["run"], ["serve", "--source", "nowhere"]]
)
def test_a_source_that_is_not_there_is_wrong_usage(tmp_path: Path, command: list[str]) -> None:
    code, _, err = depesche(tmp_path / "home", *command)
    assert code == 2
    assert err.count("\n") == 1
    assert "--source" in err
    assert not (tmp_path / "home" / "lake").exists()


def test_an_unknown_engine_is_refused_before_a_run_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = corpus.write(tmp_path / "in", {corpus.name_of(1): corpus.text_of(1)})
    monkeypatch.setenv("DEPESCHE_MODEL", "genau")
    code, _, err = depesche(tmp_path / "home", "run", "--source", str(source))
    assert code == 2
    assert err.count("\n") == 1
    assert "'genau'" in err
    assert "DEPESCHE_MODEL" in err
    assert not (tmp_path / "home").exists()


def test_nothing_to_ask_yet(tmp_path: Path) -> None:
    code, _, err = depesche(tmp_path, "sql", "SELECT 1")
    assert (code, "depesche run --source" in err) == (1, True)
    assert depesche(tmp_path, "status")[0] == 0
    assert depesche(tmp_path, "report")[0] == 1


def test_a_wrong_setting_names_its_variable(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEPESCHE_JOBS", "viele")
    code, _, err = depesche(home, "status")
    assert (code, "DEPESCHE_JOBS" in err) == (2, True)


def test_a_bad_row_of_own_knowledge_is_wrong_usage(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = corpus.write(tmp_path / "in", {corpus.name_of(1): corpus.text_of(1)})
    own = corpus.write(tmp_path / "own", {"offices.tsv": "office\tkind\nLandvogt\tVogt\n"})
    monkeypatch.setenv("DEPESCHE_KNOWLEDGE", str(own))
    code, out, err = depesche(home, "run", "--source", str(source))
    assert (code, out) == (2, "")
    assert "offices.tsv, line 2, column kind: 'Vogt' is no kind of office" in err
    assert "Traceback" not in err


def test_an_unknown_option_is_wrong_usage(home: Path) -> None:
    assert depesche(home, "run", "--wat")[0] == 2


@pytest.mark.integration
def test_a_home_that_cannot_be_written_and_a_second_run(tmp_path: Path) -> None:
    source = corpus.write(tmp_path / "in", {corpus.name_of(1): corpus.text_of(1)})
    (tmp_path / "file").write_text("")
    command = [sys.executable, "-m", "flows", "run", "--source", str(source)]

    def run(home: Path) -> tuple[int, str]:
        done = subprocess.run(
            command,
            env={"DEPESCHE_HOME": str(home), "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stderr

    code, err = run(tmp_path / "file" / "home")
    assert (code, err.count("\n"), "DEPESCHE_HOME" in err) == (1, 1, True)
    lake = Lake(tmp_path / "home" / "lake")
    with lake.writer():
        code, err = run(tmp_path / "home")
    assert code == 1
    assert "another run is writing" in err
    assert "Traceback" not in err
