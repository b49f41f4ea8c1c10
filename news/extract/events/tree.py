"""The dependency parse of a text as plain lists, with the few questions that the coder asks of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, wraps
from itertools import takewhile
from typing import Any, TypeVar

from spacy.tokens import Doc

from news.extract.text import Text, text_of
from news.language.lemmas import UNCHANGED
from news.language.lemmas import lemma as dictionary_lemma
from news.lexicon import contractions, cues
from news.lexicon.frames import Frame, frames

T = TypeVar("T")

VERBAL = {"VERB", "AUX"}
NOMINAL = {"NOUN", "PROPN", "X"}
OPENING = {"det", "amod", "nummod"}
"""Relations of the words with which a noun phrase opens."""
ENDINGS = ("en", "em", "er", "es", "e")
DASHES = {"-", "–", "—"}
"""Behind one a text begins, after whence it comes: Oslo - Im Streit …"""
CLAUSE_RELATIONS = {"root", "ccomp", "xcomp", "advcl", "acl", "parataxis", "csubj"}
SHORTEST_STEM = 4
LONGEST_DATELINE = 12
"""Words behind its first place."""


class Tree:
    """Heads, relations, classes and lemmas of a text's words by index; relations without their subtypes."""

    def __init__(self, text: Text) -> None:
        self.words = text.words
        self.sentences = text.sentences
        self.lower = text.lower
        self.heads = text.heads
        short = {relation: relation.partition(":")[0] for relation in set(text.relations)}
        self.relations = list(map(short.__getitem__, text.relations))
        self.classes = text.classes
        for index, head in enumerate(self.heads):
            # What is coordinated stands behind; a noun before it is its owner: und Norwegens Präsidentin.
            is_nominal = self.classes[index] in NOMINAL and self.classes[head] in NOMINAL
            if head > index and self.relations[index] == "conj" and is_nominal:
                self.relations[index] = "nmod"
        self.lemmas = text.lemmas
        self.starts = text.starts
        self._features = text.features
        self._behind_als = {place + 1 for place, word in enumerate(self.lower) if word == "als"}
        children: dict[int, list[int]] = {}
        apart = _datelines(text)
        for index, head in enumerate(self.heads):
            if head != index and self.classes[index] != "SPACE" and index not in apart:
                children.setdefault(head, []).append(index)
        self.children: list[Sequence[int]] = [children.get(index, ()) for index in range(len(self.heads))]
        self.answers: dict[tuple[Callable[[Tree, int], Any], int], Any] = {}
        """What functions marked ``by_place`` have told."""
        self._prepositions: dict[int, str] = {}
        for index, relation in enumerate(self.relations):
            if relation == "case" and self.classes[index] == "ADP" and self.heads[index] != index:
                self._prepositions.setdefault(self._noun_of(index), contraction(self.lower[index]))

    def __len__(self) -> int:
        return len(self.words)

    def end(self, index: int) -> int:
        """Offset behind a word."""
        return self.starts[index] + len(self.words[index])

    def _noun_of(self, preposition: int) -> int:
        """What a preposition stands before, also where it hangs on a word in between: vor dem 4. *Mai*."""
        noun = self.heads[preposition]
        while self._stands_before_noun(noun) and self.heads[noun] > noun:
            noun = self.heads[noun]
        return noun

    def _stands_before_noun(self, index: int) -> bool:
        """Whether a word is an adjective, or an owner by name as in "von Norwegens Ministerin"."""
        is_owner = self.relations[index] == "nmod" and self.classes[index] == "PROPN"
        return self.relations[index] in {"amod", "nummod"} or (
            is_owner and self.feature(index, "Case") == "Gen"
        )

    def feature(self, index: int, name: str) -> str:
        """A morphological feature of a word; empty where it has none."""
        return self._features[index].get(name, "")

    def is_root(self, index: int) -> bool:
        """Whether a word hangs on no other."""
        return self.heads[index] == index

    def subtree(self, index: int, *, without: frozenset[str] = frozenset()) -> Iterator[int]:
        """A word and all words under it; branches whose relation is in ``without`` are left out."""
        stack = [index]
        while stack:
            word = stack.pop()
            yield word
            stack += [c for c in self.children[word] if self.relations[c] not in without]

    def ancestors(self, index: int) -> Iterator[int]:
        """The words above a word, nearest first."""
        while self.heads[index] != index:
            index = self.heads[index]
            yield index

    def preposition(self, index: int) -> str:
        """The preposition of a noun phrase, without its article (im -> in); empty if it has none."""
        known = self._prepositions.get(index)
        if known is None:
            known = "als" if self._behind_als and self._stands_behind_als(index) else ""
            self._prepositions[index] = known
        return known

    def _stands_behind_als(self, index: int) -> bool:
        """Whether a noun phrase stands behind an "als" that the parser took for a conjunction; not "mehr als"."""
        if self.classes[index] not in NOMINAL:
            return False
        first = min(
            (c for c in self.children[index] if c < index and self.relations[c] in OPENING), default=index
        )
        before = max(0, first - 2)
        compares = self.classes[before] in {"ADJ", "ADV", "DET", "PRON"} and self.lower[before].endswith(
            ("er", "mehr")
        )
        return first in self._behind_als and not compares

    def case(self, index: int) -> str:
        """Nom, Gen, Dat, Acc by the article or adjective of a noun phrase; empty for bare names."""
        for child in self.children[index]:
            if self.relations[child] in {"det", "amod", "nmod"} and self.classes[child] in {"DET", "ADJ"}:
                case = self.feature(child, "Case")
                if case:
                    return case
        if self.classes[index] == "PRON":
            return self.feature(index, "Case")
        return ""

    def conjuncts(self, index: int) -> list[int]:
        """A word and what is coordinated with it."""
        found = [index]
        for word in found:
            found += [c for c in self.children[word] if self.relations[c] == "conj"]
        return found

    def is_participle(self, index: int) -> bool:
        """True for past participles, as the engine tags them or by their form."""
        if self.classes[index] not in VERBAL and self.classes[index] != "ADJ":
            return False
        form = self.feature(index, "VerbForm")
        if form:
            return form == "Part"
        word = self.lower[index]
        if self.classes[index] == "ADJ":
            ending = next((e for e in ENDINGS if word.endswith(e)), "")
            return word[: len(word) - len(ending)].endswith(("t", "n")) or word.endswith(("t", "en"))
        return word.endswith(("t", "en"))

    def has_zu(self, index: int) -> bool:
        """True for an infinitive with zu, also inside the verb (abzuziehen)."""
        return any(self.lower[c] == "zu" and self.relations[c] == "mark" for c in self.children[index]) or (
            self.feature(index, "VerbForm") == "Inf" and "zu" in self.lower[index][2:-3]
        )


