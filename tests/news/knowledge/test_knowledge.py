from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.knowledge import FOLDER, agencies, read_rows, split
from schemas.codebook import SECTORS

TABLES = sorted(FOLDER.rglob("*.tsv"))
FILES = [*TABLES, *sorted(FOLDER.rglob("*.yaml"))]
STATES = read_rows(FOLDER / "states.tsv")


def name_of(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_file_opens_with_what_it_holds_where_from_and_how_to_add(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    header = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        header.append(line)
    assert text.startswith("# ")
    assert re.search(r"\bsources?\b", " ".join(header), re.IGNORECASE)
    if path.suffix == ".tsv":
        assert re.search(r"\badd\b", " ".join(header), re.IGNORECASE)


@pytest.mark.parametrize("path", TABLES, ids=name_of)
def test_a_table_has_rows_without_stray_blanks_or_repetitions(path: Path) -> None:
    rows = read_rows(path)
    assert rows
    assert all(name and name == name.strip() for name in rows[0])
    assert [row for row in rows if any(cell != cell.strip() for cell in row.values())] == []
    assert [cells for cells, count in Counter(tuple(r.values()) for r in rows).items() if count > 1] == []


def test_states_have_codes_of_their_own_in_order() -> None:
    codes = [row["iso3"] for row in STATES]
    assert all(re.fullmatch("[A-Z]{3}", code) for code in codes)
    assert codes == sorted(set(codes))
    assert len({row["iso2"] for row in STATES}) == len(STATES)
    assert all(re.fullmatch("[A-Z]{2}", row["iso2"]) for row in STATES)
    assert len(STATES) == 199  # as the header of the file says: 193 members of the UN and six more


@pytest.mark.parametrize("row", STATES, ids=lambda row: row["iso3"])
def test_a_state_has_a_name_and_a_capital_on_the_globe(row: dict[str, str]) -> None:
    assert row["name"]
    assert split(row["capital"])
    assert all(adjective == adjective.lower() for adjective in split(row["adjective"]))
    latitude, longitude = float(row["capital_lat"]), float(row["capital_lon"])
    assert -90 <= latitude <= 90
    assert -180 <= longitude <= 180
    assert (latitude, longitude) != (0, 0)


def test_capitals_lie_where_they_lie() -> None:
    places = {row["iso3"]: (float(row["capital_lat"]), float(row["capital_lon"])) for row in STATES}
    for code, place in {"NOR": (59.9, 10.8), "CHL": (-33.4, -70.7), "AUS": (-35.3, 149.1)}.items():
        assert places[code] == pytest.approx(place, abs=0.1)


@pytest.mark.parametrize(
    "columns", [("name", "short_forms", "capital", "seats"), ("adjective",), ("inhabitants",)], ids="|".join
)
def test_no_form_belongs_to_two_states(columns: tuple[str, ...]) -> None:
    owners: dict[str, set[str]] = {}
    for row in STATES:
        for column in columns:
            for form in split(row[column]):
                owners.setdefault(form, set()).add(row["iso3"])
    assert {form: codes for form, codes in owners.items() if len(codes) > 1} == {}


def test_notes_open_with_a_key() -> None:
    keys = ("homograph: ", "ambiguous: ", "government in: ", "info: ")
    notes = [(row["iso3"], note) for row in STATES for note in split(row["note"])]
    assert notes
    assert [n for n in notes if not n[1].startswith(keys)] == []


def test_organisations_have_known_sectors_and_forms_of_their_own() -> None:
    rows = read_rows(FOLDER / "organisations.tsv")
    assert {row["sector"] for row in rows} <= {*SECTORS, ""}
    forms = Counter(form for row in rows for form in {row["name"], *split(row["aliases"])})
    assert [form for form, count in forms.items() if count > 1] == []
    of_states = {
        f for row in STATES for c in ("name", "short_forms", "capital", "seats") for f in split(row[c])
    }
    assert of_states & set(forms) == set()


def test_agencies_are_found_by_any_spelling() -> None:
    known = agencies().by_spelling
    assert {known[form] for form in ("afp", "agence france-presse")} == {"AFP"}
    assert all(form == form.casefold() for form in known)
    assert {known[name.casefold()] for name in set(known.values())} == set(known.values())


def test_no_spelling_belongs_to_two_agencies() -> None:
    owners: dict[str, set[str]] = {}
    for row in read_rows(FOLDER / "agencies.tsv"):
        for form in (row["name"], *split(row["aliases"])):
            owners.setdefault(form.casefold(), set()).add(row["name"])
    assert {form: names for form, names in owners.items() if len(names) > 1} == {}


def test_read_rows_leaves_out_comments_and_blank_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text('# Titel\n\nform\tart\n# mittendrin\n"Haus"\tNOUN\n\nBaum\n', encoding="utf-8")
    assert read_rows(path) == [{"form": '"Haus"', "art": "NOUN"}, {"form": "Baum", "art": ""}]


def test_read_rows_of_a_table_without_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("# Titel\nform\tart\n", encoding="utf-8")
    assert read_rows(path) == []


def test_read_rows_names_the_broken_line(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("# Titel\n\nform\tart\nHaus\tNOUN\n# mehr\nBaum\tNOUN\tzu viel\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.tsv, line 6: more columns"):
        read_rows(path)


def test_split() -> None:
    assert split("") == split(" | ") == []
    assert split("eins| zwei |drei") == ["eins", "zwei", "drei"]


@given(st.lists(st.text("aäß -.", min_size=1).map(str.strip).filter(bool)))
def test_split_undoes_joining(forms: list[str]) -> None:
    assert split("|".join(forms)) == forms
