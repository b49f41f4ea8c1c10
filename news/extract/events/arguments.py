"""The places of a predicate: which words fill the slots that frames name, by relation, case and preposition."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from news.extract.events.clauses import (
    DIRECT,
    FAR,
    REFLEXIVE,
    articles,
    clause_verb,
    clause_words,
    governor_of,
    has_dative_article,
    has_oblique_article,
    is_passive,
    is_speech,
    own_subjects,
    points_ahead,
    shows_accusative,
    shows_case,
    subjects,
)
from news.extract.events.parties import Filler, Parties
from news.extract.events.tree import DASHES, NOMINAL, VERBAL, Tree
from news.lexicon import cues
from news.lexicon.frames import CLOSED_SLOTS, frames

AGENTS = ("von", "durch")
PREDICATES = VERBAL | {"ADJ", "NOUN", "PROPN", "ADV"}
LONGEST_PHRASE = 9
"""Words from a noun to what belongs to it, where no verb stands between."""
CASE_RELATIONS = {"obj", "iobj", "obl", "nmod", "nsubj"}
"""Relations that the parser gives to objects without a preposition."""
AS = "als"
NO_CASE = {"die", "das"}
"""Relative pronouns that can be subject and object."""
BETWEEN = "zwischen"
"""Preposition of both parties, which may stand far in front: zwischen A und B fanden Gespräche statt."""
WITHIN = 0.6
"""How sure a party inside the object is the other one."""
RELATIVE_WORDS = {
    "der",
    "die",
    "das",
    "dem",
    "den",
    "denen",
    "deren",
    "dessen",
    "welche",
    "welcher",
    "welches",
    "was",
    "wo",
}


class Arguments:
    """The slots of the verb, noun or adjective at ``index``."""

    def __init__(self, tree: Tree, parties: Parties, index: int, word_class: str) -> None:
        self.tree = tree
        self.parties = parties
        self.index = index
        self.word_class = word_class
        self._heads: dict[str, list[tuple[int, float]]] = {}
        self._words: dict[tuple[str, bool], list[int]] = {}
        self.has_speaker = False
        """Whether the predicate stands inside what a known party says."""
        self.governor = governor_of(tree, index) if word_class in {"ADJ", "MODAL"} else index
        self.is_attribute = (
            word_class == "VERB"
            and tree.relations[index] in {"amod", "acl"}
            and tree.classes[tree.heads[index]] in NOMINAL
            and not any(tree.relations[c] in {"aux", "nsubj", "mark"} for c in tree.children[index])
        )
        self.is_passive = word_class == "VERB" and (
            is_passive(tree, index)
            or (
                self.is_attribute
                and not tree.lower[index].rstrip("enrms").endswith("nd")
                and tree.is_participle(index)
            )
        )

    def exchanged(self) -> Arguments | None:
        """The same verb with its object as subject, where no case tells them apart: das Embargo, das *A* verhängt."""
        if self.word_class != "VERB" or self.is_passive:
            return None
        thing = next((head for head, _ in self.heads("subj")), None)
        if thing is None or self.tree.lower[thing] not in NO_CASE:
            return None
        antecedent = self.parties.antecedent(thing)
        party = next((head for head, _ in self.heads("obj")), None)
        if party is None or antecedent == thing or not self.parties.is_thing(antecedent):
            return None
        if not self.parties.of(party) or shows_accusative(self.tree, party):
            return None
        other = Arguments(self.tree, self.parties, self.index, self.word_class)
        other.has_speaker = self.has_speaker
        other._heads |= {"subj": [(party, FAR)], "obj": [(thing, DIRECT)]}
        return other

    def heads(self, slot: str) -> list[tuple[int, float]]:
        """Heads of what fills a slot, with how sure the place is; in text order, coordinates left out."""
        if slot not in self._heads:
            self._heads[slot] = self._find_heads(slot)
        return self._heads[slot]

    def words(self, slot: str, *, is_direct: bool) -> list[int]:
        """What fills a slot, with its coordinates, and what relative pronouns there stand for; with ``is_direct`` only
        what stands in the place itself.
        """
        key = (slot, is_direct)
        if key not in self._words:
            near = [
                head
                for head, sureness in self.heads(slot)
                if not is_direct or sureness == DIRECT or self._is_misplaced(head)
            ]
            antecedent, conjuncts = self.parties.antecedent, self.tree.conjuncts
            self._words[key] = [w for head in near for w in conjuncts(antecedent(head))]
        return self._words[key]

    def _find_heads(self, slot: str) -> list[tuple[int, float]]:
        if slot == "none":
            return []
        if self.word_class == "NOUN":
            return list(self._of_noun(slot))
        readers: dict[str, Callable[[], list[tuple[int, float]]]] = {
            "subj": self.agents if self.is_passive and self.word_class != "MODAL" else self.subjects,
            "obj": self._undergoers if self.is_passive else self.objects,
            "gen": self._undergoers if self.is_passive else self.objects,
            "dat": self._datives,
            "clause": lambda: [(c, DIRECT) for c in self.clauses()],
        }
        found = readers[slot]() if slot in readers else list(self._behind(slot))
        return [(self._whole(head), sureness) for head, sureness in found]

    def _whole(self, head: int) -> int:
        """What a noun like "Teil" is a share of, else the noun itself."""
        tree = self.tree
        if tree.lemmas[head] not in frames().lists["shares"]:
            return head
        of = [c for c in tree.children[head] if tree.relations[c] == "nmod" and c > head]
        return next((c for c in of if tree.preposition(c) in {"", "von", "aus"}), head)

    def _is_content(self, child: int) -> bool:
        tree = self.tree
        relation = tree.relations[child]
        if relation in {"ccomp", "xcomp", "csubj"}:
            # "Kelov drohen Jahre Haft": the parser may take a noun by itself for a complement.
            is_noun = relation == "xcomp" and tree.words[child][:1].isupper() and not tree.has_zu(child)
            return tree.classes[child] in PREDICATES and (not is_noun or self._has_copula(child))
        if relation in {"advcl", "acl"}:
            return self._is_content_clause(child)
        if relation == "parataxis":
            return is_speech(tree, child)
        # "Man sei offen": the parser may take an adjective with its copula for an adverb.
        return relation in {"advmod", "obj"} and self._has_copula(child)

    def _has_copula(self, child: int) -> bool:
        return any(self.tree.relations[c] == "cop" for c in self.tree.children[child])

    def genitives(self) -> list[int]:
        """Genitives on a verb and on its object: des Landes verweisen."""
        tree = self.tree
        holders = [self.governor, *(h for h, _ in self.heads("obj"))]
        return [
            c
            for h in holders
            for c in tree.children[h]
            if tree.case(c) == "Gen" and not tree.preposition(c) and tree.classes[c] in NOMINAL
        ]

    def fillers(self, slot: str) -> list[Filler]:
        """The parties in a slot."""
        parties = self.parties
        if self.word_class == "NOUN":
            if slot == "gen":
                return list(parties.genitives(self.index))
            if slot == "adj":
                return list(parties.adjectives(self.index))
        if slot == "part":
            part = parties.inner(self.index, "part")
            return [Filler(self.index, part, 0.7)] if part else []
        if slot == "gen":
            return [f for h, _ in self.heads("obj") for f in parties.owners(h)]
        if slot == "within":
            return self._within()
        found = []
        heads = self.heads(slot)
        if slot == "subj" and not self.is_passive and heads and not parties.of(heads[0][0]):
            heads = heads + [(c, FAR) for c in own_subjects(self.tree, self.governor)[1:]]
        for head, sureness in heads:
            things = slot not in {"subj"} and slot not in AGENTS
            found += [
                Filler(f.token, f.mention, f.sureness * sureness) for f in parties.of(head, things=things)
            ]
        return found

    def _within(self) -> list[Filler]:
        """The parties inside the object, however deep, in text order: hebt Zölle auf Stahl aus *Peru* auf."""
        tree, parties = self.tree, self.parties
        found: list[Filler] = []
        for head in self._holders():
            for word in sorted(tree.subtree(head, without=frozenset({"acl"}))):
                mention = (
                    parties.standing(word) or parties.inner(word, "adjective") or parties.inner(word, "part")
                )
                if mention is not None and all(f.mention is not mention for f in found):
                    found.append(Filler(word, mention, WITHIN))
        return found

    def _holders(self) -> list[int]:
        return [self.index] if self.word_class == "NOUN" else [h for h, _ in self.heads("obj")]

    def attributes(self) -> set[str]:
        """Lemmas and forms of the adjectives on the object, or on the noun itself: gemeinsame Übung."""
        tree = self.tree
        beside = [c for h in self._holders() for c in tree.children[h] if tree.relations[c] == "amod"]
        return {form for c in beside for w in tree.conjuncts(c) for form in (tree.lemmas[w], tree.lower[w])}

    def subjects(self) -> list[tuple[int, float]]:
        """The grammatical subject, or who would be it (infinitives, coordinated verbs)."""
        return subjects(self.tree, self.governor)

    def objects(self) -> list[tuple[int, float]]:
        """Accusative objects; also a second subject, which the parser gives where names show no case."""
        tree = self.tree
        found: list[tuple[int, float]] = []
        dative: list[tuple[int, float]] = []
        if self.is_attribute:
            found.append((tree.heads[self.index], DIRECT)) if self.is_passive else None
        own = own_subjects(tree, self.governor)
        for child in tree.children[self.governor]:
            is_object = tree.relations[child] in {"obj", "iobj"} or (
                tree.relations[child] == "nsubj"
                and child not in own
                and (has_oblique_article(tree, child) or not own)
                and tree.lower[child] not in {"es", "was"}
            )
            if not is_object or tree.lower[child] in REFLEXIVE:
                continue
            if tree.preposition(child):
                continue
            is_dative = tree.case(child) == "Dat" or (child not in own and self._is_dative(child))
            is_dative = is_dative and not self._is_one_person(child)
            (dative if is_dative else found).append((child, DIRECT))
        named = own_subjects(tree, self.governor)
        if named and any(named[0] == f for f, _ in found):
            # The parser exchanged subject and object.
            found = [(f, s) for f, s in found if f != named[0]]
            found += [(c, FAR) for c in tree.children[self.governor] if tree.relations[c] == "nsubj"]
        if not found:
            # A thing can only be the object there, and is as good as one that the parser calls so.
            found = [(s, FAR if self.parties.of(s) else DIRECT) for s in named[1:]]
        if not found:
            # A party, or a noun by itself (Station machen), may hang on the verb as if it told a time.
            found = [
                (c, DIRECT if self._is_bare_noun(c) else FAR)
                for c in tree.children[self.governor]
                if tree.relations[c] == "obl"
                and not tree.preposition(c)
                and not self._is_dative(c)
                and (self._is_bare_noun(c) or self.parties.of(c) or self._is_one_person(c))
            ]
        if not any(self.parties.of(h) for h, _ in found):
            # What stands behind a time without a preposition may hang on it: "Ende des Monats Oslo besuchen".
            lost = [
                (w, FAR)
                for c in tree.children[self.governor]
                if tree.relations[c] in {"obl", "obj"} and not tree.preposition(c)
                for w in tree.subtree(c)
                if w == self.governor - 1 and self._is_beside(w) and self.parties.standing(w)
            ]
            found = lost or found
        if (
            not found
            and tree.relations[self.governor] == "conj"
            and tree.heads[self.governor] > self.governor
        ):
            return dative
        return found

    def _is_beside(self, word: int) -> bool:
        """Whether a word stands beside another as an apposition, or as a genitive that its form does not show."""
        tree = self.tree
        is_bare = tree.case(word) != "Gen" and not tree.preposition(word)
        return tree.relations[word] == "appos" or (tree.relations[word] == "nmod" and is_bare)

    def _is_bare_noun(self, child: int) -> bool:
        """Whether a common noun has no word of its own but names that belong elsewhere."""
        tree = self.tree
        return tree.classes[child] == "NOUN" and all(
            tree.relations[c] == "compound" for c in tree.children[child]
        )

    def _is_one_person(self, child: int) -> bool:
        """Whether "den" stands with one person by name, so that it is no dative plural: den Präsidenten A."""
        tree = self.tree
        has_den = any(tree.lower[c] == "den" for c in articles(tree, child))
        lemma, word = tree.lemmas[child], tree.words[child]
        standing = self.parties.standing(child)
        if standing is not None and standing.form == "role" and word in {lemma, f"{lemma}en"}:
            return has_den  # what has -n in the dative plural does not; weak nouns are rarely many
        beside = (
            self.parties.standing(c) for c in tree.children[child] if tree.relations[c] in {"appos", "flat"}
        )
        return has_den and any(m is not None and m.entity_type == "PER" for m in beside)

    def _is_dative(self, child: int) -> bool:
        """Whether the article of what is no subject shows a dative; "der" does, for no accusative has it."""
        tree = self.tree
        is_object = tree.relations[child] in {"obj", "iobj"}
        return (
            has_dative_article(tree, child)
            or self._is_plural_name(child)
            or (is_object and _has_der(tree, child))
        )

    def _is_plural_name(self, child: int) -> bool:
        """Whether "den" stands with a name in the plural: den USA."""
        tree = self.tree
        has_den = any(tree.lower[c] == "den" for c in articles(tree, child))
        return has_den and tree.lower[child] in cues()["plural_names"]

    def agents(self) -> list[tuple[int, float]]:
        """Who acts in the passive: behind von or durch."""
        return [hit for preposition in AGENTS for hit in self._behind(preposition)]

    def clauses(self) -> list[int]:
        """The verbs of the clauses that hang on the predicate as its content."""
        tree = self.tree
        holders = (self.index, *(c for c in tree.children[self.index] if points_ahead(tree, c)))
        found = [c for holder in holders for c in tree.children[holder] if self._is_content(c)]
        head = tree.heads[self.index]
        if tree.relations[self.index] == "parataxis" and head < self.index and self.word_class == "VERB":
            found.append(head)
        return found

    def is_reflexive(self) -> bool:
        """Whether sich, uns … stands with the verb."""
        tree = self.tree
        return any(tree.lower[c] in REFLEXIVE for c in tree.children[self.governor])

    def _undergoers(self) -> list[tuple[int, float]]:
        tree = self.tree
        if self.is_attribute:
            return [(tree.heads[self.index], DIRECT)]
        return subjects(tree, self.index)

    def _datives(self) -> list[tuple[int, float]]:
        """Dative objects: by their article, else names without one, else what the parser took for something else."""
        tree = self.tree
        sure: list[tuple[int, float]] = []
        bare: list[tuple[int, float]] = []
        own = own_subjects(tree, self.governor)
        for child in tree.children[self.governor]:
            relation = tree.relations[child]
            if tree.preposition(child) or tree.lower[child] in REFLEXIVE:
                continue
            if tree.classes[child] not in NOMINAL | {"PRON"} or relation not in CASE_RELATIONS:
                continue
            if tree.words[max(tree.subtree(child))] in DASHES:
                continue
            if tree.case(child) == "Dat" or (child not in own and self._is_dative(child)):
                sure.append((child, DIRECT))
            elif relation == "obl" or (relation in {"obj", "iobj"} and not shows_case(tree, child)):
                bare.append((child, DIRECT))
        if sure:
            return sure
        if self.is_passive:
            return bare + [(s, FAR) for s, _ in subjects(tree, self.index) if tree.case(s) == "Dat"]
        bare += [(s, FAR) for s in own[1:]]
        return bare or [(c, FAR) for s, _ in self.subjects() for c in self._behind_subject(s)]

    def _behind_subject(self, subject: int) -> Iterator[int]:
        """Datives behind the subject that the parser takes for its genitive: wirft der Staat *der Ukraine* vor."""
        tree = self.tree
        beside = (c for c in tree.children[subject] if tree.relations[c] == "appos")
        for child in (c for holder in (subject, *beside) for c in tree.children[holder]):
            is_nominal = tree.relations[child] == "nmod" and not tree.preposition(child)
            if is_nominal and child > subject and (_has_der(tree, child) or has_dative_article(tree, child)):
                yield child

    def _behind(self, preposition: str) -> Iterator[tuple[int, float]]:
        """Noun phrases behind a preposition: those on the predicate, then those in its clause."""
        tree = self.tree
        near = [
            c
            for holder in {self.index, self.governor}
            for c in tree.children[holder]
            if tree.relations[c] != "conj" and tree.preposition(c) == preposition
        ]
        if not near and self.is_attribute:
            noun = tree.heads[self.index]
            near = [c for c in tree.children[noun] if c < self.index and tree.preposition(c) == preposition]
        yield from ((c, DIRECT) for c in sorted(near))
        if near:
            return
        for word in clause_words(tree, self.governor):
            if tree.classes[word] in NOMINAL | {"PRON"} and tree.preposition(word) == preposition:
                yield word, FAR

    def _is_misplaced(self, word: int) -> bool:
        """Whether a phrase hangs on an object or subject and belongs to the verb: versetzt die Armee *in Alarm*."""
        tree = self.tree
        if tree.relations[word] == "conj":
            return tree.preposition(word) == AS  # "als" joins nothing
        head = tree.heads[word]
        return tree.relations[head] in {"obj", "nsubj"} and tree.heads[head] == self.governor and word > head

    def _of_noun(self, slot: str) -> Iterator[tuple[int, float]]:
        tree = self.tree
        if slot == "clause":
            yield from ((c, DIRECT) for c in self.clauses())
            return
        if slot in CLOSED_SLOTS:
            if slot == "gen":
                for child in tree.children[self.index]:
                    if tree.relations[child] in {"nmod", "flat"} and tree.preposition(child) in ("", "von"):
                        yield child, DIRECT
            elif slot in {"obj", "subj"}:
                return
            return
        near = [
            c
            for c in tree.children[self.index]
            if tree.relations[c] != "conj" and tree.preposition(c) == slot
        ]
        yield from ((c, DIRECT) for c in near)
        if near:
            return
        lost = self._behind_noun(slot)
        if lost is not None:
            yield lost, FAR

    def _behind_noun(self, preposition: str) -> int | None:
        """What belongs to a noun and the parser hung elsewhere: on a word of its phrase, else on the verb."""
        tree = self.tree
        # Der Besuch des Ministers in Oslo.
        for word in range(self.index + 1, min(self.index + LONGEST_PHRASE, len(tree))):
            if tree.classes[word] in VERBAL | {"PUNCT", "CCONJ"}:
                break
            if tree.classes[word] in NOMINAL and tree.preposition(word) == preposition:
                return word
        # Stellte Forderungen an die USA.
        verb = clause_verb(tree, self.index)
        for word in clause_words(tree, verb) if verb is not None else []:
            is_behind = word > self.index or preposition == BETWEEN
            is_nominal = is_behind and tree.classes[word] in NOMINAL | {"PRON"}
            if (
                is_nominal
                and tree.preposition(word) == preposition
                and self.index not in tree.ancestors(word)
            ):
                return word
        return None

    def _is_content_clause(self, child: int) -> bool:
        """A dass-clause or infinitive, not a relative clause or an adverbial one (weil, um zu)."""
        tree = self.tree
        if any(
            tree.lower[c] in RELATIVE_WORDS and tree.classes[c] in {"PRON", "DET"}
            for c in tree.children[child]
        ):
            return False
        marks = {tree.lower[c] for c in tree.children[child] if tree.relations[c] == "mark"}
        if marks & {"dass", "ob"}:
            return True
        return not marks - {"zu"} and (tree.has_zu(child) or "zu" in marks)


def _has_der(tree: Tree, noun: int) -> bool:
    return any(tree.lower[c] == "der" for c in articles(tree, noun))
