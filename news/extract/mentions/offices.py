"""Titles: the offices of an article, of what state or body they are, and by which name their holder stands."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from news.extract.mentions.labels import Name
from news.extract.mentions.whose import Names, Whose, determiner_of, is_adjective, of_the_country, whose_is
from news.extract.text import MODIFIERS, Text
from news.knowledge.gazetteer import gazetteer
from news.knowledge.office_nouns import Office
from news.knowledge.offices import office
from news.lexicon.noun_phrases import opens_with_possessive, phrase_words

COMPLEMENT = 9
"""Words behind an office up to the name of its holder."""
APPOSITION = 7
"""Words behind a name and a comma up to the office."""
SINGULAR = {"dem", "des", "das"}
"""Articles that no plural has."""
MASCULINE = ("r", "t", "f")
"""Endings of nouns of office whose feminine has -in."""


@dataclass(frozen=True, slots=True)
class Title:
    """An office in the text."""

    at: int
    office: Office
    written: str
    """The office as written; for a colleague that of the other one."""
    whose: Whose
    person: int | None
    """First token of the name of who holds it; null where it stands alone."""
    is_definite: bool
    is_plural: bool


def find_titles(text: Text, names: Sequence[Name]) -> list[Title]:
    """The offices of an article in text order; one that stands with several persons comes once for each."""
    places = Names(names)
    titles: list[Title] = []
    for at in text.capitals:
        held = None if text.classes[at] == "VERB" else office(text.words[at])
        if held is None or _is_in_other_name(places, at):
            continue
        own = _title(text, at, held, places)
        title = _of_the_other(text, own, titles) if held.is_relational else own
        if title is None:
            continue
        titles.append(title)
        if title.person is not None:
            titles += _of_others_too(text, title, places)
    return _with_appositions(text, titles, places)


def _is_in_other_name(places: Names, at: int) -> bool:
    name = places.covering.get(at)
    return name is not None and (name.end - name.first > 1 or name.label != "PER")


def _title(text: Text, at: int, held: Office, places: Names) -> Title:
    whose = whose_is(text, at, places, Whose(held.country_code, _body_of(held)), is_office=True)
    before = determiner_of(text, at)
    if not whose.is_told and text.words[at + 1 : at + 3] == ["des", "Landes"]:
        whose = of_the_country(text, at, places)
    is_of_genitive = whose.first is not None and whose.adjective is None
    return Title(
        at=at,
        office=held,
        written=text.words[at],
        whose=whose,
        person=_person_behind(text, at, places),
        is_definite=before in phrase_words("articles") or opens_with_possessive(before) or is_of_genitive,
        is_plural=is_plural(text, at, before),
    )


def _body_of(held: Office) -> str | None:
    """The body that the prefix of an office names, the seat of a government among them: Kreml in Kremlsprecher."""
    if held.organisation is not None or held.prefix is None:
        return held.organisation
    known = gazetteer().of_prefix(held.prefix)
    return held.prefix.strip("-") if known is not None and known.is_only_metonym else None


def is_plural(text: Text, at: int, determiner: str) -> bool:
    """Whether an office stands in the plural; ``determiner`` is its article."""
    if text.word(at - 1).lower() in phrase_words("both"):
        return True
    if determiner in SINGULAR or (determiner == "den" and text.feature(at, "Case") != "Dat"):
        return False
    held = office(text.words[at])
    if determiner == "die" and held is not None and not held.is_feminine:
        return True  # only the plural of a masculine noun has this article
    return text.feature(at, "Number") == "Plur"


def _person_behind(text: Text, at: int, places: Names) -> int | None:
    """The name that an office stands before: directly, behind its complement, behind a comma."""
    index = at + 1
    while index < len(text) and index - at <= COMPLEMENT and text.together(at, index):
        word = text.words[index]
        name = places.covering.get(index)
        if name is not None and name.label == "PER":
            return index if _explains(text, at, index, name) else None
        if word == ",":
            person = places.starting.get(index + 1)
            if person is None or person.label != "PER" or not _explains(text, at, index + 1, person):
                return None
            return index + 1
        if word == "(" and (bracket := _behind_bracket(text, index)):
            index = bracket
            continue
        if name is None and index > at and not _is_in_complement(text, index, is_next=index == at + 1):
            return None
        index += 1
    return None


def _behind_bracket(text: Text, at: int) -> int | None:
    """The token behind a bracket that explains a body: Chef der Weltgesundheitsorganisation (WHO)."""
    return next((place + 1 for place in range(at + 1, at + 5) if text.word(place) == ")"), None)


def _is_in_complement(text: Text, index: int, *, is_next: bool) -> bool:
    word = text.words[index]
    if word.lower() in phrase_words("links"):
        return True
    if word in {'"', "„", "“"}:
        return is_next
    if office(word):
        return False
    if word[:1].isupper():
        return text.classes[index] in {"NOUN", "PROPN", "ADJ", "X", ""}
    return is_adjective(text, index)


def _explains(text: Text, at: int, first: int, name: Name) -> bool:
    """Whether an office and a name behind it are of one person."""
    if first == at + 1:
        return True
    if text.has_parse:
        head = text.head_of(first, name.end)
        return text.relations[head] in MODIFIERS and at <= text.heads[head] < first
    between = text.words[at + 1 : first]
    if between[-1] == ",":
        return text.word(name.end) in {",", ".", ";", ")", "(", ""}
    return not {"in", "im", "bei", "beim"} & set(between)


def _of_the_other(text: Text, title: Title, titles: Sequence[Title]) -> Title | None:
    """A colleague has the office of the person named before; null where there is none."""
    for other in reversed(titles):
        if text.sentences[title.at] - text.sentences[other.at] > 1:
            return None
        if other.office.is_relational or other.person is None:
            continue
        noun = other.office.noun
        if title.office.is_feminine and noun.endswith(MASCULINE):
            noun = f"{noun}in"
        taken = replace(other.office, country_code=None, organisation=None, prefix=None, is_former=False)
        return replace(title, office=replace(taken, is_feminine=title.office.is_feminine), written=noun)
    return None


def _of_others_too(text: Text, title: Title, places: Names) -> Iterator[Title]:
    """Further persons of an office in the plural: die Präsidenten Beltin und Kelov."""
    if not title.is_plural or title.person is None:
        return
    name = places.covering[title.person]
    while text.word(name.end) in {"und", ",", "sowie"}:
        following = places.starting.get(name.end + 1)
        if following is None or following.label != "PER":
            return
        yield replace(title, person=following.first)
        name = following


def _with_appositions(text: Text, titles: list[Title], places: Names) -> list[Title]:
    """Give the offices that stand behind a name to it: Beltin, der norwegische Präsident, sagte."""
    held = {title.person for title in titles if title.person is not None}
    free = {title.at: n for n, title in enumerate(titles) if title.person is None}
    at_tokens = sorted(free)
    for name in places.starting.values():
        if name.label != "PER" or name.first in held or text.word(name.end) not in {",", "(", "–", "-"}:
            continue
        place = bisect_left(at_tokens, name.end)
        if place == len(at_tokens) or not _stands_behind(text, name, at_tokens[place], places):
            continue
        number = free[at_tokens[place]]
        titles[number] = replace(titles[number], person=name.first)
    return titles


def _stands_behind(text: Text, name: Name, at: int, places: Names) -> bool:
    if not 1 <= at - name.end <= APPOSITION or not text.together(name.first, at):
        return False
    for index in range(name.end + 1, at):
        word = text.words[index].lower()
        if opens_with_possessive(word) or any(
            word in phrase_words(kind) for kind in ("articles", "indefinite", "between")
        ):
            continue
        known = places.covering.get(index)
        if not (is_adjective(text, index) or (known is not None and known.label in {"LOC", "ORG"})):
            return False
    return not text.has_parse or text.relations[at] not in {"obj", "obl", "root", "iobj"}


def by_person(titles: Sequence[Title]) -> Mapping[int, Title]:
    """First token of a person's name -> the office with it, the first that says whose it is."""
    found: dict[int, Title] = {}
    for title in titles:
        if title.person is None:
            continue
        if title.person not in found or (title.whose.is_told and not found[title.person].whose.is_told):
            found[title.person] = title
    return found
