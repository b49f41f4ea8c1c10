"""The generated pages: none is out of date, and nothing that they list is without a meaning."""

from __future__ import annotations

import re

import pytest

from docs.data_dictionary import data_dictionary
from docs.generate import main, outdated
from docs.markdown import code, link, table
from docs.reference import commands, exit_codes, reference, settings
from docs.sql_objects import empty_warehouse, sql_objects, undeclared_tables
from docs.vocabularies import vocabularies
from expectations.validate import all_expectations
from flows.cli import FAILED, HELD, WRONG_USAGE
from schemas import TABLES


@pytest.fixture(scope="module")
def pages_out_of_date() -> list[str]:
    return [page.name for page, _ in outdated()]


def test_no_page_is_out_of_date(pages_out_of_date: list[str]) -> None:
    assert pages_out_of_date == [], "run: make docs"


def test_check_names_the_page_that_is_out_of_date(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("docs.generate.readme", lambda written, _warehouse: written + "drift")
    assert main(["--check"]) == 1
    assert capsys.readouterr().err == "README.md is out of date; run: make docs\n"


@pytest.mark.parametrize("name", commands())
def test_every_command_and_flag_says_what_it_does(name: str) -> None:
    command = commands()[name]
    assert command.help
    assert f"### {name}\n" in reference()
    assert [parameter.name for parameter in command.params if not parameter.help] == []


def test_every_exit_code_has_a_meaning() -> None:
    assert set(exit_codes()) == {0, FAILED, WRONG_USAGE, HELD}


@pytest.mark.parametrize("variable", settings())
def test_every_setting_says_what_it_is(variable: str) -> None:
    assert settings()[variable].description
    assert f"| `{variable}` |" in reference()


def test_every_table_and_column_says_what_it_is() -> None:
    nameless = [t.name for t in TABLES if not t.grain]
    nameless += [f"{t.name}.{f.name}" for t in TABLES for f in t.fields if not f.description.strip()]
    assert nameless == []


def test_the_dictionary_has_every_table_and_column() -> None:
    page = data_dictionary()
    missing = [f"{t.name}.{f.name}" for t in TABLES for f in t.fields if f"| `{f.name}` |" not in page]
    missing += [t.name for t in TABLES if not re.search(rf"^### (\w+\.)?{t.name}$", page, re.MULTILINE)]
    assert missing == []


def test_every_value_of_a_vocabulary_has_a_meaning() -> None:
    found = {v.name: v for v in vocabularies()}
    assert {"REJECT_REASONS", "RUN_STATES", "EVENT_TYPES"} <= found.keys()
    assert [v.name for v in found.values() if not all(map(bool, v.entries.values()))] == []
    header, rows = found["EVENT_TYPES"].rows()
    assert header[0] == "name"
    assert ["AGREE", "1", "2.5", "yes"] in rows


def test_every_object_of_the_warehouse_says_what_it_is() -> None:
    with empty_warehouse() as warehouse:
        assert [found.name for found in sql_objects(warehouse) if not found.columns] == []
        assert [name for name, comment in undeclared_tables(warehouse) if not comment] == []


def test_every_expectation_says_why() -> None:
    assert [e.name for e in all_expectations() if not e.why.strip()] == []


def test_cells_show_what_they_are_given() -> None:
    row = ("a|b", "&uuml; <p>", code("<a|b>"), link("x", "quality.checks"))
    assert table(["h"] * 4, [row]).splitlines()[-1] == (
        r"| a\|b | &amp;uuml; &lt;p&gt; | `<a\|b>` | [x](#qualitychecks) |"
    )
