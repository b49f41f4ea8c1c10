from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.knowledge import FOLDER, read_rows, split
from news.knowledge.holders import Holder, all_holders
from news.knowledge.office_nouns import inflected, office_kinds
from news.knowledge.tables import TABLES, KnowledgeError, check_folder, date_bounds, problems

ROWS = {name: read_rows(FOLDER / f"{name}.tsv") for name in TABLES}
CODES = {row["iso3"] for name in ("states", "former_states") for row in ROWS[name]}
TERRITORIES = {"FLK", "FRO", "GGY", "GIB", "GRL", "GUM", "IMN", "JEY", "MAC", "NCL", "PRI", "PYF"}
"""Codes of ISO 3166 that regions.tsv gives to territories that are no states."""


@pytest.mark.parametrize("table", TABLES)
def test_shipped_tables_keep_the_rules_for_own_ones(table: str) -> None:
    assert list(problems(FOLDER / f"{table}.tsv")) == []


@pytest.mark.parametrize("table", TABLES)
def test_a_shipped_table_has_the_declared_columns_in_order(table: str) -> None:
    assert list(ROWS[table][0]) == [column.name for column in TABLES[table].columns]


@pytest.mark.parametrize("table", ["states", "former_states", "organisations", "institutions", "offices"])
def test_keys_are_unique(table: str) -> None:
    keys = Counter(tuple(row[c] for c in TABLES[table].key) for row in ROWS[table])
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("table", ["organisations", "offices", "office_holders", "regions"])
def test_countries_are_those_of_states(table: str) -> None:
    assert {row["country"] for row in ROWS[table]} - CODES - {""} - TERRITORIES == set()


def test_marked_forms_of_organisations_are_forms_of_their_row() -> None:
    for row in ROWS["organisations"]:
        forms = {row["name"], *split(row["aliases"])}
        assert {*split(row["ambiguous"]), *split(row["homograph"])} <= forms, row["name"]


def test_no_form_of_an_office_says_two_kinds() -> None:
    kinds: dict[str, set[str]] = defaultdict(set)
    for row in ROWS["offices"]:
        for form, _ in inflected(row):
            kinds[form].add(row["kind"])
    assert {form: found for form, found in kinds.items() if len(found) > 1} == {}


def test_offices_are_words_with_capitals() -> None:
    nouns = [noun for row in ROWS["offices"] for noun in (row["office"], row["feminine"]) if noun]
    assert [n for n in nouns if not re.fullmatch(r"[A-ZÄÖÜ][\wäöüß]+([- ][A-ZÄÖÜ][a-zäöüß]+)?", n)] == []


def test_no_form_of_an_institution_belongs_to_two() -> None:
    owners = Counter(form for row in ROWS["institutions"] for form in {row["noun"], *split(row["forms"])})
    assert [form for form, count in owners.items() if count > 1] == []


def test_every_kind_of_office_is_used_and_covers_kinds() -> None:
    used = {row["kind"] for name in ("offices", "office_holders") for row in ROWS[name]}
    known = office_kinds()
    covered = {kind for office in known.values() for kind in office.covers}
    assert set(known) - used - covered == set()
    assert covered <= set(known)


def overlaps(holders: list[Holder]) -> Iterator[tuple[str, str]]:
    """Pairs who hold a seat for more than a month together; a month is what dates of months leave open."""
    for one, other in combinations(holders, 2):
        start = max(one.earliest or date.min, other.earliest or date.min)
        end = min(one.latest or date.max, other.latest or date.max)
        if end - start > timedelta(days=31):
            yield one.name, other.name


def test_a_single_seat_has_one_holder_at_a_time() -> None:
    seats: dict[tuple[str, str | None, str | None], list[Holder]] = defaultdict(list)
    for holder in all_holders():
        if office_kinds()[holder.kind].is_single_seat:
            seats[holder.kind, holder.country_code, holder.organisation].append(holder)
    del seats["head_of_state", "BIH", "Staatspräsidium"]  # three members at a time
    assert {seat: list(overlaps(found)) for seat, found in seats.items() if list(overlaps(found))} == {}


