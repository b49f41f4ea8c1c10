"""States: for whom somebody acts whose office stands in the article without a state, by the words before it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from news.extract.text import Text
from news.knowledge.gazetteer import gazetteer
from news.knowledge.office_nouns import office_kinds
from news.knowledge.offices import office
from news.resolve.names.holders import Post, fits, post_of
from schemas import Mention

OF_STATES = {"GOV", "MIL"}
"""Sectors of offices that belong to a state."""
SUBJECTS = {"nsubj", "nsubj:pass"}
NAMING = {"name", "part"}
PARAGRAPH = "\n\n"


def with_states(mentions: Sequence[Mention], text: Text) -> list[Mention]:
    """The mentions of one article, persons of whose state it says nothing with that of which it speaks before them.

    "Norwegen lehnt ab. Außenministerin Nuna Kelov nannte …": the one state that is a subject of the same sentence
    before the office, else of the sentence before in the same paragraph. Nobody gets a state of which the article
    names another as the holder of that office. Without a parse nobody gets one.
    """
    if not text.has_parse:
        return list(mentions)
    told = {m.name: m.country_code for m in mentions if m.entity_type == "PER" and m.country_code}
    posts = [
        (m.name, post)
        for m in mentions
        if m.entity_type == "PER" and m.country_code and (post := _post(m)) is not None
    ]
    subjects = _states_as_subjects(mentions, text)
    found: dict[str, str] = {}
    for mention in sorted(mentions, key=lambda m: m.text_start):
        if mention.name is None or mention.name in told or mention.name in found or not _needs_state(mention):
            continue
        code = _state_before(mention, subjects, text)
        asked = _post(replace(mention, country_code=code)) if code else None
        if code is None or asked is None:
            continue
        if not (
            _is_single(asked) and any(name != mention.name and fits(asked, held) for name, held in posts)
        ):
            found[mention.name] = code
            posts.append((mention.name, asked))
    return [
        replace(m, country_code=found[m.name])
        if m.entity_type == "PER" and m.form in NAMING and m.name in found
        else m
        for m in mentions
    ]


def _post(mention: Mention) -> Post | None:
    return post_of(mention.role, mention.country_code, mention.organisation)


def _is_single(post: Post) -> bool:
    return any(office_kinds()[kind].is_single_seat for kind in post.kinds)


def _needs_state(mention: Mention) -> bool:
    held = office(mention.role) if mention.role else None
    return (
        mention.entity_type == "PER"
        and mention.form == "name"
        and mention.organisation is None
        and held is not None
        and held.sector in OF_STATES
        and not (held.is_former or held.is_relational)
    )


def _states_as_subjects(mentions: Sequence[Mention], text: Text) -> Mapping[int, list[tuple[int, str]]]:
    """Sentence -> token and alpha-3 code of the states that are subjects in it."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for mention in mentions:
        state = gazetteer().states.get(mention.country_code or "")
        if state is None or mention.form != "name" or mention.name != state.name:
            continue
        first, last = text.token_at(mention.text_start), text.token_at(mention.text_end - 1)
        head = text.head_of(first, last + 1)
        while text.relations[head] == "conj" and text.heads[head] < head:
            head = text.heads[head]
        if text.relations[head] in SUBJECTS:
            found[text.sentences[first]].append((first, mention.country_code or ""))
    return found


def _state_before(mention: Mention, subjects: Mapping[int, list[tuple[int, str]]], text: Text) -> str | None:
    token = text.token_at(mention.text_start)
    sentence = text.sentences[token]
    here = {code for at, code in subjects.get(sentence, ()) if at < token}
    if here:
        return here.pop() if len(here) == 1 else None
    first = bisect_left(text.sentences, sentence)
    before = bisect_left(text.sentences, sentence - 1)
    if PARAGRAPH in text.body[text.starts[before] : text.starts[first]]:
        return None
    there = {code for _, code in subjects.get(sentence - 1, ())}
    return there.pop() if len(there) == 1 else None
