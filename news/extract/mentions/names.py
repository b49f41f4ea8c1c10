"""Names: those that the language engine found, cleaned, and those that the knowledge files tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import simplemma

from news.extract.mentions.forms import (
    base_form,
    calm,
    is_agency,
    known_forms,
    known_of,
    known_word_lists,
    name_particles,
    name_suffixes,
    name_titles,
)
from news.extract.mentions.labels import (
    KNOWN_SCORE,
    Name,
    is_common,
    is_council,
    is_date,
    is_doubtful_form,
    is_known_person,
    is_supported,
    relabel,
    written,
)
from news.extract.text import Text
from news.knowledge.gazetteer import Known, gazetteer
from news.knowledge.holders import persons_by_surname
from news.knowledge.offices import office
from news.knowledge.places import find
from news.lexicon.noun_phrases import phrase_words

LONGEST_PERSON = 4
PAIR = 2
APPOSITION = 5
"""Words between a comma and the office behind it."""
LONGEST_BODY = 9
"""Words of the long form of an acronym."""
STROKE = "/"
QUOTES = set("\"'„“”»«‚‘’›‹()[]{},;:–—-/|.!?…*•")
EDGES = "".join(QUOTES) + " \n"
PLACE_PREPOSITIONS = {"in", "nach", "aus"}
"""Those that stand in front of bare names of places, and seldom of persons."""
RULE_SCORE = 0.6
"""Score of a name that a rule found."""


def find_names(text: Text) -> list[Name]:
    """The names of an article in text order, without overlaps."""
    names = list(_from_engine(text))
    taken = _taken(names)
    known = [name for name in _known_names(text, taken) if not taken & set(range(name.first, name.end))]
    names += known
    taken |= _taken(known)
    councils = [
        Name(token, token + 1, "ORG", RULE_SCORE)
        for token, word in enumerate(text.words)
        if token not in taken and is_council(word)
    ]
    names += councils
    taken |= _taken(councils)
    names += _persons_beside_offices(text, taken)
    return sorted(_joined(text, [_expanded(text, name) for name in names]), key=lambda name: name.first)


def _taken(names: Iterable[Name]) -> set[int]:
    return {token for name in names for token in range(name.first, name.end)}


def _from_engine(text: Text) -> Iterator[Name]:
    surnames = {
        base_form(text.words[end - 1])
        for first, end, label, _ in text.names
        if label == "PER" and end - first in (PAIR, PAIR + 1)
    }
    bare = _bare_surnames(text)
    for first, end, label, score in text.names:
        found = Name(first, end, label, RULE_SCORE if score is None else round(score, 3))
        for part in _apart(text, found, surnames):
            trimmed = _trim(text, part, bare)
            if trimmed is None:
                continue
            labelled = relabel(text, trimmed)
            if not is_common(text, labelled):
                yield labelled


def _bare_surnames(text: Text) -> set[str]:
    """Last words of the persons in full whose names have no particle, so that a "von" before them is a preposition."""
    full = [
        text.words[first:end]
        for first, end, label, _ in text.names
        if label == "PER" and end - first > 1 and not text.words[first].islower()
    ]
    with_particle = {base_form(words[-1]) for words in full if words[-2].islower()}
    return {base_form(words[-1]) for words in full} - with_particle


def _apart(text: Text, name: Name, surnames: set[str]) -> Iterator[Name]:
    """Names apart that the engine ran together or that a stroke joins."""
    for part in _split_at_strokes(text, name):
        yield from _split(text, part, surnames)


def _split_at_strokes(text: Text, name: Name) -> Iterator[Name]:
    """The names that strokes join (Luxemburg/Teheran), unless the whole is one that is known (Frankfurt/Main)."""
    whole = written(text, name)
    if STROKE not in whole or known_of(whole) or find(whole):
        yield name
        return
    start = name.first
    for at in range(name.first, name.end + 1):
        if at == name.end or text.words[at] == STROKE:
            if at > start:
                yield replace(name, first=start, end=at)
            start = at + 1


def _split(text: Text, name: Name, surnames: set[str]) -> Iterator[Name]:
    """The parts of a name: at commas and brackets, and a state behind a person."""
    start = name.first
    for at in range(name.first, name.end):
        if text.words[at] in {",", "(", ")", ";", ":", "\n", "\n\n"} and name.label == "PER":
            if at > start:
                yield replace(name, first=start, end=at)
            start = at + 1
    if start >= name.end or (name.label == "PER" and text.words[start] in name_suffixes()):
        return
    rest = name if start == name.first else replace(name, first=start)
    if (
        rest.label == "PER"
        and rest.end - start == PAIR
        and all(base_form(w) in surnames for w in text.words[start : rest.end])
    ):
        yield replace(rest, end=start + 1)
        yield replace(rest, first=start + 1)
        return
    last = rest.end - 1
    state = known_of(text.words[last])
    if rest.label == "PER" and last > start and state and state.name == gazetteer_state(state):
        is_name_before = last - start > 1 or base_form(text.words[last - 1]) in surnames
        if is_name_before:
            yield replace(rest, end=last)
            yield Name(last, rest.end, state.entity_type, rest.score)
            return
    yield rest


def gazetteer_state(known: Known) -> str | None:
    """Name of the state that an entity of the gazetteer is; null if it is none."""
    state = gazetteer().states.get(known.country_code or "")
    return state.name if state is not None and state.name == known.name else None


def _trim(text: Text, name: Name, bare: set[str]) -> Name | None:
    """A name without quotes, articles and offices at its edges; null if nothing is left.

    A particle goes too where the last word is one of ``bare``.
    """
    first, end = name.first, name.end
    while first < end and not text.words[first].strip(EDGES):
        first += 1
    while first < end and not text.words[end - 1].strip(EDGES):
        end -= 1
    particles = name_particles()
    if name.label == "PER" and base_form(text.words[end - 1]) in bare:
        particles = frozenset()
    while end - first > 1 and text.words[first].islower() and text.words[first] not in particles:
        first += 1
    while end - first > 1 and text.words[end - 1].islower() and text.words[end - 1] in phrase_words("links"):
        end -= 1
    if name.label == "PER":
        while end - first > 1 and text.words[end - 1].islower():
            end -= 1
        while end - first > 1 and (
            office(text.words[first])
            or text.words[first] in name_titles()
            or gazetteer().country_of_adjective(text.words[first])
        ):
            first += 1
        while end - first > 1 and office(text.words[end - 1]) and not text.words[end - 1][0].islower():
            end -= 1
    if (first, end) == (name.first, name.end):
        return name
    return replace(name, first=first, end=end) if first < end else None


def _known_names(text: Text, taken: set[int]) -> Iterator[Name]:
    """Names of the knowledge files that the engine has missed; forms that need support are left to it."""
    lists = known_word_lists()
    before = 0
    for at, word in enumerate(text.words):
        if at < before or at in taken or not (word[:1].isupper() or word in lists):
            continue
        for form in known_forms(word):
            if not _stands(text, at, form):
                continue
            written = " ".join(form)
            known, end = known_of(written), at + len(form)
            is_doubtful = is_doubtful_form(text, at, end, text.word(at) if len(form) == 1 else written)
            if known and (not is_doubtful or is_supported(text, at, end, known)):
                yield Name(at, end, known.entity_type, KNOWN_SCORE)
                before = end
                break
        else:
            if is_agency(word):
                yield Name(at, at + 1, "ORG", KNOWN_SCORE)
            elif text.classes[at] == "PROPN" and is_known_person(word) and not is_date(text, at):
                yield Name(at, at + 1, "PER", RULE_SCORE)
            elif _is_place(text, at):
                yield Name(at, at + 1, "LOC", RULE_SCORE)


def _is_place(text: Text, at: int) -> bool:
    """Whether a bare word behind a preposition of places is a place that the knowledge files have, and no other word.

    The dictionary has places as well; then the engine says what a word is, unless it is a region.
    """
    word = text.words[at]
    if (
        text.classes[at] not in {"NOUN", "PROPN"}
        or text.word(at - 1) not in PLACE_PREPOSITIONS
        or not text.together(at - 1, at)
        or is_known_person(word)
    ):
        return False
    places = [place for place in find(word) if place.caution is None]
    if text.classes[at] == "NOUN" and simplemma.is_known(word, lang="de"):
        places = [place for place in places if place.precision == "region"]
    return bool(places)


def _stands(text: Text, at: int, form: tuple[str, ...]) -> bool:
    """Whether the words of a known form stand at a place, the last one perhaps in the genitive."""
    if any(text.word(at + n) != part for n, part in enumerate(form[:-1])):
        return False
    last = text.word(at + len(form) - 1)
    return form[-1] in (last, base_form(last), calm(last))


def _joined(text: Text, names: list[Name]) -> Iterator[Name]:
    """Names with their particles (von der Leyen), and places of two words that the engine took apart (Abu Dhabi)."""
    in_full = {
        tuple(text.words[at] for at in range(name.first + 1, name.end))
        for name in names
        if name.label == "PER"
    }
    before: Name | None = None
    for name in sorted(names, key=lambda n: n.first):
        found = _with_particles(text, name, in_full) if name.label == "PER" else name
        if before is not None and before.end == found.first and before.label == found.label == "LOC":
            whole = replace(before, end=found.end)
            if known_of(written(text, whole)) or find(written(text, whole)):
                before = whole
                continue
        if before is not None:
            yield before
        before = found
    if before is not None:
        yield before


def _with_particles(text: Text, name: Name, in_full: set[tuple[str, ...]]) -> Name:
    """A last name with the particles before it, where the article or the knowledge files have it with them."""
    first = name.first
    while text.word(first - 1) in name_particles() and text.together(first - 1, name.first):
        first -= 1
    for start in range(first, name.first):
        words = tuple(text.words[start : name.end])
        bare = (*words[:-1], base_form(words[-1]))
        surnames = {h.surname for h in persons_by_surname(bare[-1])}
        if words in in_full or bare in in_full or " ".join(bare) in surnames:
            return replace(name, first=start)
    return name


def _expanded(text: Text, name: Name) -> Name:
    """A body with the words before it whose first letters its acronym tells: Bund (Nordischer Werften) (BNW)."""
    acronym = text.word(name.end + 1)
    if (
        name.label != "ORG"
        or text.word(name.end) != "("
        or not acronym.isupper()
        or text.word(name.end + 2) != ")"
    ):
        return name
    for first in range(name.end - 1, max(-1, name.end - 1 - LONGEST_BODY), -1):
        capitals = [word[0] for word in text.words[first : name.end] if word[:1].isupper()]
        if not text.together(first, name.end - 1) or len(capitals) > len(acronym):
            break
        if "".join(capitals) == acronym and text.words[first][:1].isupper():
            return replace(name, first=min(first, name.first))
    return name


def _persons_beside_offices(text: Text, taken: set[int]) -> Iterator[Name]:
    """Persons that only their office tells: capitalised words of no dictionary before or behind it."""
    for at in text.capitals:
        if at in taken or not office(text.words[at]):
            continue
        behind = _run(text, at + 1, taken)
        if behind:
            yield Name(behind[0], behind[-1] + 1, "PER", RULE_SCORE)
            taken |= set(behind)
            continue
        for run in (_run_before_comma(text, at, taken), _run_behind_comma(text, at, taken)):
            if len(run) > 1:
                yield Name(run[0], run[-1] + 1, "PER", RULE_SCORE)
                taken |= set(run)


def _run(text: Text, first: int, taken: set[int]) -> list[int]:
    """The tokens from ``first`` on that can be a person's name."""
    run: list[int] = []
    while len(run) < LONGEST_PERSON and first + len(run) < len(text):
        at = first + len(run)
        if at in taken or not _may_be_person(text, at):
            break
        run.append(at)
    return run