def by_place(ask: Callable[[Tree, int], T]) -> Callable[[Tree, int], T]:
    """Keep what a function tells of each place of a tree, for frame after frame asks it; nobody changes its answers."""

    @wraps(ask)
    def answer(tree: Tree, index: int) -> T:
        key = (ask, index)
        if key not in tree.answers:
            tree.answers[key] = ask(tree, index)
        found: T = tree.answers[key]
        return found

    return answer


def tree_of(read: Doc | Text) -> Tree:
    """The tree of a text that changes no more; times and events of a text ask for it one after the other."""
    return _tree_of(text_of(read))


@lru_cache(maxsize=1)
def _tree_of(text: Text) -> Tree:
    return Tree(text)


@lru_cache(maxsize=1_000)
def contraction(word: str) -> str:
    """A preposition without the article that it took in: zum -> zu."""
    return contractions().get(word, word)


@lru_cache(maxsize=50_000)
def verb_lemma(form: str, lemma: str) -> str:
    """The infinitive of a verb form or participle, also where the dictionary misses it (zusammengezogene)."""
    known = frames().by_class["VERB"]
    form, lemma = form.lower(), lemma.lower()
    if lemma in known:
        return lemma
    stems = [form, lemma]
    stems += [
        s[: -len(e)]
        for s in (form, lemma)
        for e in ENDINGS
        if s.endswith(e) and len(s) > len(e) + SHORTEST_STEM
    ]
    for stem in dict.fromkeys(f"{s[:-1]}en" if s.endswith("iert") else s for s in stems):
        if stem in known:
            return stem
        for form in (stem, f"{stem}en"):
            candidate = dictionary_lemma(form, "VERB", UNCHANGED)
            if candidate in known:
                return candidate
        for particle, rest in _beginnings(stem, "particles"):
            joined = particle + dictionary_lemma(rest.removeprefix("zu"), "VERB", UNCHANGED)
            if joined in known:
                return joined
        for prefix, rest in _beginnings(stem, "prefixes"):
            for base in (rest, f"ge{rest}"):
                joined = prefix + dictionary_lemma(base, "VERB", UNCHANGED)
                if joined in known:
                    return joined
    return lemma


def _beginnings(stem: str, word_class: str) -> Iterator[tuple[str, str]]:
    """The particles or prefixes with which a verb begins, the longest first, each with what follows it."""
    words = cues()[word_class]
    for length in range(len(stem) - SHORTEST_STEM - 1, 0, -1):
        if stem[:length] in words:
            yield stem[:length], stem[length:]


@lru_cache(maxsize=50_000)
def noun_frames(form: str, lemma: str) -> tuple[Frame, ...]:
    """The frames of a noun."""
    return frames().of("NOUN", noun_lemma(form, lemma))


@lru_cache(maxsize=50_000)
def noun_lemma(form: str, lemma: str) -> str:
    """The dictionary form of a noun, also of the last part of a compound with a hyphen (US-Sanktionen)."""
    known = frames().by_class["NOUN"]
    if lemma not in known:
        lemma = next((word for word in (form, lemma.replace("ß", "ss")) if word in known), lemma)
    if lemma in known or "-" not in form.rstrip("-"):
        return lemma
    first, _, last = form.rstrip("-").rpartition("-")
    return f"{first}-{dictionary_lemma(last, 'NOUN', UNCHANGED)}"


def _datelines(text: Text) -> set[int]:
    """The words of datelines that were left, for no list knows the place or the agency: "Oslo (NTB) – ", "Oslo – ".

    The parser hangs them on the clause behind them, mostly as its subject.
    """
    found: set[int] = set()
    for start, end, label, _ in text.names:
        opens_sentence = start == 0 or text.sentences[start] != text.sentences[start - 1]
        dash = _dash_of_dateline(text, end) if label == "LOC" and opens_sentence else None
        if dash is not None:
            found.update(range(start, dash + 1))
    return found


def _dash_of_dateline(text: Text, end: int) -> int | None:
    """Where the dash of a dateline stands whose first place ends there; null for a name that is part of a clause."""
    last = min(end + LONGEST_DATELINE, len(text))
    at = next((at for at in range(end, last) if text.words[at] in DASHES | {"("}), None)
    if at is None or any(text.words[w][:1].islower() for w in range(end, at)):
        return None
    if text.words[at] == "(":
        dash = at + 3
        return dash if text.word(at + 2) == ")" and text.word(dash) in DASHES else None
    # "A – Mitglied der Nato – droht" is an insertion.
    sentence = text.sentences[at]
    behind = takewhile(lambda w: text.sentences[w] == sentence, range(at + 1, len(text)))
    return None if any(text.words[w] in DASHES for w in behind) else at
