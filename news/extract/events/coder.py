"""Code the sentences of a parsed text: predicates from the top of the tree down, each with its parties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice, product

from news.extract.events.arguments import Arguments
from news.extract.events.bare_bodies import is_bare_body
from news.extract.events.clauses import clause_verb, clause_words
from news.extract.events.content import Content
from news.extract.events.matching import choose, content_of, literal_words
from news.extract.events.parties import Filler, Parties, is_political, is_same
from news.extract.events.roles import Roles
from news.extract.events.status import ACTUAL, NEGATED, PLANNED, status_of, stronger
from news.extract.events.surroundings import place_of
from news.extract.events.tree import NOMINAL, Tree, noun_lemma
from news.extract.events.triggers import TELLING, Triggers
from news.knowledge.offices import office
from news.lexicon import cues
from news.lexicon.frames import NOTHING, Frame, frames, last_part
from schemas import Mention
from schemas.codebook import EVENT_TYPES

PAIR = 2
OFFICE_ABOVE = 2
"""Steps up from a person's name within which the office stands: in front of it, or of whose office it is."""
WITHOUT_PARTY = {"PROTEST", "ASSAULT"}
"""Types of what is often done by nobody who could be named: a crowd, a bomb."""
OF_FORCE = {"PROTEST", "ASSAULT", "COERCE", "MOBILIZE", "RETREAT"}
"""Types of deeds that need no name of who does them, where a word for men in arms or a crowd stands for it."""
MEDIA = "MED"
"""Sector of news agencies and papers: what they report is not what they say themselves."""
DEEPEST = 100
HOSTILE = {"THREATEN", "MOBILIZE", "COERCE", "ASSAULT", "ACCUSE"}
SWALLOW, CLAIM = "swallow", "claim"


@dataclass(frozen=True, slots=True)
class Coded:
    """An event on the tree, before it becomes a row."""

    trigger: int
    frame: Frame
    arguments: Arguments
    actor: Filler | None
    recipient: Filler | None
    status: str
    is_reported: bool
    speaker: Mention | None


