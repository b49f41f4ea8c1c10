"""Find the event mentions of an article: over the parse where there is one, else clause by clause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import permutations

from spacy.tokens import Doc

from news.extract.events.clause_rules import find_by_clauses
from news.extract.events.clauses import clause_verb, clause_words
from news.extract.events.coder import Coded, Coder
from news.extract.events.dates import Clock, with_time
from news.extract.events.found import FoundEvent
from news.extract.events.numbers import numbers_of
from news.extract.events.parties import Parties, is_same
from news.extract.events.score import score_of
from news.extract.events.status import ACTUAL, PLANNED
from news.extract.events.surroundings import place_of, source_of
from news.extract.events.tree import Tree, tree_of
from news.extract.text import Text, text_of
from news.extract.times import Interval
from schemas import Mention, TimeExpression, content_id

VERSION = "frames-1"
PARTS_OF_VERB = {"obj", "nsubj", "obl", "iobj"}


def find_events(
    article_id: str,
    read: Doc | Text,
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    published: Interval,
) -> list[FoundEvent]:
    """The event mentions of an article in text order; parties are among ``mentions``, which are resolved already."""
    text = text_of(read)
    tree = tree_of(text)
    clock = Clock(tree, times, published)
    if not text.has_parse:
        return find_by_clauses(article_id, text, mentions, times, clock)
    parties = Parties(tree, mentions)
    coder = Coder(tree, parties)
    found: dict[str, FoundEvent] = {}
    for number, sentence in enumerate(text.sentence_ranges()):
        coded = list(coder.code(sentence.start, sentence.stop))
        for event in _without_repetition(_merged(tree, coded)):
            row = _row(article_id, tree, parties, clock, event, number)
            found.setdefault(row.event_mention_id, row)
    return sorted(found.values(), key=lambda e: (e.trigger_start, e.event_type, e.event_mention_id))


def _row(
    article_id: str, tree: Tree, parties: Parties, clock: Clock, event: Coded, number: int
) -> FoundEvent:
    index = event.trigger
    verb = event.arguments.governor if event.frame.word_class != "NOUN" else clause_verb(tree, index)
    words = clause_words(tree, verb if verb is not None else index)
    words = sorted({index, *words})
    time = clock.time_of(event.arguments.governor)
    status = with_time(event.status, tree, verb, time, clock)
    time = clock.fitting(time, status)
    days = clock.days_of(time, status)
    start, end = tree.starts[index], tree.end(index)
    actor = event.actor.mention if event.actor else None
    recipient = event.recipient.mention if event.recipient else None
    who = (actor.mention_id if actor else "", recipient.mention_id if recipient else "")
    event_type = event.frame.event_type or ""
    source = source_of(tree, parties, words) or event.speaker
    return FoundEvent(
        event_mention_id=content_id("event_mention", article_id, start, end, event_type, *who),
        article_id=article_id,
        sentence_index=number,
        trigger_start=start,
        trigger_end=end,
        trigger=tree.words[index],
        clause_start=tree.starts[words[0]],
        clause_end=tree.end(words[-1]),
        rule=event.frame.name,
        event_type=event_type,
        event_mode=event.frame.event_mode,
        actor=actor,
        recipient=recipient,
        status=status,
        attributed_to=None if source is None or (actor and is_same(source, actor)) else source,
        days=days,
        date_precision=clock.precision_of(days, time),
        dated_by=clock.dated_by(time),
        place=place_of(tree, parties, words, {index, verb}, {m.mention_id for m in (actor, recipient) if m}),
        numbers=numbers_of(tree, words, event_type),
        score=score_of(event),
    )


def _merged(tree: Tree, coded: Sequence[Coded]) -> list[Coded]:
    """Verb and noun that tell one event together: liefert Militärhilfe, trafen sich zu Gesprächen."""
    dropped = set()
    for above, below in permutations(range(len(coded)), 2):
        one, other = coded[above], coded[below]
        if one.frame.event_type != other.frame.event_type or other.frame.word_class != "NOUN":
            continue
        if tree.heads[other.trigger] == one.trigger and tree.relations[other.trigger] in PARTS_OF_VERB:
            is_way = (
                one.frame.event_mode == "visit" and one.frame.event_type == "CONSULT" and _told(other) > 1
            )
            weaker = above if is_way or _told(one) < _told(other) else below
            dropped.add(weaker)
    return [event for number, event in enumerate(coded) if number not in dropped]


def _told(event: Coded) -> int:
    return (event.actor is not None) + (event.recipient is not None)


def _without_repetition(coded: Sequence[Coded]) -> list[Coded]:
    """One of the words that tell the same event of the same parties in a sentence: trafen sich zu Gesprächen."""
    kept: dict[tuple[object, ...], list[Coded]] = defaultdict(list)
    for event in coded:
        pair = [
            _who(event.actor.mention) if event.actor else "",
            _who(event.recipient.mention) if event.recipient else "",
        ]
        key = (event.frame.event_type, *(sorted(pair) if event.frame.event_type == "CONSULT" else pair))
        if not any(_is_one_act(event, other) for other in kept[key]):
            kept[key].append(event)
    return [event for events in kept.values() for event in events]


def _is_one_act(one: Coded, other: Coded) -> bool:
    """Not a call beside a visit, nor, told by two verbs, what has been beside what lies ahead."""
    are_verbs = one.frame.word_class == other.frame.word_class == "VERB"
    is_later = are_verbs and {one.status, other.status} == {ACTUAL, PLANNED}
    return not is_later and {one.frame.event_mode, other.frame.event_mode} != {"phone", "visit"}


def _who(mention: Mention) -> str:
    return mention.entity_id or mention.text
