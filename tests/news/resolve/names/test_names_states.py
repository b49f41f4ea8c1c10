from __future__ import annotations

import pytest
from readings import one, resolved


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Norwegen lehnt das ab. Außenministerin Nuna Kelov warnte vor Folgen.", "NOR"),
        ("Norwegen will helfen, wie Außenministerin Nuna Kelov mitteilte.", "NOR"),
        ("Norwegen lehnt das ab.\n\nAußenministerin Nuna Kelov warnte vor Folgen.", None),
        ("Norwegen und Chile lehnen das ab. Außenministerin Nuna Kelov warnte vor Folgen.", None),
        ("Wolde reiste nach Norwegen. Außenministerin Nuna Kelov warnte vor Folgen.", None),
        ("Norwegen lehnt das ab. Die Dichterin Nuna Kelov warnte vor Folgen.", None),
        ("Norwegen lehnt das ab. Die chilenische Ministerin Nuna Kelov warnte vor Folgen.", "CHL"),
    ],
)
def test_a_bare_office_belongs_to_the_state_that_acts_before_it(text: str, country: str | None) -> None:
    assert one(resolved(text), "Nuna Kelov").country_code == country


def test_nobody_takes_the_office_of_another() -> None:
    text = "Der norwegische Präsident Jaro Beltin kam. Norwegen lehnt ab. Präsidentin Nuna Kelov warnte."
    mentions = resolved(text.replace("Präsidentin", "Präsident"))
    assert one(mentions, "Nuna Kelov").country_code is None


def test_without_a_parse_nobody_gets_a_state() -> None:
    text = "Norwegen lehnt das ab. Außenministerin Nuna Kelov warnte vor Folgen."
    assert one(resolved(text, "none"), "Nuna Kelov").country_code is None
