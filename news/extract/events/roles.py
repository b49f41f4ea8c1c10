"""Who acts and towards whom: the slots of a frame filled, pronouns and what the clause shares taken into account."""

from __future__ import annotations

from dataclasses import dataclass

from news.extract.events.arguments import Arguments
from news.extract.events.bare_bodies import body_meant
from news.extract.events.clauses import clause_verb, shows_accusative, subjects
from news.extract.events.content import Content
from news.extract.events.matching import content_of
from news.extract.events.parties import Filler, Parties, is_same, is_told
from news.extract.events.tree import Tree
from news.extract.events.triggers import Triggers
from news.lexicon import cues
from news.lexicon.frames import Frame
from schemas import Mention
from schemas.codebook import EVENT_TYPES

CONTENT_PREPOSITIONS = frozenset({"", "von", "durch", "mit", "zwischen"})
AGAINST = frozenset({"gegen"})
"""Prepositions behind which a party of the content stands; those of targets and places are left out."""
BOTH = "zwischen"
TURNED = {"REJECT", "ACCUSE", "SUPPORT", "REQUEST", "AGREE"}
"""Types of what only people do, so that a thing in the subject's place is the object."""
POINTING = {"das", "dies", "dieses"}
BODIES_STAND = {"subj", "obj", "dat", "von", "durch"}
"""Slots in which a bare body may stand for its state."""
AT_MEETING = {"bei", "in", "während"}
SURE = 0.7
TAKE_SUBJECT = {"CONSULT", "REQUEST", "ACCUSE", "AGREE", "REJECT", "THREATEN", "RETREAT"}
"""Types whose noun takes the subject of its clause as actor: A erneuerte die Warnung."""
DEEPEST = 3
PAIR = 2
OTHERS = "others"
"""Slot of the others in the actor's place: A und B unterzeichneten einen Vertrag."""
SINGULAR = {"er", "ihm", "ihn"}
REACH = 80
"""Words within which a pronoun may take up a person."""


