"""What breaks off goes, what is whole stays, and what users keep in a project is theirs."""

from __future__ import annotations

from pathlib import Path

from expectations.leftovers import remove_half_written


def test_files_that_break_off_are_removed_where_runs_write(tmp_path: Path) -> None:
    files = {
        "expectations/whole.json": '{"a": 1}\n',
        "expectations/half.json": '{"a": ',
        "checkpoints/empty.json": "",
        "uncommitted/validations/s/r1/t/whole.json": '{"results": []}',
        "uncommitted/data_docs/local_site/index.html": "<html><body>half",
        "uncommitted/data_docs/local_site/expectations/whole.html": f"<html>{'x' * 200}</html>\n\n",
        "uncommitted/data_docs/local_site/static/vendor/style.css": "a {",
        "plugins/notes/half.json": '{"a": ',
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    remove_half_written(tmp_path)
    removed = {name for name in files if not (tmp_path / name).exists()}
    assert removed == {
        "expectations/half.json",
        "checkpoints/empty.json",
        "uncommitted/data_docs/local_site/index.html",
    }


def test_where_there_is_no_project_there_are_no_leftovers(tmp_path: Path) -> None:
    remove_half_written(tmp_path / "none")
