"""The export views: names and order as published, one row per event that the form can hold, no value made up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import duckdb
import export_rows as rows
import pytest

# GDELT Event Codebook V2.0; the headers of gdeltPyR and of the R package gdeltr2 are the same lists.
PARTY = [
    "Code",
    "Name",
    "CountryCode",
    "KnownGroupCode",
    "EthnicCode",
    "Religion1Code",
    "Religion2Code",
    "Type1Code",
    "Type2Code",
    "Type3Code",
]
GEO = ["Type", "Fullname", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID"]
GDELT_EVENTS = [
    *["GlobalEventID", "Day", "MonthYear", "Year", "FractionDate"],
    *[f"Actor{n}{name}" for n in (1, 2) for name in PARTY],
    *["IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"],
    *["NumMentions", "NumSources", "NumArticles", "AvgTone"],
    *[f"{which}Geo_{name}" for which in ("Actor1", "Actor2", "Action") for name in GEO],
    *["DATEADDED", "SOURCEURL"],
]
GDELT_MENTIONS = [
    *["GlobalEventID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName"],
    *["MentionIdentifier", "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset"],
    *["InRawText", "Confidence", "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras"],
]
# The header of the files of the POLECAT dataset (Harvard Dataverse, doi:10.7910/DVN/AJGVIT).
POLECAT = [
    *["Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"],
    *["Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title"],
    *["Actor Name Raw", "Wikipedia Actor ID"],
    *["Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector"],
    *["Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID"],
    *["Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID"],
    *["Raw Placename", "Feature Type", "Source", "Publication Date"],
    *["Story People", "Story Organizations", "Story Locations", "Language", "Version"],
]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    file = rows.publish_rows(tmp_path_factory.mktemp("exports"))
    with duckdb.connect(str(file), read_only=True) as connection:
        yield connection


def records(warehouse: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, Any]]:
    answer = warehouse.execute(sql)
    names = [column[0] for column in answer.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


@pytest.mark.parametrize(
    ("view", "columns", "count"),
    [("gdelt_events", GDELT_EVENTS, 61), ("gdelt_mentions", GDELT_MENTIONS, 16), ("polecat", POLECAT, 40)],
)
def test_columns_are_those_published_in_their_order(
    warehouse: duckdb.DuckDBPyConnection, view: str, columns: list[str], count: int
) -> None:
    found = warehouse.execute(
        "SELECT column_name FROM duckdb_columns() WHERE schema_name = 'export' AND table_name = ?"
        " ORDER BY column_index",
        [view],
    ).fetchall()
    assert len(columns) == count
    assert [name for (name,) in found] == columns


def test_each_view_says_what_is_lost(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = warehouse.execute(
        "SELECT comment FROM duckdb_views() WHERE schema_name = 'export'"
        " AND view_name IN ('gdelt_events', 'gdelt_mentions', 'polecat', 'plover')"
    ).fetchall()
    assert len(found) == 4
    assert all("Lossy: " in comment for (comment,) in found)


def test_a_visit_in_gdelt(warehouse: duckdb.DuckDBPyConnection) -> None:
    (visit,) = records(warehouse, "SELECT * FROM export.gdelt_events WHERE EventRootCode = '04'")
    told = {name: value for name, value in visit.items() if value is not None}
    assert told == {
        "GlobalEventID": 1,
        "Day": 20220228,
        "MonthYear": 202202,
        "Year": 2022,
        "FractionDate": pytest.approx(2022.1589, abs=1e-9),
        "Actor1Code": "ROMGOV",
        "Actor1Name": "VERA LUND",
        "Actor1CountryCode": "ROM",
        "Actor1Type1Code": "GOV",
        "Actor2Code": "UKR",
        "Actor2Name": "UKRAINE",
        "Actor2CountryCode": "UKR",
        "IsRootEvent": 1,
        "EventCode": "042",
        "EventBaseCode": "042",
        "EventRootCode": "04",
        "QuadClass": 1,
        "GoldsteinScale": 1.9,
        "NumMentions": 2,
        "NumSources": 1,
        "NumArticles": 2,
        "Actor1Geo_Type": 0,
        "Actor2Geo_Type": 0,
        "ActionGeo_Type": 4,
        "ActionGeo_Fullname": "Kiew, Ukraine",
        "ActionGeo_CountryCode": "UP",
        "ActionGeo_Lat": 50.45,
        "ActionGeo_Long": 30.52,
        "DATEADDED": 20220331000000,
        "SOURCEURL": "001_0000000000000000.txt",
    }


def test_gdelt_and_polecat_hold_what_happened_on_a_day_that_is_known(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    gdelt = warehouse.execute("SELECT GlobalEventID FROM export.gdelt_events ORDER BY ALL").fetchall()
    assert gdelt == [(1,), (2**52 - 1,)]
    polecat = warehouse.execute('SELECT "Event ID" FROM export.polecat ORDER BY ALL').fetchall()
    assert polecat == [(rows.VISIT,), (rows.STRIKE,)]


def test_a_mode_that_no_list_knows_counts_as_none(warehouse: duckdb.DuckDBPyConnection) -> None:
    (strike,) = records(warehouse, "SELECT * FROM export.gdelt_events WHERE QuadClass = 4")
    assert (strike["EventCode"], strike["EventBaseCode"], strike["GoldsteinScale"]) == ("190", "190", -10.0)
    assert (strike["Actor1Code"], strike["Actor2Code"], strike["ActionGeo_Fullname"]) == (None, None, None)
    (strike,) = records(warehouse, """FROM export.polecat WHERE "Event Type" = 'ASSAULT'""")
    assert (strike["Event Mode"], strike["Quad Code"]) == (None, "MATERIAL CONFLICT")


def test_both_mentions_of_a_visit(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = records(
        warehouse, "FROM export.gdelt_mentions WHERE GlobalEventID = 1 ORDER BY MentionIdentifier DESC"
    )
    assert [m["MentionIdentifier"] for m in found] == ["001_0000000000000000.txt", "000_1111111111111111.txt"]
    first, second = found
    assert first["MentionSourceName"] == "AFP, dpa"
    assert (first["SentenceID"], first["Actor1CharOffset"], first["Actor2CharOffset"]) == (2, 25, -1)
    assert rows.BODY[first["ActionCharOffset"] :].startswith("besucht")
    assert (first["Confidence"], first["MentionDocLen"]) == (82, len(rows.BODY))
    assert first["EventTimeDate"] == first["MentionTimeDate"] == 20220331000000
    assert second["MentionTimeDate"] == 20220501000000, "without a date of publication, the day of the run"


def test_a_visit_in_polecat(warehouse: duckdb.DuckDBPyConnection) -> None:
    (visit,) = records(warehouse, """FROM export.polecat WHERE "Event Type" = 'CONSULT'""")
    told = {name: value for name, value in visit.items() if value is not None}
    assert told == {
        "Event ID": rows.VISIT,
        "Event Date": date(2022, 2, 28),
        "Event Type": "CONSULT",
        "Event Mode": "visit",
        "Intensity": 2.5,
        "Quad Code": "VERBAL COOPERATION",
        "Actor Name": "Vera Lund",
        "Actor Country": "ROU",
        "Actor COW": 360,
        "Primary Actor Sector": "GOV",
        "Actor Sectors": "GOV",
        "Actor Title": "Ministerin",
        "Actor Name Raw": "Vera Lund",
        "Recipient Name": "Ukraine",
        "Recipient Country": "UKR",
        "Recipient COW": 369,
        "Primary Recipient Sector": "GOV",
        "Recipient Sectors": "GOV",
        "Placename": "Kiew",
        "City": "Kiew",
        "Country": "UKR",
        "Latitude": 50.45,
        "Longitude": 30.52,
        "Raw Placename": "Kiew",
        "Source": "AFP|dpa",
        "Publication Date": date(2022, 3, 1),
        "Story People": "Vera Lund",
        "Story Locations": "Kiew",
        "Language": "de",
        "Version": "rules-1",
    }


def test_plover_holds_every_status_and_says_it(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = {r["id"]: r for r in records(warehouse, "FROM export.plover")}
    assert {r["status"]: r["context"] for r in found.values()} == {
        "actual": [],
        "planned": ["future"],
        "negated": ["negation"],
    }
    assert rows.UNDATED not in found


def test_parties_on_one_footing_are_all_source_in_plover(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = {r["id"]: r for r in records(warehouse, "FROM export.plover")}
    visit, denial = found[rows.VISIT], found[rows.DENIAL]
    assert [party["code"] for party in denial["source"]] == ["ROU", "UKR"]
    assert denial["recipient"] == []
    assert [party["code"] for party in visit["source"]] == ["ROU"], "a visitor is the source alone"
    assert [party["code"] for party in visit["recipient"]] == ["UKR"]
    assert found[rows.STRIKE]["source"] == []
    assert found[rows.STRIKE]["dead"] == 3
