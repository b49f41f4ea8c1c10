"""People: the mentions of one article that name the same person, and the name in full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from news.extract.mentions.forms import base_form, calm, name_particles, name_titles
from news.knowledge.holders import persons_by_surname
from news.resolve.keys import name_words, word_key
from schemas import Mention

ALIKE = 0.8
"""Share of equal letters from which two first names of one surname are spellings of one (Antony, Anthony)."""


@dataclass(slots=True)
class Person:
    """A person whom an article names in full."""

    spellings: Counter[tuple[str, ...]] = field(default_factory=Counter)
    first_at: int = 0
    """Offset of the first mention in full."""

    @property
    def words(self) -> tuple[str, ...]:
        """The fullest form of the name; of equally full ones the most frequent, then the first by alphabet."""
        return min(self.spellings, key=lambda w: (-_fullness(w), -self.spellings[w], w))

    @property
    def name(self) -> str:
        """The name in full."""
        return " ".join(self.words)


def _fullness(words: tuple[str, ...]) -> int:
    return sum(len(word.strip(".")) > 1 for word in words)


class People:
    """The persons of an article, found from the mentions that name somebody in full."""

    def __init__(self, mentions: Iterable[Mention], is_genitive: Callable[[Mention], bool]) -> None:
        named = sorted(
            (m for m in mentions if m.entity_type == "PER" and m.form in {"name", "part"}),
            key=lambda m: m.text_start,
        )
        self._words = _nominative(named, is_genitive)
        self.persons: list[Person] = []
        by_key: dict[str, list[Person]] = {}
        for mention in named:
            words = self._words[mention.mention_id]
            if not is_full(words):
                continue
            same = by_key.setdefault(word_key(words[-1]), [])
            person = next((p for p in same if any(_agree(words, known) for known in p.spellings)), None)
            if person is None:
                person = Person(first_at=mention.text_start)
                same.append(person)
                self.persons.append(person)
            person.spellings[words] += 1
        self._by_surname = by_key
        self._alone = Counter(
            word_key(w[-1]) for m in named if not is_full(w := self._words[m.mention_id]) and w
        )

    def words_of(self, mention: Mention) -> tuple[str, ...]:
        """The words of a person's name in the nominative, without titles."""
        return self._words[mention.mention_id]

    def candidates(self, mention: Mention) -> list[Person]:
        """The persons whom a mention can name, in the order in which the article introduces them."""
        words = self.words_of(mention)
        if not words:
            return []
        same = self._by_surname.get(word_key(words[-1]), [])
        if is_full(words):
            return [p for p in same if words in p.spellings]
        found = [p for p in same if len(words) == 1 or _ends_alike(p.words, words)]
        if found or len(words) > 1:
            return sorted(found, key=lambda p: p.first_at)
        return self._by_first_word(words[0], mention)

    def _by_first_word(self, word: str, mention: Mention) -> list[Person]:
        """Persons whose family name comes first (Xi, Kim): with an office, or named so again and again."""
        found = [p for p in self.persons if word_key(p.words[0]) == word_key(word)]
        if len(found) != 1 or self._alone[word_key(found[0].words[-1])]:
            return []
        is_surname = any(h.name.split()[0] == word for h in persons_by_surname(word))
        return found if mention.role or is_surname or self._alone[word_key(word)] > 1 else []


def is_full(words: Sequence[str]) -> bool:
    """Whether a name has a first and a last name; particles and a last name are none."""
    return len(words) > 1 and words[0].lower() not in name_particles()


def _ends_alike(name: Sequence[str], words: Sequence[str]) -> bool:
    return [word_key(w) for w in name[-len(words) :]] == [word_key(w) for w in words]


def _agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names with one last name can be of one person."""
    if one == other:
        return True
    if word_key(one[-1]) != word_key(other[-1]):
        return False
    a, b = _given_name(one), _given_name(other)
    if a == b or (min(len(a), len(b)) == 1 and a[:1] == b[:1]):
        return True
    if a[:1] != b[:1] or a.endswith("a") != b.endswith("a"):
        return False
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= ALIKE


def _given_name(words: tuple[str, ...]) -> str:
    """The key of a first name; one name in several languages has one."""
    return next(iter(name_words(" ".join(words))), "")


def _nominative(
    mentions: Sequence[Mention], is_genitive: Callable[[Mention], bool]
) -> Mapping[str, tuple[str, ...]]:
    """Mention -> the words of the name without titles and without a genitive -s, as far as the article shows it."""
    words = {m.mention_id: _plain(m.text) for m in mentions}
    lasts = {w[-1] for w in words.values() if w}
    upright = {words[m.mention_id][-1] for m in mentions if words[m.mention_id] and not is_genitive(m)}
    result = {}
    for mention in mentions:
        name = words[mention.mention_id]
        if name:
            last, bare = name[-1], base_form(name[-1])
            if bare != last and (bare in lasts or _is_known(bare, last) or last not in upright):
                name = (*name[:-1], bare)
        result[mention.mention_id] = name
    return result


def _is_known(bare: str, written: str) -> bool:
    return bool(persons_by_surname(bare)) and not persons_by_surname(written)


def _plain(text: str) -> tuple[str, ...]:
    words = calm(" ".join(text.split())).split(" ")
    while len(words) > 1 and words[0] in name_titles():
        words = words[1:]
    return tuple(word.strip("\"'„“”»«,") for word in words if word.strip("\"'„“”»«,"))
