"""Words that may tell an event: verbs with their particles, participles, nouns and adjectives that have frames."""

from __future__ import annotations

from dataclasses import dataclass, field

from news.extract.events.arguments import Arguments
from news.extract.events.matching import choose
from news.extract.events.parties import Parties
from news.extract.events.tree import VERBAL, Tree, noun_frames, verb_lemma
from news.lexicon import cues
from news.lexicon.frames import Frame, frames

TELLING = {*VERBAL, "ADJ", "ADV", "NOUN", "PROPN"}
"""Classes of words that can have frames: of all others ``Triggers.lookup`` finds none."""
PARTICIPIAL = {"amod", "acl", "root", "conj", "ccomp"}
"""Relations in which an adjective can be a participle that tells an event."""
OF_PARTICIPLES = ("t", "en", "nd")


@dataclass(slots=True)
class Triggers:
    """Looks the words of a text up in the frames."""

    tree: Tree
    parties: Parties
    _types: dict[int, str | None] = field(default_factory=dict)

    def lookup(self, index: int) -> tuple[str, tuple[Frame, ...]] | None:
        """Word class and frames of a word, if it has any."""
        tree = self.tree
        word_class = tree.classes[index]
        known = frames()
        if word_class == "AUX" and tree.relations[index] == "aux":
            options = known.of("MODAL", tree.lemmas[index])
            return ("MODAL", options) if options else None
        is_adjective = word_class in VERBAL and self._is_adjective(index)
        if (word_class in VERBAL and not is_adjective) or (
            word_class == "ADJ" and tree.relations[index] in PARTICIPIAL and self._may_be_participle(index)
        ):
            lemma = verb_lemma(tree.words[index], tree.lemmas[index])
            particle = self._particle(index)
            if particle:
                lemma = particle + (tree.lemmas[index].lower() if tree.lemmas[index].endswith("n") else lemma)
            options = known.of("VERB", lemma)
            if options:
                return "VERB", options
        if (
            word_class in {"ADJ", "ADV"}
            or is_adjective
            or (word_class in VERBAL and tree.is_participle(index))
        ):
            options = known.of("ADJ", tree.lemmas[index]) or known.of("ADJ", tree.lower[index])
            if options and tree.relations[index] not in {"amod"}:
                return "ADJ", options
        if word_class in {"NOUN", "PROPN"} and tree.words[index][:1].isupper():
            standing = self.parties.standing(index)
            if standing and standing.form == "name" and standing.entity_type == "PER":
                return None
            options = noun_frames(tree.words[index], tree.lemmas[index])
            if options:
                return "NOUN", options
        return None

    def _is_adjective(self, index: int) -> bool:
        """Whether the parser took an adjective for a verb, as in headlines: A und B einig."""
        word = self.tree.lower[index]
        return word in frames().by_class["ADJ"] and not word.endswith(OF_PARTICIPLES)

    def _may_be_participle(self, index: int) -> bool:
        """Whether an adjective is a participle of the past or, by its form, of the present (drohend)."""
        return self.tree.is_participle(index) or self.tree.lower[index].rstrip("enrms").endswith("nd")

    def type_at(self, index: int) -> str | None:
        """The event type that a word tells by itself, by the frame that holds for it."""
        if index not in self._types:
            self._types[index] = None  # what a word asks of itself is not so
            found = self.lookup(index)
            if found:
                arguments = Arguments(self.tree, self.parties, index, found[0])
                frame = choose(found[1], arguments, self.type_at)
                self._types[index] = frame.event_type if frame else None
        return self._types[index]

    def _particle(self, index: int) -> str:
        tree = self.tree
        for child in tree.children[index]:
            if tree.relations[child] == "compound" and tree.lower[child] in cues()["particles"]:
                return tree.lower[child]
        if tree.feature(index, "VerbForm") in {"Inf", "Part"}:
            return ""
        # A particle that the parser took for a preposition or an adverb stands alone at the end of its clause.
        verbs = frames().by_class["VERB"]
        for word in range(index + 1, min(len(tree), index + 40)):
            if tree.classes[word] == "PUNCT" and tree.words[word] in {",", ";", ".", ":", "!", "?"}:
                break
            if tree.lower[word] in cues()["particles"] and tree.lower[word] + tree.lemmas[index] in verbs:
                following = tree.words[word + 1 : word + 2]
                if not following or following[0] in {
                    ",",
                    ".",
                    ";",
                    "und",
                    ":",
                    "!",
                    "?",
                    "–",
                    '"',
                    "“",
                    "sowie",
                }:
                    return tree.lower[word]
        return ""
