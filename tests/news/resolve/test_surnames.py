"""Last names: whom of the corpus they mean, by state, office, time and who is named most; or nobody."""

from __future__ import annotations

from datetime import date

import pytest

from news.resolve.entities import resolve_entities
from news.resolve.name_counts import NameCount
from news.resolve.surnames import Bearer, Bearers, Surname, bearer_of

MAYOR = Bearer("mayor", frozenset({"ahl"}), "DEU", frozenset({"Bürgermeister"}), 6)
ENVOY = Bearer("envoy", frozenset({"ahl"}), "DNK", frozenset({"Botschafter"}), 5)
SINGER = Bearer("singer", frozenset({"ahl"}), None, frozenset(), 1)


def surname(
    text: str = "Ahl", countries: tuple[str, ...] = (), *offices: str, day: date | None = None
) -> Surname:
    return Surname(text, countries, frozenset(offices), day, day)


@pytest.mark.parametrize(
    ("told", "bearers", "meant"),
    [
        (surname(), [MAYOR], "mayor"),
        (surname("Ahls"), [MAYOR], "mayor"),
        (surname(), [MAYOR, ENVOY], None),
        (surname(countries=("DNK",)), [MAYOR, ENVOY], "envoy"),
        (surname(countries=("SWE",)), [MAYOR, ENVOY], None),
        (surname("Ahl", (), "Botschafter"), [MAYOR, ENVOY], "envoy"),
        (surname("Ahl", (), "Trainer"), [MAYOR], None),
        (surname("Ahl", ("DEU",), "Trainer"), [MAYOR], "mayor"),
        (surname(), [SINGER], None),
        (surname(), [MAYOR, SINGER], None),
        (surname("Ek"), [MAYOR], None),
        (surname("Eks"), [Bearer("short", frozenset({"ek"}), None, frozenset(), 9)], None),
    ],
)
def test_whom_a_last_name_means(told: Surname, bearers: list[Bearer], meant: str | None) -> None:
    assert Bearers(bearers).meant_by(told) == meant
    assert Bearers(reversed(bearers)).meant_by(told) == meant


def test_who_was_in_office_at_the_time_is_meant() -> None:
    then = (date(2019, 1, 1), date(2020, 12, 31))
    old = Bearer("old", frozenset({"ahl"}), "DEU", frozenset(), 3, (then,))
    new = Bearer("new", frozenset({"ahl"}), "DEU", frozenset(), 3, ((date(2021, 1, 1), None),))
    assert Bearers([old, new]).meant_by(surname(day=date(2020, 5, 5))) == "old"
    assert Bearers([old, new]).meant_by(surname(day=date(2022, 5, 5))) == "new"
    assert Bearers([old, new]).meant_by(surname()) is None, "without a day both can be meant"


def test_a_name_with_the_family_name_first_is_called_by_it() -> None:
    counts = [NameCount("PER", "Bai Velun", "CHN"), NameCount("PER", "Ada Ek-Ahl", "DNK")]
    found = {p.name: bearer_of(p) for p in resolve_entities(counts).profiles.values()}
    assert found["Bai Velun"].surnames == {"bai", "velun"}
    assert found["Ada Ek-Ahl"].surnames == {"ek ahl"}
