"""Names and words of files are data: they reach no path, no SQL, no page and no cell as anything else."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flows.answers import answer
from flows.plain import ingest_plainly
from flows.settings import Settings
from flows.stages.pages import report_recorded_run
from warehouse.query import query

HEADLINES = {
    "'; DROP TABLE articles; --.txt": "'; DROP TABLE articles; --",
    'a"b\nc.txt': "\"); COPY articles TO 'x.csv'; (\"",
    "a..%2f..%2fetc%2fpasswd.txt": "{{ 7 * 7 }} {% include '/etc/passwd' %}",
    "a..txt.txt": "$(touch pwned) `touch pwned` ; touch pwned",
    "<script>alert(1)<.txt": "<script>alert('HANSE')</script><img src=x onerror=alert(1)>",
    "=cmd|' !A0.txt": '=HYPERLINK("x";"y")',
    "-rf.txt": "-rf *",
    "CON.txt": "@SUM(1+1)*cmd|' /C calc'!A0",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("hostile")
    source = folder / "in"
    source.mkdir()
    for name, headline in HEADLINES.items():
        text = f"{headline}\n\nMinisterin Vera Lund warf der Ukraine am Montag vor, {headline} gesagt zu haben.\n"
        (source / name).write_text(text, encoding="utf-8")
    (folder / "outside.txt").write_text(
        "Ein Geheimnis von nebenan, das niemand lesen darf.", encoding="utf-8"
    )
    (source / "link.txt").symlink_to(folder / "outside.txt")
    (source / "up").symlink_to(folder)
    ingest_plainly(source, Settings.model_construct(home=folder / "home", model="none"))
    yield folder / "home"


def rows(home: Path, sql: str) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in query(home / "warehouse.duckdb", sql).to_pylist()]


def test_every_file_is_read_under_its_own_name(home: Path) -> None:
    assert {name for (name,) in rows(home, "SELECT source_file FROM articles")} == set(HEADLINES)
    for name, headline in HEADLINES.items():
        (body,) = [b for f, b in rows(home, "SELECT source_file, body FROM articles") if f == name]
        assert headline in body or "<script>" in headline, "markup is taken off, everything else stays"
    assert rows(home, "SELECT files_seen, files_ignored FROM runs") == [(len(HEADLINES), 2)]


def test_nothing_outside_is_read_or_written(home: Path) -> None:
    assert rows(home, "SELECT count(*) FROM articles WHERE contains(body, 'Geheimnis')") == [(0,)]
    assert {p.name for p in home.parent.iterdir()} == {"in", "home", "outside.txt"}
    assert not [p for p in home.rglob("*") if p.name in {"pwned", "x.csv", "passwd.txt"}]
    assert {p.name for p in (home.parent / "in").iterdir()} == {*HEADLINES, "link.txt", "up"}


def test_pages_show_words_and_run_none(home: Path) -> None:
    report_recorded_run(Settings.model_construct(home=home, model="none"))
    pages = list((home / "report").rglob("*.html"))
    assert pages
    for page in pages:
        html = page.read_text("utf-8")
        assert "<script>alert" not in html
        assert "onerror=alert" not in html
        assert "49 {" not in html


def test_cells_of_csv_are_no_formulas(home: Path, tmp_path: Path) -> None:
    settings = Settings.model_construct(home=home, model="none")
    answer(settings, "SELECT source_file, title, body FROM articles", "csv", tmp_path / "a.csv")
    text = (tmp_path / "a.csv").read_text("utf-8")
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert len(cells) == 3 * (len(HEADLINES) + 1)
    assert [cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t"}] == []
    assert [cell for cell in cells if cell.startswith("'=cmd")]
