"""Find event mentions: predicates of the lexicon with the parties that stand in their clause.

A first coder without a parse: a clause is the stretch between commas and the like; its first party without a
preposition acts, the recipient stands where the lexicon says.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from news.extract.mentions import sentence_indexes
from news.extract.times import Interval
from news.lexicon import Lexicon, Predicate, lexicon
from schemas import Mention, TimeExpression, content_id

VERSION = "rules-1"
CLAUSE_BREAKS = {",", ";", ":", "–", "—", "(", ")", "„", "“", "”", '"', "«", "»"}
BASE_SCORE = 0.4
PARTY_SCORE = 0.2
"""A coding is surer with each party that it names: 0.4, 0.6 or 0.8."""
MAX_DAYS = {"day": 1, "week": 7, "month": 31, "year": 366}


@dataclass(frozen=True, slots=True)
class Party:
    """A mention inside a clause and the preposition in front of it ("" if none is)."""

    mention: Mention
    token_index: int
    preposition: str


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """An event as its clause tells it; parties are mentions, resolved afterwards."""

    event_mention_id: str
    article_id: str
    sentence_index: int
    trigger_start: int
    trigger_end: int
    trigger: str
    clause_start: int
    clause_end: int
    rule: str
    event_type: str
    event_mode: str | None
    actor: Mention | None
    recipient: Mention | None
    status: str
    days: Interval
    date_precision: str
    score: float


def find_events(
    article_id: str,
    doc: Doc,
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    published: Interval,
) -> list[FoundEvent]:
    """The event mentions of an article in text order; at most one per predicate."""
    words = lexicon()
    sentences = sentence_indexes(doc)
    by_end = {m.text_end: m for m in mentions}
    found = []
    # Looked up by place: spaCy would go through all names of the text for each sentence.
    names = list(doc.ents)
    starts = [span.start for span in names]
    said_at = [time.text_start for time in times]
    for sentence in doc.sents:
        spans = [span for span in _inside(names, starts, sentence) if span.end_char in by_end]
        said = times[bisect_left(said_at, sentence.start_char) : bisect_left(said_at, sentence.end_char)]
        days = _days(said, published)
        for clause in _clauses(sentence):
            parties = [
                _party(span, by_end, words) for span in spans if clause.start <= span.start < clause.end
            ]
            if not parties:
                continue
            for trigger, predicate in _predicates(clause, words):
                is_passive = predicate.is_verb and _is_passive(clause, trigger, words)
                actor, recipient = _assign(parties, predicate, is_passive)
                start, end = trigger.idx, trigger.idx + len(trigger)
                identity = (article_id, start, end, predicate.event_type)
                who = (actor.mention_id if actor else "", recipient.mention_id if recipient else "")
                found.append(
                    FoundEvent(
                        content_id("event_mention", *identity, *who),
                        article_id,
                        sentences[trigger.i],
                        start,
                        end,
                        trigger.text,
                        clause.start_char,
                        clause.end_char,
                        predicate.lemma,
                        predicate.event_type,
                        predicate.event_mode,
                        actor,
                        recipient,
                        _status(clause, is_passive, words),
                        days,
                        precision_of(days),
                        round(BASE_SCORE + PARTY_SCORE * ((actor is not None) + (recipient is not None)), 2),
                    )
                )
    return found


def _inside(names: Sequence[Span], starts: Sequence[int], stretch: Span) -> Sequence[Span]:
    return names[bisect_left(starts, stretch.start) : bisect_left(starts, stretch.end)]


def precision_of(days: Interval) -> str:
    """The precision that the length of an interval allows."""
    if days.earliest is None or days.latest is None:
        return "unknown"
    length = (days.latest - days.earliest).days + 1
    return next((name for name, longest in MAX_DAYS.items() if length <= longest), "unknown")


def _clauses(sentence: Span) -> Iterator[Span]:
    start = sentence.start
    for token in sentence:
        if token.text in CLAUSE_BREAKS:
            if token.i > start:
                yield sentence.doc[start : token.i]
            start = token.i + 1
    if start < sentence.end:
        yield sentence.doc[start : sentence.end]


def _predicates(clause: Span, words: Lexicon) -> Iterator[tuple[Token, Predicate]]:
    tokens = [t for t in clause if not t.ent_type and not t.is_punct and not t.is_space]
    if not tokens:
        return
    last = tokens[-1].lower_
    for token in tokens:
        is_noun = token.text[:1].isupper() and not token.is_sent_start
        if is_noun:
            predicate = words.noun(token.lemma_)
        elif last in words.cues["particles"] and f"{last}{token.lemma_}" in words.verbs:
            predicate = words.verbs[f"{last}{token.lemma_}"]
        else:
            predicate = words.verbs.get(token.lemma_)
        if predicate:
            yield token, predicate


def _party(span: Span, by_end: dict[int, Mention], words: Lexicon) -> Party:
    """The preposition stands up to three words before the name, behind which only its attributes stand."""
    preposition = ""
    for token in reversed(span.doc[max(span.sent.start, span.start - 4) : span.start]):
        if token.lower_ in words.cues["prepositions"]:
            preposition = token.lower_
        if preposition or token.is_punct or token.ent_type_:
            break
    return Party(by_end[span.end_char], span.start, preposition)


def _assign(
    parties: Sequence[Party], predicate: Predicate, is_passive: bool
) -> tuple[Mention | None, Mention | None]:
    free = [p for p in parties if not p.preposition]
    actor = free.pop(0) if free else None
    recipient = None
    for place in predicate.recipient:
        if place == "object":
            candidates = free
        else:
            candidates = [p for p in parties if _same_preposition(p.preposition, place) and p is not actor]
        if candidates:
            recipient = candidates[0]
            break
    if is_passive and recipient is None:
        by = next((p for p in parties if p.preposition in {"von", "vom", "durch"}), None)
        actor, recipient = by, actor
    return (actor.mention if actor else None), (recipient.mention if recipient else None)


def _same_preposition(written: str, wanted: str) -> bool:
    return written == wanted or (
        written[:-1] == wanted[: len(written) - 1] and written in {"vom", "im", "am", "zum", "zur", "ins"}
    )


def _is_passive(clause: Span, trigger: Token, words: Lexicon) -> bool:
    """True for a participle with a form of werden.

    Where participle and infinitive are one form (empfangen), only wurde and worden tell a passive: wird and
    würde tell a future.
    """
    auxiliaries = {t.lower_ for t in clause if t.i != trigger.i} & words.cues["passive"]
    if trigger.lower_ == trigger.lemma_:
        auxiliaries -= words.cues["planned"] | words.cues["hypothetical"]
    return bool(auxiliaries) and trigger.lower_.endswith(("t", "en"))


def _status(clause: Span, is_passive: bool, words: Lexicon) -> str:
    forms = [token.lower_ for token in clause]
    auxiliaries = [form for form in forms if form in words.cues["passive"] & words.cues["planned"]]
    if is_passive and len(auxiliaries) == 1:
        forms.remove(auxiliaries[0])  # it makes the passive; a future would need one more
    for status in ("negation", "hypothetical", "planned"):
        if words.cues[status].intersection(forms):
            return {"negation": "negated"}.get(status, status)
    return "actual"


def _days(said: Sequence[TimeExpression], published: Interval) -> Interval:
    """The first time expression of a sentence that is bounded on both sides, else the publication interval."""
    for time in said:
        if time.date_earliest and time.date_latest:
            return Interval(time.date_earliest, time.date_latest)
    return published