@dataclass(slots=True)
class Roles:
    """Fills the slots of frames; remembers who spoke, who met and who was a subject last."""

    tree: Tree
    parties: Parties
    triggers: Triggers
    last_speaker: Filler | None = None
    last_pair: tuple[Filler, Filler] | None = None
    last_subject: Filler | None = None

    def of(self, frame: Frame, arguments: Arguments, content: Content) -> tuple[list[Filler], list[Filler]]:
        """Actors and recipients of a frame in its clause; in text order, none of them in both."""
        actors = self._fill(frame.actor, frame, arguments, content, [])
        inherited = False
        if not actors and frame.actor != ("none",):
            actors = list(content.actors)
            inherited = bool(actors)
        turned: list[Filler] = []
        if not actors and frame.event_type in TURNED and not arguments.is_passive:
            actors, turned = self._exchanged(frame, arguments)
        if not actors and arguments.is_passive and frame.event_type:
            actors = self._of_deed(arguments, frame)
        if not actors and frame.word_class == "NOUN" and frame.event_type and frame.actor != ("none",):
            actors = self._of_clause(arguments, frame)
        recipients = turned or self._fill(frame.recipient, frame, arguments, content, actors)
        if not recipients and actors and frame.event_type == "CONSULT" and frame.word_class == "NOUN":
            recipients = self._met_in_clause(arguments, actors)
        if recipients and not actors and frame.event_type == "CONSULT":
            actors = self._of_text(arguments, content, recipients)
        kind = EVENT_TYPES.get(frame.event_type or "")
        if kind and kind.is_reciprocal and recipients and not actors:
            actors = recipients[:1] if len(recipients) > 1 else []
            recipients = recipients[1:] if len(recipients) > 1 else recipients
        if BOTH in frame.actor and len(actors) > 1 and not inherited:
            same = [r for r in recipients if r.mention in [a.mention for a in actors]]
            if same or not recipients:
                actors, recipients = actors[:1], actors[1:]
        is_shared = kind is not None and kind.is_reciprocal and not recipients
        if len(actors) > 1 and (is_shared or (OTHERS in frame.recipient and recipients == actors[1:])):
            actors, recipients = actors[:1], actors[1:]
        if frame.event_type == "REQUEST":
            recipients = [r for r in recipients if not _are_own_people(r.mention, actors)]
        return actors, self._without(recipients, actors)

    def _without(self, recipients: list[Filler], actors: list[Filler]) -> list[Filler]:
        """The recipients but the actors; who holds an office there is another one, of whom the state is told."""
        mine = {a.mention.mention_id for a in actors}
        others = []
        for recipient in recipients:
            if not any(is_same(recipient.mention, a.mention) for a in actors):
                others.append(recipient)
            elif recipient.mention.mention_id not in mine:
                state = self.parties.of_state(recipient)
                others += [state] if state else []
        return others

    def _fill(
        self,
        slots: tuple[str, ...],
        frame: Frame,
        arguments: Arguments,
        content: Content,
        others: list[Filler],
    ) -> list[Filler]:
        for slot in slots:
            if slot == "none":
                return []
            if slot == OTHERS:
                found = others[1:]
                if found:
                    return found
            elif slot == "speaker":
                found = [content.speaker] if content.speaker else []
            elif slot == "content":
                found = self._inside(frame, arguments, others)
            else:
                found = [self._meant(f, arguments) for f in arguments.fillers(slot)]
                found = [f for f in found if f.mention.form != "pronoun" or is_told(f.mention)]
                if not found:
                    found = self._pair(arguments, slot, frame)
                if not found and slot in {"subj", "obj", "dat"}:
                    found = self._by_pronoun(arguments, slot, content, others)
                if not found and slot in BODIES_STAND:
                    heads = [h for h, _ in arguments.heads(slot)[:1]]
                    found = [f for h in heads if (f := body_meant(self.tree, self.parties, h))]
            found = self._without([f for f in found if is_told(f.mention)], others)
            if found:
                return found
        return []

    def _meant(self, filler: Filler, arguments: Arguments) -> Filler:
        """For a pronoun of which the article leaves open whom it means, who spoke last."""
        mention = filler.mention
        if mention.form != "pronoun" or is_told(mention) or mention.text.lower() not in SINGULAR:
            return filler
        person = self._person_before(filler.token)
        return Filler(filler.token, person, filler.sureness * 0.6) if person else filler

    def _by_pronoun(
        self, arguments: Arguments, slot: str, content: Content, others: list[Filler]
    ) -> list[Filler]:
        """Whom a pronoun without a mention means: the speaker by wir and man, else a person named before."""
        tree, speaker = self.tree, content.speaker
        for head, _ in arguments.heads(slot):
            word = tree.lower[head]
            owner = any(
                tree.lower[c].startswith(("sein", "unser"))
                for c in tree.children[head]
                if tree.relations[c] == "det"
            )
            if speaker and (word in {"wir", "man", "ich", "uns"} or (owner and slot == "subj")):
                return [Filler(head, speaker.mention, 0.6)]
            if tree.classes[head] not in {"PRON", "DET"}:
                continue
            if slot == "subj" and (word == "er" or (word == "sie" and not self._is_plural_verb(arguments))):
                person = self._person_before(head, is_feminine=word == "sie")
                return [Filler(head, person, 0.6)] if person else []
            if speaker and content.is_reported and word in {"ihn", "ihm"}:
                return [Filler(head, speaker.mention, 0.6)]
            if word in {"ihn", "ihm", "dieser", "diesem", "diesen"}:
                return self._last_named(head, others)
        return []

    def _last_named(self, token: int, others: list[Filler]) -> list[Filler]:
        """The person named last before a word, one who does not act himself."""
        for index in range(token - 1, max(-1, token - REACH), -1):
            mention = self.parties.standing(index)
            if mention is None or mention.entity_type != "PER" or mention.form not in {"name", "role"}:
                continue
            if is_told(mention) and not any(is_same(mention, o.mention) for o in others):
                return [Filler(token, mention, 0.6)]
        return []

    def _person_before(self, token: int, *, is_feminine: bool | None = None) -> Mention | None:
        """Who spoke last, else the last person who was a subject; not one whose office tells the other gender."""
        for candidate in (self.last_speaker, self.last_subject):
            if candidate and candidate.mention.entity_type == "PER" and token - candidate.token < REACH:
                told = self.parties.is_woman(candidate.mention)
                if is_feminine is None or told is is_feminine or (told is None and not is_feminine):
                    return candidate.mention
        return None

    def _is_plural_verb(self, arguments: Arguments) -> bool:
        """Whether the finite verb of a clause stands in the plural: sie fordern."""
        tree = self.tree
        verb = arguments.governor
        group = [verb, *(c for c in tree.children[verb] if tree.relations[c] in {"aux", "cop"})]
        finite = [w for w in group if tree.feature(w, "VerbForm") == "Fin"] or group[-1:]
        return any(tree.feature(w, "Number") == "Plur" or tree.lower[w].endswith("en") for w in finite)

    def _exchanged(self, frame: Frame, arguments: Arguments) -> tuple[list[Filler], list[Filler]]:
        """Who speaks and to whom where a thing stands in front: "Das lehnt A ab", "Die Kritik aus B wies A zurück"."""
        if frame.word_class != "VERB" or frame.actor[:1] != ("subj",):
            return [], []
        tree, parties = self.tree, self.parties
        for head, _ in arguments.heads("subj")[:1]:
            is_pointing = tree.classes[head] in {"PRON", "DET"} and tree.lower[head] in POINTING
            if head > arguments.governor or not (is_pointing or parties.is_thing(head)):
                continue
            # A name shows no case, and the parser may take it for a dative.
            bare = [] if "dat" in frame.recipient else arguments.heads("dat")
            for other, _ in arguments.heads("obj") or bare:
                named = [f for f in parties.of(other) if f.sureness >= SURE and is_told(f.mention)]
                body = None if named else body_meant(tree, parties, other)
                named = [body] if body else named
                if other > head and named and not shows_accusative(tree, other):
                    return named, list(parties.owners(head))[:1]
        return [], []

    def _pair(self, arguments: Arguments, slot: str, frame: Frame) -> list[Filler]:
        """The two who were named together last, for "beide" and "ihr Treffen"."""
        kind = EVENT_TYPES.get(frame.event_type or "")
        if self.last_pair is None:
            return []
        tree = self.tree
        if slot == "gen" and arguments.word_class == "NOUN":
            words = [c for c in tree.children[arguments.index] if tree.relations[c] == "det"]
            is_meant = (
                kind is not None
                and kind.is_reciprocal
                and any(tree.lower[w].startswith("ihr") for w in words)
            )
        else:
            heads = [h for h, _ in arguments.heads(slot)]
            words = [w for h in heads for w in (h, *tree.children[h])]
            is_meant = any(tree.lower[w] in cues()["both"] for w in words)
        return [Filler(f.token, f.mention, 0.6) for f in self.last_pair] if is_meant else []

    def _inside(self, frame: Frame, arguments: Arguments, others: list[Filler]) -> list[Filler]:
        """The party of the content: the subject of its clause, else the first one that it names."""
        tree = self.tree
        for clause in arguments.clauses():
            for head, sureness in subjects(tree, clause):
                found = [
                    f
                    for f in self.parties.of(head, things=True)
                    if not any(is_same(f.mention, o.mention) for o in others)
                ]
                if found:
                    return [Filler(f.token, f.mention, f.sureness * sureness * 0.8) for f in found]
        words = content_of(frame, arguments)
        heads = sorted(w for w in words if tree.heads[w] not in words or w in arguments.clauses())
        prepositions = CONTENT_PREPOSITIONS | (AGAINST if frame.event_type == "SANCTION" else frozenset())
        for head in heads:
            found = self._owners_below(head, words, others, prepositions)
            if found:
                return found
        return []

    def _owners_below(
        self, head: int, words: set[int], others: list[Filler], prepositions: frozenset[str], depth: int = 0
    ) -> list[Filler]:
        """Whose the content is: of its head, else of what stands in the genitive, behind von or as its object."""
        tree = self.tree
        if depth > DEEPEST or head not in words:
            return []
        found = self.parties.of(head, things=True) or list(self.parties.owners(head))[:1]
        found = [f for f in found if not any(is_same(f.mention, o.mention) for o in others)]
        if found:
            return [Filler(f.token, f.mention, f.sureness * 0.8) for f in found]
        for child in tree.children[head]:
            relation = tree.relations[child]
            if relation in {"obj", "nsubj", "xcomp", "acl"} or (
                relation in {"nmod", "obl"} and tree.preposition(child) in prepositions
            ):
                found = self._owners_below(child, words, others, prepositions, depth + 1)
                if found:
                    return found
        return []

    def _of_clause(self, arguments: Arguments, frame: Frame) -> list[Filler]:
        """The subject of the clause around a noun: nach Gesprächen mit A sagte B."""
        tree = self.tree
        verb = clause_verb(tree, arguments.index)
        if verb is None or frame.event_type not in TAKE_SUBJECT:
            return []
        if (
            frame.event_type != "CONSULT"
            and tree.relations[arguments.index] != "obj"
            and tree.preposition(arguments.index) != "mit"
        ):
            return []
        around = Arguments(tree, self.parties, verb, "VERB")
        found = []
        for head, sureness in around.heads("subj"):
            if head == arguments.index or arguments.index in set(tree.subtree(head)):
                continue
            found += [Filler(f.token, f.mention, f.sureness * sureness * 0.8) for f in self.parties.of(head)]
        return found

    def _of_text(self, arguments: Arguments, content: Content, others: list[Filler]) -> list[Filler]:
        """Who meets where the clause names one party only: who speaks, else the person told of before."""
        if len(others) > 1 or BOTH in {self.tree.preposition(o.token) for o in others}:
            return []
        speaker = content.speaker.mention if content.speaker else self._person_before(arguments.index)
        if speaker is None or any(is_same(speaker, o.mention) for o in others):
            return []
        return [Filler(arguments.index, speaker, 0.5)]

    def _of_deed(self, arguments: Arguments, frame: Frame) -> list[Filler]:
        """Whose the deed is that a passive tells: die EU-Sanktionen wurden beschlossen."""
        heads = [h for h, _ in arguments.heads("obj")]
        same = [h for h in heads if self.triggers.type_at(h) == frame.event_type]
        found = [f for h in same for f in self.parties.owners(h)]
        return [Filler(f.token, f.mention, f.sureness * 0.8) for f in found[:1] if is_told(f.mention)]

    def _met_in_clause(self, arguments: Arguments, actors: list[Filler]) -> list[Filler]:
        """Whom one speaks to at a meeting: bei Gesprächen in Oslo warnte A den B."""
        tree = self.tree
        verb = clause_verb(tree, arguments.index)
        if (
            verb is None
            or tree.heads[arguments.index] != verb
            or tree.preposition(arguments.index) not in AT_MEETING
        ):
            return []
        around = Arguments(tree, self.parties, verb, "VERB")
        if around.is_passive:
            return []
        found = around.fillers("obj") or around.fillers("dat")
        return [
            Filler(f.token, f.mention, f.sureness * 0.6)
            for f in found
            if f.sureness >= SURE
            and is_told(f.mention)
            and not any(is_same(f.mention, a.mention) for a in actors)
        ]

    def remember_subjects(self, start: int, end: int) -> None:
        """Keep the last person who is a subject in a sentence."""
        relations = self.tree.relations
        for index in range(start, end):
            if relations[index] == "nsubj":
                filler = self.parties.one(index)
                if filler and filler.mention.form == "name" and filler.mention.entity_type == "PER":
                    self.last_subject = filler
                several = [f for f in self.parties.of(index) if f.mention.form == "name"]
                if len(several) == PAIR:
                    self.last_pair = (several[0], several[1])


def _are_own_people(mention: Mention, actors: list[Filler]) -> bool:
    """Whether a word for the people of a state means those of the one who acts."""
    countries = {a.mention.country_code for a in actors}
    return mention.form == "inhabitant" and mention.country_code in countries - {None}
