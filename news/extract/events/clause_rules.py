"""Code sentences without a parse: a clause is the stretch between commas and the like.

Its first party without a preposition acts, the other one stands where the frame says. Function words tell the
status. It reads the same frames as the coder over the parse, but can check few of their conditions.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.lang.lex_attrs import is_punct

from news.extract.events.dates import Clock
from news.extract.events.found import FoundEvent
from news.extract.events.numbers import Numbers
from news.extract.events.status import ACTUAL, HYPOTHETICAL, NEGATED, PLANNED
from news.extract.events.tree import contraction, noun_lemma, verb_lemma
from news.extract.text import Text
from news.lexicon import cues
from news.lexicon.frames import Frame, frames
from schemas import Mention, TimeExpression, content_id
from schemas.codebook import EVENT_TYPES

CLAUSE_BREAKS = {",", ";", ":", "–", "—", "(", ")", "„", "“", "”", '"', "«", "»"}
PAIR = 2
KINDS = {"PERSON": "PER", "STATE": "LOC", "ORG": "ORG"}
BEHIND_WORD = {"gen", "adj", "part", "an", "auf", "gegen"}
OBJECTS = {"obj", "dat", "content", "gen"}
BASE_SCORE, PARTY_SCORE = 0.2, 0.1
"""Codings without a parse are right half as often: 0.2 for the clause and 0.1 for each party."""
LONGEST_GAP = 4
"""Words between a preposition and the name behind it."""


@dataclass(frozen=True, slots=True)
class Party:
    """A mention inside a clause and the preposition in front of it ("" if none is)."""

    mention: Mention
    preposition: str


def find_by_clauses(
    article_id: str,
    text: Text,
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    clock: Clock,
) -> list[FoundEvent]:
    """The event mentions of a text whose words have no heads, in text order; at most one per predicate."""
    names = [m for m in mentions if m.form == "name"]
    starts = [m.text_start for m in names]
    said_at = [time.text_start for time in times]
    found = []
    for number, sentence in enumerate(text.sentence_ranges()):
        said = times[_places(said_at, text, sentence)]
        time = next((t for t in said if t.date_earliest and t.date_latest), None)
        for clause in _clauses(text, sentence):
            parties = [Party(m, _preposition(text, clause, m)) for m in names[_places(starts, text, clause)]]
            if not parties:
                continue
            for trigger, frame in _predicates(text, clause, parties):
                is_passive = frame.word_class == "VERB" and _is_passive(text, clause, trigger)
                actor, recipient = _assign(parties, frame, is_passive)
                start, end = text.starts[trigger], text.end(trigger)
                who = (actor.mention_id if actor else "", recipient.mention_id if recipient else "")
                status = frame.status or _status(text, clause, is_passive)
                days = clock.days_of(time, status)
                found.append(
                    FoundEvent(
                        event_mention_id=content_id(
                            "event_mention", article_id, start, end, frame.event_type or "", *who
                        ),
                        article_id=article_id,
                        sentence_index=number,
                        trigger_start=start,
                        trigger_end=end,
                        trigger=text.words[trigger],
                        clause_start=text.starts[clause.start],
                        clause_end=text.end(clause.stop - 1),
                        rule=frame.name,
                        event_type=frame.event_type or "",
                        event_mode=frame.event_mode,
                        actor=actor,
                        recipient=recipient,
                        status=status,
                        attributed_to=None,
                        days=days,
                        date_precision=clock.precision_of(days, time),
                        dated_by=clock.dated_by(time),
                        place=None,
                        numbers=Numbers(),
                        score=round(
                            BASE_SCORE + PARTY_SCORE * ((actor is not None) + (recipient is not None)), 2
                        ),
                    )
                )
    return found


def _places(offsets: Sequence[int], text: Text, tokens: range) -> slice:
    """The places of the sorted offsets that lie in a stretch of tokens."""
    end = text.end(tokens.stop - 1)
    return slice(bisect_left(offsets, text.starts[tokens.start]), bisect_left(offsets, end))


def _clauses(text: Text, sentence: range) -> Iterator[range]:
    start = sentence.start
    for token in sentence:
        if text.words[token] in CLAUSE_BREAKS:
            if token > start:
                yield range(start, token)
            start = token + 1
    if start < sentence.stop:
        yield range(start, sentence.stop)


def _predicates(text: Text, clause: range, parties: Sequence[Party]) -> list[tuple[int, Frame]]:
    """The words of a clause that tell an event; nouns only where no verb takes them as its content or its own."""
    found = list(_framed(text, clause, parties))
    verbs = [frame for _, frame in found if frame.word_class == "VERB"]
    taken = {frame.event_type for frame in verbs}
    if any(frame.effect == "swallow" for frame in verbs):
        return [(t, f) for t, f in found if f.word_class == "VERB"]
    return [(t, f) for t, f in found if f.word_class == "VERB" or f.event_type not in taken]


def _framed(text: Text, clause: range, parties: Sequence[Party]) -> Iterator[tuple[int, Frame]]:
    words, starts, lemmas = text.words, text.starts, text.lemmas
    named = {t for p in parties for t in clause if p.mention.text_start <= starts[t] < p.mention.text_end}
    tokens = [t for t in clause if t not in named and not is_punct(words[t]) and not words[t].isspace()]
    if not tokens:
        return
    known = frames()
    last = text.lower[tokens[-1]]
    all_lemmas = {lemmas[t] for t in tokens}
    for token in tokens:
        if words[token][:1].isupper() and text.together(token - 1, token):
            options = known.of("NOUN", noun_lemma(words[token], lemmas[token]))
        elif last in cues()["particles"] and known.of("VERB", f"{last}{lemmas[token]}"):
            options = known.of("VERB", f"{last}{lemmas[token]}")
        else:
            options = known.of("VERB", verb_lemma(words[token], lemmas[token]))
        frame = next((f for f in options if _holds(f, all_lemmas, parties)), None)
        if frame and frame.event_type:
            yield token, frame


def _holds(frame: Frame, lemmas: set[str], parties: Sequence[Party]) -> bool:
    """Whether the words and parties that a frame asks for stand in the clause, wherever they do."""
    for condition in frame.conditions:
        if condition.slot == "speaker" or condition.is_negated:
            return False
        types = condition.tests & {*EVENT_TYPES, "EVENT"}
        kinds = {KINDS[test] for test in condition.tests & set(KINDS)}
        is_named = len(parties) >= (1 if condition.slot in BEHIND_WORD else PAIR) and (
            not kinds or any(p.mention.entity_type in kinds for p in parties)
        )
        is_met = bool(condition.words & lemmas) or (bool(condition.tests - types) and is_named)
        if types and not is_met:
            told = {f.event_type for lemma in lemmas for f in frames().of("NOUN", lemma)} - {None}
            is_met = bool(told & types or (told and "EVENT" in types))
        if not is_met:
            return False
    return True


def _preposition(text: Text, clause: range, mention: Mention) -> str:
    """The preposition up to three words before the name, behind which only its attributes stand."""
    before = [t for t in clause if text.starts[t] < mention.text_start][-LONGEST_GAP:]
    for token in reversed(before):
        if text.lower[token] in cues()["prepositions"]:
            return contraction(text.lower[token])
        if is_punct(text.words[token]) or any(first <= token < end for first, end, _, _ in text.names):
            break
    return ""


def _assign(
    parties: Sequence[Party], frame: Frame, is_passive: bool
) -> tuple[Mention | None, Mention | None]:
    free = [p for p in parties if not p.preposition]
    actor = free.pop(0) if free else None
    recipient = None
    for place in frame.recipient:
        behind = [p for p in parties if p.preposition == place and p is not actor]
        candidates = free if place in OBJECTS else behind
        if candidates:
            recipient = candidates[0]
            break
    if is_passive and recipient is None:
        by = next((p for p in parties if p.preposition in {"von", "durch"}), None)
        actor, recipient = by, actor
    return (actor.mention if actor else None), (recipient.mention if recipient else None)


def _is_passive(text: Text, clause: range, trigger: int) -> bool:
    """True for a participle with a form of werden.

    Where participle and infinitive are one form (empfangen), only wurde and worden tell a passive: wird and
    würde tell a future.
    """
    word = text.lower[trigger]
    auxiliaries = {text.lower[t] for t in clause if t != trigger} & cues()["passive"]
    if word == text.lemmas[trigger]:
        auxiliaries -= cues()["planned"] | cues()["hypothetical"]
    return bool(auxiliaries) and word.endswith(("t", "en"))


def _status(text: Text, clause: range, is_passive: bool) -> str:
    forms = text.lower[clause.start : clause.stop]
    auxiliaries = [form for form in forms if form in cues()["passive"] & cues()["planned"]]
    if is_passive and len(auxiliaries) == 1:
        forms.remove(auxiliaries[0])  # it makes the passive; a future would need one more
    for name, status in (("negation", NEGATED), ("hypothetical", HYPOTHETICAL), ("planned", PLANNED)):
        if cues()[name].intersection(forms):
            return status
    return ACTUAL
