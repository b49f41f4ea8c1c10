"""Bodies: the full name of an organisation, by the knowledge files, its ministry's state, or its long form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from news.extract.mentions.forms import base_council, base_form, calm, known_of
from news.knowledge.gazetteer import gazetteer
from news.knowledge.institutions import Institution, institution
from news.knowledge.own import remembered, rows
from schemas import Mention

NEUTER = ("um", "amt", "ment", "gericht", "büro", "ressort", "haus", "kabinett", "korps")
FEMININE = ("ung", "ei", "ion", "schaft", "tät", "e", "wehr", "miliz", "justiz", "bank", "duma", "marine")
ENDINGS = {"Masc": "er", "Fem": "e", "Neut": "es"}
"""Ending of an adjective without article in the nominative singular."""
INFLECTED = re.compile(
    r"([A-ZÄÖÜ]\w+(?:isch|lich|ig|al|iv|ell|bar|sam|är|ant|ent|eint|est|ost|süd|nord))e[nmrs]"
)
"""An adjective in another case than the nominative after an article, by the suffixes of adjectives."""
ACRONYM = re.compile(r"[A-ZÄÖÜ][A-Za-zÄÖÜ]{1,7}")


def name_of_body(text: str, country_code: str | None) -> str | None:
    """The name of an institution of a state: Norwegisches Außenministerium, US-Außenministerium; null if it is none.

    Words for one ministry (Außenamt, Außenministerium) are one.
    """
    word = text.rsplit(maxsplit=1)[-1]
    body = institution(word)
    if body is None or country_code is None:
        return None
    noun = _main_noun(body)
    if body.prefix:
        return f"{body.prefix.rstrip('-')}-{noun}" if "-" in word else f"{body.prefix}{noun.lower()}"
    stem = _adjectives().get(country_code)
    if stem is None:
        return None
    return f"{stem.capitalize()}{_ending(noun)} {noun}"


def name_of_council(text: str) -> str | None:
    """The name of a body of several parties, each as the knowledge files write it; null if it is none."""
    *parties, last = text.split("-")
    noun = base_council(last)
    known = [known_of(party) for party in parties]
    if noun is None or len(parties) < 2 or None in known:  # noqa: PLR2004 - several
        return None
    pairs = sorted(
        zip(known, parties, strict=True), key=lambda pair: (pair[0] and pair[0].entity_type != "ORG", pair[1])
    )
    named = [k.name if k and k.name.casefold() == p.casefold() else p for k, p in pairs]
    return "-".join((*named, noun))


def _main_noun(body: Institution) -> str:
    if body.led_by and body.led_by.endswith("_minister"):
        return _first_nouns().get(body.led_by, body.noun)
    return body.noun


def _ending(noun: str) -> str:
    """Ending of an adjective without article before a noun in the nominative."""
    lower = noun.lower()
    if lower.endswith(NEUTER):
        return "es"
    return "e" if lower.endswith(FEMININE) else "er"


@remembered
def _first_nouns() -> dict[str, str]:
    """Kind of office -> the first noun of a body that it leads."""
    found: dict[str, str] = {}
    for row in rows("institutions"):
        found.setdefault(row["led_by"], row["noun"])
    return found


@remembered
def _adjectives() -> dict[str, str]:
    """Alpha-3 code -> the usual adjective of the state."""
    found: dict[str, str] = {}
    for stem, code in gazetteer().adjectives.items():
        found.setdefault(code, stem)
    return found


def long_forms(mentions: Sequence[Mention], body: str) -> dict[str, str]:
    """Acronym -> the long form before it in brackets: Bund Nordischer Werften (BNW)."""
    found: dict[str, str] = {}
    for mention in mentions:
        if mention.entity_type != "ORG" or mention.form != "name" or " " not in mention.text:
            continue
        behind = body[mention.text_end : mention.text_end + 12]
        if behind.startswith(" (") and ")" in behind:
            acronym = behind[2 : behind.index(")")].strip("\"'„“”")
            if ACRONYM.fullmatch(acronym):
                found.setdefault(acronym, upright(mention.text))
    return found


def upright(text: str, *, is_body: bool = False) -> str:
    """A name in one line, without shouting; one word of a body in capitals is an acronym."""
    line = " ".join(text.split())
    return line if is_body and " " not in line else calm(line)


def in_nominative(text: str, gender: str, *, is_plural: bool) -> str:
    """A body's name whose first words are adjectives in another case, in the nominative: des Nordischen Rates.

    ``gender`` (Masc, Fem, Neut) is that of the noun behind the adjectives; an empty one is told by its ending.
    """
    words = text.split()
    adjectives = 0
    while adjectives < len(words) - 1 and INFLECTED.fullmatch(words[adjectives]):
        adjectives += 1
    if not adjectives:
        return text
    noun = words[adjectives]
    bare = base_form(noun.removesuffix("es") if noun.endswith("tes") else noun)
    ending = "e" if is_plural else ENDINGS.get(gender) or _ending(bare)
    fixed = [INFLECTED.sub(rf"\1{ending}", word) for word in words[:adjectives]]
    if ending == "e":
        bare = noun  # neither feminine nor plural nouns have a genitive -s
    return " ".join((*fixed, bare, *words[adjectives + 1 :]))


def nominative(text: str, upright_forms: set[str], *, is_body: bool = False) -> str:
    """A name without its genitive -s, where the article names it without."""
    written = upright(text, is_body=is_body)
    bare = base_form(written)
    return bare if bare != written and bare in upright_forms else written
