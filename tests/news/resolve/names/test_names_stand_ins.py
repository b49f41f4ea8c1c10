from __future__ import annotations

from datetime import date

import pytest
from readings import one, resolved

from news.extract.times import Interval


@pytest.mark.parametrize("engine", ["accurate", "none"])
def test_an_office_without_a_name_is_who_holds_it(engine: str) -> None:
    mentions = resolved("Der norwegische Präsident Jaro Beltin kam. Der Staatschef schwieg.", engine)
    assert one(mentions, "Staatschef", "role").name == "Jaro Beltin"


@pytest.mark.parametrize(
    "text",
    [
        "Der frühere Präsident Jaro Beltin kam. Der Präsident schwieg.",
        "Der norwegische Präsident Jaro Beltin kam. Der chilenische Präsident schwieg.",
        "Der norwegische Präsident Jaro Beltin kam. Der frühere norwegische Präsident schwieg.",
        "Präsident Jaro Beltin kam. Die Präsidentin schwieg.",
    ],
)
def test_an_office_that_nobody_named_holds_is_open(text: str) -> None:
    (office,) = [m for m in resolved(text) if m.form == "role"]
    assert (office.entity_id, office.unresolved) == (None, "office_open")


def test_an_office_that_two_hold_is_open() -> None:
    text = (
        "Präsident Jaro Beltin traf Präsidentin Nuna Kelov und Präsident Falk Nimbus. Der Präsident schwieg."
    )
    assert one(resolved(text), "Präsident", "role").unresolved == "several"


def test_a_person_learns_the_state_from_the_office() -> None:
    mentions = resolved("Der norwegische Außenminister kam. Außenminister Jaro Beltin schwieg.")
    assert {m.country_code for m in mentions if m.entity_type == "PER"} == {"NOR"}


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        ("Minister Jaro Beltin kam. Er sagte nichts.", "Jaro Beltin", None),
        ("Minister Jaro Beltin traf Ministerin Nuna Kelov. Er sagte nichts.", None, "several"),
        ("Ministerin Nuna Kelov kam. Er sagte nichts.", None, "nobody_named"),
        ("Es regnet. Er sagte nichts.", None, "nobody_named"),
        ("Minister Jaro Beltin kam. Es regnet. Er sagte nichts.", None, "nobody_named"),
    ],
)
def test_pronouns(text: str, name: str | None, why: str | None) -> None:
    (pronoun,) = [m for m in resolved(text) if m.form == "pronoun"]
    assert (pronoun.name, pronoun.unresolved) == (name, why)


IN_2022 = Interval(date(2022, 1, 1), date(2022, 1, 31))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Der russische Außenminister schwieg.", "Sergej Lawrow"),
        ("Der russische Außenminister Jaro Beltin kam. Der russische Außenminister schwieg.", "Jaro Beltin"),
        ("Russlands Außenminister Beltin kam. Der russische Außenminister schwieg.", None),
        (
            "Russlands Außenminister Jaro Beltin traf Sergej Lawrow. Der russische Außenminister schwieg.",
            "Jaro Beltin",
        ),
    ],
)
def test_the_article_knows_better_than_the_files(text: str, name: str | None) -> None:
    offices = [m for m in resolved(text, published=IN_2022) if m.form == "role"]
    assert [m.name for m in offices] == [name]
