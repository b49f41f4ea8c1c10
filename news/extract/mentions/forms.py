"""Forms of names: the nominative, the entity of the knowledge files behind a form, words that stand in names."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache

from news.knowledge import FOLDER, agencies, read_rows, split
from news.knowledge.gazetteer import Known, gazetteer
from news.knowledge.own import remembered
from news.language.agreement import base_form
from news.lexicon import FOLDER as LEXICON

__all__ = [
    "agency_of",
    "base_council",
    "base_form",
    "calendar_words",
    "calm",
    "former_words",
    "is_agency",
    "known_forms",
    "known_of",
    "known_word_lists",
    "name_particles",
    "name_suffixes",
    "name_titles",
]

TIMES = LEXICON / "times"
SHORTEST_SHOUT = 4
"""Letters; shorter words in capitals are acronyms."""
SHORTEST_AGENCY = 5
"""Letters; shorter ones count only as they are written (dpa, AP), for their letters are words, too."""


@cache
def name_particles() -> frozenset[str]:
    """Small words inside the names of persons."""
    return _name_words("particle")


@cache
def name_titles() -> frozenset[str]:
    """Words before a person's name that are no office."""
    return _name_words("title")


@cache
def name_suffixes() -> frozenset[str]:
    """Words behind a person's name and a comma that tell generations apart (Jr.)."""
    return _name_words("suffix")


@cache
def former_words() -> frozenset[str]:
    """Adjectives, without ending, before an office that is not held at the time."""
    return _name_words("former")


@cache
def calendar_words() -> frozenset[str]:
    """The names of months and weekdays in any case."""
    words = read_rows(TIMES / "words.tsv")
    return frozenset(f for row in words if row["class"] in {"MONTH", "WEEKDAY"} for f in split(row["forms"]))


def base_council(noun: str) -> str | None:
    """The nominative of a noun for a body that several parties share (Rates -> Rat); null if it is none."""
    for ending in ("", "s", "es"):
        if noun.endswith(ending) and noun[: len(noun) - len(ending)] in _name_words("council"):
            return noun[: len(noun) - len(ending)]
    return None


@cache
def _name_words(word_class: str) -> frozenset[str]:
    rows = read_rows(FOLDER / "name_words.tsv")
    return frozenset(row["word"] for row in rows if row["class"] == word_class)


def calm(form: str) -> str:
    """A form without shouting: MOSKAU -> Moskau, STEPHANE DE SAKUTIN -> Stephane de Sakutin; acronyms stay."""
    if not form.isupper():
        return form
    words = [word.title() if len(word) >= SHORTEST_SHOUT or " " in form else word for word in form.split(" ")]
    return " ".join(
        word.lower() if n and word.lower() in name_particles() else word for n, word in enumerate(words)
    )


def known_of(form: str) -> Known | None:
    """The entity of the gazetteer that a form in any case and script size names; null if it names none."""
    by_form = gazetteer().by_form
    if known := by_form.get(form) or by_form.get(base_form(form)):
        return known
    if form.isupper() and len(form) >= SHORTEST_SHOUT:
        return by_form.get(calm(form)) or by_form.get(base_form(calm(form)))
    return None


def agency_of(form: str) -> str | None:
    """The news agency that a form names, by its usual spelling; null if it names none."""
    name = agencies().by_spelling.get(form.casefold())
    if name is None:
        return None
    return name if len(form) >= SHORTEST_AGENCY or form == name else None


@lru_cache(maxsize=50_000)
def is_agency(word: str) -> bool:
    """Whether a word is the usual spelling of a news agency."""
    return agency_of(word) == word


@remembered
def known_forms(word: str) -> tuple[tuple[str, ...], ...]:
    """The words of the known forms that begin with a word, which can be a genitive or in capitals; longest first."""
    lists = known_word_lists()
    return lists.get(word) or lists.get(base_form(word)) or lists.get(calm(word), ())


@remembered
def known_word_lists() -> dict[str, tuple[tuple[str, ...], ...]]:
    """First word of a known form -> the words of the forms that begin with it, longest first."""
    lists: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for form in gazetteer().by_form:
        words = tuple(form.split(" "))
        lists[words[0]].append(words)
    return {first: tuple(sorted(forms, key=len, reverse=True)) for first, forms in lists.items()}