@dataclass(slots=True)
class Coder:
    """Reads one text; ``code`` yields the events of a sentence."""

    tree: Tree
    parties: Parties
    roles: Roles = field(init=False)
    triggers: Triggers = field(init=False)
    _content: dict[int, Content] = field(default_factory=dict)
    _consumed: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.triggers = Triggers(self.tree, self.parties)
        self.roles = Roles(self.tree, self.parties, self.triggers)

    def code(self, start: int, end: int) -> Iterator[Coded]:
        """The events of the sentence from word ``start`` to before ``end``, from the top of its tree down."""
        is_named = self.parties.any_in(start, end)
        has_party = is_named or self._points_back(start, end)
        words = [i for i in range(start, end) if self.tree.classes[i] in TELLING] if has_party else []
        triggers = [(i, *found) for i in words if (found := self.triggers.lookup(i))]
        if not triggers:
            self._leave(start, end, is_named=is_named)
            return
        depths = self._depths(start, end)
        spoken = self._free_speech(start, end)
        for index, word_class, options in sorted(triggers, key=lambda t: (depths[t[0]], t[0])):
            content = self._content.get(index) or Content()
            if index in self._consumed or content.is_swallowed:
                continue
            if spoken and content.speaker is None:
                content.is_reported, content.speaker = True, self.roles.last_speaker
            arguments = Arguments(self.tree, self.parties, index, word_class)
            arguments.has_speaker = content.speaker is not None and content.speaker.mention.sector != MEDIA
            frame = choose(options, arguments, self.triggers.type_at)
            if frame is None and (exchanged := arguments.exchanged()):
                arguments, frame = exchanged, choose(options, exchanged, self.triggers.type_at)
            if frame is None:
                continue
            self._consumed.update(literal_words(frame, arguments))
            if frame.name.startswith(NOTHING):
                continue
            actors, recipients = self.roles.of(frame, arguments, content)
            status = self._status(index, word_class, frame, content)
            if frame.event_type:
                yield from self._events(index, frame, arguments, actors, recipients, status, content)
            if frame.effect:
                self._spread(frame, arguments, actors, status, content)
        self._leave(start, end, is_named=is_named)

    def _points_back(self, start: int, end: int) -> bool:
        """Whether a sentence without a party has a word for those of the sentences before, or for men in arms."""
        if not (cues()["both"] | cues()["persons"]).isdisjoint(self.tree.lower[start:end]):
            return True
        nouns = (i for i in range(start, end) if self.tree.classes[i] in NOMINAL)
        return any(is_bare_body(self.tree, i) or self._is_unnamed_actor(i) for i in nouns)

    def _depths(self, start: int, end: int) -> dict[int, int]:
        depths: dict[int, int] = {}
        tree = self.tree
        for index in range(start, end):
            if index in depths:
                continue
            path = [index]
            while path[-1] not in depths and tree.heads[path[-1]] != path[-1] and len(path) < DEEPEST:
                path.append(tree.heads[path[-1]])
            depth = depths.get(path[-1], 0)
            for steps, word in enumerate(reversed(path)):
                depths[word] = depth + steps
        for index in range(start, end):
            if tree.relations[index] == "aux":
                depths[index] = depths[tree.heads[index]]  # a modal before its verb
                if index > tree.heads[index]:
                    depths[index] -= 1
        # "…, sagte A": where the speech hangs on what was said, it still comes first.
        for index in range(start, end):
            if tree.relations[index] == "parataxis" and tree.heads[index] < index:
                depths[index] = depths[tree.heads[index]] - 1
        return depths

    def _free_speech(self, start: int, end: int) -> bool:
        """Whether a sentence goes on with what somebody said: its main verb stands in Konjunktiv I."""
        tree = self.tree
        for index in range(start, end):
            if tree.is_root(index):
                return any(
                    tree.feature(w, "Mood") == "Sub" and tree.feature(w, "Tense") == "Pres"
                    for w in (
                        index,
                        *(c for c in tree.children[index] if tree.relations[c] in {"aux", "cop"}),
                    )
                )
        return False

    def _leave(self, start: int, end: int, *, is_named: bool) -> None:
        self._content.clear()
        self._consumed.clear()
        if is_named:
            self.roles.remember_subjects(start, end)

    def _status(self, index: int, word_class: str, frame: Frame, content: Content) -> str:
        if word_class == "MODAL":
            return ACTUAL
        governor = Arguments(self.tree, self.parties, index, word_class).governor
        asked = {w for c in frame.conditions if c.slot == "word" for w in c.words}
        status = status_of(
            self.tree,
            governor,
            is_verb=word_class != "NOUN",
            is_reported=content.is_reported,
            without=frozenset(asked),
        )
        status = stronger(status, content.status)
        return stronger(status, frame.status) if frame.status else status

    def _events(
        self,
        index: int,
        frame: Frame,
        arguments: Arguments,
        actors: list[Filler],
        recipients: list[Filler],
        status: str,
        content: Content,
    ) -> Iterator[Coded]:
        is_told = any(self._is_political(f) for f in (*actors, *recipients)) or _is_deed_of_states(
            frame.event_type, actors, recipients
        )
        is_of_force = frame.event_type in OF_FORCE
        if not is_told and not (is_of_force and self._is_deed_of_force(index, frame, arguments)):
            return
        if frame.event_type == "CONSULT" and not (actors and recipients):
            is_host = frame.recipient == ("none",) or (
                _is_host(actors, recipients) and _is_own(actors, arguments)
            )
            if not is_host:
                return
        speaker = content.speaker.mention if content.speaker else None
        if frame.event_type == "CONSULT" and actors and recipients:
            self.roles.last_pair = (actors[0], recipients[0])
        denier = self._denier(frame, actors, status, content)
        if denier:
            yield Coded(
                index,
                replace(frame, event_type="REJECT", event_mode=None),
                arguments,
                denier,
                None,
                ACTUAL,
                False,
                None,
            )
            return
        pairs: list[tuple[Filler | None, Filler | None]] = [
            *product(actors or (None,), recipients or (None,))
        ]
        if self._is_mutual(index, frame, actors, recipients):
            one, other = actors
            pairs = [(one, other), (other, one)]
        for actor, recipient in pairs:
            yield Coded(index, frame, arguments, actor, recipient, status, content.is_reported, speaker)

    def _is_political(self, filler: Filler) -> bool:
        """Whether a party acts in politics: by its state, sector or the office in front of its name."""
        tree = self.tree
        above = islice(tree.ancestors(filler.token), OFFICE_ABOVE)
        return (
            is_political(filler.mention)
            or filler.mention.entity_id is None
            or any(tree.classes[w] == "NOUN" and office(tree.words[w]) is not None for w in above)
        )

    def _is_deed_of_force(self, index: int, frame: Frame, arguments: Arguments) -> bool:
        """Whether what tells no party is a deed of crowds or arms all the same: at its place, or of men in arms."""
        is_common = frame.event_type in WITHOUT_PARTY or self._is_of_person(frame, arguments)
        return (is_common and self._is_at_place(index)) or self._is_of_unnamed(frame, arguments)

    def _is_of_unnamed(self, frame: Frame, arguments: Arguments) -> bool:
        """Whether a verb's agent is one who acts with force and need not be named: Bewaffnete entführten …"""
        if frame.event_type not in OF_FORCE or frame.word_class != "VERB":
            return False
        return any(self._is_unnamed_actor(h) for h, _ in arguments.heads("subj")[:1])

    def _is_unnamed_actor(self, index: int) -> bool:
        known = frames().lists["unnamed_actors"]
        lemma = noun_lemma(self.tree.words[index], self.tree.lemmas[index])
        return lemma in known or last_part(lemma, known) is not None

    def _is_of_person(self, frame: Frame, arguments: Arguments) -> bool:
        """Whether it is done to somebody by name: Milo Trandov sitzt in Belarus in Haft."""
        slots = (s for s in (*frame.actor, *frame.recipient) if s != "none")
        return any(f.mention.entity_type == "PER" for s in slots for f in arguments.fillers(s))

    def _is_at_place(self, index: int) -> bool:
        """Whether what crowds or arms do without a party in the clause is told with its place."""
        verb = clause_verb(self.tree, index)
        words = clause_words(self.tree, index if verb is None else verb)
        return place_of(self.tree, self.parties, words, {index, verb}, set()) is not None

    def _is_mutual(self, index: int, frame: Frame, actors: list[Filler], recipients: list[Filler]) -> bool:
        """Two who do a thing to each other: A und B werfen einander Spionage vor."""
        if len(actors) != PAIR or recipients or EVENT_TYPES[frame.event_type or ""].is_reciprocal:
            return False
        words = clause_words(self.tree, clause_verb(self.tree, index) or index)
        return any(self.tree.lower[w] in cues()["mutual"] for w in words)

    def _denier(self, frame: Frame, actors: list[Filler], status: str, content: Content) -> Filler | None:
        """Who denies a hostile act of his own side: "Russland habe niemanden bedroht, sagte der Minister"."""
        speaker = content.speaker
        if status != NEGATED or speaker is None or frame.event_type not in HOSTILE or not actors:
            return None
        mention, actor = speaker.mention, actors[0].mention
        is_own = is_same(mention, actor) or (
            mention.country_code is not None and mention.country_code == actor.country_code
        )
        return speaker if is_own else None

    def _spread(
        self, frame: Frame, arguments: Arguments, actors: list[Filler], status: str, outer: Content
    ) -> None:
        """Tell the words of a frame's content what the frame makes of them."""
        if (frame.effect == CLAIM and actors) or (
            frame.event_type in {"REQUEST", "ACCUSE", "THREATEN", "REJECT", "AGREE"} and actors
        ):
            self.roles.last_speaker = actors[0]
        literal = set(literal_words(frame, arguments))
        for word in content_of(frame, arguments) - literal:
            inside = self._content.setdefault(
                word, Content(outer.status, False, outer.is_reported, [], outer.speaker)
            )
            if frame.effect == SWALLOW:
                inside.is_swallowed = True
            elif frame.effect == CLAIM:
                inside.is_reported = True
                inside.speaker = actors[0] if actors else None
                inside.status = stronger(inside.status, status if status != PLANNED else ACTUAL)
            elif frame.effect == NEGATED:
                inside.status = NEGATED
                inside.actors = actors
            else:
                inside.status = stronger(frame.effect or ACTUAL, status)
                inside.is_reported = True if frame.effect == PLANNED else inside.is_reported
                inside.actors = actors


def _is_deed_of_states(event_type: str | None, actors: list[Filler], recipients: list[Filler]) -> bool:
    """Whether places of which nothing is known act as only states do; one alone may be the place of a meeting."""
    is_place, is_other = (any(f.mention.entity_type == "LOC" for f in side) for side in (actors, recipients))
    return is_place and (event_type != "CONSULT" or is_other)


def _is_host(actors: list[Filler], recipients: list[Filler]) -> bool:
    """An organisation of many that meets (die Nato tagt) needs no second party."""
    return not recipients and any(
        a.mention.entity_type == "ORG" and a.mention.country_code is None for a in actors
    )


def _is_own(actors: list[Filler], arguments: Arguments) -> bool:
    """Whether the actor stands with the word itself, and is not only the subject of the clause around it."""
    below = set(arguments.tree.subtree(arguments.index))
    return arguments.word_class != "NOUN" or all(a.token in below for a in actors)
