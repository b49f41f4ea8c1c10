from __future__ import annotations

import pytest
from readings import resolved

from schemas import Mention


def pronouns(text: str) -> list[Mention]:
    """The pronouns of the first person of a text."""
    words = {"ich", "mich", "mir", "wir", "uns"}
    return [m for m in resolved(text) if m.form == "pronoun" and m.text.lower() in words]


@pytest.mark.parametrize(
    "text",
    [
        "„Ich lehne das ab“, sagte Außenministerin Nuna Kelov.",
        "Außenministerin Nuna Kelov sagte: „Das lehne ich ab.“",
        "Außenministerin Nuna Kelov betonte, sie komme. „Mich hat niemand gefragt.“",
        "Nuna Kelov kam nach Oslo. „Es regnet“, sagte sie. „Mir ist das egal.“",
        "„Ich habe Jaro Beltin gewarnt“, sagte die Ministerin Nuna Kelov.",
    ],
)
def test_i_am_who_says_the_quotation(text: str) -> None:
    (pronoun,) = pronouns(text)
    assert (pronoun.name, pronoun.entity_type, pronoun.unresolved) == ("Nuna Kelov", "PER", None)


@pytest.mark.parametrize(
    "text",
    ["„Ich lehne das ab.“ Es regnete.", "Es regnet. „Ich komme“, hieß es."],
)
def test_without_a_speaker_it_is_open_who_i_am(text: str) -> None:
    (pronoun,) = pronouns(text)
    assert (pronoun.entity_id, pronoun.unresolved) == (None, "nobody_named")


def test_outside_of_quotations_nobody_of_the_article_says_i() -> None:
    assert pronouns("Außenministerin Nuna Kelov kam, und ich sagte nichts.") == []


@pytest.mark.parametrize(
    ("text", "name", "entity_type"),
    [
        (
            "„Wir verurteilen den Angriff“, sagte Norwegens Außenministerin Nuna Kelov. Norwegen hilft.",
            "Norwegen",
            "LOC",
        ),
        ("Nato-Generalsekretär Jaro Beltin sagte: „Wir verurteilen den Angriff.“", "NATO", "ORG"),
        ("„Wir lieben den Regen“, sagte Norwegens Außenministerin Nuna Kelov. Norwegen hilft.", None, "PER"),
        ("„Wir verurteilen den Angriff“, sagte Nuna Kelov in Norwegen.", None, "PER"),
        ("„Wir verurteilen den Angriff“, sagte die norwegische Ministerin Nuna Kelov.", None, "PER"),
    ],
)
def test_we_are_the_state_where_an_official_tells_its_act(
    text: str, name: str | None, entity_type: str
) -> None:
    (pronoun,) = pronouns(text)
    assert (pronoun.name, pronoun.entity_type) == (name, entity_type)
    assert pronoun.unresolved == (None if name else "several")
