from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.knowledge.holders import Holder, all_holders, holders, persons_by_surname, surname_key
from news.knowledge.own import use

ROWS = """\
name\tsurname\taliases\tkind\torganisation\tcountry\tvalid_from\tvalid_to\tsector
Tilda Brask\t\t\tforeign_minister\t\tVLN\t2019-05-02\t2021-12-08\tGOV
Jorun Helme\t\t\tforeign_minister\t\tVLN\t2021-12-08\t\tGOV
Osk bin Raal\tbin Raal\tAbu Osk\thead_of_state\t\tVLN\t2019\t2020\tGOV
Ida al-Torwi\tal-Torwi\t\thead_of_organisation\tFelderbund\tVLN\t2018-03\t2022-04\tNGO
"""


@pytest.fixture
def velen(tmp_path: Path) -> Iterator[None]:
    (tmp_path / "office_holders.tsv").write_text(ROWS, encoding="utf-8")
    use([tmp_path])
    yield
    use()


def names(found: list[Holder]) -> list[str]:
    return [holder.name for holder in found]


@pytest.mark.usefixtures("velen")
@pytest.mark.parametrize(
    ("earliest", "latest", "expected"),
    [
        (date(2020, 1, 1), date(2020, 1, 31), ["Tilda Brask"]),
        (date(2021, 12, 8), date(2021, 12, 8), ["Tilda Brask", "Jorun Helme"]),
        (date(2021, 12, 9), date(2021, 12, 9), ["Jorun Helme"]),
        (date(2021, 12, 1), date(2022, 1, 31), ["Tilda Brask", "Jorun Helme"]),
        (date(2030, 1, 1), None, ["Jorun Helme"]),
        (None, date(2019, 5, 1), []),
        (None, None, ["Tilda Brask", "Jorun Helme"]),
    ],
)
def test_holders_on_a_day(earliest: date | None, latest: date | None, expected: list[str]) -> None:
    assert names(holders("foreign_minister", "VLN", earliest=earliest, latest=latest)) == expected


@pytest.mark.usefixtures("velen")
def test_a_year_bounds_widely() -> None:
    found = holders("head_of_state", "VLN")[0]
    assert (found.earliest, found.latest) == (date(2019, 1, 1), date(2020, 12, 31))


@pytest.mark.usefixtures("velen")
def test_a_president_is_of_the_state_first_and_of_bodies_then() -> None:
    assert names(holders("president", "VLN")) == ["Osk bin Raal", "Ida al-Torwi"]
    assert names(holders("president", "VLN", organisation="")) == ["Osk bin Raal"]
    assert names(holders("president", organisation="Felderbund")) == ["Ida al-Torwi"]


@pytest.mark.usefixtures("velen")
@pytest.mark.parametrize(
    ("surname", "expected"),
    [("Brask", ["Tilda Brask"]), ("BRASK", ["Tilda Brask"]), ("bin Raal", ["Osk bin Raal"]),
     ("Raal", ["Osk bin Raal"]), ("Torwi", ["Ida al-Torwi"]), ("al-Torwi", ["Ida al-Torwi"]), ("Tilda", [])],
)  # fmt: skip
def test_persons_by_surname(surname: str, expected: list[str]) -> None:
    assert names(persons_by_surname(surname)) == expected


def test_a_kind_that_nobody_knows_is_an_error() -> None:
    with pytest.raises(KeyError):
        holders("torfminister")


@given(st.text(max_size=12))
def test_the_key_of_a_surname_is_that_of_its_key(name: str) -> None:
    assert surname_key(surname_key(name)) == surname_key(surname_key(surname_key(name)))
    assert surname_key("Šefčovič") == surname_key("SEFCOVIC") == "sefcovic"


@given(st.sampled_from(all_holders()), st.dates(date(2015, 1, 1), date(2025, 12, 31)))
def test_who_is_found_on_a_day_can_have_been_in_office(holder: Holder, day: date) -> None:
    found = holders(holder.kind, holder.country_code, holder.organisation or "", day, day)
    assert (holder in found) == holder.overlaps(day, day)
    assert all(
        h.overlaps(day, day) and h.country_code in (holder.country_code, h.country_code) for h in found
    )


def test_every_holder_is_found_by_surname() -> None:
    assert [h.name for h in all_holders() if h not in persons_by_surname(h.surname)] == []
