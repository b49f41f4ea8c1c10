"""The code tables of the exports cover the vocabularies of the project, and hold codes of the right form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from news.knowledge import read_rows
from schemas.codebook import EVENT_MODES, EVENT_TYPES, SECTORS
from warehouse.lake import Lake
from warehouse.publish import SQL, publish

KNOWLEDGE = Path(__file__).parents[2] / "news" / "knowledge"
ROOTS = {
    "AGREE": {"03"},
    "CONSULT": {"04"},
    "SUPPORT": {"05"},
    "COOPERATE": {"06"},
    "AID": {"07"},
    "CONCEDE": {"08"},
    "RETREAT": {"08"},
    "REQUEST": {"10"},
    "ACCUSE": {"11"},
    "REJECT": {"12"},
    "THREATEN": {"13"},
    "PROTEST": {"14"},
    "MOBILIZE": {"15"},
    "SANCTION": {"16"},
    "COERCE": {"17"},
    "ASSAULT": {"18", "19", "20"},
}
"""The CAMEO roots that the design gives the types."""


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    folder = tmp_path_factory.mktemp("empty")
    publish(Lake(folder / "lake"), folder / "w.duckdb")
    with duckdb.connect(str(folder / "w.duckdb"), read_only=True) as connection:
        yield connection


def column(warehouse: duckdb.DuckDBPyConnection, sql: str) -> list[object]:
    return [row[0] for row in warehouse.execute(sql).fetchall()]


def test_every_type_and_mode_has_its_code_once(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = warehouse.execute(
        "SELECT event_type, event_mode, event_code FROM export.cameo_event_codes"
    ).fetchall()
    expected = [(name, None) for name in EVENT_TYPES]
    expected += [(mode.event_type, mode.name) for mode in EVENT_MODES.values()]
    assert sorted(((t, m) for t, m, _ in found), key=str) == sorted(expected, key=str)
    assert [(t, m, code) for t, m, code in found if code[:2] not in ROOTS[t]] == []
    assert {code[:2] for t, _, code in found if t == "ASSAULT"} == ROOTS["ASSAULT"]


def test_goldstein_values_lie_on_the_scale_and_on_the_side_of_the_type(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    found = warehouse.execute("SELECT event_type, goldstein FROM export.cameo_event_codes").fetchall()
    assert all(-10 <= value <= 10 for _, value in found)
    assert all((value > 0) == (EVENT_TYPES[name].quad_class <= 2) for name, value in found)


def test_polecat_has_the_modes_of_plover_2(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = warehouse.execute(
        "SELECT event_type || ' ' || event_mode, polecat_mode FROM export.cameo_event_codes"
        " WHERE event_mode IS NOT NULL"
    ).fetchall()
    for name, mode in found:
        assert mode == (EVENT_MODES[name].name if EVENT_MODES[name].source == "PLOVER 2.0" else None)


def test_every_state_has_its_codes(warehouse: duckdb.DuckDBPyConnection) -> None:
    states = {row["iso3"]: row["name"] for row in read_rows(KNOWLEDGE / "states.tsv")}
    assert dict(warehouse.execute("SELECT iso3, entity_name FROM export.country_codes").fetchall()) == states
    for name, pattern in {"cow": r"\d{1,3}", "fips": "[A-Z]{2}", "cameo": "[A-Z]{3}"}.items():
        codes = [
            str(code)
            for code in column(warehouse, f"SELECT {name} FROM export.country_codes WHERE {name} IS NOT NULL")
        ]
        assert [code for code in codes if not re.fullmatch(pattern, code)] == []
        assert len(set(codes)) == len(codes), f"a {name} code stands twice"
    nameless = column(warehouse, "SELECT iso3 FROM export.country_codes WHERE cow IS NULL ORDER BY iso3")
    assert nameless == ["ESH", "HKG", "PSE", "VAT"]


def test_codes_that_are_easily_mistaken(warehouse: duckdb.DuckDBPyConnection) -> None:
    rows = warehouse.execute("SELECT iso3, cow, fips, cameo FROM export.country_codes").fetchall()
    found = {iso3: codes for iso3, *codes in rows}
    assert found["DEU"] == [255, "GM", "DEU"]
    assert found["AUS"] == [900, "AS", "AUS"]
    assert found["AUT"] == [305, "AU", "AUT"]
    assert found["ROU"] == [360, "RO", "ROM"]
    assert found["UKR"] == [369, "UP", "UKR"]
    assert found["CHE"] == [225, "SZ", "CHE"]


def test_every_sector_has_its_codes(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = warehouse.execute("SELECT sector, cameo, plover FROM export.cameo_type_codes").fetchall()
    assert {sector for sector, _, _ in found} == set(SECTORS)
    assert ("MED", "MED", "JRN") in found


def test_known_groups_are_organisations_of_the_knowledge(warehouse: duckdb.DuckDBPyConnection) -> None:
    names = {row["name"] for row in read_rows(KNOWLEDGE / "organisations.tsv")}
    assert [
        name for name in column(warehouse, "SELECT name FROM export.cameo_group_codes") if name not in names
    ] == []


def test_parties_on_one_footing_are_those_of_the_codebook() -> None:
    text = (SQL / "export" / "plover.sql").read_text("utf-8")
    listed = re.search(r"event_type IN \(([^)]+)\)", text)
    assert listed is not None
    assert set(re.findall(r"[A-Z]+", listed[1])) == {t.name for t in EVENT_TYPES.values() if t.is_reciprocal}