def _run_behind_comma(text: Text, at: int, taken: set[int]) -> list[int]:
    """The tokens that can be a person's name behind an office, its complement and a comma.

    Der Präsident der Ukraine, Jaro Beltin, kam.
    """
    comma = at + 1
    while comma < at + APPOSITION and (comma in taken or text.word(comma) in phrase_words("of")):
        comma += 1
    if text.word(comma) != "," or not text.together(at, comma + 1):
        return []
    run = _run(text, comma + 1, taken)
    return run if run and text.word(run[-1] + 1) in {",", ".", ";", ")"} else []


def _run_before_comma(text: Text, at: int, taken: set[int]) -> list[int]:
    """The tokens that can be a person's name before a comma and the office at ``at``: Nuna Kelov, die Präsidentin."""
    comma = at - 1
    while comma > at - APPOSITION and text.together(comma, at) and text.words[comma][:1].islower():
        comma -= 1
    if text.word(comma) != ",":
        return []
    run: list[int] = []
    while len(run) < LONGEST_PERSON and comma - 1 - len(run) >= 0:
        place = comma - 1 - len(run)
        if place in taken or not _may_be_person(text, place):
            break
        run.append(place)
    return run[::-1]


def _may_be_person(text: Text, at: int) -> bool:
    word = text.words[at]
    return (
        word[:1].isupper()
        and word.replace("-", "").isalpha()
        and not word.isupper()
        and text.classes[at] in {"PROPN", ""}
        and (text.has_parse or not simplemma.is_known(word, lang="de"))
        and not office(word)
        and known_of(word) is None
        and not gazetteer().inhabitants.get(word)
        and (at == 0 or text.together(at, at - 1) or text.together(at, at + 1))
    )
