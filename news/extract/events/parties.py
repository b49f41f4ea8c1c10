"""Noun phrases to parties: the mention that a phrase stands for, by its head, apposition, genitive or adjective."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from news.extract.events.tree import NOMINAL, Tree, noun_frames, noun_lemma
from news.knowledge.offices import office
from news.lexicon.frames import frames, last_part
from schemas import Mention

INNER_FORMS = {"part", "adjective"}
PREFERENCE = ("name", "role", "inhabitant", "adjective", "pronoun", "part")
BESIDE = {"flat", "appos", "dep", "compound"}
SEATS = {"in", "aus", "bei", "von"}
"""Prepositions behind which the state of an institution stands: die Regierung in Oslo."""
DEEPEST = 2
NAMED, BESIDE_IT, BY_STATE, THING = 1.0, 0.9, 0.8, 0.5
"""How sure a phrase means its party: it is the name, stands beside it, is told by a state, is a thing of it."""
RELATIVE = {"der", "die", "das", "dem", "den", "denen", "welcher", "welche", "welches", "welchem", "welchen"}


@dataclass(frozen=True, slots=True)
class Filler:
    """A party in a slot."""

    token: int
    mention: Mention
    sureness: float


class Parties:
    """The mentions of a text by the words on which they stand."""

    def __init__(self, tree: Tree, mentions: Sequence[Mention]) -> None:
        self.tree = tree
        self._mentions = sorted(mentions, key=lambda m: m.text_start)
        self._standing: dict[int, Mention] = {}
        self._inner: dict[int, list[Mention]] = {}
        self._found: dict[tuple[int, bool], list[Filler]] = {}
        for mention in mentions:
            first = bisect_right(tree.starts, mention.text_start) - 1
            if mention.form in INNER_FORMS and not self._is_body(mention):
                self._inner.setdefault(first, []).append(mention)
                continue
            index = first
            while index < len(tree) and tree.starts[index] < mention.text_end:
                other = self._standing.get(index)
                if other is None or PREFERENCE.index(mention.form) < PREFERENCE.index(other.form):
                    self._standing[index] = mention
                index += 1

    def _is_body(self, mention: Mention) -> bool:
        """Whether an adjective's mention takes in the noun of the body that stands for the state."""
        last = bisect_right(self.tree.starts, mention.text_end - 1) - 1
        return (
            mention.form == "adjective"
            and self.tree.classes[last] in NOMINAL
            and mention.text_end >= self.tree.end(last)
        )

    def any_in(self, start: int, end: int) -> bool:
        """Whether a mention stands among the words from ``start`` to before ``end``."""
        words = range(start, end)
        return not (self._standing.keys().isdisjoint(words) and self._inner.keys().isdisjoint(words))

    def is_woman(self, mention: Mention) -> bool | None:
        """Whether a person is a woman, by the offices that the article gives to her; null where none tells it."""
        roles = [m.role for m in self._mentions if m.role and is_same(m, mention)]
        return any(r.endswith(("in", "Frau")) for r in roles) if roles else None

    def between(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin from word ``start`` to before word ``end``, in text order."""
        first, last = self.tree.starts[start], self.tree.starts[end]
        return [m for m in self._mentions if first <= m.text_start < last]

    def standing(self, index: int) -> Mention | None:
        """The mention that covers a word by itself."""
        return self._standing.get(index)

    def inner(self, index: int, form: str) -> Mention | None:
        """The mention inside a word: the adjective of a nationality, or the first part of a compound.

        A state in front of a noun (US-Botschafter) is a part of it, whatever its form is called.
        """
        is_noun = self.tree.classes[index] in NOMINAL
        own = "part" if is_noun else "adjective"
        return next(
            (m for m in self._inner.get(index, ()) if m.form == form or (is_noun and form == own)), None
        )

    def of(self, index: int, *, things: bool = False) -> list[Filler]:
        """The parties of a noun phrase and of what is coordinated with it, in text order.

        With ``things`` a phrase for a thing counts as the party whose thing it is (Russlands Vorgehen).
        """
        if (index, things) not in self._found:
            self._found[index, things] = self._find(index, things=things)
        return self._found[index, things]

    def _find(self, index: int, *, things: bool) -> list[Filler]:
        tree = self.tree
        index = self.antecedent(index)
        found: list[Filler] = []
        own = tree.preposition(index)
        for word in self._coordinated(index):
            other = tree.preposition(word)
            if word != index and other and other != own:
                continue
            filler = self.one(word, things=things)
            several = self._several_owners(word, filler)
            for one in several or ([filler] if filler else []):
                if all(f.mention is not one.mention for f in found):
                    found.append(one)
        return sorted(found, key=lambda f: f.mention.text_start)

    def _coordinated(self, index: int) -> list[int]:
        """A word, its conjuncts, and those of the name beside it: Präsident A und sein Kollege B."""
        tree = self.tree
        found = [index]
        for word in found:
            for child in (*tree.children[word], *self._names_behind_owner(word)):
                if tree.relations[child] == "conj":
                    found.append(child)
                elif tree.relations[child] in BESIDE and not tree.preposition(child):
                    found += [c for c in tree.children[child] if tree.relations[c] == "conj"]
                    found += self._next_name(child, found)
        return found

    def _next_name(self, name: int, known: list[int]) -> list[int]:
        """The name behind "und" right behind one, which the parser may hang elsewhere: der Chef der A, B und C."""
        tree = self.tree
        mention = self._standing.get(name)
        last = name
        while last + 1 < len(tree) and mention is not None and self._standing.get(last + 1) is mention:
            last += 1
        behind = last + 2
        other = self._standing.get(behind)
        if mention is None or other is None or tree.lower[last + 1] not in {"und", "sowie"}:
            return []
        is_alike = other.form == mention.form == "name" and other.entity_type == mention.entity_type == "PER"
        is_lost = is_alike and tree.relations[behind] == "conj" and behind not in known
        return [behind] if is_lost else []

    def _several_owners(self, index: int, filler: Filler | None) -> list[Filler]:
        """The states of people in the plural: die Außenminister der USA und Russlands."""
        standing = self._standing.get(index)
        is_named = (standing and standing.form == "name") or (filler and filler.sureness == BESIDE_IT)
        if self.tree.classes[index] not in NOMINAL or is_named or self.is_thing(index):
            return []
        parts = [m for m in self._inner.get(index, ()) if m.form == "part"]
        if len(parts) > 1:
            return [Filler(index, m, BY_STATE) for m in parts]
        return self._coordinated_owners(index) if self._is_plural(index) else []

    def _coordinated_owners(self, index: int) -> list[Filler]:
        tree = self.tree
        for child in tree.children[index]:
            if tree.relations[child] not in {"nmod", "obl"} or tree.preposition(child) not in SEATS | {""}:
                continue
            words = tree.conjuncts(child)
            owners = [f for w in words if (f := self.one(w, depth=1)) and f.mention.form != "pronoun"]
            if any(tree.relations[c] == "cc" for c in tree.children[child]):
                owners = [*self.adjectives(child), *owners]  # des russischen und US-Ministeriums
            if len(owners) > 1:
                return [Filler(f.token, f.mention, f.sureness * BY_STATE) for f in owners]
        return []

    def _is_plural(self, index: int) -> bool:
        """Whether a noun stands in the plural, which "die" shows where the parser does not."""
        tree = self.tree
        articles = {tree.lower[c] for c in tree.children[index] if tree.relations[c] == "det"}
        return tree.feature(index, "Number") != "Sing" or (
            "die" in articles and tree.feature(index, "Gender") in {"Masc", "Neut"}
        )

    def one(self, index: int, *, things: bool = False, depth: int = 0) -> Filler | None:
        """The party of one noun phrase without its coordinates."""
        mention = self._standing.get(index)
        if mention is not None and mention.form == "pronoun":
            return Filler(index, mention, BY_STATE)
        beside = self._beside(index)
        if mention is not None:
            is_person = beside is not None and beside.mention.entity_type == "PER" != mention.entity_type
            if beside and (mention.form == "role" or is_person):
                return beside
            owner = None if is_told(mention) else self._by_owner(index, things=things, depth=depth)
            return owner or Filler(index, mention, NAMED)
        if self.tree.classes[index] not in NOMINAL | {"ADJ"} or beside is not None:
            return beside if self.tree.classes[index] in NOMINAL | {"ADJ"} else None
        return self._by_owner(index, things=things, depth=depth)

    def of_state(self, filler: Filler) -> Filler | None:
        """The state or body of which an office is, for the one who holds it."""
        return self._by_owner(filler.token, things=False, depth=0) if filler.mention.form == "role" else None

    def _by_owner(self, index: int, *, things: bool, depth: int) -> Filler | None:
        """The party whose body, or with ``things`` whose thing, a noun names."""
        owner = next(self.owners(index, depth=depth), None) if depth <= DEEPEST else None
        is_thing = owner is not None and self.is_thing(index)
        if owner is None or (is_thing and not things):
            return None
        return Filler(index, owner.mention, owner.sureness * (THING if is_thing else BY_STATE))

    def owners(self, index: int, *, depth: int = 0) -> Iterator[Filler]:
        """Whose a thing or body is: by adjective, compound, genitive, the seat of an institution, behind a border."""
        tree, borders = self.tree, frames().lists["borders"]
        yield from self.adjectives(index)
        part = self.inner(index, "part")
        if part:
            yield Filler(index, part, BY_STATE)
        yield from self.genitives(index, depth=depth)
        is_border = last_part(tree.lemmas[index], borders) or tree.lemmas[index] in borders
        for child in tree.children[index]:
            places = SEATS - {"von"} | ({"zu"} if is_border else set())
            if tree.relations[child] in {"nmod", "obl"} and tree.preposition(child) in places:
                seat = self._standing.get(child)
                if seat and seat.entity_type == "LOC":
                    yield Filler(child, seat, BY_STATE)

    def adjectives(self, index: int) -> Iterator[Filler]:
        """Adjectives of nationality beside a noun."""
        for child in self.tree.children[index]:
            if self.tree.relations[child] in {"amod", "nmod", "compound", "det"}:
                for word in self.tree.conjuncts(child):
                    mention = self.inner(word, "adjective")
                    if mention and self.tree.classes[word] not in NOMINAL:
                        yield Filler(word, mention, BY_STATE)

    def genitives(self, index: int, *, depth: int = 0) -> Iterator[Filler]:
        """Parties in the genitive, behind "von" or in a possessive pronoun beside a noun."""
        tree = self.tree
        for child in tree.children[index]:
            relation = tree.relations[child]
            if relation == "det":
                mention = self._standing.get(child)
                if mention:
                    yield Filler(child, mention, BY_STATE)
            elif relation in {"nmod", "obl", "flat", "compound", "amod", "dep"} and tree.classes[
                child
            ] in NOMINAL | {"PRON"}:
                preposition = tree.preposition(child)
                if preposition not in ("", "von"):
                    continue
                for word in tree.conjuncts(self.antecedent(child)):
                    filler = self.one(word, depth=depth + 1)
                    several = self._several_owners(word, filler) if depth == 0 else []
                    if several:
                        yield from several
                    elif filler:
                        yield filler

    def is_thing(self, index: int) -> bool:
        """Whether a noun names a deed or a thing rather than a body of people."""
        return _names_thing(self.tree.words[index], self.tree.lemmas[index])

    def antecedent(self, index: int) -> int:
        """What a relative pronoun stands for; the word itself if it is none."""
        tree = self.tree
        if tree.classes[index] not in {"PRON", "DET"} or tree.lower[index] not in RELATIVE:
            return index
        below = index
        for word in tree.ancestors(index):
            if tree.relations[below] == "acl" and word < index:
                return self._agreeing(index, word)
            below = word
        return index

    def _agreeing(self, pronoun: int, antecedent: int) -> int:
        """The antecedent of "das", or the name in front of it where the parser's choice has another gender."""
        tree = self.tree
        if tree.lower[pronoun] != "das" or tree.feature(antecedent, "Gender") in {"Neut", ""}:
            return antecedent
        before = [w for w in range(antecedent, pronoun) if tree.classes[w] in NOMINAL]
        return before[-1] if before else antecedent

    def _names_behind_owner(self, index: int) -> list[int]:
        """Persons whom the parser hangs on whose office it is: die Außenminister beider Staaten, *A* und B."""
        tree = self.tree
        if not self._is_office(index):
            return []
        owners = (c for c in tree.children[index] if tree.relations[c] == "nmod" and c not in self._standing)
        beside = (c for owner in owners for c in tree.children[owner] if tree.relations[c] == "appos")
        return [c for c in beside if (name := self._standing.get(c)) and name.entity_type == "PER"]

    def _beside(self, index: int) -> Filler | None:
        """The name that stands with a noun: der Präsident Jaro Beltin, die Hauptstadt Oslo."""
        tree = self.tree
        for child in (*tree.children[index], *self._names_behind_owner(index)):
            is_owner = child < index and tree.feature(child, "Case") == "Gen"
            if tree.relations[child] in BESIDE and not tree.preposition(child) and not is_owner:
                mention = self._standing.get(child)
                if mention and mention.form == "name" and mention is not self._standing.get(index):
                    return Filler(child, mention, BESIDE_IT)
        head = tree.heads[index]
        if tree.relations[index] in {"dep", "compound", "amod"} and tree.classes[index] == "NOUN":
            mention = self._standing.get(head)
            if mention and mention.form == "name":
                return Filler(head, mention, BESIDE_IT)
        return self._name_behind_office(index)

    def _name_behind_office(self, index: int) -> Filler | None:
        """The person right behind an office, whatever the parser hangs the name on: und Präsidentin *Mara Ostwin*."""
        behind = self._standing.get(index + 1)
        if behind is None or behind.entity_type != "PER" or behind.form != "name":
            return None
        return Filler(index + 1, behind, BESIDE_IT) if self._is_office(index) else None

    def _is_office(self, index: int) -> bool:
        return self.tree.classes[index] == "NOUN" and office(self.tree.words[index]) is not None


@lru_cache(maxsize=50_000)
def _names_thing(form: str, lemma: str) -> bool:
    noun = noun_lemma(form, lemma)
    things = frames().lists["things"]
    return (
        noun in things
        or last_part(noun, things) is not None
        or any(frame.event_type for frame in noun_frames(form, lemma))
    )


def is_political(mention: Mention) -> bool:
    """Whether a mention is of a state, an organisation or somebody whose state or office is known."""
    return mention.entity_type == "ORG" or mention.country_code is not None or mention.sector is not None


def is_told(mention: Mention) -> bool:
    """Whether a mention tells somebody: names always, all else only where it is resolved or its state is known."""
    if mention.entity_type == "MISC":
        return False
    return (
        mention.form == "name"
        or mention.entity_id is not None
        or (mention.country_code is not None and mention.form != "pronoun")
    )


def is_same(one: Mention, other: Mention) -> bool:
    """Whether two mentions are of one entity, as far as the article tells."""
    if one is other:
        return True
    return one.entity_id is not None and one.entity_id == other.entity_id