def test_holders_are_many_and_of_many_states() -> None:
    holders = all_holders()
    assert len(holders) > 1000
    assert len({h.country_code for h in holders}) > 100
    assert {"head_of_state", "foreign_minister", "spokesperson", "un_ambassador"} <= {h.kind for h in holders}


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31)), ("2021-02", date(2021, 2, 1), date(2021, 2, 28)),
        ("2020-12", date(2020, 12, 1), date(2020, 12, 31)), ("2020-02-29", date(2020, 2, 29), date(2020, 2, 29)),
    ],
)  # fmt: skip
def test_a_date_bounds_days(cell: str, first: date, last: date) -> None:
    assert date_bounds(cell) == (first, last)


@pytest.mark.parametrize(
    "cell", ["", "21", "2021-2", "2021-13", "2021-02-30", "2021-02-03-04", "bald", "2021-"]
)
def test_no_date(cell: str) -> None:
    with pytest.raises(ValueError):
        date_bounds(cell)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)), st.sampled_from([4, 7, 10]))
def test_a_date_lies_within_what_its_beginning_bounds(day: date, length: int) -> None:
    first, last = date_bounds(day.isoformat()[:length])
    assert first <= day <= last
    assert (last - first).days < {4: 366, 7: 31, 10: 1}[length]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("office_holders", "name\tkind\tvalid_from\nTilda Brask\tforeign_minister\t1.2.2021\n",
         "line 3, column valid_from: '1.2.2021' is no date"),
        ("office_holders", "name\tkind\tvalid_from\tvalid_to\nTilda Brask\tforeign_minister\t2021\t2020-12\n",
         "line 3, column valid_to: 2020-12 lies before valid_from 2021"),
        ("office_holders", "name\tkind\nTilda Brask\tAußenministerin\n",
         "line 3, column kind: 'Außenministerin' is no kind of office"),
        ("office_holders", "name\tkind\n\tforeign_minister\n", "line 3, column name: is empty"),
        ("organisations", "name\tcountry\nBund der Felder\tnor\n", "line 3, column country: 'nor' is no alpha-3"),
        ("organisations", "name\tsector\nBund der Felder\tXYZ\n", "line 3, column sector: 'XYZ' is no sector"),
        ("organisations", "name\tLand\nBund der Felder\tNOR\n", "header: unknown column 'Land'"),
        ("organisations", "name\nBund\tzu viel\n", "line 3: more columns than the header names"),
        ("places", "name\tlatitude\tlongitude\tprecision\nTorwik\t95\t8\tcity\n",
         "line 3, column latitude: 95 is not between -90 and 90"),
        ("places", "name\tlatitude\tlongitude\tprecision\nTorwik\tNord\t8\tcity\n",
         "line 3, column latitude: 'Nord' is no number"),
        ("places", "name\tlatitude\tlongitude\tprecision\nTorwik\tnan\t8\tcity\n", "line 3, column latitude"),
        ("states", "iso3\tname\tadjective\nVLN\tVelen\tVelisch\n", "line 3, column adjective: 'Velisch'"),
    ],
)  # fmt: skip
def test_a_bad_row_is_told_by_file_line_and_column(tmp_path: Path, name: str, text: str, told: str) -> None:
    path = tmp_path / f"{name}.tsv"
    path.write_text("# eigene Zeilen\n" + text, encoding="utf-8")
    with pytest.raises(KnowledgeError) as error:
        check_folder(tmp_path)
    assert str(path) in str(error.value)
    assert told in str(error.value)


def test_a_missing_column_that_must_be_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "office_holders.tsv").write_text("name\nTilda Brask\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="column kind: is empty"):
        check_folder(tmp_path)


def test_another_name_of_a_file_is_an_error_that_names_the_tables(tmp_path: Path) -> None:
    (tmp_path / "ministers.tsv").write_text("name\nTilda Brask\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"ministers\.tsv: no table .* office_holders\.tsv"):
        check_folder(tmp_path)


def test_bytes_that_are_no_utf8_are_told(tmp_path: Path) -> None:
    (tmp_path / "organisations.tsv").write_bytes("name\nBündnis\n".encode("latin-1"))
    with pytest.raises(KnowledgeError, match=r"organisations\.tsv: not UTF-8"):
        check_folder(tmp_path)
